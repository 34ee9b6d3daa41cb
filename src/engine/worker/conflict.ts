/**
 * The Gramian in float64 from norms and cosines. Squaring a norm ratio of 1e3 in float32 would lose the small rows, so
 * the products are made of norms and cosines instead of being read.
 */

/** [T][T] from the flat norms [T] and cosines [T * T] of an executor. */
export function gramianOf(values: ArrayLike<number>, rows: number): number[][] {
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: rows }, (__, j) => {
      const cosine = i === j ? 1 : (values[rows + i * rows + j] as number);
      return (values[i] as number) * (values[j] as number) * cosine;
    }),
  );
}
