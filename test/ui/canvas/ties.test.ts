import { expect, it } from 'vitest';
import { scaled } from '../../../src/ui/canvas/Ties.tsx';

it.each([
  [0.1, 10, 1],
  [0, 1.25, 1.3e-4],
  [0, 0.8, 0],
  [1.1e-4, 0.8, 0],
  [900, 10, 1000],
  ['infinite', 0.1, 100],
  // Pulled up further, or down and back again: layers that are one stay one.
  ['infinite', 1.25, 'infinite'],
  ['infinite', 1, 'infinite'],
] as const)('a tie of strength %s times %d: %s', (strength, factor, expected) => {
  expect(scaled(strength, factor)).toBe(expected);
});
