/**
 * Jacobians of tfjs's backends. Where script sees the numbers (cpu, wasm) the gradients stay where the walks left them:
 * rows are multiplied and weighed piece by piece, and are laid end to end only for methods that want the matrix, since
 * each copy of all parameters costs as much as a layer. On a device each row is laid end to end to be multiplied, and
 * weighed piece by piece where it has a program for it.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  concat,
  engine,
  getBackend,
  matMul,
  reshape,
  slice,
  stack,
  type Tensor,
  type TensorInfo,
  tensor,
  zeros,
} from '@tensorflow/tfjs-core';
import type { TensorRef } from '../../../core/ops.ts';
import { cosinesOf, dot } from '../conflict.ts';
import type { Jacobian } from '../executor.ts';
import { webglNormsAndCosines, webglUnpacked, webglWeighed } from './webglRows.ts';

/** [T][piece]; undefined where a task does not reach, which is zeros. */
type Pieces = readonly (readonly (Tensor | undefined)[])[];
interface Piece {
  readonly shape: readonly number[];
  readonly size: number;
}

export function gradientRows(
  pieces: Pieces,
  list: readonly Piece[],
  normsOf: (rows: TensorRef) => Tensor,
): Omit<Jacobian, 'extras'> {
  let lines: Tensor[] | undefined;
  let matrix: Tensor | undefined;
  const each = (): Tensor[] => {
    lines ??= pieces.map((row) => endToEnd(row, list));
    return lines;
  };
  const rows = (): Tensor => {
    matrix ??= list.length === 0 ? zeros([0, 0]) : stack(each());
    return matrix;
  };
  const onDevice = (): Tensor | undefined =>
    getBackend() === 'webgl' && list.length > 0 ? webglNormsAndCosines(each()) : undefined;
  const cut = (direction: TensorRef): Tensor[] => {
    let start = 0;
    return list.map(({ shape, size }) => {
      start += size;
      return reshape(slice(direction as Tensor, [start - size], [size]), [...shape]);
    });
  };
  const seen = getBackend() === 'wasm' || getBackend() === 'cpu';
  return {
    get rows() {
      return rows();
    },
    normsAndCosines: () => (seen ? normsByPieces(pieces) : (onDevice() ?? normsOf(rows()))),
    weigh(weights) {
      if (seen)
        return list.map((piece, i) =>
          weighed(
            pieces.map((row) => row[i]),
            weights,
            piece,
          ),
        );
      const own =
        getBackend() === 'webgl'
          ? list.map((_, i) =>
              webglWeighed(
                pieces.map((row) => row[i]),
                weights,
              ),
            )
          : [];
      if (own.length > 0 && own.every((each) => each !== undefined)) return own;
      return cut(reshape(matMul(tensor(Float32Array.from(weights), [1, weights.length]), rows()), [-1]));
    },
    cut,
  };
}
function endToEnd(row: readonly (Tensor | undefined)[], list: readonly Piece[]): Tensor {
  const flat = (x: Tensor): Tensor => reshape(getBackend() === 'webgl' ? webglUnpacked(x) : x, [-1]);
  return concat(list.map(({ size }, i) => (row[i] ? flat(row[i]) : zeros([size]))));
}

/** The backend's own numbers: to be asked for anew after anything is made, which may move the heap. */
function numbersOf(x: Tensor | TensorInfo): Float32Array {
  if (getBackend() === 'cpu') return (x as Tensor).dataSync() as Float32Array;
  return (engine().backend as BackendWasm).typedArrayFromHeap(x) as Float32Array;
}

function normsByPieces(pieces: Pieces): Tensor {
  const views = pieces.map((row) => row.map((piece) => piece && numbersOf(piece)));
  const count = views.length;
  const products = new Float64Array(count * count);
  for (let t = 0; t < count; t += 1) {
    for (let s = 0; s <= t; s += 1) {
      let total = 0;
      for (const [i, piece] of (views[t] ?? []).entries()) {
        const other = views[s]?.[i];
        if (piece && other) total += dot(piece, other);
      }
      products[t * count + s] = total;
    }
  }
  const found = new Float32Array(count + count * count);
  cosinesOf(products, count, found);
  return tensor(found);
}

/** sum_t weights_t piece_t, in doubles, rounded once. */
function weighed(pieces: readonly (Tensor | undefined)[], weights: readonly number[], { shape }: Piece): Tensor {
  const onHeap = getBackend() === 'wasm';
  const room = onHeap
    ? engine().makeTensorFromTensorInfo((engine().backend as BackendWasm).makeOutput([...shape], 'float32'))
    : undefined;
  const views = pieces.flatMap((piece, t) =>
    piece ? [{ values: numbersOf(piece), weight: weights[t] as number }] : [],
  );
  const size = shape.reduce((product, length) => product * length, 1);
  const out = room ? numbersOf(room) : new Float32Array(size);
  sumInto(out, views);
  return room ?? tensor(out, [...shape]);
}
interface Weighted {
  readonly values: Float32Array;
  readonly weight: number;
}
function sumInto(out: Float32Array, [first, second, ...others]: readonly Weighted[]): void {
  if (!first || !second || others.length > 0) {
    sumAny(
      out,
      [first, second, ...others].filter((each) => each !== undefined),
    );
    return;
  }
  // Two rows, which is what most runs have.
  const [a, b] = [first.values, second.values];
  const [p, q] = [Math.fround(first.weight), Math.fround(second.weight)];
  for (let i = 0; i < out.length; i += 1) out[i] = p * (a[i] as number) + q * (b[i] as number);
}
function sumAny(out: Float32Array, views: readonly Weighted[]): void {
  const weights = Float32Array.from(views, ({ weight }) => weight);
  for (let i = 0; i < out.length; i += 1) {
    let sum = 0;
    for (let t = 0; t < views.length; t += 1)
      sum += (weights[t] as number) * ((views[t] as Weighted).values[i] as number);
    out[i] = sum;
  }
}
