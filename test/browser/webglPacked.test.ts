/** Convolutions, pools and sums on webgl's packed layout, with their gradients, against cpu: even and odd lengths. */
import {
  conv2d,
  grads,
  maxPool,
  mul,
  setBackend,
  sum,
  type Tensor,
  type Tensor4D,
  tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRng } from '../../src/core/math/rng.ts';
import { openTfBackend } from '../../src/engine/worker/tfjs/backend.ts';
import { refusedKernels } from '../../src/engine/worker/tfjs/webglFallback.ts';

const rng = createRng(11, 'packed');
const sizeOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);
const drawn = (shape: readonly number[]): Float32Array =>
  Float32Array.from({ length: sizeOf(shape) }, () => rng.normal());

/** Value and gradients of sum(weights * f(inputs)) on both backends. */
async function compare(
  f: (...xs: Tensor[]) => Tensor,
  inputs: readonly { values: Float32Array; shape: number[] }[],
): Promise<void> {
  let weights: Float32Array | undefined;
  const measure = (): Float32Array[] => {
    const xs = inputs.map(({ values, shape }) => tensor(values, shape));
    const y = tidy(() => f(...xs));
    weights ??= drawn(y.shape);
    const w = tensor(weights, y.shape);
    const slopes = grads((...args: Tensor[]) => sum(mul(f(...args), w)))(xs);
    return [y, ...slopes].map((each) => each.dataSync() as Float32Array);
  };
  await setBackend('webgl');
  const found = measure();
  await setBackend('cpu');
  const wanted = measure();
  await setBackend('webgl');
  for (const [i, values] of wanted.entries()) {
    expect(found[i]?.length).toBe(values.length);
    let apart = 0;
    for (const [k, value] of values.entries()) {
      apart = Math.max(apart, Math.abs((found[i]?.[k] as number) - value) / (1 + Math.abs(value)));
    }
    expect(apart).toBeLessThan(2e-4);
  }
}

beforeAll(async () => {
  await openTfBackend('cpu', false);
  await openTfBackend('webgl', true);
});
afterAll(() => expect([...refusedKernels]).toEqual([]));

it.each([
  { x: [2, 6, 8, 4], k: [3, 3, 4, 6], pad: 'same' },
  { x: [9, 5, 7, 3], k: [3, 3, 3, 5], pad: 'same' },
  { x: [3, 7, 6, 1], k: [4, 2, 1, 4], pad: 'same' },
  { x: [1, 4, 5, 5], k: [2, 5, 5, 1], pad: 'valid' },
  // Rows of the picture run on into the texture's next line.
  { x: [6, 64, 64, 8], k: [3, 3, 8, 1], pad: 'same' },
] as const)('conv2d of [$x] by [$k], $pad', async ({ x, k, pad }) => {
  await compare(
    (a, b) => conv2d(a as Tensor4D, b as Tensor4D, 1, pad),
    [x, k].map((shape) => ({ values: drawn(shape), shape: [...shape] })),
  );
});

it.each([
  [2, 6, 8, 4],
  [3, 5, 7, 3],
  [6, 64, 64, 8],
])('max-pool of [%i, %i, %i, %i], with many equal numbers', async (...shape) => {
  const values = drawn(shape).map((value) => Math.max(0, Math.round(value)));
  await compare((a) => maxPool(a as Tensor4D, 2, 2, 'valid'), [{ values, shape }]);
});

it.each([[[2, 6, 8, 4]], [[3, 5, 7, 3]], [[301, 5]]])('sum of %j over all axes but the last', async (shape) => {
  const axes = shape.slice(1).map((_, axis) => axis);
  for (const keep of [false, true]) await compare((a) => sum(a, axes, keep), [{ values: drawn(shape), shape }]);
});
