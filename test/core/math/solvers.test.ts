/** The small exact solvers against brute force and their own optimality conditions. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cosinesOf,
  dot,
  entry,
  gramianOf,
  type Matrix,
  normOf,
  submatrix,
  times,
  type Vector,
} from '../../../src/core/math/gramian.ts';
import { eigenSymmetric, pseudoSolve, solve } from '../../../src/core/math/linear.ts';
import { createRng } from '../../../src/core/math/rng.ts';
import { cancels, minNormPoint, nonNegativeMinimum, projectOnSimplex } from '../../../src/core/math/simplex.ts';

fc.configureGlobal({ seed: 20261124 });

const normalRows = (seed: number, T: number, P: number, size: (t: number) => number = () => 1): number[][] => {
  const rng = createRng(seed);
  return Array.from({ length: T }, (_, t) => Array.from({ length: P }, () => size(t) * rng.normal()));
};
const seeds = fc.integer({ min: 0, max: 1e6 });
const tasks = fc.integer({ min: 1, max: 8 });
const near = (ours: Vector, expected: Vector, tolerance: number): void =>
  ours.forEach((value, i) => {
    expect(Math.abs(value - (expected[i] as number))).toBeLessThanOrEqual(tolerance);
  });
const supports = (T: number): number[][] =>
  Array.from({ length: 2 ** T - 1 }, (_, bits) =>
    Array.from({ length: T }, (__, t) => t).filter((t) => ((bits + 1) >> t) % 2 === 1),
  );

describe('solve', () => {
  it('inverts what was multiplied', () => {
    fc.assert(
      fc.property(seeds, tasks, (seed, n) => {
        const matrix = normalRows(seed, n, n);
        const x = normalRows(seed + 1, 1, n)[0] as Vector;
        const found = solve(matrix, times(matrix, x));
        if (found !== undefined) near(times(matrix, found), times(matrix, x), 1e-9);
      }),
    );
  });
  it('reports a singular matrix', () => {
    expect(
      solve(
        [
          [1, 2],
          [2, 4],
        ],
        [1, 1],
      ),
    ).toBeUndefined();
    expect(solve([[0]], [1])).toBeUndefined();
  });
  it('takes a matrix that needs its rows changed about', () => {
    expect(
      solve(
        [
          [0, 2],
          [3, 0],
        ],
        [4, 9],
      ),
    ).toEqual([3, 2]);
  });
});

describe('eigenSymmetric', () => {
  it('rebuilds the matrix from orthonormal vectors, largest value first', () => {
    fc.assert(
      fc.property(seeds, tasks, (seed, n) => {
        const matrix = gramianOf(normalRows(seed, n, n + 1));
        const { values, vectors } = eigenSymmetric(matrix);
        const scale = values[0] as number;
        matrix.forEach((row, i) => {
          const again = row.map((_, j) =>
            values.reduce((sum, value, k) => sum + value * entry(vectors, k, i) * entry(vectors, k, j), 0),
          );
          near(again, row, 1e-12 * scale);
        });
        near(
          gramianOf(vectors).flat(),
          gramianOf(vectors).flatMap((row, i) => row.map((_, j) => (i === j ? 1 : 0))),
          1e-12,
        );
        expect([...values].sort((a, b) => b - a)).toEqual(values);
      }),
    );
  });
  it('keeps a small eigenvalue exact beside one a trillion times as large', () => {
    const { values } = eigenSymmetric([
      [5e-12, -1e-6],
      [-1e-6, 2],
    ]);
    // determinant 1e-11 - 1e-12 = 9e-12, so the small one is 4.5e-12 to first order
    expect(Math.abs((values[1] as number) / 4.5e-12 - 1)).toBeLessThan(1e-9);
  });
});

describe('pseudoSolve', () => {
  it('gives the shortest least-squares solution of a singular matrix', () => {
    near(
      pseudoSolve(
        [
          [1, 1],
          [1, 1],
        ],
        [1, 3],
      ),
      [1, 1],
      1e-12,
    );
  });
});

describe('nonNegativeMinimum', () => {
  it('meets the conditions of an optimum: y >= 0, slope >= 0, one of them 0', () => {
    fc.assert(
      fc.property(seeds, tasks, fc.integer({ min: 1, max: 8 }), (seed, n, P) => {
        const { cosines } = cosinesOf(gramianOf(normalRows(seed, n, P)));
        const q = times(cosines, normalRows(seed + 1, 1, n)[0] as Vector);
        const y = nonNegativeMinimum(cosines, q);
        times(cosines, y).forEach((value, t) => {
          const slope = value - (q[t] as number);
          expect(y[t]).toBeGreaterThanOrEqual(0);
          expect(slope).toBeGreaterThan(-1e-8);
          expect(Math.abs(slope * (y[t] as number))).toBeLessThan(1e-7 * Math.max(1, ...y));
        });
      }),
      { numRuns: 300 },
    );
  });
});

/** The shortest point of a hull by trying every support: only for supports that are not singular. */
function enumerated(gramian: Matrix): number {
  let least = Number.POSITIVE_INFINITY;
  for (const members of supports(gramian.length)) {
    const part = submatrix(gramian, members);
    const x = solve(
      [...part.map((row) => [...row, 1]), [...members.map(() => 1), 0]],
      [...members.map(() => 0), 1],
    )?.slice(0, -1);
    if (x?.every((value) => value >= 0)) least = Math.min(least, normOf(part, x));
  }
  return least;
}

describe('minNormPoint', () => {
  it('is as short as the best of all supports', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 8 }), (seed, T, P) => {
        const gramian = gramianOf(normalRows(seed, T, P));
        const { weights } = minNormPoint(gramian);
        expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
        expect(Math.abs(weights.reduce((sum, weight) => sum + weight, 0) - 1)).toBeLessThan(1e-12);
        expect(normOf(gramian, weights)).toBeLessThanOrEqual(enumerated(gramian) + 1e-7);
      }),
      { numRuns: 300 },
    );
  });
  it('descends every loss equally far or further, also when one gradient is a thousand times the others', () => {
    fc.assert(
      fc.property(seeds, tasks, (seed, T) => {
        const gramian = gramianOf(normalRows(seed, T, 12, (t) => (t === 0 ? 1000 : 1)));
        const { weights } = minNormPoint(gramian);
        const squared = dot(weights, times(gramian, weights));
        for (const along of times(gramian, weights)) expect(along).toBeGreaterThanOrEqual(squared * (1 - 1e-6));
      }),
    );
  });
  it('says where the gradients cancel', () => {
    expect(
      minNormPoint(
        gramianOf([
          [1, 1],
          [-2, -2],
        ]),
      ).stationary,
    ).toBe(true);
    expect(
      minNormPoint(
        gramianOf([
          [1, 1],
          [0, 0],
        ]),
      ).stationary,
    ).toBe(true);
    expect(
      minNormPoint(
        gramianOf([
          [1, 1],
          [-2, -1.9],
        ]),
      ).stationary,
    ).toBe(false);
    expect(
      cancels(
        gramianOf([
          [1, 0],
          [1, 0],
        ]),
        [0.5, -0.5],
      ),
    ).toBe(true);
  });
});

describe('projectOnSimplex', () => {
  it('is the nearest point: every other corner lies behind it', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 1, maxLength: 8 }), (point) => {
        const found = projectOnSimplex(point);
        expect(Math.abs(found.reduce((sum, value) => sum + value, 0) - 1)).toBeLessThan(1e-9);
        const away = point.map((value, t) => value - (found[t] as number));
        // (point - found) . (corner - found) <= 0
        for (let corner = 0; corner < point.length; corner += 1) {
          expect((away[corner] as number) - dot(away, found)).toBeLessThan(1e-9);
        }
      }),
    );
  });
  it('by hand', () => {
    near(projectOnSimplex([2, 0]), [1, 0], 0);
    near(projectOnSimplex([0.8, 0.6]), [0.6, 0.4], 1e-15);
    near(projectOnSimplex([0, 0, 0]), [1 / 3, 1 / 3, 1 / 3], 1e-15);
  });
});
