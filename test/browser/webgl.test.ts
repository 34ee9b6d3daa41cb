/** Our own programs on webgl, in both layouts: optimisers against the arithmetic on arrays, products against cpu. */
import { matMul, reshape, setBackend, slice, stack, sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_OPTIMIZER } from '../../src/core/experiment/defaults.ts';
import type { OptimizerKind } from '../../src/core/experiment/experiment.ts';
import { createRng } from '../../src/core/math/rng.ts';
import { SLOTS, type UpdateEntry } from '../../src/engine/worker/optimizer.ts';
import { openTfBackend } from '../../src/engine/worker/tfjs/backend.ts';
import { gradientRows } from '../../src/engine/worker/tfjs/gradientRows.ts';
import { withTape } from '../../src/engine/worker/tfjs/tape.ts';
import { tensorUpdater } from '../../src/engine/worker/tfjs/tensorUpdater.ts';
import { createTfExecutor } from '../../src/engine/worker/tfjs/tfExecutor.ts';
import { createTfOps } from '../../src/engine/worker/tfjs/tfOps.ts';
import { refusedKernels } from '../../src/engine/worker/tfjs/webglFallback.ts';
import { suitWebgl } from '../../src/engine/worker/tfjs/webglKernels.ts';
import { webglNormsAndCosines } from '../../src/engine/worker/tfjs/webglRows.ts';
import { updateArrays } from '../../src/engine/worker/updateArrays.ts';

const SHAPES = [[3, 5], [5], [2, 2, 3, 4], [1]] as const;
const rng = createRng(7, 'webgl');
const drawn = (shape: readonly number[]): Float32Array =>
  Float32Array.from({ length: shape.reduce((product, n) => product * n, 1) }, () => rng.normal());

beforeAll(async () => {
  await openTfBackend('webgl', false);
});
afterAll(() => expect([...refusedKernels]).toEqual([]));

/** The same numbers on webgl and on cpu. */
async function expectAlike(measure: () => Float32Array[]): Promise<void> {
  const found = measure();
  await openTfBackend('cpu', false);
  const wanted = measure();
  await setBackend('webgl');
  for (const [i, values] of wanted.entries()) {
    expect(found[i]?.length).toBe(values.length);
    for (const [k, value] of values.entries()) expect(found[i]?.[k]).toBeCloseTo(value, 5);
  }
}
const read = (x: Tensor): Float32Array => x.dataSync() as Float32Array;

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
    const [rows, inner, columns] = turnA ? [5, 6, 7] : [6, 9, 4];
    const [a, b] = [drawn([rows, inner]), drawn([inner, columns])];
    // A factor may be a view of a longer vector, as parameters are.
    const matrix = (values: Float32Array, shape: number[], view: boolean): Tensor => {
      if (!view) return tensor(values, shape);
      const whole = tensor(Float32Array.of(9, 9, ...values, 9, 9, 9, 9, 9), [values.length + 7]);
      return reshape(slice(whole, [2], [values.length]), shape);
    };
    for (const view of [false, true]) {
      await expectAlike(() =>
        tidy(() => {
          const factor = matrix(a, turnA ? [inner, rows] : [rows, inner], view);
          const other = matrix(b, turnB ? [columns, inner] : [inner, columns], view);
          return [read(matMul(factor, other, turnA, turnB)), read(sum(factor, 0, turnA))];
        }),
      );
    }
  });

  it.each([[[0]], [[1]], [[0, 2]], [[0, 1, 2]]])('a sum and its gradient over %j are right', async (axes) => {
    const ops = createTfOps();
    const [x, slopes] = [drawn([3, 5, 4]), drawn([3, 5, 4])];
    await expectAlike(() =>
      tidy(() => {
        const source = tensor(x, [3, 5, 4]);
        return withTape(
          () => ops.sum(source, axes) as Tensor,
          (y, tape) => [
            read(y),
            read(tape.gradients(y, tensor(slopes.slice(0, y.size), y.shape), [source])[0] as Tensor),
          ],
        );
      }),
    );
  });

  it('rows are weighed piece by piece, an absent one as zeros', () => {
    const [a, b, c] = [drawn([3, 5]), drawn([5]), drawn([3, 5])];
    const rows = [
      [tensor(a, [3, 5]), tensor(b, [5])],
      [tensor(c, [3, 5]), undefined],
    ];
    const list = [
      { shape: [3, 5], size: 15 },
      { shape: [5], size: 5 },
    ];
    const weighed = gradientRows(rows, list, () => tensor([])).weigh([0.5, -2]) as Tensor[];
    const [kernel, bias] = weighed.map(read) as [Float32Array, Float32Array];
    for (const [k, value] of kernel.entries()) {
      expect(value).toBeCloseTo(0.5 * (a[k] as number) - 2 * (c[k] as number), 5);
    }
    for (const [k, value] of bias.entries()) expect(value).toBeCloseTo(0.5 * (b[k] as number), 5);
  });

  it.each([40, 3000])(
    'norms and cosines of rows of %i are right, of zeros and of very large ones too',
    async (length) => {
      const values = [drawn([length]), new Float32Array(length), drawn([length]).map((value) => 1e25 * value)];
      const rows = (): Tensor[] => values.map((each) => tensor(each, [length]));
      const found = tidy(() => [
        ...read(
          webglNormsAndCosines(rows()) ?? (createTfExecutor(tensorUpdater).normsAndCosines(stack(rows())) as Tensor),
        ),
      ]);
      const norms = values.map((each) => Math.hypot(...each));
      const dot = (i: number, j: number): number =>
        (values[i] as Float32Array).reduce((sum, value, l) => sum + value * (values[j]?.[l] as number), 0);
      const cosine = (i: number, j: number): number => {
        const size = (norms[i] as number) * (norms[j] as number);
        return size === 0 ? 0 : dot(i, j) / size;
      };
      for (const [i, norm] of norms.entries()) {
        expect(Math.abs((found[i] as number) - norm)).toBeLessThanOrEqual(1e-5 * norm + 1e-20);
        for (const j of norms.keys()) expect(found[3 + 3 * i + j]).toBeCloseTo(cosine(i, j), 5);
      }
    },
  );

  it.each(['relu', 'tanh', 'sigmoid', 'softplus', 'logSoftmax'] as const)(
    '%s and its gradient are right',
    async (name) => {
      const ops = createTfOps();
      const [x, slopes] = [drawn([5, 7]), drawn([5, 7])];
      await expectAlike(() =>
        tidy(() => {
          const source = tensor(x, [5, 7]);
          return withTape(
            () => (name === 'logSoftmax' ? ops.logSoftmax(source) : ops.unary(name, source)) as Tensor,
            (y, tape) => [read(y), read(tape.gradients(y, tensor(slopes, [5, 7]), [source])[0] as Tensor)],
          );
        }),
      );
    },
  );
});
