/** The cosine of two tasks' gradients at one layer, out of a 'gradients' measurement. */
import type { ProbeResult } from '../../state/series.ts';

/**
 * `undefined` where it was not measured: a small batch may hold labels of some tasks only, so that every measurement has
 * its own list of tasks; and where one of the gradients is zero.
 */
export function cosineAt(
  { nodes = [], tasks = [], cosines }: ProbeResult,
  node: string,
  [a, b]: readonly [string, string],
): number | undefined {
  const names: readonly string[] = tasks;
  const [row, i, j] = [(nodes as readonly string[]).indexOf(node), names.indexOf(a), names.indexOf(b)];
  const value = cosines?.[(row * tasks.length + i) * tasks.length + j];
  return row < 0 || i < 0 || j < 0 || value === undefined || !Number.isFinite(value) ? undefined : value;
}
