/**
 * The loops that most of the time goes into: in plain script here, in compiled code in simdKernels.ts. A kernel is bound
 * once to the buffers that a step always has, and then run without arguments. The product keeps four sums in registers.
 */
import { dot } from '../conflict.ts';
import type { Bound } from './bound.ts';

type Numbers = Float32Array;

export interface Kernels {
  /** c [m, n] (rows end to end from `at`) = or += a [m, k] b [k, n] */
  product(dims: Dims, a: Numbers, aAt: Strides, b: Numbers, bAt: Strides, c: Numbers, at: number, adds: boolean): Bound;
  /** y = tanh x */
  tanh(x: Numbers, y: Numbers): Bound;
  /** dx += dy (1 - y^2) */
  tanhBack(y: Numbers, dy: Numbers, dx: Numbers): Bound;
  sigmoid(x: Numbers, y: Numbers): Bound;
  /** dx += dy y (1 - y) */
  sigmoidBack(y: Numbers, dy: Numbers, dx: Numbers): Bound;
  /** y = log(1 + e^x) that neither overflows nor cancels */
  softplus(x: Numbers, y: Numbers): Bound;
  /** dx += dy sigmoid(x) */
  softplusBack(x: Numbers, dy: Numbers, dx: Numbers): Bound;
  relu(x: Numbers, y: Numbers): Bound;
  /** dx += dy where x > 0 */
  reluBack(x: Numbers, dy: Numbers, dx: Numbers): Bound;
  /** Number by number; either side may be one number alone. */
  add(a: Numbers, b: Numbers, out: Numbers): Bound;
  sub(a: Numbers, b: Numbers, out: Numbers): Bound;
  mul(a: Numbers, b: Numbers, out: Numbers): Bound;
  /** dx += dy b; b may be one number alone */
  mulBack(b: Numbers, dy: Numbers, dx: Numbers): Bound;
  /** total -= x */
  deduct(x: Numbers, total: Numbers): Bound;
  /** out [n] = the sums of n runs of x, end to end, over a whole number */
  sumRuns(x: Numbers, out: Numbers, divisor: number): Bound;
  /** dx += dy of its run / divisor */
  sumRunsBack(dy: Numbers, dx: Numbers, divisor: number): Bound;
  clear(x: Numbers): Bound;
  /** out [rows, n] = a [rows, n] + b [n] */
  addRow(a: Numbers, b: Numbers, out: Numbers): Bound;
  /** total [n] += the rows of x [rows, n] */
  addColumns(x: Numbers, total: Numbers): Bound;
  /** total += x */
  accumulate(x: Numbers, total: Numbers): Bound;
  /** product[0] = a . b, in doubles */
  dot(a: Numbers, b: Numbers, product: Float64Array): Bound;
  /** out [n] = sum_t weights[t] row_t of rows [T, n], in doubles, rounded once */
  weighRows(rows: Numbers, weights: Float64Array, out: Numbers): Bound;
  /** Room for a matrix of that size will be wanted. */
  reserve(size: number): void;
}
export type Dims = readonly [m: number, n: number, k: number];

/** Where a matrix lies in its array, and the steps to the next row and column. */
export interface Strides {
  readonly start: number;
  readonly row: number;
  readonly column: number;
}

/** Sums in float64. */
function multiply(
  [m, n, k]: Dims,
  a: Float32Array,
  { start: aStart, row: aRow, column: aColumn }: Strides,
  b: Float32Array,
  { start: bStart, row: bRow, column: bColumn }: Strides,
  c: Float32Array,
  at: number,
  adds: boolean,
): void {
  for (let i = 0; i < m; i += 1) {
    const aAt = aStart + i * aRow;
    const cAt = at + i * n;
    let j = 0;
    for (; j + 3 < n; j += 4) {
      let [s0, s1, s2, s3] = [0, 0, 0, 0];
      let p = aAt;
      let q = bStart + j * bColumn;
      for (let l = 0; l < k; l += 1) {
        const value = a[p] as number;
        s0 += value * (b[q] as number);
        s1 += value * (b[q + bColumn] as number);
        s2 += value * (b[q + 2 * bColumn] as number);
        s3 += value * (b[q + 3 * bColumn] as number);
        p += aColumn;
        q += bRow;
      }
      if (adds) {
        c[cAt + j] = (c[cAt + j] as number) + s0;
        c[cAt + j + 1] = (c[cAt + j + 1] as number) + s1;
        c[cAt + j + 2] = (c[cAt + j + 2] as number) + s2;
        c[cAt + j + 3] = (c[cAt + j + 3] as number) + s3;
      } else {
        c[cAt + j] = s0;
        c[cAt + j + 1] = s1;
        c[cAt + j + 2] = s2;
        c[cAt + j + 3] = s3;
      }
    }
    for (; j < n; j += 1) {
      let sum = 0;
      let p = aAt;
      let q = bStart + j * bColumn;
      for (let l = 0; l < k; l += 1) {
        sum += (a[p] as number) * (b[q] as number);
        p += aColumn;
        q += bRow;
      }
      c[cAt + j] = adds ? (c[cAt + j] as number) + sum : sum;
    }
  }
}

const softplusOf = (x: number): number => (x > 0 ? x : 0) + Math.log1p(Math.exp(x > 0 ? -x : x));
function sigmoidOf(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}

/** To the next number; one alone serves all. */
const stepOf = (x: Numbers): number => (x.length === 1 ? 0 : 1);

export const plainKernels: Kernels = {
  product: (dims, a, aAt, b, bAt, c, at, adds) => () => multiply(dims, a, aAt, b, bAt, c, at, adds),
  tanh: (x, y) => () => {
    for (let i = 0; i < y.length; i += 1) y[i] = Math.tanh(x[i] as number);
  },
  tanhBack: (y, dy, dx) => () => {
    for (let i = 0; i < dx.length; i += 1) {
      const value = y[i] as number;
      dx[i] = (dx[i] as number) + (dy[i] as number) * (1 - value * value);
    }
  },
  sigmoid: (x, y) => () => {
    for (let i = 0; i < y.length; i += 1) y[i] = sigmoidOf(x[i] as number);
  },
  sigmoidBack: (y, dy, dx) => () => {
    for (let i = 0; i < dx.length; i += 1) {
      const value = y[i] as number;
      dx[i] = (dx[i] as number) + (dy[i] as number) * value * (1 - value);
    }
  },
  softplus: (x, y) => () => {
    for (let i = 0; i < y.length; i += 1) y[i] = softplusOf(x[i] as number);
  },
  softplusBack: (x, dy, dx) => () => {
    for (let i = 0; i < dx.length; i += 1) dx[i] = (dx[i] as number) + (dy[i] as number) * sigmoidOf(x[i] as number);
  },
  relu: (x, y) => () => {
    for (let i = 0; i < y.length; i += 1) y[i] = (x[i] as number) > 0 ? (x[i] as number) : 0;
  },
  reluBack: (x, dy, dx) => () => {
    for (let i = 0; i < dx.length; i += 1) if ((x[i] as number) > 0) dx[i] = (dx[i] as number) + (dy[i] as number);
  },
  add: (a, b, out) => () => {
    const [p, q] = [stepOf(a), stepOf(b)];
    for (let i = 0; i < out.length; i += 1) out[i] = (a[i * p] as number) + (b[i * q] as number);
  },
  sub: (a, b, out) => () => {
    const [p, q] = [stepOf(a), stepOf(b)];
    for (let i = 0; i < out.length; i += 1) out[i] = (a[i * p] as number) - (b[i * q] as number);
  },
  mul: (a, b, out) => () => {
    const [p, q] = [stepOf(a), stepOf(b)];
    for (let i = 0; i < out.length; i += 1) out[i] = (a[i * p] as number) * (b[i * q] as number);
  },
  mulBack: (b, dy, dx) => () => {
    const q = stepOf(b);
    for (let i = 0; i < dx.length; i += 1) dx[i] = (dx[i] as number) + (dy[i] as number) * (b[i * q] as number);
  },
  deduct: (x, total) => () => {
    for (let i = 0; i < total.length; i += 1) total[i] = (total[i] as number) - (x[i] as number);
  },
  sumRuns: (x, out, divisor) => () => {
    const run = x.length / out.length;
    for (let o = 0, i = 0; o < out.length; o += 1) {
      let sum = 0;
      for (const end = i + run; i < end; i += 1) sum += x[i] as number;
      out[o] = sum * (1 / divisor);
    }
  },
  sumRunsBack: (dy, dx, divisor) => () => {
    const run = dx.length / dy.length;
    for (let o = 0, i = 0; o < dy.length; o += 1) {
      const slope = (dy[o] as number) * (1 / divisor);
      for (const end = i + run; i < end; i += 1) dx[i] = (dx[i] as number) + slope;
    }
  },
  clear: (x) => () => {
    x.fill(0);
  },
  addRow: (a, b, out) => () => {
    const width = b.length;
    for (let start = 0; start < out.length; start += width) {
      for (let i = 0; i < width; i += 1) out[start + i] = (a[start + i] as number) + (b[i] as number);
    }
  },
  addColumns: (x, total) => () => {
    const width = total.length;
    for (let start = 0; start < x.length; start += width) {
      for (let i = 0; i < width; i += 1) total[i] = (total[i] as number) + (x[start + i] as number);
    }
  },
  accumulate: (x, total) => () => {
    for (let i = 0; i < total.length; i += 1) total[i] = (total[i] as number) + (x[i] as number);
  },
  dot: (a, b, product) => () => {
    product[0] = dot(a, b);
  },
  weighRows: (rows, weights, out) => () => {
    const width = out.length;
    for (let i = 0; i < width; i += 1) {
      let sum = 0;
      for (let t = 0, at = i; t < weights.length; t += 1, at += width)
        sum += (weights[t] as number) * (rows[at] as number);
      out[i] = sum;
    }
  },
  reserve: () => undefined,
};
