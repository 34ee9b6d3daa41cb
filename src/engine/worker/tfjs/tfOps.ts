/**
 * The tensor operations of core/ops.ts over tfjs. Nothing here is random. Where a stock operation has no gradient, or a
 * wrong or slow one on some backend (nearest-neighbour upsampling on cpu, scatter-adding on cpu and webgl, comparisons),
 * the form used is our own with its gradient beside it. Tensors belong to the caller's tidy.
 */
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import {
  abs,
  add,
  cast,
  clone,
  concat,
  conv1d,
  conv2d,
  customGrad,
  div,
  elu,
  exp,
  type GradSaveFunc,
  gather,
  getBackend,
  greater,
  log,
  logSoftmax,
  matMul,
  maximum,
  maxPool,
  mean,
  mul,
  neg,
  oneHot,
  reciprocal,
  relu,
  reshape,
  scalar,
  sigmoid,
  slice,
  softmax,
  softplus,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
  type Tensor4D,
  tanh,
  tensor,
  tile,
  transpose,
  zeros,
  zerosLike,
} from '@tensorflow/tfjs-core';
import type { Ops, Shape, TensorRef, UnaryName } from '../../../core/ops.ts';
import { webglLogSoftmax } from './webglSlopes.ts';

const tf = (x: TensorRef): Tensor => x as Tensor;

const UNARY: Readonly<Record<UnaryName, (x: Tensor) => Tensor>> = {
  relu,
  elu,
  tanh,
  sigmoid,
  softplus,
  exp,
  log,
  abs,
  square,
  sqrt,
  neg,
  reciprocal,
};

/** Value of `forward`, gradients of zero: for comparisons, which tfjs refuses to differentiate, and for stopping. */
function withoutGradient(forward: (...xs: Tensor[]) => Tensor, ...xs: Tensor[]): Tensor {
  return customGrad((...args) => {
    // customGrad hands `save` in after the tensors.
    const inputs = args.slice(0, xs.length) as Tensor[];
    return { value: forward(...inputs), gradFunc: () => inputs.map((x) => zerosLike(x)) };
  })(...xs);
}

/** [..., n, m] repeated `factor` times along a new middle axis: [rows, m] -> [rows, factor * m], all in rank 3. */
function repeatRows(x: Tensor, rows: number, factor: number): Tensor {
  return tile(reshape(x, [rows, 1, x.size / rows]), [1, factor, 1]);
}

/** Nearest neighbour. The gradient of a repeat is the sum over the copies. */
function upsample(x: Tensor4D, factor: number): Tensor {
  const [batch, height, width, channels] = x.shape;
  return customGrad((input) => {
    const wide = repeatRows(input as Tensor, batch * height * width, factor);
    const tall = repeatRows(wide, batch * height, factor);
    return {
      value: reshape(tall, [batch, height * factor, width * factor, channels]),
      gradFunc: (dy: Tensor) => {
        const rows = sum(reshape(dy, [batch * height, factor, width * factor * channels]), 1);
        return reshape(sum(reshape(rows, [batch * height * width, factor, channels]), 1), x.shape);
      },
    };
  })(x);
}

/** Adds each row of dy [N, D] to row ids[n] of a [V, D] table of zeros. */
function scatterAdd(dy: Tensor2D, ids: Tensor1D, rows: number): Tensor2D {
  // On webgl one matrix product beats the stock scatter, which looks at every row for every table row.
  if (getBackend() === 'webgl') return matMul(oneHot(ids, rows, 1, 0, 'float32') as Tensor2D, dy, true);
  const width = dy.shape[1];
  const table = new Float32Array(rows * width);
  const values = dy.dataSync();
  ids.dataSync().forEach((id, n) => {
    for (let d = 0; d < width; d += 1)
      table[id * width + d] = (table[id * width + d] ?? 0) + (values[n * width + d] ?? 0);
  });
  return tensor(table, [rows, width]) as Tensor2D;
}

function lookUp(table: Tensor2D, ids: Tensor): Tensor {
  const [rows, width] = table.shape;
  const found = customGrad((source, words, save) => {
    const index = cast(words as Tensor, 'int32') as Tensor1D;
    (save as GradSaveFunc)([index]);
    return {
      value: gather(source as Tensor, index),
      gradFunc: (dy: Tensor, [saved]: Tensor[]) => [
        scatterAdd(dy as Tensor2D, saved as Tensor1D, rows),
        zeros([ids.size]),
      ],
    };
  })(table, reshape(ids, [ids.size]));
  return reshape(found, [...ids.shape, width]);
}

/** Stateless: one object serves every model. */
export function createTfOps(): Ops {
  return {
    unary: (name, x) => UNARY[name](tf(x)),
    add: (a, b) => add(tf(a), tf(b)),
    sub: (a, b) => sub(tf(a), tf(b)),
    mul: (a, b) => mul(tf(a), tf(b)),
    div: (a, b) => div(tf(a), tf(b)),
    maximum: (a, b) => maximum(tf(a), tf(b)),
    scalar: (value) => scalar(value),
    constant: (values, shape) => tensor(values, [...shape]),
    matMul: (a, b, transposeA = false, transposeB = false) => matMul(tf(a), tf(b), transposeA, transposeB),
    reshape: (x, shape) => reshape(tf(x), [...shape]),
    transpose: (x, order) => transpose(tf(x), [...order]),
    concat: (xs, axis) => concat(xs.map(tf), axis),
    slice: (x, begin, size) => slice(tf(x), [...begin], [...size]),
    sum: (x, axes, keepDims) => sum(tf(x), axes && [...axes], keepDims),
    mean: (x, axes, keepDims) => mean(tf(x), axes && [...axes], keepDims),
    softmax: (x) => softmax(tf(x)),
    logSoftmax: (x) => (getBackend() === 'webgl' ? webglLogSoftmax : logSoftmax)(tf(x)),
    conv2d: (x, kernel, stride, padding) => conv2d(tf(x) as Tensor4D, tf(kernel) as Tensor4D, stride, padding),
    conv1d: (x, kernel, stride, padding) => conv1d(tf(x) as Tensor3D, tf(kernel) as Tensor3D, stride, padding),
    maxPool2d: (x, size, stride) => maxPool(tf(x) as Tensor4D, size, stride, 'valid'),
    upsample2d: (x, factor) => upsample(tf(x) as Tensor4D, factor),
    gather: (table, ids) => lookUp(tf(table) as Tensor2D, tf(ids)),
    oneHot: (ids, depth) => oneHotOf(tf(ids), depth),
    stopGradient: (x) => withoutGradient(clone, tf(x)),
    onHost: (xs, shape, work) =>
      withoutGradient(
        (...inputs) => tensor(work(inputs.map((x) => x.dataSync() as Float32Array)), [...shape]),
        ...xs.map(tf),
      ),
    greater: (a, b) => withoutGradient((x, y) => cast(greater(x as Tensor, y as Tensor), 'float32'), tf(a), tf(b)),
  };
}

function oneHotOf(ids: Tensor, depth: number): Tensor {
  const shape: Shape = [ids.size];
  // The wasm kernel writes int32 whatever type it is asked for, so the cast stands outside it.
  return withoutGradient((x) => cast(oneHot(cast(reshape(x, [...shape]), 'int32'), depth), 'float32'), ids);
}
