import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lttb, minMax } from '../../../src/core/math/downsample.ts';
import { createRng } from '../../../src/core/math/rng.ts';

const ALL = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
const ramp = (n: number): Float64Array => Float64Array.from({ length: n }, (_, i) => i);
const noisy = fc.record({
  n: fc.integer({ min: 0, max: 500 }),
  limit: fc.integer({ min: 4, max: 100 }),
  seed: fc.integer({ min: 0, max: 1000 }),
});
function draw({ n, seed }: { n: number; seed: number }): [Float64Array, Float32Array] {
  const rng = createRng(seed, 'test');
  return [ramp(n), Float32Array.from({ length: n }, () => (rng.uniform() < 0.2 ? Number.NaN : rng.normal()))];
}

describe.each([
  ['minMax', minMax],
  ['lttb', lttb],
] as const)('%s', (_, reduce) => {
  it('keeps few points as they are, without those that are no numbers', () => {
    const found = reduce(ramp(5), Float32Array.from([1, Number.NaN, 3, Number.POSITIVE_INFINITY, 5]), ...ALL, 10);
    expect(found).toEqual({ x: Float64Array.from([0, 2, 4]), y: Float64Array.from([1, 3, 5]) });
  });
  it('gives at most the limit, rising, of the points given, with both ends', () => {
    fc.assert(
      fc.property(noisy, (shape) => {
        const [x, y] = draw(shape);
        const found = reduce(x, y, ...ALL, shape.limit);
        expect(found.x.length).toBeLessThanOrEqual(shape.limit);
        found.x.forEach((value, i) => {
          expect(found.y[i]).toBe(y[value]);
          if (i > 0) expect(value).toBeGreaterThan(found.x[i - 1] as number);
        });
        const finite = [...x].filter((i) => Number.isFinite(y[i]));
        expect([found.x[0], found.x.at(-1)]).toEqual([finite[0], finite.at(-1)]);
      }),
      { seed: 5 },
    );
  });
  it('shows the visible range and one neighbour on either side', () => {
    expect([...reduce(ramp(100), new Float32Array(100), 20, 24, 50).x]).toEqual([19, 20, 21, 22, 23, 24, 25]);
    expect([...reduce(ramp(3), new Float32Array(3), 10, 20, 50).x]).toEqual([2]);
  });
});

it('minMax loses no extreme', () => {
  fc.assert(
    fc.property(noisy, (shape) => {
      const [x, y] = draw(shape);
      const finite = [...y].filter(Number.isFinite);
      fc.pre(finite.length > 0);
      const found = [...minMax(x, y, ...ALL, shape.limit).y];
      expect(Math.max(...found)).toBe(Math.max(...finite));
      expect(Math.min(...found)).toBe(Math.min(...finite));
    }),
    { seed: 6 },
  );
});
it('minMax shows a single spike in its place', () => {
  const y = new Float32Array(1000);
  y[617] = 9;
  const found = minMax(ramp(1000), y, ...ALL, 20);
  expect(found.x[found.y.indexOf(9)]).toBe(617);
});
it('lttb keeps a corner rather than a flat stretch', () => {
  const y = Float32Array.from({ length: 101 }, (_, i) => Math.abs(i - 50));
  expect([...lttb(ramp(101), y, ...ALL, 5).x]).toContain(50);
});
