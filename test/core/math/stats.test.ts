import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interval95, mean, pairedInterval95, sd, tQuantile } from '../../../src/core/math/stats.ts';

describe('mean and sd', () => {
  it('has them by hand', () => {
    expect(mean([2, 4, 4, 4, 5, 5, 7, 9])).toBe(5);
    expect(sd([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(Math.sqrt(32 / 7), 12);
  });
  it('says NaN where there is nothing to say', () => {
    expect(mean([])).toBeNaN();
    expect(sd([3])).toBeNaN();
  });
});

describe("Student's t", () => {
  // From printed tables, two-sided 95 %.
  it.each([
    [1, 12.7062],
    [2, 4.30265],
    [3, 3.18245],
    [4, 2.77645],
    [9, 2.26216],
    [29, 2.04523],
    [100, 1.98397],
    [1000, 1.96234],
  ])('with %i degrees of freedom is %f', (df, t) => {
    expect(tQuantile(df)).toBeCloseTo(t, 4);
  });
  it('has closed forms at 1 and 2 degrees of freedom for any level', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.999, noNaN: true }), (level) => {
        expect(tQuantile(1, level) / Math.tan((Math.PI * level) / 2)).toBeCloseTo(1, 9);
        expect(tQuantile(2, level) / (level * Math.sqrt(2 / (1 - level * level)))).toBeCloseTo(1, 9);
      }),
      { seed: 2 },
    );
  });
  it('is infinite without degrees of freedom', () => {
    expect(tQuantile(0)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('intervals', () => {
  it('of 1, 2, 3 is 2 +- 4.30265 / sqrt 3', () => {
    const found = interval95([1, 2, 3]);
    expect(found?.mean).toBe(2);
    expect(found?.high).toBeCloseTo(2 + 4.302653 / Math.sqrt(3), 5);
    expect(found?.low).toBeCloseTo(2 - 4.302653 / Math.sqrt(3), 5);
  });
  it('cannot be said of one value', () => {
    expect(interval95([1])).toBeUndefined();
  });
  it('is narrow where pairs move together', () => {
    const paired = pairedInterval95([11, 21.1, 30.9], [10, 20, 30]);
    expect(paired?.mean).toBeCloseTo(1, 9);
    expect(paired?.low as number).toBeGreaterThan(0.7);
    expect(() => pairedInterval95([1, 2], [1])).toThrow(/2 and 1/);
  });
});
