/**
 * Operations number by number, with broadcasting. Each has its own plain loop: a loop shared by several functions would
 * call one of them per number, which costs more than the arithmetic.
 */
import type { Shape, TensorRef, UnaryName } from '../../../core/ops.ts';
import { arrayOf, type Make, sizeOf, valuesOf } from './arrayTensor.ts';
import { type Kernels, plainKernels } from './kernels.ts';

type Numbers = Float32Array;
interface Unary {
  run(x: Numbers, y: Numbers): void;
  /** dx += dy * dy/dx, of x and y = f(x). */
  back(x: Numbers, y: Numbers, dy: Numbers, dx: Numbers): void;
}

/** log(1 + e^x) that neither overflows nor cancels. */
const softplusOf = (x: number): number => (x > 0 ? x : 0) + Math.log1p(Math.exp(x > 0 ? -x : x));
function sigmoidOf(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}

const UNARY: Readonly<Record<UnaryName, Unary>> = {
  relu: {
    run(x, y) {
      for (let i = 0; i < y.length; i += 1) y[i] = (x[i] as number) > 0 ? (x[i] as number) : 0;
    },
    back(x, _y, dy, dx) {
      for (let i = 0; i < dx.length; i += 1) if ((x[i] as number) > 0) dx[i] = (dx[i] as number) + (dy[i] as number);
    },
  },
  elu: {
    run(x, y) {
      for (let i = 0; i < y.length; i += 1)
        y[i] = (x[i] as number) >= 0 ? (x[i] as number) : Math.expm1(x[i] as number);
    },
    back(x, y, dy, dx) {
      for (let i = 0; i < dx.length; i += 1) {
        const slope = (x[i] as number) >= 0 ? 1 : (y[i] as number) + 1;
        dx[i] = (dx[i] as number) + (dy[i] as number) * slope;
      }
    },
  },
  tanh: {
    run: plainKernels.tanh,
    back(_x, y, dy, dx) {
      for (let i = 0; i < dx.length; i += 1) {
        const value = y[i] as number;
        dx[i] = (dx[i] as number) + (dy[i] as number) * (1 - value * value);
      }
    },
  },
  sigmoid: {
    run(x, y) {
      for (let i = 0; i < y.length; i += 1) y[i] = sigmoidOf(x[i] as number);
    },
    back(_x, y, dy, dx) {
      for (let i = 0; i < dx.length; i += 1) {
        const value = y[i] as number;
        dx[i] = (dx[i] as number) + (dy[i] as number) * value * (1 - value);
      }
    },
  },
  softplus: {
    run(x, y) {
      for (let i = 0; i < y.length; i += 1) y[i] = softplusOf(x[i] as number);
    },
    back(x, _y, dy, dx) {
      for (let i = 0; i < dx.length; i += 1) dx[i] = (dx[i] as number) + (dy[i] as number) * sigmoidOf(x[i] as number);
    },
  },
  exp: {
    run(x, y) {
      for (let i = 0; i < y.length; i += 1) y[i] = Math.exp(x[i] as number);
    },
    back(_x, y, dy, dx) {
      for (let i = 0; i < dx.length; i += 1) dx[i] = (dx[i] as number) + (dy[i] as number) * (y[i] as number);
    },
  },
  log: {
    run(x, y) {
      for (let i = 0; i < y.length; i += 1) y[i] = Math.log(x[i] as number);
    },
    back(x, _y, dy, dx) {
      for (let i = 0; i < dx.length; i += 1) dx[i] = (dx[i] as number) + (dy[i] as number) / (x[i] as number);
    },
  },
  abs: {
    run(x, y) {
      for (let i = 0; i < y.length; i += 1) y[i] = Math.abs(x[i] as number);
    },
    back(x, _y, dy, dx) {
      for (let i = 0; i < dx.length; i += 1) dx[i] = (dx[i] as number) + (dy[i] as number) * Math.sign(x[i] as number);
    },
  },
  square: {
    run(x, y) {
      for (let i = 0; i < y.length; i += 1) y[i] = (x[i] as number) * (x[i] as number);
    },
    back(x, _y, dy, dx) {
      for (let i = 0; i < dx.length; i += 1) dx[i] = (dx[i] as number) + 2 * (dy[i] as number) * (x[i] as number);
    },
  },
  sqrt: {
    run(x, y) {
      for (let i = 0; i < y.length; i += 1) y[i] = Math.sqrt(x[i] as number);
    },
    back(_x, y, dy, dx) {
      for (let i = 0; i < dx.length; i += 1) dx[i] = (dx[i] as number) + (dy[i] as number) / (2 * (y[i] as number));
    },
  },
  neg: {
    run(x, y) {
      for (let i = 0; i < y.length; i += 1) y[i] = -(x[i] as number);
    },
    back(_x, _y, dy, dx) {
      for (let i = 0; i < dx.length; i += 1) dx[i] = (dx[i] as number) - (dy[i] as number);
    },
  },
  reciprocal: {
    run(x, y) {
      for (let i = 0; i < y.length; i += 1) y[i] = 1 / (x[i] as number);
    },
    back(_x, y, dy, dx) {
      for (let i = 0; i < dx.length; i += 1) {
        const value = y[i] as number;
        dx[i] = (dx[i] as number) - (dy[i] as number) * value * value;
      }
    },
  },
};

export function unary(make: Make, kernels: Kernels, name: UnaryName, x: TensorRef): TensorRef {
  const { back } = UNARY[name];
  const run = name === 'tanh' ? kernels.tanh : UNARY[name].run;
  const values = valuesOf(x);
  let result: Numbers | undefined;
  return make(
    [arrayOf(x)],
    x.shape,
    (out) => {
      result = out;
      run(values, out);
    },
    (dy, [dx]) => {
      if (dx) back(values, result as Numbers, dy, dx);
    },
  );
}

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

/** a [..., n] + b [n]: what every dense layer does with its bias. */
function addRow(make: Make, x: TensorRef, y: TensorRef): TensorRef {
  const [a, b] = [valuesOf(x), valuesOf(y)];
  const width = b.length;
  return make(
    [arrayOf(x), arrayOf(y)],
    x.shape,
    (out) => {
      for (let start = 0; start < out.length; start += width) {
        for (let i = 0; i < width; i += 1) out[start + i] = (a[start + i] as number) + (b[i] as number);
      }
    },
    (dy, [da, db]) => {
      if (da) for (let i = 0; i < da.length; i += 1) da[i] = (da[i] as number) + (dy[i] as number);
      if (!db) return;
      for (let start = 0; start < dy.length; start += width) {
        for (let i = 0; i < width; i += 1) db[i] = (db[i] as number) + (dy[start + i] as number);
      }
    },
  );
}

export const add = (make: Make, x: TensorRef, y: TensorRef): TensorRef =>
  y.shape.length === 1 && x.shape.length > 1 && y.shape[0] === x.shape.at(-1)
    ? addRow(make, x, y)
    : binary(make, BINARY.add, x, y);

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
