/**
 * Small dense linear algebra, float64, for matrices of the size of the number of tasks: solving by Gaussian elimination
 * with complete pivoting, and eigenvalues of symmetric matrices by cyclic Jacobi rotations (Golub & Van Loan, "Matrix
 * computations", 8.5), which keeps small eigenvalues of graded positive matrices accurate (Demmel & Veselic 1992).
 */
import { dot, entry, type Matrix, type Vector } from './gramian.ts';

/** Pivots below this share of the largest entry count as zero: rounding of a few hundred operations. */
const SINGULAR = 1e-13;

/** Which of the entries [n, n] of the rows and columns from k on is the largest: row n + column. */
function largestFrom(rows: readonly number[][], k: number): number {
  const n = rows.length;
  let best = k * n + k;
  let size = -1;
  for (let i = k; i < n; i += 1) {
    for (let j = k; j < n; j += 1) {
      const value = Math.abs(entry(rows, i, j));
      if (value > size) {
        size = value;
        best = i * n + j;
      }
    }
  }
  return best;
}
function largestOf(matrix: Matrix): number {
  let size = 0;
  for (const row of matrix) for (const value of row) size = Math.max(size, Math.abs(value));
  return size;
}

/** x with A x = b, or `undefined` where A is singular to working precision. A [n, n], b [n]. */
export function solve(matrix: Matrix, right: Vector): number[] | undefined {
  const n = matrix.length;
  // Rows carry their right-hand side as a last entry.
  const rows = matrix.map((row, i) => [...row, right[i] as number]);
  const columns = rows.map((_, i) => i);
  const scale = largestOf(matrix);
  for (let k = 0; k < n; k += 1) {
    const largest = largestFrom(rows, k);
    const [row, column] = [Math.floor(largest / n), largest % n];
    [rows[k], rows[row]] = [rows[row] as number[], rows[k] as number[]];
    if (column !== k) {
      for (const line of rows) [line[k], line[column]] = [line[column] as number, line[k] as number];
      [columns[k], columns[column]] = [columns[column] as number, columns[k] as number];
    }
    const top = rows[k] as number[];
    const pivot = top[k] as number;
    if (!(Math.abs(pivot) > SINGULAR * scale)) return undefined;
    for (let i = k + 1; i < n; i += 1) {
      const line = rows[i] as number[];
      const factor = (line[k] as number) / pivot;
      if (factor === 0) continue;
      for (let j = k; j <= n; j += 1) line[j] = (line[j] as number) - factor * (top[j] as number);
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let k = n - 1; k >= 0; k -= 1) {
    const line = rows[k] as number[];
    let rest = line[n] as number;
    for (let j = k + 1; j < n; j += 1) rest -= (line[j] as number) * (x[columns[j] as number] as number);
    x[columns[k] as number] = rest / (line[k] as number);
  }
  return x;
}

export interface Eigen {
  /** Descending [n]. */
  readonly values: readonly number[];
  /** vectors[k] [n] belongs to values[k]; orthonormal. */
  readonly vectors: Matrix;
}

/** Turns rows and columns p, q of `a` so that a[p][q] becomes 0, and gathers the rotation in `v`. */
function rotate(a: number[][], v: number[][], p: number, q: number): void {
  const n = a.length;
  const theta = (entry(a, q, q) - entry(a, p, p)) / (2 * entry(a, p, q));
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  const [rowP, rowQ] = [a[p] as number[], a[q] as number[]];
  for (let k = 0; k < n; k += 1) {
    const row = a[k] as number[];
    const [kp, kq] = [row[p] as number, row[q] as number];
    row[p] = c * kp - s * kq;
    row[q] = s * kp + c * kq;
  }
  for (let k = 0; k < n; k += 1) {
    const [pk, qk] = [rowP[k] as number, rowQ[k] as number];
    rowP[k] = c * pk - s * qk;
    rowQ[k] = s * pk + c * qk;
    const [vp, vq] = [entry(v, p, k), entry(v, q, k)];
    (v[p] as number[])[k] = c * vp - s * vq;
    (v[q] as number[])[k] = s * vp + c * vq;
  }
}

/** One rotation is all that [a, b; b, d] needs. */
function eigenPair(a: number, b: number, d: number): Eigen {
  if (Math.abs(b) <= 1e-16 * Math.sqrt(Math.abs(a * d))) {
    return a >= d ? { values: [a, d], vectors: IDENTITY } : { values: [d, a], vectors: SWAPPED };
  }
  const theta = (d - a) / (2 * b);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  const [p, q] = [a - t * b, d + t * b];
  return p >= q
    ? {
        values: [p, q],
        vectors: [
          [c, -s],
          [s, c],
        ],
      }
    : {
        values: [q, p],
        vectors: [
          [s, c],
          [c, -s],
        ],
      };
}
const IDENTITY: Matrix = [
  [1, 0],
  [0, 1],
];
const SWAPPED: Matrix = [
  [0, 1],
  [1, 0],
];

/** Eigenvalues and eigenvectors of a symmetric matrix. */
export function eigenSymmetric(matrix: Matrix): Eigen {
  const n = matrix.length;
  if (n === 2) {
    const [a, b, d] = [entry(matrix, 0, 0), entry(matrix, 0, 1), entry(matrix, 1, 1)];
    // Squares of these neither overflow nor vanish; others take the scaled way below.
    const largest = Math.max(Math.abs(a), Math.abs(b), Math.abs(d));
    if (largest > 1e-100 && largest < 1e100) return eigenPair(a, b, d);
  }
  const scale = largestOf(matrix);
  const unit = scale > 0 ? scale : 1;
  const a = matrix.map((row) => row.map((value) => value / unit));
  const v = matrix.map((_, i) => matrix.map((__, j): number => (i === j ? 1 : 0)));
  // A handful of sweeps is enough for any symmetric matrix; 60 is a guard, not a target.
  for (let sweep = 0; sweep < 60; sweep += 1) {
    let turned = false;
    for (let p = 0; p < n - 1; p += 1) {
      for (let q = p + 1; q < n; q += 1) {
        // Relative to the two diagonal entries, so that small eigenvalues converge as well as large ones.
        const size = Math.sqrt(Math.abs(entry(a, p, p) * entry(a, q, q)));
        if (Math.abs(entry(a, p, q)) <= Math.max(1e-16 * size, 1e-300)) continue;
        rotate(a, v, p, q);
        turned = true;
      }
    }
    if (!turned) break;
  }
  const order = a.map((_, i) => i).sort((i, j) => entry(a, j, j) - entry(a, i, i));
  return { values: order.map((i) => entry(a, i, i) * unit), vectors: order.map((i) => v[i] as number[]) };
}

/** A^+ b for a symmetric positive semi-definite A; eigenvalues up to `cut` times the largest count as zero. */
export function pseudoSolve(matrix: Matrix, right: Vector, cut = 1e-10): number[] {
  const { values, vectors } = eigenSymmetric(matrix);
  const floor = cut * Math.max(0, values[0] ?? 0);
  const kept = values.map((value, k) => (value > floor ? dot(vectors[k] as Vector, right) / value : 0));
  return right.map((_, i) => kept.reduce((sum, share, k) => sum + share * entry(vectors, k, i), 0));
}
