/**
 * The tensor operations of core/ops.ts over typed arrays. Run as they come they give values; in a recording every one
 * becomes a step of a program (program.ts). An operation that is not here is refused by name, and the engine then
 * trains the plan on tfjs: a new operation needs no second implementation to be usable.
 */
import type { Ops } from '../../../core/ops.ts';
import { arrayOf, leaf, type Make, valuesOf } from './arrayTensor.ts';
import { add, BINARY, binary } from './binary.ts';
import { conv1d, conv2d, maxPool2d } from './convolution.ts';
import { type Kernels, plainKernels } from './kernels.ts';
import { matMul } from './products.ts';
import { concat, gather, oneHot, reshape, slice, transpose, upsample2d } from './rearrange.ts';
import { logSoftmax, mean, softmax, sum } from './reduce.ts';
import { unary } from './unary.ts';

/** An operation that this executor does not know. */
export class UnknownOperation extends Error {
  readonly operation: string;
  constructor(operation: string) {
    super(`no typed-array form of the operation ${operation}`);
    this.operation = operation;
  }
}

export function createArrayOps(make: Make, kernels: Kernels = plainKernels, constant = leaf): Ops {
  const known: Partial<Ops> = {
    unary: (name, x) => unary(make, kernels, name, x),
    add: (a, b) => add(make, kernels, a, b),
    sub: (a, b) => binary(make, kernels, BINARY.sub, a, b),
    mul: (a, b) => binary(make, kernels, BINARY.mul, a, b),
    div: (a, b) => binary(make, kernels, BINARY.div, a, b),
    maximum: (a, b) => binary(make, kernels, BINARY.maximum, a, b),
    greater: (a, b) => binary(make, kernels, BINARY.greater, a, b),
    scalar: (value) => constant(Float32Array.of(value), []),
    constant,
    matMul: (a, b, transposeA = false, transposeB = false) => matMul(make, kernels, a, b, transposeA, transposeB),
    reshape,
    transpose: (x, order) => transpose(make, x, order),
    concat: (xs, axis) => concat(make, xs, axis),
    slice: (x, begin, size) => slice(make, x, begin, size),
    sum: (x, axes, keepDims) => sum(make, kernels, x, axes, keepDims),
    mean: (x, axes, keepDims) => mean(make, kernels, x, axes, keepDims),
    softmax: (x) => softmax(make, x),
    logSoftmax: (x) => logSoftmax(make, x),
    conv2d: (x, kernel, stride, padding) => conv2d(make, x, kernel, stride, padding),
    conv1d: (x, kernel, stride, padding) => conv1d(make, kernels, x, kernel, stride, padding),
    maxPool2d: (x, size, stride) => maxPool2d(make, x, size, stride),
    upsample2d: (x, factor) => upsample2d(make, x, factor),
    gather: (table, ids) => gather(make, table, ids),
    oneHot: (ids, depth) => oneHot(make, ids, depth),
    onHost: (xs, shape, work) => make(xs.map(arrayOf), shape, (out) => () => out.set(work(xs.map(valuesOf)))),
    // The same numbers, in a cell that no gradient reaches.
    stopGradient: (x) => ({ shape: x.shape, cell: { ...arrayOf(x).cell, grad: undefined, step: undefined } }),
  };
  return new Proxy(known, {
    get(target, name) {
      const found = Reflect.get(target, name);
      if (found === undefined && typeof name === 'string') throw new UnknownOperation(name);
      return found;
    },
  }) as Ops;
}
