/**
 * Operations on two tensors number by number, with broadcasting; each has its own plain loop. Adding, which every layer
 * does, is a kernel.
 */
import type { Shape, TensorRef } from '../../../core/ops.ts';
import { arrayOf, type Make, sizeOf, valuesOf } from './arrayTensor.ts';
import type { Bound, Kernels } from './kernels.ts';

type Numbers = Float32Array;

/** Trailing axes aligned, axes of length 1 repeated. @throws RangeError where the shapes do not fit */
export function broadcastShape(a: Shape, b: Shape): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const [n, m] = [a[axis - rank + a.length] ?? 1, b[axis - rank + b.length] ?? 1];
    if (n !== m && n !== 1 && m !== 1) throw new RangeError(`shapes [${a}] and [${b}] do not fit`);
    return n === 1 ? m : n;
  });
}

/** For each place of `shape`, the place in `from`; undefined where they are the same. */
function placesIn(from: Shape, shape: Shape): Int32Array | undefined {
  const size = sizeOf(shape);
  if (sizeOf(from) === size) return undefined;
  // One number everywhere: all places are 0.
  if (sizeOf(from) === 1) return new Int32Array(size);
  const places = new Int32Array(size);
  const offset = shape.length - from.length;
  let stride = 1;
  const strides = new Array<number>(shape.length).fill(0);
  for (let axis = from.length - 1; axis >= 0; axis -= 1) {
    const length = from[axis] as number;
    strides[axis + offset] = length === 1 ? 0 : stride;
    stride *= length;
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

type BinaryRun = (a: Numbers, b: Numbers, out: Numbers) => void;
/** dx += ... for one side. */
type BinaryBack = (a: Numbers, b: Numbers, dy: Numbers, dx: Numbers) => void;
interface Binary {
  /** Both sides as long as the output. */
  readonly run: BinaryRun;
  readonly backA?: BinaryBack;
  readonly backB?: BinaryBack;
}
const addTo: BinaryBack = (_a, _b, dy, dx) => {
  for (let i = 0; i < dx.length; i += 1) dx[i] = (dx[i] as number) + (dy[i] as number);
};

export const BINARY = {
  add: {
    run(a, b, out) {
      for (let i = 0; i < out.length; i += 1) out[i] = (a[i] as number) + (b[i] as number);
    },
    backA: addTo,
    backB: addTo,
  },
  sub: {
    run(a, b, out) {
      for (let i = 0; i < out.length; i += 1) out[i] = (a[i] as number) - (b[i] as number);
    },
    backA: addTo,
    backB(_a, _b, dy, dx) {
      for (let i = 0; i < dx.length; i += 1) dx[i] = (dx[i] as number) - (dy[i] as number);
    },
  },
  mul: {
    run(a, b, out) {
      for (let i = 0; i < out.length; i += 1) out[i] = (a[i] as number) * (b[i] as number);
    },
    backA(_a, b, dy, dx) {
      for (let i = 0; i < dx.length; i += 1) dx[i] = (dx[i] as number) + (dy[i] as number) * (b[i] as number);
    },
    backB(a, _b, dy, dx) {
      for (let i = 0; i < dx.length; i += 1) dx[i] = (dx[i] as number) + (dy[i] as number) * (a[i] as number);
    },
  },
  div: {
    run(a, b, out) {
      for (let i = 0; i < out.length; i += 1) out[i] = (a[i] as number) / (b[i] as number);
    },
    backA(_a, b, dy, dx) {
      for (let i = 0; i < dx.length; i += 1) dx[i] = (dx[i] as number) + (dy[i] as number) / (b[i] as number);
    },
    backB(a, b, dy, dx) {
      for (let i = 0; i < dx.length; i += 1) {
        const divisor = b[i] as number;
        dx[i] = (dx[i] as number) - ((dy[i] as number) * (a[i] as number)) / (divisor * divisor);
      }
    },
  },
  maximum: {
    run(a, b, out) {
      for (let i = 0; i < out.length; i += 1) out[i] = Math.max(a[i] as number, b[i] as number);
    },
    // Of two equal numbers the first gets the gradient, as in tfjs.
    backA(a, b, dy, dx) {
      for (let i = 0; i < dx.length; i += 1) {
        if ((a[i] as number) >= (b[i] as number)) dx[i] = (dx[i] as number) + (dy[i] as number);
      }
    },
    backB(a, b, dy, dx) {
      for (let i = 0; i < dx.length; i += 1) {
        if ((a[i] as number) < (b[i] as number)) dx[i] = (dx[i] as number) + (dy[i] as number);
      }
    },
  },
  greater: {
    run(a, b, out) {
      for (let i = 0; i < out.length; i += 1) out[i] = (a[i] as number) > (b[i] as number) ? 1 : 0;
    },
  },
} satisfies Record<string, Binary>;

function spread(values: Numbers, places: Int32Array, out: Numbers): Numbers {
  if (values.length === 1) return out.fill(values[0] as number);
  for (let i = 0; i < out.length; i += 1) out[i] = values[places[i] as number] as number;
  return out;
}

/** Adds, forward by `sum` and back by a kernel for each side; bound at the first call: a step has the same buffers. */
function addBy(
  make: Make,
  [x, y]: readonly [TensorRef, TensorRef],
  sum: (out: Numbers) => Bound,
  intoX: (dy: Numbers, da: Numbers) => Bound,
  intoY: (dy: Numbers, db: Numbers) => Bound,
): TensorRef {
  let run: Bound | undefined;
  let backX: Bound | undefined;
  let backY: Bound | undefined;
  return make(
    [arrayOf(x), arrayOf(y)],
    x.shape,
    (out) => {
      run ??= sum(out);
      run();
    },
    (dy, [da, db]) => {
      if (da) {
        backX ??= intoX(dy, da);
        backX();
      }
      if (db) {
        backY ??= intoY(dy, db);
        backY();
      }
    },
  );
}

export function add(make: Make, kernels: Kernels, x: TensorRef, y: TensorRef): TensorRef {
  const isRow = y.shape.length === 1 && x.shape.length > 1 && y.shape[0] === x.shape.at(-1);
  if (!isRow) return binary(make, BINARY.add, x, y);
  const [a, b] = [valuesOf(x), valuesOf(y)];
  // a [..., n] + b [n]: what every dense layer does with its bias.
  return addBy(make, [x, y], (out) => kernels.addRow(a, b, out), kernels.accumulate, kernels.addColumns);
}

/** A side that is repeated is laid out in full first; its gradient is collected in full and added up. */
export function binary(make: Make, { run, backA, backB }: Binary, x: TensorRef, y: TensorRef): TensorRef {
  const shape = broadcastShape(x.shape, y.shape);
  const [a, b] = [valuesOf(x), valuesOf(y)];
  const [placesA, placesB] = [placesIn(x.shape, shape), placesIn(y.shape, shape)];
  const size = sizeOf(shape);
  const fullA = placesA ? new Float32Array(size) : a;
  const fullB = placesB ? new Float32Array(size) : b;
  const room = placesA || placesB ? new Float32Array(size) : undefined;
  const back = (side: BinaryBack, dy: Numbers, dx: Numbers | undefined, places: Int32Array | undefined): void => {
    if (!dx) return;
    if (!places || !room) {
      side(fullA, fullB, dy, dx);
      return;
    }
    room.fill(0);
    side(fullA, fullB, dy, room);
    for (let i = 0; i < size; i += 1) {
      const place = places[i] as number;
      dx[place] = (dx[place] as number) + (room[i] as number);
    }
  };
  return make(
    [arrayOf(x), arrayOf(y)],
    shape,
    (out) => {
      if (placesA) spread(a, placesA, fullA);
      if (placesB) spread(b, placesB, fullB);
      run(fullA, fullB, out);
    },
    backA && backB
      ? (dy, [da, db]) => {
          back(backA, dy, da, placesA);
          back(backB, dy, db, placesB);
        }
      : undefined,
  );
}
