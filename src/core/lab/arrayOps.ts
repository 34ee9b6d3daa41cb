/**
 * The few tensor operations that balancing methods and ties use, on plain float64 arrays: vectors and [T, P] matrices.
 * For the lab's two parameters, where a tensor library would only be in the way, and for tests.
 */
import type { Ops, Shape, TensorRef, UnaryName } from '../ops.ts';

interface Plain extends TensorRef {
  readonly values: readonly number[];
}
export const tensor = (values: readonly number[], shape: Shape = [values.length]): TensorRef =>
  ({ shape, values }) as Plain;
export const numbers = (x: TensorRef): readonly number[] => (x as Plain).values;

const UNARY: Partial<Record<UnaryName, (x: number) => number>> = { abs: Math.abs, square: (x) => x * x };

/** Elementwise; the shorter side repeats, which is broadcasting over leading axes. */
const pairwise =
  (f: (a: number, b: number) => number) =>
  (a: TensorRef, b: TensorRef): TensorRef => {
    const [x, y] = [numbers(a), numbers(b)];
    const size = Math.max(x.length, y.length);
    return tensor(
      Array.from({ length: size }, (_, i) => f(x[i % x.length] as number, y[i % y.length] as number)),
      (a.shape.length >= b.shape.length ? a : b).shape,
    );
  };

/** All of them, or over the first axis of [T, P]. */
const sum: Ops['sum'] = (x, axes) => {
  const values = numbers(x);
  if (axes === undefined) return tensor([values.reduce((total, value) => total + value, 0)], []);
  if (axes.length !== 1 || axes[0] !== 0) throw new RangeError(`sum over ${axes.join(', ')} is not implemented here`);
  const width = values.length / (x.shape[0] as number);
  const totals = new Array<number>(width).fill(0);
  values.forEach((value, i) => {
    totals[i % width] = (totals[i % width] as number) + value;
  });
  return tensor(totals);
};

const implemented: Partial<Ops> = {
  unary(name, x) {
    const f = UNARY[name];
    if (f === undefined) throw new RangeError(`${name} is not implemented here`);
    return tensor(numbers(x).map(f), x.shape);
  },
  add: pairwise((a, b) => a + b),
  sub: pairwise((a, b) => a - b),
  mul: pairwise((a, b) => a * b),
  div: pairwise((a, b) => a / b),
  maximum: pairwise(Math.max),
  greater: pairwise((a, b) => (a > b ? 1 : 0)),
  scalar: (value) => tensor([value], []),
  constant: (values, shape) => tensor([...values], shape),
  reshape: (x, shape) => tensor(numbers(x), shape),
  sum,
};
export const matrixOps = implemented as Ops;

/** As a device would: float32. */
export const readMatrix = (x: TensorRef): Float32Array => Float32Array.from(numbers(x));
