/**
 * Kernels of the wasm backend that stock tfjs 4.22 lacks, gets wrong or does slowly: products with transposed factors
 * (stock: a scalar loop), tanh (stock: one library call a
 * number, a quarter of a small network's step), both gradients of conv2d (stock: filter gradient missing, input gradient slow) and the gradient
 * of max-pool (stock: silently wrong). Each is written with kernels that the backend does well; browser tests hold them
 * against the cpu backend.
 */

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  backend_util,
  getKernel,
  type KernelFunc,
  type NamedAttrMap,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core';

type Inputs = Readonly<Record<string, TensorInfo>>;
type Run = (inputs: Inputs, attrs: NamedAttrMap) => TensorInfo;
type Shape4 = [number, number, number, number];

/** The stock kernel of that name, as it is registered now. @throws Error when the backend has none */
function stock(name: string): (backend: BackendWasm) => Run {
  const kernel = getKernel(name, 'wasm');
  if (!kernel) throw new Error(`the wasm backend has no kernel ${name}`);
  return (backend) => (inputs, attrs) => kernel.kernelFunc({ inputs: { ...inputs }, attrs, backend }) as TensorInfo;
}

/** Frees what an inner kernel made: results of kernels called directly belong to nobody else. */
const free = (backend: BackendWasm, ...infos: readonly TensorInfo[]): void => {
  for (const info of infos) backend.disposeData(info.dataId);
};

function matMulKernel(): KernelFunc {
  const product = stock('BatchMatMul');
  const transpose = stock('Transpose');
  return ({ inputs, backend, attrs }) => {
    const wasm = backend as BackendWasm;
    const { a, b } = inputs as { a: TensorInfo; b: TensorInfo };
    const turned: TensorInfo[] = [];
    const turn = (x: TensorInfo, wanted: unknown): TensorInfo => {
      if (!wanted) return x;
      const rank = x.shape.length;
      const perm = x.shape.map((_, axis) => (axis < rank - 2 ? axis : axis === rank - 1 ? rank - 2 : rank - 1));
      const result = transpose(wasm)({ x }, { perm });
      turned.push(result);
      return result;
    };
    const factors = { a: turn(a, attrs?.transposeA), b: turn(b, attrs?.transposeB) };
    const out = product(wasm)(factors, { transposeA: false, transposeB: false });
    free(wasm, ...turned);
    return out;
  };
}

interface ConvAttrs {
  readonly strides: number | [number, number];
  readonly pad: 'same' | 'valid' | number | backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}
const describe = (x: Shape4, filter: Shape4, attrs: ConvAttrs): backend_util.Conv2DInfo =>
  backend_util.computeConv2DInfo(x, filter, attrs.strides, 1, attrs.pad, attrs.dimRoundingMode);

const plainConv = (pad: unknown, dilations: [number, number]): NamedAttrMap => ({
  strides: [1, 1],
  pad: pad as number,
  dilations,
  dataFormat: 'NHWC',
  dimRoundingMode: undefined as never,
});

/**
 * dW as ONE convolution: x turned to [C, H, W, B] convolved with dy turned to [H', W', B, K]; the forward stride becomes
 * the dilation. Rows and columns past the filter's size (the forward pass never reached them) are cut off.
 */
function filterGradientKernel(): KernelFunc {
  const [transpose, conv, slice] = [stock('Transpose'), stock('Conv2D'), stock('Slice')];
  return ({ inputs, backend, attrs }) => {
    const wasm = backend as BackendWasm;
    const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo };
    const { filterShape } = attrs as unknown as { filterShape: Shape4 };
    const info = describe(x.shape as Shape4, filterShape, attrs as unknown as ConvAttrs);
    const [height, width, channels, filters] = filterShape;
    const { top, left } = info.padInfo;
    const below = Math.max(0, height - 1 + (info.outHeight - 1) * info.strideHeight + 1 - info.inHeight - top);
    const right = Math.max(0, width - 1 + (info.outWidth - 1) * info.strideWidth + 1 - info.inWidth - left);
    const pad = [
      [0, 0],
      [top, below],
      [left, right],
      [0, 0],
    ];
    const turnedX = transpose(wasm)({ x }, { perm: [3, 1, 2, 0] });
    const turnedDy = transpose(wasm)({ x: dy }, { perm: [1, 2, 0, 3] });
    const all = conv(wasm)({ x: turnedX, filter: turnedDy }, plainConv(pad, [info.strideHeight, info.strideWidth]));
    const cut = slice(wasm)({ x: all }, { begin: [0, 0, 0, 0], size: [channels, height, width, filters] });
    const out = transpose(wasm)({ x: cut }, { perm: [1, 2, 0, 3] });
    free(wasm, turnedX, turnedDy, all, cut);
    return out;
  };
}

/** dx for stride 1: dy padded and convolved with the filter turned by 180 degrees. Other strides: the stock kernel. */
function inputGradientKernel(): KernelFunc {
  const [transpose, reverse, conv] = [stock('Transpose'), stock('Reverse'), stock('Conv2D')];
  const general = stock('Conv2DBackpropInput');
  return ({ inputs, backend, attrs }) => {
    const wasm = backend as BackendWasm;
    const { dy, filter } = inputs as { dy: TensorInfo; filter: TensorInfo };
    const { inputShape } = attrs as unknown as { inputShape: Shape4 };
    const info = describe(inputShape, filter.shape as Shape4, attrs as unknown as ConvAttrs);
    if (info.strideHeight !== 1 || info.strideWidth !== 1) return general(wasm)({ dy, filter }, attrs ?? {});
    const { top, bottom, left, right } = info.padInfo;
    const [tall, wide] = [info.filterHeight - 1, info.filterWidth - 1];
    const pad = [
      [0, 0],
      [tall - top, tall - bottom],
      [wide - left, wide - right],
      [0, 0],
    ];
    const flipped = reverse(wasm)({ x: filter }, { dims: [0, 1] });
    const turned = transpose(wasm)({ x: flipped }, { perm: [0, 1, 3, 2] });
    const out = conv(wasm)({ x: dy, filter: turned }, plainConv(pad, [1, 1]));
    free(wasm, flipped, turned);
    return out;
  };
}

/** The gradient of each window goes to its first largest number, row by row, as on the cpu backend. */
function poolGradient(info: backend_util.Conv2DInfo, x: Float32Array, dy: Float32Array, dx: Float32Array): void {
  const { inHeight, inWidth, inChannels: channels, strideHeight, strideWidth, padInfo } = info;
  let from = 0;
  for (let b = 0; b < info.batchSize; b += 1) {
    const image = b * inHeight * inWidth * channels;
    for (let oy = 0; oy < info.outHeight; oy += 1) {
      const y0 = Math.max(0, oy * strideHeight - padInfo.top);
      const y1 = Math.min(inHeight, oy * strideHeight - padInfo.top + info.filterHeight);
      for (let ox = 0; ox < info.outWidth; ox += 1) {
        const x0 = Math.max(0, ox * strideWidth - padInfo.left);
        const x1 = Math.min(inWidth, ox * strideWidth - padInfo.left + info.filterWidth);
        for (let c = 0; c < channels; c += 1, from += 1) {
          let best = -1;
          let largest = Number.NEGATIVE_INFINITY;
          for (let yy = y0; yy < y1; yy += 1) {
            for (let xx = x0; xx < x1; xx += 1) {
              const at = image + (yy * inWidth + xx) * channels + c;
              const value = x[at] as number;
              if (value > largest) {
                largest = value;
                best = at;
              }
            }
          }
          if (best >= 0) dx[best] = (dx[best] as number) + (dy[from] as number);
        }
      }
    }
  }
}

const maxPoolGradient: KernelFunc = ({ inputs, backend, attrs }) => {
  const wasm = backend as BackendWasm;
  const { dy, input } = inputs as { dy: TensorInfo; input: TensorInfo };
  const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as ConvAttrs & { filterSize: number };
  const info = backend_util.computePool2DInfo(input.shape as Shape4, filterSize, strides, 1, pad, dimRoundingMode);
  const dx = wasm.makeOutput(input.shape, 'float32');
  // Views come last: making room may move the heap.
  const view = (tensor: TensorInfo): Float32Array => wasm.typedArrayFromHeap(tensor) as Float32Array;
  view(dx).fill(0);
  poolGradient(info, view(input), view(dy), view(dx));
  return dx;
};

/** Below this |x| the sigmoid's rounding would show: the series is good to 4e-7 of tanh x there. */
const NEAR_ZERO = 0.25;

/** tanh x = 2 sigmoid(2x) - 1, because the backend's sigmoid works on four numbers at once; x - x^3/3 + … near 0. */
function tanhKernel(): KernelFunc {
  const sigmoid = stock('Sigmoid');
  return ({ inputs, backend }) => {
    const wasm = backend as BackendWasm;
    const { x } = inputs as { x: TensorInfo };
    const view = (tensor: TensorInfo): Float32Array => wasm.typedArrayFromHeap(tensor) as Float32Array;
    const doubled = wasm.makeOutput(x.shape, 'float32');
    const [from, twice] = [view(x), view(doubled)];
    for (let i = 0; i < from.length; i += 1) twice[i] = 2 * (from[i] as number);
    const out = sigmoid(wasm)({ x: doubled }, {});
    free(wasm, doubled);
    const [values, result] = [view(x), view(out)];
    for (let i = 0; i < result.length; i += 1) {
      const value = values[i] as number;
      if (value < NEAR_ZERO && value > -NEAR_ZERO) {
        const square = value * value;
        result[i] = value * (1 - square * (1 / 3 - square * (2 / 15 - (square * 17) / 315)));
      } else result[i] = 2 * (result[i] as number) - 1;
    }
    return out;
  };
}

let registered = false;

/** Call once `@tensorflow/tfjs-backend-wasm` is imported; later calls do nothing. */
export function registerWasmKernels(): void {
  if (registered) return;
  registered = true;
  const kernels: readonly (readonly [string, KernelFunc])[] = [
    ['BatchMatMul', matMulKernel()],
    ['Tanh', tanhKernel()],
    ['Conv2DBackpropFilter', filterGradientKernel()],
    ['Conv2DBackpropInput', inputGradientKernel()],
    ['MaxPoolGrad', maxPoolGradient],
  ];
  for (const [kernelName, kernelFunc] of kernels) {
    const old = getKernel(kernelName, 'wasm');
    if (old) unregisterKernel(kernelName, 'wasm');
    // Stock kernels bind their compiled functions in setupFunc; ours lean on theirs and must keep it.
    registerKernel({
      kernelName,
      backendName: 'wasm',
      kernelFunc,
      ...(old?.setupFunc ? { setupFunc: old.setupFunc } : {}),
    });
  }
}
