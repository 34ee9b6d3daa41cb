/** Sums of words: empty places are no words, and long texts are no larger than short ones. */
import '@tensorflow/tfjs-backend-cpu';
import { ready, setBackend, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { embedding } from '../../../src/core/layers/embedding.ts';
import { globalAveragePool } from '../../../src/core/layers/globalAveragePool.ts';
import { createTfOps } from '../../../src/engine/worker/tfjs/tfOps.ts';

const ops = createTfOps();
const context = { training: false, mask: () => ops.scalar(0), fresh: () => ops.scalar(0) };
/** Words 1, 2 and an empty place; then word 2 alone. */
const IDS = [
  [1, 2, 0],
  [2, 0, 0],
];
const TABLE = [
  [7, 7],
  [3, 0],
  [1, 4],
];
function pooled(maskZero: boolean, divide: string): number[] {
  return tidy(() => {
    const words = embedding.forward(ops, { table: tensor(TABLE) }, [tensor(IDS)], { maskZero, uses: 1 }, context);
    return [...(globalAveragePool.forward(ops, {}, words, { divide }, context)[0] as Tensor).dataSync()];
  });
}

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

it.each([
  ['an empty place counts as a word unless it is masked', false, 'count', [11 / 3, 11 / 3, 5, 6]],
  ['a masked place gives zeros', true, 'count', [4 / 3, 4 / 3, 1 / 3, 4 / 3]],
  ['the sum is divided by the root of the words that there are', true, 'root', [4 / Math.SQRT2, 4 / Math.SQRT2, 1, 4]],
] as const)('%s', (_what, maskZero, divide, expected) => {
  const found = pooled(maskZero, divide);
  for (const [i, value] of expected.entries()) expect(found[i]).toBeCloseTo(value, 5);
});
