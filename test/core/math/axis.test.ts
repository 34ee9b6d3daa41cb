import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Axis,
  fraction,
  growingEnd,
  niceAbove,
  stillFits,
  ticksOf,
  tickText,
  valueAt,
  valueAxis,
} from '../../../src/core/math/axis.ts';

const linear = (min: number, max: number): Axis => ({ min, max, log: false });
const positive = fc.double({ min: 1e-6, max: 1e9, noNaN: true });

describe('ticks', () => {
  it('stand at multiples of 1, 2 or 5 times a power of ten', () => {
    expect(ticksOf(linear(0, 1), 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(ticksOf(linear(-1, 1), 4)).toEqual([-1, -0.5, 0, 0.5, 1]);
    expect(ticksOf(linear(0, 193), 4)).toEqual([0, 50, 100, 150]);
  });
  it('never write a negative zero or float noise', () => {
    expect(ticksOf(linear(-0.3, 0.3), 6).map(String)).toEqual(['-0.3', '-0.2', '-0.1', '0', '0.1', '0.2', '0.3']);
  });
  it('are powers of ten on a logarithmic axis, with 2 and 5 between where there is room', () => {
    expect(ticksOf({ min: 0.1, max: 10, log: true }, 7)).toEqual([0.1, 0.2, 0.5, 1, 2, 5, 10]);
    expect(ticksOf({ min: 1e-6, max: 1, log: true }, 3)).toEqual([1e-6, 1e-4, 1e-2, 1]);
  });
  it('lie on the axis and are few', () => {
    fc.assert(
      fc.property(positive, positive, fc.integer({ min: 2, max: 12 }), (a, b, count) => {
        fc.pre(Math.abs(a - b) > 1e-6 * Math.max(a, b));
        const axis = linear(Math.min(a, b), Math.max(a, b));
        const ticks = ticksOf(axis, count);
        expect(ticks.length).toBeLessThanOrEqual(count + 1);
        for (const tick of ticks) {
          expect(fraction(axis, tick)).toBeGreaterThanOrEqual(-1e-6);
          expect(fraction(axis, tick)).toBeLessThanOrEqual(1 + 1e-6);
        }
      }),
    );
  });
  it('are written short', () => {
    expect([0, 0.25, 1500, 15_000, 2_500_000, 2e-5].map(tickText)).toEqual([
      '0',
      '0.25',
      '1500',
      '15k',
      '2.5M',
      '2e-5',
    ]);
  });
});

describe('places on an axis', () => {
  it('go there and back', () => {
    fc.assert(
      fc.property(
        positive,
        fc.double({ min: 1.01, max: 1000, noNaN: true }),
        fc.boolean(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (min, ratio, log, share) => {
          const axis = { min, max: min * ratio, log };
          expect(fraction(axis, valueAt(axis, share))).toBeCloseTo(share, 6);
        },
      ),
    );
  });
  it('a logarithmic axis has no place for zero', () => {
    expect(fraction({ min: 0.1, max: 1, log: true }, 0)).toBeNaN();
  });
});

describe('the value axis', () => {
  it('starts at zero where asked to, unless something lies below', () => {
    expect(valueAxis({ min: 0.4, max: 0.93 }, { log: false, zero: true })).toEqual(linear(0, 1));
    expect(valueAxis({ min: -0.4, max: 0.93 }, { log: false, zero: true }).min).toBeLessThanOrEqual(-0.4);
    expect(valueAxis({ min: 0.82, max: 0.93 }, { log: false, zero: false }).min).toBeGreaterThan(0.7);
  });
  it('gives a level line room', () => {
    const { min, max } = valueAxis({ min: 1, max: 1 }, { log: false, zero: false });
    expect(min).toBeLessThan(1);
    expect(max).toBeGreaterThan(1);
  });
  it('holds everything, in linear and logarithmic form', () => {
    fc.assert(
      fc.property(positive, positive, fc.boolean(), fc.boolean(), (a, b, log, zero) => {
        const extent = { min: Math.min(a, b), max: Math.max(a, b) };
        const axis = valueAxis(extent, { log, zero });
        expect(axis.min).toBeLessThanOrEqual(extent.min * (1 + 1e-6));
        expect(axis.max).toBeGreaterThanOrEqual(extent.max * (1 - 1e-6));
        expect(axis.max).toBeGreaterThan(axis.min);
        expect(stillFits(axis, axis)).toBe(true);
      }),
    );
  });
  it('changes when a value leaves it, or when most of it is empty, and not before', () => {
    const axis = linear(0, 1);
    expect(stillFits(axis, linear(0, 0.8))).toBe(true);
    expect(stillFits(axis, linear(0, 1.2))).toBe(false);
    expect(stillFits(axis, linear(0, 0.4))).toBe(false);
    expect(stillFits(axis, { min: 0.1, max: 1, log: true })).toBe(false);
  });
});

describe('the end of a growing axis', () => {
  it('stays while there is room', () => {
    expect(growingEnd(200, 150, 10, true)).toBe(200);
  });
  it('leaves room for what comes within a second', () => {
    expect(growingEnd(200, 210, 500, true)).toBeGreaterThanOrEqual(710);
  });
  it('comes back after a reset', () => {
    expect(growingEnd(5000, 3, 10, true)).toBeLessThan(50);
  });
  it('is exact at rest', () => {
    expect(growingEnd(200, 137, 0, false)).toBe(137);
  });
  it('takes few steps from one to a million', () => {
    let end = 10;
    let changes = 0;
    for (let step = 0; step < 1_000_000; step += 97) {
      const next = growingEnd(end, step, 100, true);
      if (next !== end) changes += 1;
      end = next;
    }
    expect(changes).toBeLessThan(60);
  });
  it('is round', () => {
    expect([niceAbove(0.13), niceAbove(7), niceAbove(210), niceAbove(1000)]).toEqual([0.15, 8, 250, 1000]);
  });
});
