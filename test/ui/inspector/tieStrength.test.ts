import { describe, expect, it } from 'vitest';
import { positionOf, STRENGTH_POSITIONS, strengthAt } from '../../../src/ui/inspector/tieStrength.ts';

describe('the slider of a tie', () => {
  it('runs from 0 to infinity', () => {
    expect(strengthAt(0)).toBe(0);
    expect(strengthAt(STRENGTH_POSITIONS)).toBe('infinite');
  });
  it('rises strictly between its ends', () => {
    let before = 0;
    for (let position = 1; position < STRENGTH_POSITIONS; position += 1) {
      const strength = strengthAt(position);
      if (strength === 'infinite') throw new Error(`infinite already at ${position}`);
      expect(strength).toBeGreaterThan(before);
      before = strength;
    }
  });
  it('shows every value that it can set where it was set', () => {
    for (let position = 0; position <= STRENGTH_POSITIONS; position += 1) {
      expect(Math.abs(positionOf(strengthAt(position)) - position)).toBeLessThan(0.35);
    }
  });
  it('keeps finite strengths off the ends, however small or large', () => {
    expect(positionOf(1e-9)).toBeGreaterThan(0);
    expect(positionOf(1e9)).toBeLessThan(STRENGTH_POSITIONS);
  });
});
