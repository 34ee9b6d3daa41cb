/** Matrix products by plain loops with four sums in registers; all four cases of transposition by strides. */
import type { Shape, TensorRef } from '../../../core/ops.ts';
import { arrayOf, type Make, sizeOf, valuesOf } from './arrayTensor.ts';

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

const rowsFirst = (start: number, columns: number): Strides => ({ start, row: columns, column: 1 });
const columnsFirst = (start: number, rows: number): Strides => ({ start, row: 1, column: rows });

interface Product {
  readonly batch: number;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly shape: Shape;
}
/** @throws RangeError where the factors do not fit */
function productOf(a: Shape, b: Shape, transposeA: boolean, transposeB: boolean): Product {
  const lead = a.slice(0, -2);
  const [rows, columns] = a.slice(-2) as [number, number];
  const [height, width] = b.slice(-2) as [number, number];
  const [m, k] = transposeA ? [columns, rows] : [rows, columns];
  const [inner, n] = transposeB ? [width, height] : [height, width];
  if (k !== inner || lead.join() !== b.slice(0, -2).join()) throw new RangeError(`[${a}] x [${b}] do not fit`);
  return { batch: sizeOf(lead), m, n, k, shape: [...lead, m, n] };
}

export function matMul(make: Make, x: TensorRef, y: TensorRef, transposeA: boolean, transposeB: boolean): TensorRef {
  const { batch, m, n, k, shape } = productOf(x.shape, y.shape, transposeA, transposeB);
  const [a, b] = [valuesOf(x), valuesOf(y)];
  const each = (use: (a: number, b: number, c: number) => void): void => {
    for (let i = 0; i < batch; i += 1) use(i * m * k, i * k * n, i * m * n);
  };
  // A [m, k] as stored or turned, B [k, n] as stored or turned, and their transposes.
  const left = (start: number): Strides => (transposeA ? columnsFirst(start, m) : rowsFirst(start, k));
  const leftTurned = (start: number): Strides => (transposeA ? rowsFirst(start, m) : columnsFirst(start, k));
  const right = (start: number): Strides => (transposeB ? columnsFirst(start, k) : rowsFirst(start, n));
  const rightTurned = (start: number): Strides => (transposeB ? rowsFirst(start, k) : columnsFirst(start, n));
  return make(
    [arrayOf(x), arrayOf(y)],
    shape,
    (out) => each((i, j, o) => multiply([m, n, k], a, left(i), b, right(j), out, o, false)),
    (dy, [da, db]) =>
      each((i, j, o) => {
        const up = rowsFirst(o, n);
        const upTurned = columnsFirst(o, n);
        if (da && transposeA) multiply([k, m, n], b, right(j), dy, upTurned, da, i, true);
        else if (da) multiply([m, k, n], dy, up, b, rightTurned(j), da, i, true);
        if (db && transposeB) multiply([n, k, m], dy, upTurned, a, left(i), db, j, true);
        else if (db) multiply([k, n, m], a, leftTurned(i), dy, up, db, j, true);
      }),
  );
}
