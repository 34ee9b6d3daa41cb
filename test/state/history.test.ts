import { describe, expect, it } from 'vitest';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import { FIRST_PRESET, presets } from '../../src/core/experiment/presets/index.ts';
import { createRunLog } from '../../src/core/metrics/runLog.ts';
import { addRun, changeRun, dropRun, hideUnpinned } from '../../src/state/history.ts';
import type { Ghost } from '../../src/state/stores.ts';

const base = presets.get(FIRST_PRESET).build();
const withSeed = (seed: number): Experiment => ({ ...base, training: { ...base.training, seed } });
const log = createRunLog();
const historyOf = (seeds: readonly number[], start: readonly Ghost[] = []): readonly Ghost[] =>
  seeds.reduce<readonly Ghost[]>((runs, seed) => addRun(runs, { experiment: withSeed(seed), log, steps: seed }), start);
const ids = (runs: readonly Ghost[]): number[] => runs.map((run) => run.id);

describe('the run history', () => {
  it('keeps the last five, newest first', () => {
    expect(ids(historyOf([1, 2, 3, 4, 5, 6, 7]))).toEqual([7, 6, 5, 4, 3]);
  });
  it('never drops a pinned run, and counts it apart', () => {
    const pinned = changeRun(historyOf([1, 2]), 1, { pinned: true });
    expect(ids(historyOf([3, 4, 5, 6, 7, 8], pinned))).toEqual([8, 7, 6, 5, 4, 1]);
  });
  it('lets a run go again when it is unpinned', () => {
    const many = historyOf([3, 4, 5, 6, 7, 8], changeRun(historyOf([1, 2]), 1, { pinned: true }));
    expect(ids(changeRun(many, 1, { pinned: false }))).toEqual([8, 7, 6, 5, 4]);
  });
  it('says what changed since the run before', () => {
    const [third, second, first] = historyOf([1, 2, 2]);
    expect(first?.changes).toBeUndefined();
    expect(second?.changes).toEqual([expect.objectContaining({ code: 'seed' })]);
    expect(second?.changes?.[0]?.params).toMatchObject({ from: 1, to: 2 });
    expect(third?.changes).toEqual([]);
  });
  it('goes on after the newest was dropped', () => {
    const runs = historyOf([9], dropRun(historyOf([1, 2, 3]), 3));
    expect(new Set(ids(runs)).size).toBe(runs.length);
    expect(runs.map((run) => run.steps)).toEqual([9, 2, 1]);
  });
  it('hides what is not pinned when another experiment begins', () => {
    const runs = hideUnpinned(changeRun(historyOf([1, 2]), 1, { pinned: true, name: 'best' }));
    expect(runs.map(({ id, shown, name }) => [id, shown, name])).toEqual([
      [2, false, ''],
      [1, true, 'best'],
    ]);
  });
});
