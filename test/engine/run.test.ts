/** Runs on the cpu backend: they learn, repeat to the bit, share, tie, mask and resume as promised. */
import { memory } from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { groupId, type ModelSpec } from '../../src/core/experiment/experiment.ts';
import type { LogRows } from '../../src/core/metrics/logRows.ts';
import { series } from '../../src/engine/protocol.ts';
import { createArrayExecutor } from '../../src/engine/worker/arrays/arrayExecutor.ts';
import type { Executor } from '../../src/engine/worker/executor.ts';
import { parametersOf, runOf, train } from '../support/engineRuns.ts';
import { A, B, diverging, experimentOf, hard, partly, single, twins } from '../support/experiments.ts';

const column = (rows: LogRows, name: string): Float32Array => {
  const found = rows.columns[name];
  if (!found) throw new Error(`no column ${name}; there are ${Object.keys(rows.columns).join(', ')}`);
  return found;
};
const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const weighted = (weights: Readonly<Record<string, number>>, method = 'weighted-sum'): ModelSpec =>
  hard('hard', { balancing: { method, options: {}, taskWeights: weights } });

describe('a run', () => {
  it('learns both tasks of the plane', async () => {
    const run = await runOf(experimentOf());
    const rows = train(run, 300);
    for (const task of [A, B]) {
      const losses = column(rows, series.loss(hard().id, task, 'train'));
      expect(mean(losses.subarray(280))).toBeLessThan(0.7 * mean(losses.subarray(0, 20)));
    }
    run.dispose();
  });

  it.each([
    ['famo', 'a method that looks at the losses after the step takes one forward pass more'],
    ['weighted-sum', 'others take one'],
  ])('%s: %s', async (method) => {
    const arrays = createArrayExecutor();
    let [forward, back] = [0, 0];
    const counting: Executor = {
      ...arrays,
      createRecorder(defs) {
        const recorder = arrays.createRecorder(defs);
        return {
          record: (args, use) =>
            recorder.record(args, (recorded) => {
              forward += 1;
              return use({
                ...recorded,
                gradients(...asked) {
                  back += 1;
                  return recorded.gradients(...asked);
                },
              });
            }),
        };
      },
    };
    const run = await runOf(experimentOf({ models: [weighted({}, method)] }), { executor: counting });
    for (let i = 0; i < 5; i += 1) run.advance();
    expect([forward, back]).toEqual([method === 'famo' ? 10 : 5, 5]);
    run.dispose();
  });

  it('gives identical columns and parameters for the same seed, and others for another', async () => {
    const once = async (seed: number) => {
      const run = await runOf(experimentOf({ training: { seed } }));
      const rows = train(run, 60);
      const result = { rows, parameters: parametersOf(run) };
      run.dispose();
      return result;
    };
    const first = await once(5);
    expect(await once(5)).toEqual(first);
    expect((await once(6)).parameters).not.toEqual(first.parameters);
  });

  it('writes the same rows whether it rests on the way or not', async () => {
    const [through, resting] = [await runOf(experimentOf()), await runOf(experimentOf())];
    const wanted = train(through, 20);
    const parts = [7, 6, 7].map((steps) => train(resting, steps));
    const joined = parts.flatMap((rows) => Array.from(rows.steps));
    expect(joined).toEqual(Array.from(wanted.steps));
    for (const [name, values] of Object.entries(wanted.columns)) {
      const found = parts.flatMap((rows) => Array.from(rows.columns[name] ?? rows.steps.map(() => Number.NaN)));
      expect(found, name).toEqual(Array.from(values));
    }
    through.dispose();
    resting.dispose();
  });

  it('measures the full splits at a rest even where the row of that step has gone out', async () => {
    const run = await runOf(experimentOf());
    train(run, 20);
    run.rest(false);
    run.settle();
    run.takeRows();
    run.rest(true);
    run.settle();
    const rows = run.takeRows();
    expect(Array.from(rows?.steps ?? [])).toEqual([20]);
    const name = series.loss(hard().id, A, 'test');
    expect(rows && column(rows, name)[0]).toBeGreaterThan(0);
    run.dispose();
  });

  it('keeps the number of tensors flat over 1,000 steps', async () => {
    const before = memory().numTensors;
    const run = await runOf(
      experimentOf({
        models: [hard(), twins(0.1), hard('pc', { balancing: { method: 'pcgrad', options: {}, taskWeights: {} } })],
      }),
    );
    train(run, 200);
    const early = memory().numTensors;
    train(run, 800);
    expect(memory().numTensors).toBe(early);
    run.dispose();
    expect(memory().numTensors).toBe(before);
  });
});

describe('sharing', () => {
  it('trains twins tied with strength 0 as separate networks, to the bit, over 200 steps', async () => {
    const run = await runOf(
      experimentOf({ models: [twins(0), single('a'), single('b')], training: { regularisation: { l2: 1e-3 } } }),
    );
    const rows = train(run, 200);
    for (const [task, alone] of [
      [A, 'only-a'],
      [B, 'only-b'],
    ] as const) {
      expect(column(rows, series.loss(twins(0).id, task, 'train'))).toEqual(
        column(rows, series.loss(single('a', alone).id, task, 'train')),
      );
    }
    const [tied, a] = [parametersOf(run, 0), parametersOf(run, 1)];
    expect(tied['two_a/kernel']).toEqual(a['two/kernel']);
    run.dispose();
  });

  it('draws tied twins together, and makes infinitely tied ones equal', async () => {
    const distances = await Promise.all(
      ([0, 1, 'infinite'] as const).map(async (strength) => {
        const run = await runOf(experimentOf({ models: [twins(strength)] }));
        const rows = train(run, 64);
        const distance = column(rows, series.tieDistance(twins(0).id, twins(0).ties[0]?.id as never)).at(-1);
        run.dispose();
        return distance as number;
      }),
    );
    const [free, held, joined] = distances as [number, number, number];
    expect(free).toBeGreaterThan(held);
    expect(held).toBeGreaterThan(joined);
    expect(joined).toBeLessThan(1e-5);
  });

  it.each(['weighted-sum', 'uncertainty', 'pcgrad'])(
    'with weight 0 for B, A learns as in its own network under %s',
    async (method) => {
      const own = single('a', 'only-a', { balancing: { method, options: {}, taskWeights: {} } });
      const run = await runOf(experimentOf({ models: [weighted({ [B]: 0 }, method), own] }));
      const rows = train(run, 200);
      const shared = column(rows, series.loss(hard().id, A, 'train'));
      const alone = column(rows, series.loss(own.id, A, 'train'));
      for (const [step, loss] of alone.entries()) expect(Math.abs((shared[step] ?? 0) - loss)).toBeLessThan(1e-5);
      run.dispose();
    },
  );
});

describe('masked updates', () => {
  it('leave the head and tower of a task that does not step untouched, under Adam with L2', async () => {
    const run = await runOf(experimentOf({ models: [partly()], training: { regularisation: { l2: 0.1 } } }));
    train(run, 20);
    const before = parametersOf(run);
    train(run, 20, [B]);
    const after = parametersOf(run);
    const moved = Object.keys(before).filter((id) => before[id]?.some((value, i) => value !== after[id]?.[i]));
    expect(moved.sort()).toEqual(['headB/bias', 'headB/kernel', 'one/bias', 'one/kernel']);
    run.dispose();
  });

  it('leave a frozen group untouched', async () => {
    const frozen = hard('hard', { groups: [{ id: groupId('g'), select: 'shared', frozen: true }] });
    const run = await runOf(experimentOf({ models: [frozen], training: { regularisation: { l2: 0.1 } } }));
    const before = parametersOf(run);
    train(run, 10);
    const after = parametersOf(run);
    expect(after['one/kernel']).toEqual(before['one/kernel']);
    expect(after['two/bias']).toEqual(before['two/bias']);
    expect(after['headA/kernel']).not.toEqual(before['headA/kernel']);
    run.dispose();
  });

  it('give each group its own learning rate: ten times smaller moves ten times less under Adam', async () => {
    const slow = hard('hard', { groups: [{ id: groupId('g'), select: 'shared', learningRate: 0.001 }] });
    const run = await runOf(experimentOf({ models: [slow] }));
    const before = parametersOf(run);
    train(run, 1);
    const after = parametersOf(run);
    const largest = (id: string): number =>
      Math.max(...Array.from(before[id] ?? [], (value, i) => Math.abs(value - (after[id]?.[i] ?? 0))));
    expect(largest('one/kernel')).toBeCloseTo(0.001, 5);
    expect(largest('headA/kernel')).toBeCloseTo(0.01, 5);
    run.dispose();
  });

  it('skip a task without labels in the batch', async () => {
    const run = await runOf(
      experimentOf({ models: [partly()], data: { tasks: { [A]: { labelled: 1 } } }, training: { batchSize: 10 } }),
    );
    const before = parametersOf(run);
    const losses = column(train(run, 10), series.loss(partly().id, A, 'train'));
    // One labelled row in ten batches: A's loss is there once (and once more in the row at rest, if it is that batch).
    expect(Array.from(losses.subarray(0, 10)).filter(Number.isFinite)).toHaveLength(1);
    expect(parametersOf(run)['headA/kernel']).not.toEqual(before['headA/kernel']);
    run.dispose();
  });
});

describe('a checkpoint', () => {
  it.each(['weighted-sum', 'alternating', 'uncertainty', 'dwa', 'pcgrad', 'famo'])(
    'continues to the bit under %s',
    async (method) => {
      const experiment = experimentOf({
        models: [hard('hard', { balancing: { method, options: {}, taskWeights: {} } }), twins(0.3)],
        training: { batchSize: 32, schedule: { kind: 'cosine', steps: 50, floor: 0.1 } },
      });
      const through = await runOf(experiment);
      train(through, 17);
      const checkpoint = structuredClone(through.checkpoint(1.5));
      const wanted = train(through, 20);
      const resumed = await runOf(experiment, { checkpoint });
      expect(resumed.step).toBe(17);
      const found = train(resumed, 20);
      expect(found).toEqual(wanted);
      expect(parametersOf(resumed)).toEqual(parametersOf(through));
      through.dispose();
      resumed.dispose();
    },
  );
});

describe('a loss that is not a number', () => {
  it('stops the rows at that step and puts the last good parameters back', async () => {
    const run = await runOf(diverging(10));
    const before = parametersOf(run);
    for (let i = 0; i < 60; i += 1) run.advance();
    const fault = run.settle();
    expect(fault).toMatchObject({ model: 'hard' });
    expect([A, B]).toContain(fault?.task);
    const rows = run.takeRows();
    expect(rows?.steps.at(-1)).toBe((fault?.step ?? 0) - 1);
    expect(run.step).toBe(fault?.step);
    expect(parametersOf(run)).toEqual(before);
    run.dispose();
  });
});
