import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClock } from '../../../src/ui/charts/math/clock.ts';
import { type Axes, extentOf, type FitRequest, fitAxes, overflows } from '../../../src/ui/charts/math/fit.ts';
import { nearestIndex, upperBound } from '../../../src/ui/charts/math/nearest.ts';
import { pathText, spread } from '../../../src/ui/charts/math/path.ts';
import { memoryOf, smooth } from '../../../src/ui/charts/math/smooth.ts';
import { trajectory } from '../../../src/ui/charts/math/trajectory.ts';

const rising = fc
  .uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 40 })
  .map((list) => list.sort((a, b) => a - b));

describe('the nearest point', () => {
  it('is the one a full search finds', () => {
    fc.assert(
      fc.property(rising, fc.double({ min: -1200, max: 1200, noNaN: true }), (list, value) => {
        const found = nearestIndex(list, value) as number;
        const least = Math.min(...list.map((entry) => Math.abs(entry - value)));
        expect(Math.abs((list[found] as number) - value)).toBe(least);
      }),
    );
  });
  it('does not exist in an empty list', () => {
    expect(nearestIndex([], 3)).toBeUndefined();
  });
  it('is the earlier of two equally near', () => {
    expect(nearestIndex([0, 2, 4], 3)).toBe(1);
  });
  it('upperBound passes equal entries', () => {
    expect([upperBound([1, 2, 2, 3], 2), upperBound([1, 2], 0), upperBound([1, 2], 9)]).toEqual([3, 0, 2]);
  });
});

describe('smoothing', () => {
  const x = Array.from({ length: 50 }, (_, k) => k);
  it('keeps a level curve level, from the first value on', () => {
    for (const value of smooth(
      x,
      x.map(() => 0.7),
      5,
    ))
      expect(value).toBeCloseTo(0.7, 12);
  });
  it('does nothing without memory', () => {
    expect([...smooth(x, x.map(Math.sin), 0)]).toEqual(x.map(Math.sin));
  });
  it('stays within what was measured and leaves gaps alone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 30 }),
        fc.double({ min: 0.1, max: 20, noNaN: true }),
        (y, memory) => {
          const gappy = y.map((value, k) => (k % 3 === 1 ? Number.NaN : value));
          const known = gappy.filter((value) => !Number.isNaN(value));
          smooth(
            y.map((_, k) => k),
            gappy,
            memory,
          ).forEach((value, k) => {
            if (k % 3 === 1) expect(value).toBeNaN();
            else {
              expect(value).toBeGreaterThanOrEqual(Math.min(...known) - 1e-9);
              expect(value).toBeLessThanOrEqual(Math.max(...known) + 1e-9);
            }
          });
        },
      ),
    );
  });
  it('forgets by distance, not by the number of measurements', () => {
    const near = smooth([0, 1], [0, 1], 4)[1] as number;
    const far = smooth([0, 100], [0, 1], 4)[1] as number;
    expect(near).toBeLessThan(0.6);
    expect(far).toBeGreaterThan(0.999);
  });
  it('reaches further the stronger it is', () => {
    expect(memoryOf(0, 1000)).toBe(0);
    expect(memoryOf(1, 1000)).toBeGreaterThan(memoryOf(0.5, 1000));
  });
});

describe('paths', () => {
  const box = { x: 10, y: 20, width: 100, height: 50 };
  const axes = { x: { min: 0, max: 10, log: false }, y: { min: 0, max: 1, log: false } };
  it('run from the lower left corner of the box to the upper right', () => {
    expect(pathText([0, 10], [0, 1], box, axes)).toBe('M10.0 70.0L110.0 20.0');
  });
  it('break where a logarithmic axis has no place', () => {
    const log = { ...axes, y: { min: 0.1, max: 1, log: true } };
    expect(pathText([0, 5, 10], [0.1, 0, 1], box, log)).toBe('M10.0 70.0M110.0 20.0');
  });
  it('keep end marks apart, in order and inside', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 8 }), (wanted) => {
        const placed = spread(wanted, 11, 0, 200);
        const order = wanted.map((_, k) => k).sort((a, b) => (placed[a] as number) - (placed[b] as number));
        order.forEach((k, place) => {
          expect(placed[k]).toBeGreaterThanOrEqual(0);
          expect(placed[k]).toBeLessThanOrEqual(200);
          const before = order[place - 1];
          if (before !== undefined) {
            expect((placed[k] as number) - (placed[before] as number)).toBeGreaterThanOrEqual(11);
            expect(wanted[before] as number).toBeLessThanOrEqual(wanted[k] as number);
          }
        });
      }),
    );
  });
});

describe('axes that fit', () => {
  const start: Axes = { x: { min: 0, max: 10, log: false }, y: { min: 0, max: 1, log: false } };
  const request: FitRequest = {
    curves: [{ x: [0, 50, 100], y: [0.9, 0.5, 0.2] }],
    range: undefined,
    last: 100,
    perSecond: 0,
    running: true,
    log: false,
    zero: true,
  };
  it('hold all points', () => {
    const axes = fitAxes(start, request);
    expect(axes.x.max).toBeGreaterThanOrEqual(100);
    expect(overflows(axes, request)).toBe(false);
  });
  it('are the same object while nothing needs to change', () => {
    const axes = fitAxes(start, request);
    expect(fitAxes(axes, request)).toBe(axes);
  });
  it('look only at the range that is zoomed in on', () => {
    const axes = fitAxes(start, { ...request, range: [40, 100] });
    expect([axes.x.min, axes.x.max]).toEqual([40, 100]);
    expect(axes.y.max).toBeLessThan(0.9);
  });
  it('keep fixed bounds', () => {
    const axes = fitAxes(start, { ...request, fixed: [-1, 1] });
    expect([axes.y.min, axes.y.max]).toEqual([-1, 1]);
  });
  it('may not wait when a curve has run out of the picture', () => {
    expect(overflows(start, request)).toBe(true);
  });
  it('leave out what a logarithmic axis cannot show', () => {
    expect(extentOf([{ x: [0, 1, 2], y: [0, 0.5, Number.NaN] }], 0, 2, true)).toEqual({ min: 0.5, max: 0.5 });
    expect(extentOf([{ x: [0], y: [0] }], 0, 2, true)).toBeUndefined();
  });
});

describe('a path through two losses', () => {
  it('has the steps where both were measured, and the last of them always', () => {
    const steps = Array.from({ length: 100 }, (_, k) => k);
    const a = steps.map((k) => (k % 2 === 0 ? k : Number.NaN));
    const b = steps.map((k) => -k);
    const path = trajectory(steps, a, b, { from: 10, to: 90, limit: 7 });
    expect(path.steps.length).toBeLessThanOrEqual(7);
    expect(path.steps.at(-1)).toBe(90);
    path.steps.forEach((step, k) => {
      expect(step % 2).toBe(0);
      expect([path.x[k], path.y[k]]).toEqual([step, -step]);
    });
  });
});

describe('the clock', () => {
  it('reads between its notes and on after the last', () => {
    const clock = createClock();
    clock.note(100, 2);
    clock.note(200, 3);
    expect(clock.secondsAt(50)).toBe(1);
    expect(clock.secondsAt(150)).toBe(2.5);
    expect(clock.secondsAt(300)).toBe(4);
    expect(clock.stepAt(2.5)).toBe(150);
  });
  it('is nought before its first note', () => {
    expect(createClock().secondsAt(40)).toBe(0);
  });
  it('stays small and true over a long run', () => {
    const clock = createClock();
    for (let k = 1; k <= 50_000; k += 1) clock.note(k * 10, k / 10);
    expect(clock.secondsAt(250_000)).toBeCloseTo(2500, 6);
    expect(clock.stepAt(1)).toBeCloseTo(100, 6);
  });
});
