/** Sums and means over axes, and the softmax family over the last axis. Sums in float64. */
import type { TensorRef } from '../../../core/ops.ts';
import { arrayOf, type Make, sizeOf, valuesOf } from './arrayTensor.ts';
import type { Kernels } from './kernels.ts';

/** Sum over `axes` (absent: all), over `divisorOf(count)`. */
function reduce(
  make: Make,
  kernels: Kernels,
  x: TensorRef,
  axes: readonly number[] | undefined,
  keepDims: boolean,
  divisorOf: (count: number) => number,
): TensorRef {
  const rank = x.shape.length;
  const gone = new Set((axes ?? x.shape.map((_, axis) => axis)).map((axis) => (axis < 0 ? axis + rank : axis)));
  const shape = x.shape.flatMap((n, axis) => (gone.has(axis) ? (keepDims ? [1] : []) : [n]));
  const size = sizeOf(x.shape);
  const outSize = sizeOf(shape);
  const divisor = divisorOf(size / Math.max(1, outSize));
  const values = valuesOf(x);
  // For each place of the output's axes the input has one run of places: axes that stay, and axes that go.
  const stay = x.shape.flatMap((_, axis) => (gone.has(axis) ? [] : [axis]));
  const trailing = stay.every((axis, i) => axis === i);
  if (trailing) {
    return make(
      [arrayOf(x)],
      shape,
      (out) => kernels.sumRuns(values, out, divisor),
      (dy, [dx]) => dx && kernels.sumRunsBack(dy, dx, divisor),
    );
  }
  const factor = 1 / divisor;
  const places = placesAfter(x.shape, gone);
  const sums = new Float64Array(outSize);
  return make(
    [arrayOf(x)],
    shape,
    (out) => () => {
      sums.fill(0);
      for (let i = 0; i < size; i += 1) {
        const o = places[i] as number;
        sums[o] = (sums[o] as number) + (values[i] as number);
      }
      for (let o = 0; o < outSize; o += 1) out[o] = (sums[o] as number) * factor;
    },
    (dy, [dx]) =>
      dx &&
      (() => {
        for (let i = 0; i < size; i += 1) dx[i] = (dx[i] as number) + (dy[places[i] as number] as number) * factor;
      }),
  );
}

/** For each input place the output place, once the axes in `gone` are summed away. */
function placesAfter(shape: readonly number[], gone: ReadonlySet<number>): Int32Array {
  const size = sizeOf(shape);
  const places = new Int32Array(size);
  const strides = new Array<number>(shape.length).fill(0);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
    if (gone.has(axis)) continue;
    strides[axis] = stride;
    stride *= shape[axis] as number;
  }
  for (let i = 0; i < size; i += 1) {
    let rest = i;
    let place = 0;
    for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
      const length = shape[axis] as number;
      place += (rest % length) * (strides[axis] as number);
      rest = Math.floor(rest / length);
    }
    places[i] = place;
  }
  return places;
}

export const sum = (
  make: Make,
  kernels: Kernels,
  x: TensorRef,
  axes: readonly number[] | undefined,
  keepDims = false,
): TensorRef => reduce(make, kernels, x, axes, keepDims, () => 1);
export const mean = (
  make: Make,
  kernels: Kernels,
  x: TensorRef,
  axes: readonly number[] | undefined,
  keepDims = false,
): TensorRef => reduce(make, kernels, x, axes, keepDims, (count) => count);

export function softmax(make: Make, x: TensorRef): TensorRef {
  const width = x.shape.at(-1) ?? 1;
  const values = valuesOf(x);
  return make(
    [arrayOf(x)],
    x.shape,
    (out) => () => {
      for (let start = 0; start < out.length; start += width) {
        const total = exponentials(values, start, width, out);
        for (let i = start; i < start + width; i += 1) out[i] = (out[i] as number) / total;
      }
    },
    (dy, [dx], result) =>
      dx &&
      (() => {
        for (let start = 0; start < dx.length; start += width) {
          let inner = 0;
          for (let i = start; i < start + width; i += 1) inner += (dy[i] as number) * (result[i] as number);
          for (let i = start; i < start + width; i += 1) {
            dx[i] = (dx[i] as number) + (result[i] as number) * ((dy[i] as number) - inner);
          }
        }
      }),
  );
}

/** exp(x - max) of one row into `out`; returns their sum. */
function exponentials(values: Float32Array, start: number, width: number, out: Float32Array): number {
  const top = largest(values, start, width);
  let total = 0;
  for (let i = start; i < start + width; i += 1) {
    const value = Math.exp((values[i] as number) - top);
    out[i] = value;
    total += value;
  }
  return total;
}
function largest(values: Float32Array, start: number, width: number): number {
  let top = Number.NEGATIVE_INFINITY;
  for (let i = start; i < start + width; i += 1) top = Math.max(top, values[i] as number);
  return top;
}

export function logSoftmax(make: Make, x: TensorRef): TensorRef {
  const width = x.shape.at(-1) ?? 1;
  const values = valuesOf(x);
  return make(
    [arrayOf(x)],
    x.shape,
    (out) => () => {
      for (let start = 0; start < out.length; start += width) {
        const top = largest(values, start, width);
        let total = 0;
        for (let i = start; i < start + width; i += 1) total += Math.exp((values[i] as number) - top);
        const shift = top + Math.log(total);
        for (let i = start; i < start + width; i += 1) out[i] = (values[i] as number) - shift;
      }
    },
    (dy, [dx], result) =>
      dx &&
      (() => {
        for (let start = 0; start < dx.length; start += width) {
          let total = 0;
          for (let i = start; i < start + width; i += 1) total += dy[i] as number;
          for (let i = start; i < start + width; i += 1) {
            dx[i] = (dx[i] as number) + (dy[i] as number) - Math.exp(result[i] as number) * total;
          }
        }
      }),
  );
}
