/**
 * A jacobian of the typed-array executor, [T, P], filled again at every step: in a memory of its own, where compiled loops
 * find it. What is asked of it comes in buffers that stay, too.
 */
import type { PlanParameter } from '../../../core/graph/modelPlan.ts';
import type { TensorRef } from '../../../core/ops.ts';
import { cosinesOf, dot } from '../conflict.ts';
import { type ArrayTensor, copyTo, leaf, valuesOf } from './arrayTensor.ts';
import { chain } from './chain.ts';
import { heap, type MakeGround } from './ground.ts';

export interface RowMatrix {
  readonly tensor: ArrayTensor;
  /** `size` numbers of row t from column `at` on; zeros where there are none. */
  fill(t: number, at: number, values: Float32Array | undefined, size: number): void;
  /** Norms [T], then cosines [T * T]. */
  normsAndCosines(): ArrayTensor;
  /** sum_t weights_t row_t, in the shapes of the parameters. */
  weigh(weights: readonly number[], list: readonly PlanParameter[]): readonly TensorRef[];
}

/** Numbers that a double takes the room of. */
const WIDE = 2;
const doubles = (room: Float32Array): Float64Array =>
  new Float64Array(room.buffer, room.byteOffset, room.length / WIDE);

export function createRowMatrix(makeGround: MakeGround, count: number, width: number): RowMatrix {
  const sizes = [count * width, width, WIDE * count, WIDE * count * count];
  const { allocate, kernels } = makeGround({ buffers: sizes, gradients: [], scratch: 0 }) ?? heap;
  const [rows, sum, weightRoom, productRoom] = sizes.map((size) => allocate(size)) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const [factors, products] = [doubles(weightRoom), doubles(productRoom)];
  const row = (t: number): Float32Array => rows.subarray(t * width, (t + 1) * width);
  const pairs = Array.from({ length: count }, (_, t) =>
    Array.from({ length: t + 1 }, (__, s) => [t, s] as const),
  ).flat();
  const multiply = chain(
    pairs.map(([t, s]) => {
      const place = t * count + s;
      return kernels.dot(row(t), row(s), products.subarray(place, place + 1));
    }),
  );
  const weighRows = kernels.weighRows(rows, factors, sum);
  const found = leaf(new Float32Array(count + count * count), [count + count * count]);
  let pieces: { readonly of: readonly PlanParameter[]; readonly tensors: readonly TensorRef[] } | undefined;
  return {
    tensor: leaf(rows, [count, width]),
    fill(t, at, values, size) {
      const start = t * width + at;
      if (values) copyTo(rows, start, values);
      else rows.fill(0, start, start + size);
    },
    normsAndCosines() {
      multiply();
      cosinesOf(products, count, valuesOf(found));
      return found;
    },
    weigh(weights, list) {
      for (let t = 0; t < count; t += 1) factors[t] = Math.fround(weights[t] as number);
      weighRows();
      if (pieces?.of !== list) pieces = { of: list, tensors: cut(sum, list) };
      return pieces.tensors;
    },
  };
}

/** Views of numbers laid end to end. */
export function cut(flat: Float32Array, list: readonly PlanParameter[]): TensorRef[] {
  let start = 0;
  return list.map(({ shape, size }) => {
    start += size;
    return leaf(flat.subarray(start - size, start), shape);
  });
}

/** Norms and cosines of rows that lie anywhere: a memory for each would be dear. */
export function normsAndCosines(jacobian: TensorRef): TensorRef {
  const [count, width] = jacobian.shape as readonly [number, number];
  const rows = valuesOf(jacobian);
  const row = (t: number): Float32Array => rows.subarray(t * width, (t + 1) * width);
  const products = new Float64Array(count * count);
  for (let t = 0; t < count; t += 1) for (let s = 0; s <= t; s += 1) products[t * count + s] = dot(row(t), row(s));
  const found = new Float32Array(count + count * count);
  cosinesOf(products, count, found);
  return leaf(found, [found.length]);
}
