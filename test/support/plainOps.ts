/** The tensor operations that losses use, on plain arrays in float64: enough to work losses out by hand. */
import type { Ops, TensorRef, UnaryName } from '../../src/core/ops.ts';

interface Plain extends TensorRef {
  readonly values: readonly number[];
}
export const plain = (values: readonly number[], shape: readonly number[]): TensorRef =>
  ({ shape, values }) as TensorRef;
export const valuesOf = (x: TensorRef): readonly number[] => (x as Plain).values;

const UNARY: Partial<Record<UnaryName, (x: number) => number>> = {
  softplus: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  square: (x) => x * x,
  neg: (x) => -x,
};
const binary =
  (f: (a: number, b: number) => number) =>
  (a: TensorRef, b: TensorRef): TensorRef => {
    const [x, y] = [valuesOf(a), valuesOf(b)];
    const [rows, width] = [(x.length >= y.length ? a : b).shape, Math.max(x.length, y.length)];
    return plain(
      Array.from({ length: width }, (_, i) => f(x[i % x.length] as number, y[i % y.length] as number)),
      rows,
    );
  };
/** Sums over the last axis of [B, K], or over all. */
const sum: Ops['sum'] = (x, axes) => {
  const all = valuesOf(x);
  if (!axes) return plain([all.reduce((s, v) => s + v, 0)], []);
  const k = x.shape[1] as number;
  const rows = all.length / k;
  return plain(
    Array.from({ length: rows }, (_, r) => all.slice(r * k, (r + 1) * k).reduce((s, v) => s + v, 0)),
    [rows, 1],
  );
};

const implemented: Partial<Ops> = {
  unary(name, x) {
    const f = UNARY[name];
    if (!f) throw new RangeError(`plainOps has no '${name}'`);
    return plain(valuesOf(x).map(f), x.shape);
  },
  sub: binary((a, b) => a - b),
  add: binary((a, b) => a + b),
  mul: binary((a, b) => a * b),
  scalar: (value) => plain([value], []),
  sum,
  mean(x, axes, keep) {
    const total = sum(x, axes, keep);
    const n = valuesOf(x).length / valuesOf(total).length;
    return plain(
      valuesOf(total).map((v) => v / n),
      total.shape,
    );
  },
  logSoftmax(x) {
    const k = x.shape[1] as number;
    return plain(
      valuesOf(x).map((value, i, all) => {
        const row = all.slice(i - (i % k), i - (i % k) + k);
        const top = Math.max(...row);
        return value - top - Math.log(row.reduce((s, v) => s + Math.exp(v - top), 0));
      }),
      x.shape,
    );
  },
  oneHot: (ids, depth) =>
    plain(
      valuesOf(ids).flatMap((id) => Array.from({ length: depth }, (_, k) => (k === id ? 1 : 0))),
      [valuesOf(ids).length, depth],
    ),
};
export const plainOps = implemented as Ops;
