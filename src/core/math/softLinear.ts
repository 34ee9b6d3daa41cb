/**
 * Soft sharing solved exactly for linear tasks: the weights w_1 .. w_T that make
 *   sum_t [ mean squared error of task t ] + lambda * sum_t |w_t - mean w|^2
 * smallest (Evgeniou & Pontil, 'Regularized Multi-Task Learning', KDD 2004, with their two penalties written as one
 * about the mean). With S_t = X_t' X_t / n_t and b_t = X_t' y_t / n_t the zero of the gradient is
 *   w_t = (S_t + lambda I)^-1 (b_t + lambda m),   m = [ sum_t (S_t + lambda I)^-1 S_t ]^-1 sum_t (S_t + lambda I)^-1 b_t,
 * a form of m that stays well conditioned as lambda grows. lambda = 'infinite' is one weight vector for all (hard
 * sharing), lambda = 0 each task's own least squares.
 */
import { type Matrix, times, type Vector } from './gramian.ts';
import { solve } from './linear.ts';

export interface LinearProblem {
  /** S_t [d, d] */
  readonly second: Matrix;
  /** b_t [d] */
  readonly first: Vector;
}

/** @param rows the task's inputs [n][d]; targets [n] */
export function linearProblem(rows: readonly ArrayLike<number>[], targets: ArrayLike<number>): LinearProblem {
  const n = rows.length;
  const d = rows[0]?.length ?? 0;
  const axes = Array.from({ length: d }, (_, i) => i);
  const meanOf = (of: (row: ArrayLike<number>, r: number) => number): number =>
    rows.reduce((sum, row, r) => sum + of(row, r), 0) / n;
  return {
    second: axes.map((i) => axes.map((j) => meanOf((row) => (row[i] as number) * (row[j] as number)))),
    first: axes.map((i) => meanOf((row, r) => (row[i] as number) * (targets[r] as number))),
  };
}

const sumOf = (list: readonly Vector[]): number[] =>
  (list[0] ?? []).map((_, i) => list.reduce((sum, vector) => sum + (vector[i] as number), 0));
const sumOfMatrices = (list: readonly Matrix[]): number[][] =>
  (list[0] ?? []).map((_, i) => sumOf(list.map((matrix) => matrix[i] as Vector)));

/** A A_inverse = I for a symmetric positive definite A [d, d], by Gauss-Jordan steps, which need no pivoting then. */
function inverse(matrix: Matrix): number[][] {
  const a = matrix.map((row) => [...row]);
  for (let k = 0; k < a.length; k += 1) {
    const top = a[k] as number[];
    const pivot = top[k] as number;
    top[k] = 1;
    for (let j = 0; j < a.length; j += 1) top[j] = (top[j] as number) / pivot;
    for (let i = 0; i < a.length; i += 1) {
      if (i === k) continue;
      const row = a[i] as number[];
      const factor = row[k] as number;
      row[k] = 0;
      for (let j = 0; j < a.length; j += 1) row[j] = (row[j] as number) - factor * (top[j] as number);
    }
  }
  return a;
}

const all = <Value>(list: readonly (Value | undefined)[]): Value[] | undefined =>
  list.every((value) => value !== undefined) ? (list as Value[]) : undefined;

/** w_t [T][d], or `undefined` where they are not determined (fewer rows than inputs and nothing to hold them). */
export function softLinear(problems: readonly LinearProblem[], lambda: number | 'infinite'): number[][] | undefined {
  if (lambda === 0) return all(problems.map(({ second, first }) => solve(second, first)));
  if (lambda === 'infinite') {
    const one = solve(sumOfMatrices(problems.map(({ second }) => second)), sumOf(problems.map(({ first }) => first)));
    return one && problems.map(() => [...one]);
  }
  const inverses = problems.map(({ second }) =>
    inverse(second.map((row, i) => row.map((v, j) => (i === j ? v + lambda : v)))),
  );
  // S_t is symmetric: row i of (S + lambda I)^-1 S is S times row i of the inverse.
  const shares = inverses.map((rows, t) => rows.map((row) => times((problems[t] as LinearProblem).second, row)));
  const pulls = inverses.map((rows, t) => times(rows, (problems[t] as LinearProblem).first));
  const centre = solve(sumOfMatrices(shares), sumOf(pulls));
  return (
    centre &&
    inverses.map((rows, t) =>
      times(
        rows,
        (problems[t] as LinearProblem).first.map((value, i) => value + lambda * (centre[i] as number)),
      ),
    )
  );
}
