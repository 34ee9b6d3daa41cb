/** The principal plane against the eigenvectors of the covariance, and its steadiness. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eigenSymmetric } from '../../../src/core/math/linear.ts';
import { principalPlane, project } from '../../../src/core/math/pca.ts';
import { createRng } from '../../../src/core/math/rng.ts';

const WIDTH = 5;
function points(seed: number, rows = 80): Float64Array {
  const rng = createRng(seed, 'pca');
  // Spreads 5, 3, 1, .5, .1 along mixed directions.
  const mixing = Array.from({ length: WIDTH * WIDTH }, () => rng.normal());
  return Float64Array.from({ length: rows }).reduce<Float64Array>(
    (all, _, r) => {
      const own = [5, 3, 1, 0.5, 0.1].map((spread) => spread * rng.normal());
      for (let i = 0; i < WIDTH; i += 1) {
        all[r * WIDTH + i] = 7 + own.reduce((sum, value, k) => sum + value * (mixing[k * WIDTH + i] ?? 0), 0);
      }
      return all;
    },
    new Float64Array(rows * WIDTH),
  );
}
function exact(values: Float64Array) {
  const rows = values.length / WIDTH;
  const column = (i: number) => Array.from({ length: rows }, (_, r) => values[r * WIDTH + i] ?? 0);
  const mean = (list: number[]) => list.reduce((a, b) => a + b, 0) / rows;
  const centred = Array.from({ length: WIDTH }, (_, i) => column(i).map((v) => v - mean(column(i))));
  return eigenSymmetric(centred.map((a) => centred.map((b) => a.reduce((s, v, r) => s + v * (b[r] ?? 0), 0) / rows)));
}
const along = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

describe('principalPlane', () => {
  it('finds the two leading eigenvectors and their shares', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), (seed) => {
        const values = points(seed);
        const { values: spreads, vectors } = exact(values);
        fc.pre((spreads[1] ?? 0) > 1.3 * (spreads[2] ?? 0) && (spreads[0] ?? 0) > 1.3 * (spreads[1] ?? 0));
        const plane = principalPlane(values, WIDTH);
        const total = spreads.reduce((a, b) => a + b, 0);
        for (const k of [0, 1] as const) {
          expect(Math.abs(along(plane.axes[k], vectors[k] ?? []))).toBeGreaterThan(0.999);
          expect(plane.shares[k]).toBeCloseTo((spreads[k] ?? 0) / total, 3);
        }
      }),
    );
  });
  it('keeps its signs from one moment to the next', () => {
    const before = principalPlane(points(3), WIDTH);
    const turned = {
      ...before,
      axes: [before.axes[0].map((v) => -v), before.axes[1]] as const,
    };
    const after = principalPlane(points(3), WIDTH, turned);
    expect(along(after.axes[0], turned.axes[0])).toBeGreaterThan(0.999);
    expect(along(after.axes[1], turned.axes[1])).toBeGreaterThan(0.999);
  });
  it('projects without turning lengths in the plane', () => {
    const values = Float64Array.from([1, 2, 4, 6]);
    const flat = project(values, 2, principalPlane(values, 2));
    const [x = 0, y = 0, u = 0, v = 0] = flat;
    expect(Math.hypot(u - x, v - y)).toBeCloseTo(5, 10);
  });
  it('has nothing to say of points that do not spread, and no NaN', () => {
    const plane = principalPlane(Float64Array.from([3, 3, 3, 3, 3, 3]), 3);
    expect(plane.shares).toEqual([0, 0]);
    expect([...plane.axes[0], ...plane.axes[1]]).toEqual([0, 0, 0, 0, 0, 0]);
    expect([...project(Float64Array.from([1, 2, 3]), 3, plane)]).toEqual([0, 0]);
  });
});
