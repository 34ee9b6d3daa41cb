/** Means of affinities that were measured now and then, until another run begins. */
import type { ProbeResult } from '../../state/series.ts';

export interface Measured {
  readonly count: number;
  readonly tasks: readonly string[];
  /** [T][T], means so far. */
  readonly affinity: readonly (readonly number[])[];
}

/**
 * A small batch may hold labels of some tasks only, and is no measurement of the others: each set of tasks has a mean of
 * its own, and the largest set met so far is told.
 */
export function createAffinityMean(): (result: ProbeResult) => Measured | undefined {
  const sets = new Map<string, { readonly tasks: readonly string[]; count: number; sums: readonly number[] }>();
  let last = -1;
  return ({ step, values, tasks = [] }) => {
    if (step !== last && tasks.length > 0 && values.every(Number.isFinite)) {
      last = step;
      const key = tasks.join();
      const { count, sums } = sets.get(key) ?? { count: 0, sums: [] };
      sets.set(key, { tasks, count: count + 1, sums: Array.from(values, (value, i) => value + (sums[i] ?? 0)) });
    }
    const [most] = [...sets.values()].sort((a, b) => b.tasks.length - a.tasks.length || b.count - a.count);
    if (!most) return undefined;
    const { tasks: names, count, sums } = most;
    const T = names.length;
    return {
      count,
      tasks: names,
      affinity: names.map((_, i) => sums.slice(i * T, (i + 1) * T).map((sum) => sum / count)),
    };
  };
}
