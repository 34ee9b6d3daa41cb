/** Batch normalisation in a run: its statistics follow the batches, survive a checkpoint, and serve the measuring. */
import { describe, expect, it } from 'vitest';
import { createArrayExecutor } from '../../src/engine/worker/arrays/arrayExecutor.ts';
import { parametersOf, runOf, train } from '../support/engineRuns.ts';
import { experimentOf, model } from '../support/experiments.ts';

const tanh = { units: 6, activation: 'tanh' };
const normalised = (momentum = 0.1) =>
  experimentOf({
    models: [
      model('m', [
        ['x', 'input', {}],
        ['norm', 'batchNorm', { momentum }, 'x'],
        ['one', 'dense', tanh, 'norm'],
        ['headA', 'head', { task: 'a' }, 'one'],
        ['headB', 'head', { task: 'b' }, 'one'],
      ]),
    ],
    training: { batchSize: 0 },
  });

describe('running statistics', () => {
  it('come to those of the data: a full batch is always the same', async () => {
    const run = await runOf(normalised());
    train(run, 80);
    const { 'norm/mean': mean, 'norm/variance': variance } = parametersOf(run);
    const x = run.dataset.train.inputs.x as Float32Array;
    for (const axis of [0, 1]) {
      const column = Array.from({ length: x.length / 2 }, (_, row) => x[2 * row + axis] as number);
      const centre = column.reduce((sum, value) => sum + value, 0) / column.length;
      const spread = column.reduce((sum, value) => sum + (value - centre) ** 2, 0) / column.length;
      expect(Math.abs((mean?.[axis] as number) - centre)).toBeLessThan(1e-2);
      expect(Math.abs((variance?.[axis] as number) - spread)).toBeLessThan(1e-2 * spread);
    }
    run.dispose();
  });
  it('move by the momentum: all the way at 1, after one step', async () => {
    const run = await runOf(normalised(1));
    train(run, 1);
    const x = run.dataset.train.inputs.x as Float32Array;
    const centre = x.filter((_, i) => i % 2 === 0).reduce((sum, value) => sum + value, 0) / (x.length / 2);
    expect(parametersOf(run)['norm/mean']?.[0]).toBeCloseTo(centre, 5);
    run.dispose();
  });
  it('go on from a checkpoint, and are the same on typed arrays', async () => {
    const whole = await runOf(normalised());
    train(whole, 20);
    const half = await runOf(normalised());
    train(half, 10);
    const resumed = await runOf(normalised(), { checkpoint: half.checkpoint(0) });
    train(resumed, 10);
    expect(parametersOf(resumed)).toEqual(parametersOf(whole));
    const arrays = await runOf(normalised(), { executor: createArrayExecutor() });
    train(arrays, 20);
    for (const [id, values] of Object.entries(parametersOf(whole))) {
      values.forEach((value, i) => {
        expect(Math.abs((parametersOf(arrays)[id]?.[i] as number) - value), id).toBeLessThan(1e-4);
      });
    }
    for (const run of [whole, half, resumed, arrays]) run.dispose();
  });
});
