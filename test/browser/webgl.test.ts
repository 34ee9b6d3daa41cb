/** Our own programs on webgl, in both layouts: optimisers against the arithmetic on arrays, products against cpu. */
import { matMul, setBackend, sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_OPTIMIZER } from '../../src/core/experiment/defaults.ts';
import type { OptimizerKind } from '../../src/core/experiment/experiment.ts';
import { createRng } from '../../src/core/math/rng.ts';
import { SLOTS, type UpdateEntry } from '../../src/engine/worker/optimizer.ts';
import { openTfBackend } from '../../src/engine/worker/tfjs/backend.ts';
import { tensorUpdater } from '../../src/engine/worker/tfjs/tensorUpdater.ts';
import { suitWebgl } from '../../src/engine/worker/tfjs/webglKernels.ts';
import { updateArrays } from '../../src/engine/worker/updateArrays.ts';

const SHAPES = [[3, 5], [5], [2, 2, 3, 4], [1]] as const;
const rng = createRng(7, 'webgl');
const drawn = (shape: readonly number[]): Float32Array =>
  Float32Array.from({ length: shape.reduce((product, n) => product * n, 1) }, () => rng.normal());

beforeAll(async () => {
  await openTfBackend('webgl', false);
});

describe.each(['draws', 'arithmetic'] as const)('where a step is made of %s', (made) => {
  beforeAll(() => suitWebgl(made === 'arithmetic'));

  it.each(Object.keys(SLOTS) as OptimizerKind[])('%s steps as on arrays', (kind) => {
    const spec = { ...DEFAULT_OPTIMIZER, kind };
    const arrays = SHAPES.map((shape) => {
      const theta = drawn(shape);
      return { shape, theta, slots: SLOTS[kind].map(() => new Float32Array(theta.length)) };
    });
    let parameters = arrays.map(({ theta, shape }) => tensorUpdater.load(theta.slice(), shape) as Tensor);
    const slots = SHAPES.map((shape) => SLOTS[kind].map(() => tensorUpdater.zeros(shape)));
    for (let count = 1; count <= 4; count += 1) {
      const entries = arrays.map(({ shape, theta, slots: held }, i): UpdateEntry => {
        // One parameter is reached by no task.
        const values = i === 1 ? undefined : drawn(shape);
        const how = { rate: 0.05, l2: i === 1 ? 0 : 0.01, decay: i === 1 ? 0 : 0.1, count };
        updateArrays(spec, theta, values, held, how);
        const gradient = values && tensor(values, [...shape]);
        return { ...how, parameter: parameters[i] as Tensor, gradient, slots: slots[i] as UpdateEntry['slots'] };
      });
      const next = tensorUpdater.update(spec, entries) as Tensor[];
      for (const old of parameters) old.dispose();
      parameters = next;
    }
    for (const [i, { theta }] of arrays.entries()) {
      const found = parameters[i]?.dataSync() as Float32Array;
      for (const [k, value] of theta.entries()) expect(found[k]).toBeCloseTo(value, 5);
    }
  });

  it.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])('products (turned: %s, %s) and column sums are right', async (turnA, turnB) => {
    const [rows, inner, columns] = [5, 3, 7];
    const [a, b] = [drawn([rows, inner]), drawn([inner, columns])];
    const measure = (): Float32Array[] =>
      [
        tidy(() =>
          matMul(
            tensor(a, turnA ? [inner, rows] : [rows, inner]),
            tensor(b, turnB ? [columns, inner] : [inner, columns]),
            turnA,
            turnB,
          ),
        ),
        tidy(() => sum(tensor(a, [rows, inner]), 0, turnA)),
      ].map((each) => each.dataSync() as Float32Array);
    const found = measure();
    await openTfBackend('cpu', false);
    const wanted = measure();
    await setBackend('webgl');
    for (const [i, values] of wanted.entries()) {
      for (const [k, value] of values.entries()) expect(found[i]?.[k]).toBeCloseTo(value, 5);
    }
  });
});
