/** A finished comparison in a saved file: what goes in comes out, and nothing half. */
import { describe, expect, it } from 'vitest';
import { readFile, toJson } from '../../../src/core/experiment/file.ts';
import { presets } from '../../../src/core/experiment/presets/index.ts';
import type { StudyResult } from '../../../src/core/study/study.ts';
import { packStudies, readStudies } from '../../../src/core/study/studyFile.ts';
import { arm, rowsFor, T } from './support.ts';

const experiment = presets.get('few-labels').build();
const study: StudyResult = {
  spec: { id: 'study3', name: 'Mine', experiment, form: { kind: 'compare' }, steps: 300 },
  rows: [...rowsFor(arm('A'), [0.5, 0.25]), ...rowsFor(arm('B'), [0.75, 1], { split: 'validation', metric: 'auc' })],
  curves: [{ ...arm('A'), seed: 1, task: T, steps: [0, 1, 2], values: [3, 2, 1] }],
  failures: [
    { variant: '', seed: 0, issue: { code: 'training.notFinite', params: { step: 3, task: 't' }, severity: 'error' } },
  ],
  times: [{ variant: '', seed: 1, seconds: 0.5, steps: 2 }],
};
const throughFile = (studies: readonly StudyResult[]) => {
  const read = readFile(toJson(experiment, packStudies(studies)));
  if (!read.ok) throw new Error(read.issue.code);
  expect(read.value.experiment).toEqual(experiment);
  return readStudies(read.value.studies);
};

describe('studies in a file', () => {
  it('come back as they were, but for their id', () => {
    expect(throughFile([study])).toEqual({ ok: true, value: [{ ...study, spec: { ...study.spec, id: '' } }] });
  });
  it('leave out what has no rows, and values that are no numbers', () => {
    const odd = { ...study, rows: [...study.rows, ...rowsFor(arm('A'), [Number.NaN], { split: 'train' })] };
    const found = throughFile([{ ...study, rows: [] }, odd]);
    expect(found.ok && found.value.map(({ rows }) => rows.length)).toEqual([4]);
  });
  it('may be missing', () => {
    expect(throughFile([])).toEqual({ ok: true, value: [] });
  });
  const [packed] = packStudies([study]) as [Record<string, unknown>];
  it.each([
    ['no list', 'none'],
    ['too many', Array.from({ length: 21 }, () => packed)],
    ['rows that are none', [{ ...packed, rows: [['', 0, 'A', 't', 7, 'loss', 1]] }]],
    ['a value that is text', [{ ...packed, rows: [['', 0, 'A', 't', 2, 'loss', '1']] }]],
    ['curves of unequal length', [{ ...packed, curves: [['', 0, 'A', 't', [1, 2], [1]]] }]],
    ['seconds that are text', [{ ...packed, times: [['', 0, 'long', 1]] }]],
    ['failures that are texts', [{ ...packed, failures: ['broke'] }]],
    ['a form that nobody knows', [{ ...packed, form: { kind: 'guess' } }]],
    ['a form without its members', [{ ...packed, form: { kind: 'labels' } }]],
  ])('are refused as a whole: %s', (_, studies) => {
    expect(readStudies(studies)).toMatchObject({ ok: false, issue: { code: 'file.study' } });
  });
  it('are refused with an experiment that does not read', () => {
    expect(readStudies([{ ...packed, experiment: { version: 1 } }]).ok).toBe(false);
  });
});
