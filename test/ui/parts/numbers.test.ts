import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumber, shortNumber, spreadOf } from '../../../src/ui/parts/numbers.ts';

describe('shortNumber', () => {
  it.each([
    [0, '0'],
    [0.02, '0.02'],
    [1 / 3, '0.3333'],
    [1234.5678, '1234.568'],
    [1e-7, '1e-7'],
    [2.5e-4, '2.5e-4'],
    [3e8, '3e8'],
    [Number.POSITIVE_INFINITY, '∞'],
  ])('writes %d as %s', (value, text) => {
    expect(shortNumber(value)).toBe(text);
  });
  it('is read back to within its four digits', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1e12, noNaN: true }), (value) => {
        expect(Math.abs((readNumber(shortNumber(value)) ?? 0) / value - 1)).toBeLessThan(6e-3);
      }),
    );
  });
});

describe('readNumber', () => {
  it.each([
    ['1e-3', 0.001],
    [' 0,5 ', 0.5],
    ['12 000', 12000],
    ['-2', -2],
  ])("reads '%s'", (text, value) => {
    expect(readNumber(text)).toBe(value);
  });
  it.each(['', ' ', 'abc', '1e', 'Infinity', '1..2'])("refuses '%s'", (text) => {
    expect(readNumber(text)).toBeUndefined();
  });
});

describe('spreadOf', () => {
  it('puts equal ratios at equal distances on a logarithmic slider', () => {
    const spread = spreadOf({ min: 1e-5, max: 10, scale: 'log' });
    const first = spread.toPosition(1e-3) - spread.toPosition(1e-4);
    expect(spread.toPosition(1) - spread.toPosition(0.1)).toBeCloseTo(first, 9);
    expect(spread.toValue(spread.min)).toBe(1e-5);
    expect(spread.toValue(spread.max)).toBe(10);
  });
  it('gives whole numbers for integers', () => {
    const spread = spreadOf({ min: 1, max: 512, scale: 'log', integer: true });
    for (let position = spread.min; position <= spread.max; position += spread.step) {
      expect(Number.isInteger(spread.toValue(position))).toBe(true);
    }
  });
  it('keeps a value that is outside its range at the nearest end', () => {
    expect(spreadOf({ min: 1, max: 100, scale: 'log' }).toPosition(0)).toBe(0);
    expect(spreadOf({ min: 0, max: 3, step: 0.01 }).toPosition(40)).toBe(3);
  });
  it('never leaves the range and never falls while the slider rises', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1, noNaN: true }),
        fc.double({ min: 2, max: 1e6, noNaN: true }),
        (min, factor) => {
          const spread = spreadOf({ min, max: min * factor, scale: 'log' });
          const values = Array.from({ length: spread.max + 1 }, (_, position) => spread.toValue(position));
          expect(values).toEqual([...values].sort((a, b) => a - b));
          expect(values.at(-1)).toBeLessThanOrEqual(min * factor);
        },
      ),
    );
  });
});
