/**
 * Functions of one number. Each has its own plain loop: a loop shared by several functions would call one of them per
 * number, which costs more than the arithmetic.
 */
import type { TensorRef, UnaryName } from '../../../core/ops.ts';
import { arrayOf, type Make, valuesOf } from './arrayTensor.ts';
import type { Kernels } from './kernels.ts';

type Numbers = Float32Array;
type KernelName = 'tanh' | 'sigmoid' | 'softplus' | 'relu';
interface Unary {
  run(x: Numbers, y: Numbers): void;
  /** dx += dy * dy/dx, of x and y = f(x). */
  back(x: Numbers, y: Numbers, dy: Numbers, dx: Numbers): void;
}

/** What is not here is a kernel. */
const UNARY: Readonly<Record<Exclude<UnaryName, KernelName>, Unary>> = {
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
  const values = valuesOf(x);
  switch (name) {
    case 'tanh':
    case 'sigmoid':
      return make(
        [arrayOf(x)],
        x.shape,
        (out) => kernels[name](values, out),
        (dy, [dx], out) => dx && kernels[`${name}Back`](out, dy, dx),
      );
    case 'relu':
    case 'softplus':
      return make(
        [arrayOf(x)],
        x.shape,
        (out) => kernels[name](values, out),
        (dy, [dx]) => dx && kernels[`${name}Back`](values, dy, dx),
      );
  }
  const { run, back } = UNARY[name];
  return make(
    [arrayOf(x)],
    x.shape,
    (out) => () => run(values, out),
    (dy, [dx], out) => dx && (() => back(values, out, dy, dx)),
  );
}
