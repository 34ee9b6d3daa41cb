/**
 * Operations on two tensors number by number, with broadcasting. Sums, differences and products, which layers and losses
 * are full of, are kernels; each of the others has its own plain loop.
 */
import type { Shape, TensorRef } from '../../../core/ops.ts';
import { arrayOf, type Make, sizeOf, valuesOf } from './arrayTensor.ts';
import { type Bound, inTurn } from './bound.ts';
import type { Kernels } from './kernels.ts';

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

/** Both sides as long as the output, or one number where the operation takes that. */
type Forward = (kernels: Kernels, a: Numbers, b: Numbers, out: Numbers) => Bound;
/** dx += ... for one side, which is as long as the output. */
type Back = (kernels: Kernels, a: Numbers, b: Numbers, dy: Numbers, dx: Numbers) => Bound;
interface Binary {
  readonly forward: Forward;
  readonly backA?: Back;
  readonly backB?: Back;
  /** A side may be one number alone. */
  readonly takesOne?: boolean;
}
const addTo: Back = ({ accumulate }, _a, _b, dy, dx) => accumulate(dy, dx);

export const BINARY = {
  add: {
    takesOne: true,
    forward: ({ add: sum }, a, b, out) => sum(a, b, out),
    backA: addTo,
    backB: addTo,
  },
  sub: {
    takesOne: true,
    forward: ({ sub }, a, b, out) => sub(a, b, out),
    backA: addTo,
    backB: ({ deduct }, _a, _b, dy, dx) => deduct(dy, dx),
  },
  mul: {
    takesOne: true,
    forward: ({ mul }, a, b, out) => mul(a, b, out),
    backA: ({ mulBack }, _a, b, dy, dx) => mulBack(b, dy, dx),
    backB: ({ mulBack }, a, _b, dy, dx) => mulBack(a, dy, dx),
  },
  div: {
    forward: (_kernels, a, b, out) => () => {
      for (let i = 0; i < out.length; i += 1) out[i] = (a[i] as number) / (b[i] as number);
    },
    backA: (_kernels, _a, b, dy, dx) => () => {
      for (let i = 0; i < dx.length; i += 1) dx[i] = (dx[i] as number) + (dy[i] as number) / (b[i] as number);
    },
    backB: (_kernels, a, b, dy, dx) => () => {
      for (let i = 0; i < dx.length; i += 1) {
        const divisor = b[i] as number;
        dx[i] = (dx[i] as number) - ((dy[i] as number) * (a[i] as number)) / (divisor * divisor);
      }
    },
  },
  maximum: {
    forward: (_kernels, a, b, out) => () => {
      for (let i = 0; i < out.length; i += 1) out[i] = Math.max(a[i] as number, b[i] as number);
    },
    // Of two equal numbers the first gets the gradient, as in tfjs.
    backA: (_kernels, a, b, dy, dx) => () => {
      for (let i = 0; i < dx.length; i += 1) {
        if ((a[i] as number) >= (b[i] as number)) dx[i] = (dx[i] as number) + (dy[i] as number);
      }
    },
    backB: (_kernels, a, b, dy, dx) => () => {
      for (let i = 0; i < dx.length; i += 1) {
        if ((a[i] as number) < (b[i] as number)) dx[i] = (dx[i] as number) + (dy[i] as number);
      }
    },
  },
  greater: {
    forward: (_kernels, a, b, out) => () => {
      for (let i = 0; i < out.length; i += 1) out[i] = (a[i] as number) > (b[i] as number) ? 1 : 0;
    },
  },
} satisfies Record<string, Binary>;

/** Repeats the numbers of one side over all places. */
const spread =
  (values: Numbers, places: Int32Array, out: Numbers): Bound =>
  () => {
    if (values.length === 1) out.fill(values[0] as number);
    else for (let i = 0; i < out.length; i += 1) out[i] = values[places[i] as number] as number;
  };
/** Adds up what came to all places of each number. */
const gathered =
  (room: Numbers, places: Int32Array, dx: Numbers): Bound =>
  () => {
    for (let i = 0; i < room.length; i += 1) {
      const place = places[i] as number;
      dx[place] = (dx[place] as number) + (room[i] as number);
    }
  };

export function add(make: Make, kernels: Kernels, x: TensorRef, y: TensorRef): TensorRef {
  const isRow = y.shape.length === 1 && x.shape.length > 1 && y.shape[0] === x.shape.at(-1);
  if (!isRow) return binary(make, kernels, BINARY.add, x, y);
  const [a, b] = [valuesOf(x), valuesOf(y)];
  // a [..., n] + b [n]: what every dense layer does with its bias.
  return make(
    [arrayOf(x), arrayOf(y)],
    x.shape,
    (out) => kernels.addRow(a, b, out),
    (dy, [da, db]) => inTurn(da && kernels.accumulate(dy, da), db && kernels.addColumns(dy, db)),
  );
}

/** A side that is repeated is laid out in full first; its gradient is collected in full and added up. */
export function binary(make: Make, kernels: Kernels, operation: Binary, x: TensorRef, y: TensorRef): TensorRef {
  const { forward, backA, backB, takesOne = false } = operation;
  const shape = broadcastShape(x.shape, y.shape);
  const size = sizeOf(shape);
  const sides = [x, y].map((side) => {
    const values = valuesOf(side);
    const places = placesIn(side.shape, shape);
    const full = places && !(takesOne && values.length === 1) ? new Float32Array(size) : values;
    return { values, places, full };
  }) as [Side, Side];
  const [a, b] = sides;
  const back = (side: Back, dy: Numbers, dx: Numbers | undefined, { places }: Side): Bound | undefined => {
    if (!dx || !places) return dx && side(kernels, a.full, b.full, dy, dx);
    const room = new Float32Array(size);
    return inTurn(kernels.clear(room), side(kernels, a.full, b.full, dy, room), gathered(room, places, dx));
  };
  return make(
    [arrayOf(x), arrayOf(y)],
    shape,
    (out) => {
      const laid = sides.map(({ values, places, full }) =>
        places && full !== values ? spread(values, places, full) : undefined,
      );
      const run = forward(kernels, a.full, b.full, out);
      return inTurn(...laid, run) ?? run;
    },
    backA && backB && ((dy, [da, db]) => inTurn(back(backA, dy, da, a), back(backB, dy, db, b))),
  );
}
interface Side {
  readonly values: Numbers;
  /** Of its numbers, where it is repeated. */
  readonly places: Int32Array | undefined;
  /** As long as the output, or one number. */
  readonly full: Numbers;
}
