import { describe, expect, it } from 'vitest';
import { dialValues, labelCounts, placeText, positionsOf, roundTicks } from '../../../src/ui/study/axes.ts';

describe('the axis of the U-curve', () => {
  it('keeps equal ratios equal, with both ends beyond them', () => {
    const [separate, low, middle, high, hard] = positionsOf([0, 0.01, 0.1, 1, 'hard']) as [
      number,
      number,
      number,
      number,
      number,
    ];
    expect(middle - low).toBeCloseTo(1, 12);
    expect(high - middle).toBeCloseTo(1, 12);
    expect(separate).toBeLessThan(low);
    expect(hard).toBeGreaterThan(high);
  });
  it('puts hard sharing beyond infinity', () => {
    const [, , infinite, hard] = positionsOf([0, 1, 'infinite', 'hard']) as [number, number, number, number];
    expect(infinite).toBeGreaterThan(0);
    expect(hard).toBeGreaterThan(infinite);
  });
  it('stands without any finite strength', () => {
    expect(positionsOf([0, 'hard']).every(Number.isFinite)).toBe(true);
  });
  it('names its ends', () => {
    const words = { separate: 'apart', hard: 'one' };
    expect([0, 0.1, 'infinite', 'hard'].map((place) => placeText(place as never, words))).toEqual([
      'apart',
      '0.1',
      '∞',
      'one',
    ]);
  });
});

describe('counts of labels', () => {
  it('rise in equal ratios to all of them, each once', () => {
    expect(labelCounts(500)).toEqual([10, 30, 80, 200, 500]);
  });
  it.each([1, 3, 7, 20, 100_000])('of %i rows are whole, rising and within', (most) => {
    const counts = labelCounts(most);
    expect(counts.every((value) => Number.isInteger(value) && value >= 1 && value <= most)).toBe(true);
    expect(counts).toEqual([...new Set(counts)].sort((a, b) => a - b));
    expect(counts.at(-1)).toBe(most);
  });
});

describe('values of a dial', () => {
  it('go from end to end on its steps', () => {
    expect(dialValues({ min: 0, max: 1, step: 0.01 })).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(dialValues({ min: 0, max: 3, step: 0.05 }, 4)).toEqual([0, 1, 2, 3]);
  });
});

describe('round ticks', () => {
  it('are round, within the range, and about as many as asked for', () => {
    expect(roundTicks(0.097, 0.72)).toEqual([0.2, 0.4, 0.6]);
    expect(roundTicks(0, 1)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(roundTicks(-30, 41)).toEqual([-20, 0, 20, 40]);
    expect(roundTicks(2, 2)).toEqual([2]);
  });
});
