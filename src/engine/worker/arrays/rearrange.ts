/**
 * Operations that move numbers without changing them. Each is a list of places worked out once: output place i is the
 * input's place[i], and the gradient goes back the same way.
 */
import type { Shape, TensorRef } from '../../../core/ops.ts';
import { type ArrayTensor, arrayOf, type Make, sizeOf, valuesOf } from './arrayTensor.ts';

const stridesOf = (shape: Shape): number[] => {
  const strides = new Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis -= 1) {
    strides[axis] = (strides[axis + 1] as number) * (shape[axis + 1] as number);
  }
  return strides;
};

function pick(make: Make, x: TensorRef, shape: Shape, place: (at: readonly number[]) => number): TensorRef {
  const size = sizeOf(shape);
  const places = new Int32Array(size);
  const at = new Array<number>(shape.length).fill(0);
  for (let i = 0; i < size; i += 1) {
    places[i] = place(at);
    for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
      at[axis] = (at[axis] as number) + 1;
      if ((at[axis] as number) < (shape[axis] as number)) break;
      at[axis] = 0;
    }
  }
  const values = valuesOf(x);
  return make(
    [arrayOf(x)],
    shape,
    (out) => () => {
      for (let i = 0; i < size; i += 1) out[i] = values[places[i] as number] as number;
    },
    (dy, [dx]) =>
      dx &&
      (() => {
        for (let i = 0; i < size; i += 1) {
          const from = places[i] as number;
          dx[from] = (dx[from] as number) + (dy[i] as number);
        }
      }),
  );
}
const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);

/** Another shape over the same numbers: nothing is done. @throws RangeError where the sizes differ */
export function reshape(x: TensorRef, shape: Shape): ArrayTensor {
  const { cell } = arrayOf(x);
  if (sizeOf(shape) !== cell.values.length) throw new RangeError(`[${x.shape}] cannot be laid out as [${shape}]`);
  return { shape, cell };
}

export function transpose(make: Make, x: TensorRef, order: readonly number[]): TensorRef {
  const strides = stridesOf(x.shape);
  const moved = order.map((axis) => strides[axis] as number);
  return pick(
    make,
    x,
    order.map((axis) => x.shape[axis] as number),
    (at) => dot(at, moved),
  );
}

/** Numbers that lie end to end. */
function piece(make: Make, x: TensorRef, shape: Shape, start: number): TensorRef {
  const values = valuesOf(x);
  const length = sizeOf(shape);
  return make(
    [arrayOf(x)],
    shape,
    (out) => {
      const from = values.subarray(start, start + length);
      return () => out.set(from);
    },
    (dy, [dx]) =>
      dx &&
      (() => {
        for (let i = 0; i < length; i += 1) dx[start + i] = (dx[start + i] as number) + (dy[i] as number);
      }),
  );
}

export function slice(make: Make, x: TensorRef, begin: readonly number[], size: readonly number[]): TensorRef {
  const strides = stridesOf(x.shape);
  const start = dot(begin, strides);
  if (size.every((length, axis) => axis === 0 || length === x.shape[axis])) return piece(make, x, size, start);
  return pick(make, x, size, (at) => start + dot(at, strides));
}

export function upsample2d(make: Make, x: TensorRef, factor: number): TensorRef {
  const [batch, height, width, channels] = x.shape as readonly [number, number, number, number];
  const strides = stridesOf(x.shape);
  return pick(make, x, [batch, height * factor, width * factor, channels], ([b, y, c, k]) =>
    dot([b as number, Math.floor((y as number) / factor), Math.floor((c as number) / factor), k as number], strides),
  );
}

export function concat(make: Make, xs: readonly TensorRef[], axis: number): TensorRef {
  const first = xs[0] as TensorRef;
  const before = sizeOf(first.shape.slice(0, axis));
  const widths = xs.map((x) => sizeOf(x.shape.slice(axis)));
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const length = xs.reduce((sum, x) => sum + (x.shape[axis] as number), 0);
  const values = xs.map(valuesOf);
  /** Calls with each input's pieces: where they start in it and in the whole. */
  const pieces = (use: (which: number, at: number, place: number, width: number) => void): void => {
    let start = 0;
    for (let which = 0; which < widths.length; which += 1) {
      const width = widths[which] as number;
      for (let row = 0; row < before; row += 1) use(which, row * width, row * whole + start, width);
      start += width;
    }
  };
  return make(
    xs.map(arrayOf),
    first.shape.map((n, i) => (i === axis ? length : n)),
    (out) => () =>
      pieces((which, at, place, width) => {
        const from = values[which] as Float32Array;
        for (let i = 0; i < width; i += 1) out[place + i] = from[at + i] as number;
      }),
    (dy, into) => () =>
      pieces((which, at, place, width) => {
        const dx = into[which];
        if (!dx) return;
        for (let i = 0; i < width; i += 1) dx[at + i] = (dx[at + i] as number) + (dy[place + i] as number);
      }),
  );
}

/** table [V, D], ids [...] -> [..., D] */
export function gather(make: Make, table: TensorRef, ids: TensorRef): TensorRef {
  const width = table.shape[1] as number;
  const [rows, words] = [valuesOf(table), valuesOf(ids)];
  return make(
    [arrayOf(table), arrayOf(ids)],
    [...ids.shape, width],
    (out) => () => {
      for (let n = 0; n < words.length; n += 1) {
        const from = (words[n] as number) * width;
        for (let d = 0; d < width; d += 1) out[n * width + d] = rows[from + d] as number;
      }
    },
    (dy, [dTable]) =>
      dTable &&
      (() => {
        for (let n = 0; n < words.length; n += 1) {
          const to = (words[n] as number) * width;
          for (let d = 0; d < width; d += 1)
            dTable[to + d] = (dTable[to + d] as number) + (dy[n * width + d] as number);
        }
      }),
  );
}

/** No gradient. */
export function oneHot(make: Make, ids: TensorRef, depth: number): TensorRef {
  const words = valuesOf(ids);
  return make([arrayOf(ids)], [words.length, depth], (out) => () => {
    out.fill(0);
    for (let n = 0; n < words.length; n += 1) {
      const id = words[n] as number;
      if (id >= 0 && id < depth) out[n * depth + id] = 1;
    }
  });
}
