/** Matrix products, single or in batches: all four cases of transposition by strides, over the kernels' one product. */
import type { Shape, TensorRef } from '../../../core/ops.ts';
import { arrayOf, type Make, sizeOf, valuesOf } from './arrayTensor.ts';
import { type Bound, inTurn } from './bound.ts';
import type { Kernels, Strides } from './kernels.ts';

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

export function matMul(
  make: Make,
  { product, reserve }: Kernels,
  x: TensorRef,
  y: TensorRef,
  transposeA: boolean,
  transposeB: boolean,
): TensorRef {
  const { batch, m, n, k, shape } = productOf(x.shape, y.shape, transposeA, transposeB);
  const [a, b] = [valuesOf(x), valuesOf(y)];
  reserve(Math.max(m * n, m * k, k * n));
  const each = (bind: (a: number, b: number, c: number) => Bound): Bound | undefined =>
    inTurn(...Array.from({ length: batch }, (_, i) => bind(i * m * k, i * k * n, i * m * n)));
  // A [m, k] as stored or turned, B [k, n] as stored or turned, and their transposes.
  const left = (start: number): Strides => (transposeA ? columnsFirst(start, m) : rowsFirst(start, k));
  const leftTurned = (start: number): Strides => (transposeA ? rowsFirst(start, m) : columnsFirst(start, k));
  const right = (start: number): Strides => (transposeB ? columnsFirst(start, k) : rowsFirst(start, n));
  const rightTurned = (start: number): Strides => (transposeB ? rowsFirst(start, k) : columnsFirst(start, n));
  const backA = (dy: Float32Array, da: Float32Array): Bound | undefined =>
    each((i, j, o) =>
      transposeA
        ? product([k, m, n], b, right(j), dy, columnsFirst(o, n), da, i, true)
        : product([m, k, n], dy, rowsFirst(o, n), b, rightTurned(j), da, i, true),
    );
  const backB = (dy: Float32Array, db: Float32Array): Bound | undefined =>
    each((i, j, o) =>
      transposeB
        ? product([n, k, m], dy, columnsFirst(o, n), a, left(i), db, j, true)
        : product([k, n, m], a, leftTurned(i), dy, rowsFirst(o, n), db, j, true),
    );
  return make(
    [arrayOf(x), arrayOf(y)],
    shape,
    (out) => each((i, j, o) => product([m, n, k], a, left(i), b, right(j), out, o, false)) ?? NOTHING,
    (dy, [da, db]) => inTurn(da && backA(dy, da), db && backB(dy, db)),
  );
}
const NOTHING: Bound = () => undefined;
