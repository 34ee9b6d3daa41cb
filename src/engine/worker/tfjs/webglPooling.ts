/**
 * Max-pooling by 2 x 2 with its gradient, and sums over all axes but the last, on the packed layout, where tfjs takes
 * texels apart, computes number by number and packs the result again. The gradient of a window goes to its first largest
 * number, row by row, as on the cpu backend: after a relu many are equal. Other windows and axes: the stock kernels.
 */
import { backend_util, env, type KernelFunc, type SumAttrs, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { replaceKernel } from './webglFallback.ts';
import { asFour, cleared, guarded, half, type Reader, runPacked, type Shape4 } from './webglPacked.ts';

interface PoolAttrs {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: 'same' | 'valid' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}
type Named = Readonly<Record<string, Reader>>;
const packing = (): boolean => env().getBool('WEBGL_PACK') && env().getNumber('WEBGL_VERSION') > 1;

/** [B, H, W, C] after 2 x 2 windows side by side; `undefined`: other windows. */
function halved(
  shape: readonly number[],
  { filterSize, strides, pad, dimRoundingMode }: PoolAttrs,
): Shape4 | undefined {
  if (shape.length !== 4 || !packing()) return undefined;
  const info = backend_util.computePool2DInfo([...shape] as never, filterSize, strides, 1, pad, dimRoundingMode);
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = info;
  const two = [filterHeight, filterWidth, strideHeight, strideWidth].every((each) => each === 2);
  const { top, left, bottom, right } = padInfo;
  return two && top + left + bottom + right === 0 ? info.outShape : undefined;
}

function poolCode({ X }: Named, [, , width, channels]: Shape4): string {
  const { code, shape } = X as Reader;
  return `
    ${code} ${guarded('X', shape[2])}
    void main() {
      ivec4 at = getOutputCoords();
      int c2 = at.w / 2;
      ivec2 above = row_X(at.x, 2 * at.y);
      ivec2 below = row_X(at.x, 2 * at.y + 1);
      vec4 near = max(inside_X(above, at.z, c2), inside_X(below, at.z, c2));
      vec4 far = max(inside_X(above, at.z + 1, c2), inside_X(below, at.z + 1, c2));
      vec4 most = vec4(max(near.xy, near.zw), max(far.xy, far.zw));
      ${cleared('most', width, channels, 'at.z', 'at.w')}
      setOutput(most);
    }`;
}

function poolGradientCode({ X, D }: Named): string {
  const [x, d] = [X as Reader, D as Reader];
  const [, rows, width, channels] = d.shape;
  return `
    ${x.code} ${d.code}
    void main() {
      ivec4 at = getOutputCoords();
      int window = at.y / 2;
      int w2 = at.z / 2;
      int c2 = at.w / 2;
      vec4 found = vec4(0.0);
      if (window < ${rows} && w2 < ${width}) {
        vec4 above = texel_X(row_X(at.x, 2 * window), w2, c2);
        vec4 below = texel_X(row_X(at.x, 2 * window + 1), w2, c2);
        vec4 both = texel_D(row_D(at.x, window), w2 / 2, c2);
        vec2 slope = (w2 & 1) == 1 ? both.zw : both.xy;
        vec2 most = max(max(above.xy, above.zw), max(below.xy, below.zw));
        vec2 first = vec2(equal(above.xy, most));
        vec2 second = vec2(equal(above.zw, most)) * (1.0 - first);
        vec2 left = (1.0 - first) * (1.0 - second);
        vec2 third = vec2(equal(below.xy, most)) * left;
        vec2 fourth = vec2(equal(below.zw, most)) * left * (1.0 - third);
        found = ((at.y & 1) == 0 ? vec4(first, second) : vec4(third, fourth)) * slope.xyxy;
      }
      ${cleared('found', 0, channels, 'at.z', 'at.w')}
      setOutput(found);
    }`;
}

/** Texels of a part sum that are wanted, so that the work is shared out. */
const ENOUGH_TEXELS = 512;

/** Sums of X [rows, W, C] over parts of the rows, even and odd places apart: [2 * parts, C]; or all of it: [C]. */
function sumCode({ X }: Named, parts: number): string {
  const { code, shape } = X as Reader;
  const [outer, inner, width, channels] = shape;
  const rows = outer * inner;
  const share = Math.ceil(rows / parts);
  return `
    ${code} ${guarded('X', width)}
    void main() {
      ${parts > 1 ? 'ivec2 at = getOutputCoords(); int part = at.x / 2; int c = at.y;' : 'int part = 0; int c = getOutputCoords();'}
      vec4 sum = vec4(0.0);
      int end = min((part + 1) * ${share}, ${rows});
      for (int r = part * ${share}; r < end; r++) {
        ivec2 row = row_X(0, r);
        for (int w2 = 0; w2 < ${half(width)}; w2++) sum += inside_X(row, w2, c / 2);
      }
      ${parts > 1 ? '' : 'sum = vec4(sum.xy + sum.zw, 0.0, 0.0);'}
      ${channels % 2 === 1 ? `if (c == ${channels - 1}) sum.yw = vec2(0.0);` : ''}
      setOutput(sum);
    }`;
}

/** Over all axes but the last. */
function sumToLast(backend: unknown, x: TensorInfo): TensorInfo {
  const [outer, inner, , channels] = asFour(x.shape);
  const parts = Math.min(outer * inner, Math.ceil(ENOUGH_TEXELS / half(channels)));
  const whole = (source: TensorInfo): TensorInfo =>
    runPacked(backend, { X: source }, (readers) => ({ outputShape: [channels], userCode: sumCode(readers, 1) }));
  if (parts === 1) return whole(x);
  const some = runPacked(backend, { X: x }, (readers) => ({
    outputShape: [2 * parts, channels],
    userCode: sumCode(readers, parts),
  }));
  const all = whole(some);
  (backend as { disposeData(data: object): void }).disposeData(some.dataId);
  return all;
}

const maxPool =
  (stock: KernelFunc): KernelFunc =>
  (args) => {
    const { x } = args.inputs as { x: TensorInfo };
    const shape = halved(x.shape, args.attrs as unknown as PoolAttrs);
    if (!shape) return stock(args);
    return runPacked(args.backend, { X: x }, (readers) => ({
      outputShape: [...shape],
      userCode: poolCode(readers, shape),
    }));
  };

const maxPoolGradient =
  (stock: KernelFunc): KernelFunc =>
  (args) => {
    const { dy, input } = args.inputs as { dy: TensorInfo; input: TensorInfo };
    if (!halved(input.shape, args.attrs as unknown as PoolAttrs)) return stock(args);
    return runPacked(args.backend, { X: input, D: dy }, (readers) => ({
      outputShape: [...input.shape],
      userCode: poolGradientCode(readers),
    }));
  };

const sum =
  (stock: KernelFunc): KernelFunc =>
  (args) => {
    const { x } = args.inputs as { x: TensorInfo };
    const { axis, keepDims } = args.attrs as unknown as SumAttrs;
    const rank = x.shape.length;
    const axes = util.parseAxisParam(axis, x.shape);
    const all = rank > 1 && axes.length === rank - 1 && !axes.includes(rank - 1);
    if (!all || !packing() || x.dtype !== 'float32' || util.sizeFromShape(x.shape) === 0) return stock(args);
    const out = sumToLast(args.backend, x);
    return keepDims ? { ...out, shape: [...x.shape.slice(0, -1).map(() => 1), ...out.shape] } : out;
  };

export function registerPooling(): void {
  replaceKernel('MaxPool', maxPool);
  replaceKernel('MaxPoolGrad', maxPoolGradient);
  replaceKernel('Sum', sum);
}
