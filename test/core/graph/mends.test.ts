/** Every mend that an issue offers applies in one click and does away with that issue. */
import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../src/core/experiment/applyEdit.ts';
import { emptyExperiment } from '../../../src/core/experiment/defaults.ts';
import { type Experiment, type ModelSpec, nodeId, tieId } from '../../../src/core/experiment/experiment.ts';
import { analyseModel } from '../../../src/core/graph/analyse.ts';
import type { Issue } from '../../../src/core/result.ts';
import { outlineOf } from '../../../src/core/scenarios/outline.ts';
import { modelOf } from '../../support/wirings.ts';

const LEFT = 'digit-left';
const left = ['head', { task: LEFT }] as const;
const right = ['head', { task: 'digit-right' }] as const;
const tied = (nodes: readonly string[]) => ({
  ties: [{ id: tieId('t1'), kind: 'squaredDistance', nodes: nodes.map(nodeId), strength: 1 }],
});

/** Broken models over pictures of 36×36×1, and the problem that each is about. */
const BROKEN: readonly (readonly [code: string, ModelSpec])[] = [
  ['shape.vector', modelOf({ x: ['input'], d: ['dense'], l: left, r: right }, ['x > d > l', 'd > r'])],
  ['shape.vector', modelOf({ x: ['input'], c: ['conv2d'], l: left, r: right }, ['x > c > l', 'c > r'])],
  [
    'node.loop',
    modelOf({ x: ['input'], a: ['add'], c: ['conv2d', { filters: 1 }], f: ['flatten'], l: left, r: right }, [
      'x > a > c > f > l',
      'f > r',
      'c > a',
    ]),
  ],
  ['node.noTask', modelOf({ x: ['input'], f: ['flatten'], l: left, h: ['head'] }, ['x > f > l', 'f > h'])],
  ['node.unknownTask', modelOf({ x: ['input'], f: ['flatten'], h: ['head', { task: 'gone' }] }, ['x > f > h'])],
  ['node.duplicateHead', modelOf({ x: ['input'], f: ['flatten'], l: left, l2: left }, ['x > f > l', 'f > l2'])],
  [
    'node.loss',
    modelOf({ x: ['input'], f: ['flatten'], l: ['head', { task: LEFT, loss: 'binaryCrossEntropy' }] }, ['x > f > l']),
  ],
  ['node.deadEnd', modelOf({ x: ['input'], f: ['flatten'], d: ['dense'], l: left }, ['x > f > l', 'f > d'])],
  ['model.noHead', modelOf({ x: ['input'], f: ['flatten'] }, ['x > f'])],
  ['model.taskWithoutHead', modelOf({ x: ['input'], f: ['flatten'], l: left }, ['x > f > l'])],
  ['model.taskWithoutHead', modelOf({ x: ['input'], l: left }, ['x > l'])],
  [
    'tie.shape',
    modelOf(
      { x: ['input'], f: ['flatten'], d: ['dense', { units: 3 }], e: ['dense'], l: left, r: right },
      ['x > f > d > l', 'f > e > r'],
      tied(['d', 'e']),
    ),
  ],
];

const issuesIn = (experiment: Experiment): readonly Issue[] =>
  analyseModel(experiment.models[0] as ModelSpec, experiment.data, outlineOf(experiment.data)).issues;
const same = (a: Issue, b: Issue): boolean =>
  a.code === b.code && a.where?.node === b.where?.node && a.where?.task === b.where?.task;

describe.each(BROKEN)('%s', (code, model) => {
  const experiment: Experiment = {
    ...emptyExperiment(),
    data: { ...emptyExperiment().data, scenario: 'multiMnist' },
    models: [model],
  };
  it('is found with a mend, and every mend on offer mends', () => {
    const issues = issuesIn(experiment);
    expect(issues.find((issue) => issue.code === code)?.fixes?.length).toBeGreaterThan(0);
    for (const issue of issues) {
      for (const fix of issue.fixes ?? []) {
        const mended = applyEdit(experiment, { type: 'batch', edits: fix.edits });
        expect(mended, `${issue.code}: ${fix.code}`).toMatchObject({ ok: true });
        if (mended.ok)
          expect(
            issuesIn(mended.value).some((rest) => same(rest, issue)),
            `${issue.code}: ${fix.code}`,
          ).toBe(false);
      }
    }
  });
});
