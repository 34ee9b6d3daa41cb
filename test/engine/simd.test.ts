/** The compiled kernels against plain sums in float64, at every size that takes another path through the loops. */
import { describe, expect, it } from 'vitest';
import { createRng } from '../../src/core/math/rng.ts';
import { plainKernels } from '../../src/engine/worker/arrays/kernels.ts';
import { compiledGround } from '../../src/engine/worker/arrays/simdKernels.ts';

const rng = createRng(3, 'simd');
function draw(into: Float32Array): Float32Array {
  for (let i = 0; i < into.length; i += 1) into[i] = 2 * rng.uniform() - 1;
  return into;
}

describe('compiled kernels', () => {
  it('multiply as plain loops do, turned or not, adding or not', () => {
    for (let n = 0; n < 200; n += 1) {
      const [m, width, k] = [1 + rng.below(11), 1 + rng.below(21), 1 + rng.below(9)] as const;
      const ground = compiledGround({ buffers: [m * k, k * width, m * width], scratch: k * width });
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

  it('have a tanh within two units of the last place everywhere', () => {
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
    const ground = compiledGround({ buffers: [points.length, points.length], scratch: 0 });
    if (!ground) throw new Error('no vectors here');
    const [x, y] = [ground.allocate(points.length), ground.allocate(points.length)];
    x.set(points);
    ground.kernels.tanh(x, y)();
    for (const [i, value] of y.entries()) {
      const wanted = Math.tanh(x[i] as number);
      expect(Math.abs(value - wanted), `tanh ${x[i]} = ${value}`).toBeLessThanOrEqual(2.4e-7 * Math.abs(wanted));
    }
  });

  it('work number by number, row by row and column by column as plain loops do', () => {
    for (let n = 0; n < 60; n += 1) {
      const [rows, width] = [1 + rng.below(5), 1 + rng.below(11)];
      const size = rows * width;
      const ground = compiledGround({ buffers: [size, size, size, width], scratch: 0 });
      if (!ground) throw new Error('no vectors here');
      const [x, y, into, row] = [size, size, size, width].map((length) => draw(ground.allocate(length))) as [
        Float32Array,
        Float32Array,
        Float32Array,
        Float32Array,
      ];
      const runs = (['relu', 'tanhBack', 'reluBack', 'accumulate', 'addRow', 'addColumns'] as const).map((name) => {
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

  it('hand a number that is none on', () => {
    const ground = compiledGround({ buffers: [4, 4], scratch: 0 });
    if (!ground) throw new Error('no vectors here');
    const [x, y] = [ground.allocate(4), ground.allocate(4)];
    x[1] = Number.NaN;
    ground.kernels.tanh(x, y)();
    expect([...y]).toEqual([0, Number.NaN, 0, 0]);
  });
});
