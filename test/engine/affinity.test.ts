/** Affinities between tasks: to first order, products of the shared gradients; and nothing of it stays. */
import { memory } from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { measureProbes } from '../../src/engine/worker/probes.ts';
import { parametersOf, runOf } from '../support/engineRuns.ts';
import { experimentOf, partly } from '../support/experiments.ts';

it('a small step for one task does to the other what their gradients say', async () => {
  const base = experimentOf({ models: [partly()] });
  const training = { ...base.training, optimizer: { ...base.training.optimizer, learningRate: 1e-3 } };
  const run = await runOf({ ...base, training });
  const model = partly().id;
  const before = parametersOf(run);
  const tensors = memory().numTensors;
  const [affinity, gradients] = measureProbes(run, 1, [
    { kind: 'affinity', key: 'z', model },
    { kind: 'gradients', key: 'g', model },
  ]);
  expect(memory().numTensors).toBe(tensors);
  expect(parametersOf(run)).toEqual(before);
  expect(affinity?.shape).toEqual([2, 2]);
  const [aa = 0, ab = 0, ba = 0, bb = 0] = affinity?.values ?? [];
  expect(aa).toBeGreaterThan(0);
  expect(bb).toBeGreaterThan(0);
  // 'one' is the only shared node: Z_ij = rate |g_i| |g_j| cos / L_j, so that ratios need no loss.
  const row = gradients?.nodes?.indexOf('one' as never) ?? -1;
  const [normA = 0, normB = 0] = gradients?.values.subarray(2 * row, 2 * row + 2) ?? [];
  const cosine = gradients?.cosines?.[4 * row + 1] ?? 0;
  expect(Math.abs(ab / bb - (cosine * normA) / normB)).toBeLessThan(0.05 * (1 + Math.abs(normA / normB)));
  expect(Math.abs(ba / aa - (cosine * normB) / normA)).toBeLessThan(0.05 * (1 + Math.abs(normB / normA)));
  run.dispose();
});
