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
      plainKernels.multiply([m, width, k], a, aAt, b, bAt, wanted, 0, adds);
      ground.kernels.multiply([m, width, k], a, aAt, b, bAt, c, 0, adds);
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
    ground.kernels.tanh(x, y);
    for (const [i, value] of y.entries()) {
      const wanted = Math.tanh(x[i] as number);
      expect(Math.abs(value - wanted), `tanh ${x[i]} = ${value}`).toBeLessThanOrEqual(2.4e-7 * Math.abs(wanted));
    }
  });

  it('hand a number that is none on', () => {
    const ground = compiledGround({ buffers: [4, 4], scratch: 0 });
    if (!ground) throw new Error('no vectors here');
    const [x, y] = [ground.allocate(4), ground.allocate(4)];
    x[1] = Number.NaN;
    ground.kernels.tanh(x, y);
    expect([...y]).toEqual([0, Number.NaN, 0, 0]);
  });
});
