/** Two series of one log as a path through their plane: the Pareto view of two losses. */
export interface Trajectory {
  /** [n] rising */
  readonly steps: Float64Array;
  /** [n] */
  readonly x: Float64Array;
  /** [n] */
  readonly y: Float64Array;
}
/**
 * Rows of [from, to] where both are measured, at most `limit` of them, evenly thinned out; the last always stays.
 * @param steps [n]
 * @param a [n]
 * @param b [n]
 */
export function trajectory(
  steps: ArrayLike<number>,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  span: { readonly from: number; readonly to: number; readonly limit: number },
): Trajectory {
  const rows: number[] = [];
  for (let k = 0; k < steps.length; k += 1) {
    const step = steps[k] as number;
    if (step < span.from || step > span.to) continue;
    if (Number.isFinite(a[k]) && Number.isFinite(b[k])) rows.push(k);
  }
  const every = Math.max(1, Math.ceil(rows.length / span.limit));
  const kept = rows.filter((_, k) => (rows.length - 1 - k) % every === 0);
  const read = (list: ArrayLike<number>): Float64Array => Float64Array.from(kept, (row) => list[row] as number);
  return { steps: read(steps), x: read(a), y: read(b) };
}
