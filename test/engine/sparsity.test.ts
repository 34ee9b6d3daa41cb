/** L1, pruning and phases in a run. */
import { describe, expect, it } from 'vitest';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import { phaseAt, phaseNumber, phaseStarts } from '../../src/core/experiment/phases.ts';
import { sparsityOf } from '../../src/core/pruning/magnitude.ts';
import type { Run } from '../../src/engine/worker/run.ts';
import { parametersOf, runOf, train } from '../support/engineRuns.ts';
import { A, B, experimentOf } from '../support/experiments.ts';

async function withRun<Out>(experiment: Experiment, use: (run: Run) => Out | Promise<Out>): Promise<Out> {
  const run = await runOf(experiment);
  try {
    return await use(run);
  } finally {
    run.dispose();
  }
}
const kernelsOf = (run: Run): Float32Array[] =>
  Object.entries(parametersOf(run)).flatMap(([id, values]) => (id.endsWith('/kernel') ? [values] : []));

describe('pruning', () => {
  const pruning = { scope: 'layer', sparsity: 0.6, begin: 20, steps: 40 } as const;
  const experiment = experimentOf({ training: { regularisation: { l2: 0, pruning } } });
  it('reaches its share gradually, and what is zero stays zero', async () => {
    await withRun(experiment, (run) => {
      train(run, 20);
      expect(sparsityOf(kernelsOf(run))).toBe(0);
      train(run, 20);
      const half = sparsityOf(kernelsOf(run));
      expect(half).toBeGreaterThan(0.4);
      expect(half).toBeLessThan(0.6);
      train(run, 30);
      const before = kernelsOf(run);
      expect(sparsityOf(before)).toBeCloseTo(0.6, 1);
      train(run, 35);
      for (const [k, values] of kernelsOf(run).entries()) {
        values.forEach((value, i) => {
          expect(value === 0).toBe(before[k]?.[i] === 0);
        });
      }
    });
  });
  it('goes on from a checkpoint as if never interrupted', async () => {
    const whole = await withRun(experiment, (run) => {
      train(run, 50);
      return parametersOf(run);
    });
    const stored = await withRun(experiment, (run) => {
      train(run, 33);
      return run.checkpoint(0);
    });
    const resumed = await runOf(experiment, { checkpoint: stored });
    train(resumed, 17);
    expect(parametersOf(resumed)).toEqual(whole);
    resumed.dispose();
  });
});

it('L1 makes weights exactly zero, more of them when stronger, and leaves biases alone', async () => {
  const zerosAt = (l1: number): Promise<number> =>
    withRun(experimentOf({ training: { regularisation: { l2: 0, l1 } } }), (run) => {
      train(run, 60);
      expect(parametersOf(run)['headA/bias']?.every((value) => value !== 0)).toBe(true);
      return sparsityOf(kernelsOf(run));
    });
  const [none, some, many] = [await zerosAt(0), await zerosAt(0.3), await zerosAt(2)];
  expect(none).toBe(0);
  expect(some).toBeGreaterThan(0.02);
  expect(many).toBeGreaterThan(some);
});

describe('phases', () => {
  it('rule one after the other, the last one on and on', () => {
    const phases = [{ steps: 10 }, { steps: 5, tasks: [A] }, { steps: 1 }];
    expect([0, 9, 10, 14, 15, 99].map((step) => phases.indexOf(phaseAt(phases, step) as never))).toEqual([
      0, 0, 1, 1, 2, 2,
    ]);
    expect(phaseStarts(phases)).toEqual([0, 10, 15]);
    expect([0, 9, 10, 14, 15, 99].map((step) => phaseNumber(phases, step))).toEqual([1, 1, 2, 2, 3, 3]);
    expect(phaseNumber([], 5)).toBe(0);
    expect(phaseAt([], 3)).toBeUndefined();
  });
  it('first A trains the trunk; then it is frozen to the bit, and B learns on it', async () => {
    const phases = [
      { steps: 30, tasks: [A] },
      { steps: 1, tasks: [B], frozen: ['shared' as const] },
    ];
    await withRun(experimentOf({ training: { phases } }), (run) => {
      const start = parametersOf(run);
      train(run, 30);
      const first = parametersOf(run);
      train(run, 30);
      const second = parametersOf(run);
      const moved = (a: typeof start, b: typeof start): string[] =>
        Object.keys(a).filter((id) => a[id]?.some((value, i) => value !== b[id]?.[i]));
      expect(moved(start, first).map((id) => id.split('/')[0])).toEqual(['one', 'one', 'two', 'two', 'headA', 'headA']);
      expect(moved(first, second).map((id) => id.split('/')[0])).toEqual(['headB', 'headB']);
    });
  });
});
