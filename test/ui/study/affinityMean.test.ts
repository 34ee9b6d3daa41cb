import { expect, it } from 'vitest';
import type { ProbeResult } from '../../../src/state/series.ts';
import { createAffinityMean } from '../../../src/ui/study/affinityMean.ts';

const result = (step: number, tasks: readonly string[], values: readonly number[]) =>
  ({
    kind: 'affinity',
    key: 'k',
    step,
    shape: [2, 2],
    values: Float32Array.from(values),
    tasks,
  }) as never as ProbeResult;

it('is the mean over the steps at which all tasks were measured, whatever was measured of some between', () => {
  const add = createAffinityMean();
  expect(add(result(1, ['a', 'b'], [1, 2, 3, 4]))?.affinity).toEqual([
    [1, 2],
    [3, 4],
  ]);
  for (const step of [2, 3, 4]) add(result(step, ['a'], [9]));
  // The same step again, and one that cannot be measured, count for nothing.
  add(result(4, ['a', 'b'], [50, 50, 50, 50]));
  add(result(5, ['a', 'b'], [Number.NaN, 0, 0, 0]));
  expect(add(result(6, ['a', 'b'], [3, 4, 5, 6]))).toEqual({
    count: 2,
    tasks: ['a', 'b'],
    affinity: [
      [2, 3],
      [4, 5],
    ],
  });
});
