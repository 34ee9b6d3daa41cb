/**
 * The loops that most of the time goes into: in plain script here, in compiled code in simdKernels.ts. The product keeps
 * four sums in registers.
 */

export interface Kernels {
  readonly multiply: typeof multiply;
  /** y = tanh x */
  tanh(x: Float32Array, y: Float32Array): void;
  /** Room for a matrix of that size will be wanted. */
  reserve(size: number): void;
}

/** Where a matrix lies in its array, and the steps to the next row and column. */
export interface Strides {
  readonly start: number;
  readonly row: number;
  readonly column: number;
}

/** c [m, n] (rows end to end from `at`) = or += a [m, k] b [k, n]; sums in float64. */
export function multiply(
  [m, n, k]: readonly [number, number, number],
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

function tanh(x: Float32Array, y: Float32Array): void {
  for (let i = 0; i < y.length; i += 1) y[i] = Math.tanh(x[i] as number);
}

export const plainKernels: Kernels = { multiply, tanh, reserve: () => undefined };
