import { expect, it } from 'vitest';
import type { ProbeResult } from '../../../src/state/series.ts';
import { cosineAt } from '../../../src/ui/inspector/cosineAt.ts';

const result = (tasks: readonly string[], cosines: readonly number[]) =>
  ({ nodes: ['d1', 'd2'], tasks, cosines: Float32Array.from(cosines) }) as never as ProbeResult;

it('finds a pair in measurements of all tasks and of some', () => {
  const all = result(['a', 'b', 'c'], [1, 0.1, 0.2, 0.1, 1, 0.3, 0.2, 0.3, 1, 1, 0.4, 0.5, 0.4, 1, 0.6, 0.5, 0.6, 1]);
  const some = result(['b', 'c'], [1, -0.5, -0.5, 1, 1, -0.75, -0.75, 1]);
  expect(cosineAt(all, 'd2', ['a', 'c'])).toBe(0.5);
  expect(cosineAt(some, 'd2', ['b', 'c'])).toBe(-0.75);
  expect(cosineAt(some, 'd2', ['a', 'c'])).toBeUndefined();
  expect(cosineAt(all, 'd3', ['a', 'c'])).toBeUndefined();
});
it('says nothing of a gradient without length', () => {
  expect(cosineAt(result(['a', 'b'], [Number.NaN, Number.NaN, Number.NaN, 1]), 'd1', ['a', 'b'])).toBeUndefined();
});
