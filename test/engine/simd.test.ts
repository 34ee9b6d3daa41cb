/** The compiled kernels against plain sums in float64, at every size that takes another path through the loops. */
import { describe, expect, it } from 'vitest';
import type { PlanParameter } from '../../src/core/graph/modelPlan.ts';
import { createRng } from '../../src/core/math/rng.ts';
import type { TensorRef } from '../../src/core/ops.ts';
import { valuesOf } from '../../src/engine/worker/arrays/arrayTensor.ts';
import { type Bound, inTurn } from '../../src/engine/worker/arrays/bound.ts';
import { chain } from '../../src/engine/worker/arrays/chain.ts';
import { plainKernels } from '../../src/engine/worker/arrays/kernels.ts';
import { planWalk, startRecording } from '../../src/engine/worker/arrays/program.ts';
import { createRowMatrix } from '../../src/engine/worker/arrays/rowMatrix.ts';
import { compiledGround } from '../../src/engine/worker/arrays/simdKernels.ts';

const rng = createRng(3, 'simd');
function draw(into: Float32Array): Float32Array {
  for (let i = 0; i < into.length; i += 1) into[i] = 2 * rng.uniform() - 1;
  return into;
}

const fail = (): never => {
  throw new Error('nothing to run');
};

describe('compiled kernels', () => {
  it('multiply as plain loops do, turned or not, adding or not', () => {
    for (let n = 0; n < 200; n += 1) {
      const [m, width, k] = [1 + rng.below(11), 1 + rng.below(21), 1 + rng.below(9)] as const;
      const ground = compiledGround({ buffers: [m * k, k * width, m * width], gradients: [], scratch: k * width });
      if (!ground) throw new Error('no vectors here');
      const [a, b, c] = [m * k, k * width, m * width].map((size) => draw(ground.allocate(size))) as [
        Float32Array,
        Float32Array,
        Float32Array,
      ];
      const [turnA, turnB, adds] = [rng.below(2) === 1, rng.below(2) === 1, rng.below(2) === 1];
      const aAt = turnA ? { start: 0, row: 1, column: m } : { start: 0, row: k, column: 1 };
      const bAt = turnB ? { start: 0, row: 1, column: k } : { start: 0, row: width, column: 1 };
      const wanted = c.slice();
      plainKernels.product([m, width, k], a, aAt, b, bAt, wanted, 0, adds)();
      ground.kernels.product([m, width, k], a, aAt, b, bAt, c, 0, adds)();
      for (const [i, value] of c.entries()) expect(value, `${m} ${width} ${k}`).toBeCloseTo(wanted[i] as number, 5);
    }
  });

  const WANTED = {
    tanh: { of: Math.tanh, within: 2.4e-7 },
    sigmoid: { of: (x: number) => 1 / (1 + Math.exp(-x)), within: 3.6e-7 },
    softplus: { of: (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), within: 3.6e-7 },
  } as const;
  it.each(['tanh', 'sigmoid', 'softplus'] as const)('have a %s within units of the last place everywhere', (name) => {
    const { of, within } = WANTED[name];
    const points = [
      ...Array.from({ length: 4001 }, (_, i) => (i - 2000) / 150),
      ...[
        0,
        1e-30,
        -1e-30,
        1e-4,
        0.6249,
        0.6251,
        -0.6251,
        88,
        -1e30,
        Number.POSITIVE_INFINITY,
        Number.NEGATIVE_INFINITY,
      ],
    ];
    const ground = compiledGround({ buffers: [points.length, points.length], gradients: [], scratch: 0 });
    if (!ground) throw new Error('no vectors here');
    const [x, y] = [ground.allocate(points.length), ground.allocate(points.length)];
    x.set(points);
    ground.kernels[name](x, y)();
    for (const [i, value] of y.entries()) {
      const wanted = of(x[i] as number);
      if (value === wanted) continue;
      // Below e^-87, where float32 has few digits left, nothing beside 1 is as good as nothing.
      const most = within * Math.abs(wanted) + 1e-37;
      expect(Math.abs(value - wanted), `${name} ${x[i]} = ${value}`).toBeLessThanOrEqual(most);
    }
  });

  it('work number by number, row by row and column by column as plain loops do', () => {
    for (let n = 0; n < 60; n += 1) {
      const [rows, width] = [1 + rng.below(5), 1 + rng.below(11)];
      const size = rows * width;
      const ground = compiledGround({ buffers: [size, size, size, width], gradients: [], scratch: 0 });
      if (!ground) throw new Error('no vectors here');
      const [x, y, into, row] = [size, size, size, width].map((length) => draw(ground.allocate(length))) as [
        Float32Array,
        Float32Array,
        Float32Array,
        Float32Array,
      ];
      const names = [
        'relu',
        'tanhBack',
        'sigmoidBack',
        'softplusBack',
        'reluBack',
        'accumulate',
        'addRow',
        'addColumns',
      ] as const;
      const runs = names.map((name) => {
        const copies = [x, y, into, row].map((each) => each.slice()) as [typeof x, typeof x, typeof x, typeof x];
        const both = [[ground.kernels, x, y, into, row] as const, [plainKernels, ...copies] as const].map(
          ([kernels, a, b, c, r]) => {
            if (name === 'relu') kernels.relu(a, c)();
            else if (name === 'accumulate') kernels.accumulate(a, c)();
            else if (name === 'addRow') kernels.addRow(a, r, c)();
            else if (name === 'addColumns') kernels.addColumns(a, r)();
            else kernels[name](a, b, c)();
            return [...c, ...r];
          },
        );
        return { name, both };
      });
      for (const { name, both } of runs) {
        for (const [i, value] of (both[0] ?? []).entries()) {
          expect(value, `${name} ${rows} x ${width}`).toBeCloseTo(both[1]?.[i] as number, 5);
        }
      }
    }
  });

  it('add, take away, multiply and sum to the very number that plain loops find, one number against many included', () => {
    for (let n = 0; n < 60; n += 1) {
      const [rows, width] = [1 + rng.below(6), 1 + rng.below(9)];
      const [size, divisor] = [rows * width, 1 + rng.below(7)];
      const ground = compiledGround({ buffers: [size, size, size, 1, rows], gradients: [], scratch: 0 });
      if (!ground) throw new Error('no vectors here');
      const buffers = [size, size, size, 1, rows].map((length) => draw(ground.allocate(length)));
      const found = [buffers, buffers.map((each) => each.slice())].map((place, which) => {
        const [x, y, into, one, few] = place as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];
        const kernels = which === 0 ? ground.kernels : plainKernels;
        const seen: number[][] = [];
        const see = (bound: () => void): void => {
          bound();
          seen.push([...into, ...few]);
        };
        for (const name of ['add', 'sub', 'mul'] as const) {
          for (const [a, b] of [[x, y] as const, [one, y] as const, [x, one] as const]) see(kernels[name](a, b, into));
        }
        see(kernels.deduct(x, into));
        see(kernels.sumRuns(x, few, divisor));
        see(kernels.sumRunsBack(few, into, divisor));
        see(kernels.clear(into));
        // Into zeros: one rounding of the product, as in the plain loop.
        for (const b of [y, one]) see(inTurn(kernels.clear(into), kernels.mulBack(b, x, into)) ?? fail);
        return seen;
      });
      expect(found[0], `${rows} x ${width}`).toEqual(found[1]);
    }
  });

  it('multiply rows and weigh them to the very number that plain loops find', () => {
    for (let width = 1; width < 30; width += 1) {
      const count = 1 + rng.below(5);
      const plain = createRowMatrix(() => undefined, count, width);
      const both = [plain, createRowMatrix(compiledGround, count, width)];
      for (let t = 0; t < count; t += 1) {
        const row = draw(new Float32Array(width));
        // Of this one nothing is known.
        for (const matrix of both) matrix.fill(t, 0, t === 3 ? undefined : row, width);
      }
      const weights = Array.from({ length: count }, () => 2 * rng.uniform() - 1);
      const list = [{ shape: [width], size: width }] as unknown as PlanParameter[];
      const [wanted, found] = both.map((matrix) => [
        [...valuesOf(matrix.normsAndCosines())],
        [...valuesOf(matrix.weigh(weights, list)[0] as TensorRef)],
      ]);
      expect(found, `${count} x ${width}`).toEqual(wanted);
      const first = valuesOf(plain.tensor).subarray(0, width);
      expect(found?.[0]?.[0]).toBeCloseTo(Math.sqrt(first.reduce((sum, value) => sum + value * value, 0)), 5);
      const sum = weights.reduce((total, weight, t) => total + weight * (valuesOf(plain.tensor)[t * width] ?? 0), 0);
      expect(found?.[1]?.[0]).toBeCloseTo(sum, 5);
    }
  });

  it('run as one where they follow each other, in their order, with plain work between them', () => {
    const ground = compiledGround({ buffers: [6, 6, 6], gradients: [], scratch: 6 });
    if (!ground) throw new Error('no vectors here');
    const [x, y, z] = [6, 6, 6].map((size) => draw(ground.allocate(size))) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    const { add, mul, clear, product } = ground.kernels;
    const turned = product(
      [2, 3, 3],
      x,
      { start: 0, row: 3, column: 1 },
      y,
      { start: 0, row: 1, column: 2 },
      z,
      0,
      true,
    );
    const bounds: Bound[] = [clear(z), add(x, y, z), () => z.set(z.map((value) => 2 * value)), mul(z, y, x), turned];
    const before = [x, y, z].map((each) => each.slice());
    for (const bound of bounds) bound();
    const wanted = [x, y, z].map((each) => each.slice());
    for (const [i, each] of [x, y, z].entries()) each.set(before[i] as Float32Array);
    chain(bounds)();
    expect([x, y, z]).toEqual(wanted);
    expect(chain([])()).toBeUndefined();
  });

  it('hand a number that is none on', () => {
    const ground = compiledGround({ buffers: [4, 4], gradients: [], scratch: 0 });
    if (!ground) throw new Error('no vectors here');
    const [x, y] = [ground.allocate(4), ground.allocate(4)];
    x[1] = Number.NaN;
    ground.kernels.tanh(x, y)();
    expect([...y]).toEqual([0, Number.NaN, 0, 0]);
    for (const name of ['sigmoid', 'softplus'] as const) {
      ground.kernels[name](x, y)();
      expect([...y].map(Number.isNaN), name).toEqual([false, true, false, false]);
    }
  });

  it('lay gradients side by side, apart from values, and a walk clears them together with nothing else', () => {
    const ground = compiledGround({ buffers: [5, 3], gradients: [5, 3], scratch: 2 });
    if (!ground) throw new Error('no vectors here');
    const { make, steps, slot } = startRecording(ground.allocate, true);
    const [x, y] = [slot([5], true), slot([3], true)];
    x.cell.values.fill(2);
    y.cell.values.fill(7);
    const grads = [x, y].map((each) => each.cell.grad as Float32Array);
    for (const each of grads) each.fill(9);
    expect((grads[1] as Float32Array).byteOffset - (grads[0] as Float32Array).byteOffset).toBe(32);
    const total = make(
      [x],
      [],
      (out) => () => out.fill(0),
      (dy, [dx]) => dx && (() => dx.fill(dy[0] as number)),
    );
    expect(total.shape).toEqual([]);
    planWalk(steps, [total.cell], [x.cell]).run([3]);
    expect([...(grads[0] as Float32Array)]).toEqual([3, 3, 3, 3, 3]);
    // Not asked for: as it was.
    expect([...(grads[1] as Float32Array)]).toEqual([9, 9, 9]);
    expect([...x.cell.values, ...y.cell.values]).toEqual([2, 2, 2, 2, 2, 7, 7, 7]);
  });
});
