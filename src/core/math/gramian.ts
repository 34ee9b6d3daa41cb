/**
 * Gramians K = G G^T [T, T] of task gradients, float64: the only thing most balancing methods see of the gradients.
 * A direction d = sum_t w_t g_t is carried as its weights w [T]: d . g_t = (K w)_t, |d|^2 = w^T K w.
 */
export type Vector = readonly number[];
export type Matrix = readonly Vector[];

/** Element [i][j] of a matrix whose size the caller knows. */
export const entry = (matrix: Matrix, i: number, j: number): number => (matrix[i] as Vector)[j] as number;

export function dot(a: Vector, b: Vector): number {
  let total = 0;
  for (let i = 0; i < a.length; i += 1) total += (a[i] as number) * (b[i] as number);
  return total;
}

/** M v */
export const times = (matrix: Matrix, vector: Vector): number[] => matrix.map((row) => dot(row, vector));

/** sum_t w_t row_t */
export function combine(weights: Vector, rows: Matrix): number[] {
  const size = rows[0]?.length ?? 0;
  return Array.from({ length: size }, (_, p) => weights.reduce((sum, w, t) => sum + w * entry(rows, t, p), 0));
}

/** G G^T */
export const gramianOf = (jacobian: Matrix): number[][] => jacobian.map((a) => jacobian.map((b) => dot(a, b)));

/** Gradient norms |g_t| [T]; a diagonal that rounding made negative counts as 0. */
export const normsOf = (gramian: Matrix): number[] =>
  gramian.map((_, t) => Math.sqrt(Math.max(0, entry(gramian, t, t))));

/** |sum_t w_t g_t| */
export const normOf = (gramian: Matrix, weights: Vector): number =>
  Math.sqrt(Math.max(0, dot(weights, times(gramian, weights))));

/** The Gramian of rows multiplied by `factors`. */
export const scaled = (gramian: Matrix, factors: Vector): number[][] =>
  gramian.map((row, t) => row.map((value, s) => value * (factors[t] as number) * (factors[s] as number)));

export interface Cosines {
  /** |g_t| [T] */
  readonly norms: number[];
  /** Cosines of the gradients [T, T]; rows and columns of a zero gradient are 0. */
  readonly cosines: number[][];
}

/**
 * A Gramian as norms and cosines. Solvers work on the cosines, because the Gramian of gradients that differ a
 * thousandfold has entries that differ a millionfold, and a solver's tolerance would drop the small rows.
 */
export function cosinesOf(gramian: Matrix): Cosines {
  const norms = normsOf(gramian);
  const cosines = gramian.map((row, t) =>
    row.map((value, s) => {
      const [a, b] = [norms[t] as number, norms[s] as number];
      if (!(a > 0 && b > 0)) return 0;
      return t === s ? 1 : Math.min(1, Math.max(-1, value / a / b));
    }),
  );
  return { norms, cosines };
}

export interface Pair {
  /** |g_1|, |g_2| */
  readonly first: number;
  readonly second: number;
  /** 0 beside a zero gradient. */
  readonly cosine: number;
}
/** `cosinesOf` for two tasks, which is what most runs have: closed forms need no more. */
export function pairOf(gramian: Matrix): Pair {
  const first = Math.sqrt(Math.max(0, entry(gramian, 0, 0)));
  const second = Math.sqrt(Math.max(0, entry(gramian, 1, 1)));
  const cosine = first > 0 && second > 0 ? entry(gramian, 0, 1) / first / second : 0;
  return { first, second, cosine: Math.min(1, Math.max(-1, cosine)) };
}

/** The rows and columns of `kept` only. */
export const submatrix = (matrix: Matrix, kept: readonly number[]): number[][] =>
  kept.map((i) => kept.map((j) => entry(matrix, i, j)));
