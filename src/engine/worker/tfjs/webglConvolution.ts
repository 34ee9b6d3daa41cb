/**
 * Convolutions of stride 1 and both their gradients on the packed layout, without the rows that tfjs lays out first
 * (im2col, nine times the picture for a 3 x 3 kernel). The gradient of the input is the same program with the kernel
 * turned by 180 degrees; the gradient of the kernel is summed over parts of the batch, then over the parts, so that it
 * has enough texels to share out. Each fetched texel serves four to eight multiply-adds. Other strides and dilations:
 * the stock kernels.
 */
import { backend_util, env, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core';
import { replaceKernel } from './webglFallback.ts';
import { cleared, guarded, half, type Reader, runPacked, type Shape4 } from './webglPacked.ts';

interface ConvAttrs {
  readonly strides: number | [number, number];
  readonly pad: 'same' | 'valid' | number | backend_util.ExplicitPadding;
  readonly dataFormat: 'NHWC' | 'NCHW';
  readonly dilations?: number | [number, number];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly filterShape?: Shape4;
  readonly inputShape?: Shape4;
}
/** Texels of a kernel's gradient from which on the batch is not divided, and the fewest examples of a part. */
const ENOUGH_TEXELS = 2048;
const FEWEST_EXAMPLES = 4;

/** What the programs know; `undefined`: the stock kernel is to do it. */
function plainConvolution(
  input: readonly number[],
  filter: readonly number[],
  attrs: ConvAttrs,
): backend_util.Conv2DInfo | undefined {
  if (attrs.dataFormat === 'NCHW' || !env().getBool('WEBGL_PACK') || env().getNumber('WEBGL_VERSION') < 2)
    return undefined;
  const { strides, dilations = 1, pad, dimRoundingMode } = attrs;
  const info = backend_util.computeConv2DInfo(
    [...input] as never,
    [...filter] as never,
    strides,
    dilations,
    pad,
    dimRoundingMode,
  );
  const { strideHeight, strideWidth, dilationHeight, dilationWidth, filterHeight, filterWidth } = info;
  const single = strideHeight * strideWidth * dilationHeight * dilationWidth === 1;
  // 1 x 1 is a matrix product, which stock does well.
  return single && filterHeight * filterWidth > 1 ? info : undefined;
}

interface Window {
  readonly height: number;
  readonly width: number;
  readonly top: number;
  readonly left: number;
}

/**
 * y[b, h, w, k] = sum x[b, h + i - top, w + j - left, c] F(i, j, c, k), where F is the kernel [i, j, c, k] or, turned,
 * the kernel [height - 1 - i, width - 1 - j, k, c].
 */
function convolutionCode(
  { X, F }: Readonly<Record<'X' | 'F', Reader>>,
  output: Shape4,
  { height, width, top, left }: Window,
  turned: boolean,
): string {
  const [, rows, wide, deep] = X.shape;
  // Of the places w - left .. w + width - left, two to a texel.
  const from = Math.floor(-left / 2);
  const texels = Math.floor((width - left) / 2) - from + 1;
  const place = (offset: number): string => `x${Math.floor(offset / 2) - from}.${offset % 2 === 0 ? 'xy' : 'zw'}`;
  const [near, far] = turned ? ['xzxz', 'ywyw'] : ['xyxy', 'zwzw'];
  const taps = Array.from({ length: width }, (_, j) => {
    const fetch = turned
      ? `texel_F(row_F(${height - 1} - i, ${width - 1 - j}), k2, c2)`
      : `texel_F(row_F(i, ${j}), c2, k2)`;
    return `{
      vec4 f = ${fetch};
      vec2 a = ${place(j - left)};
      vec2 e = ${place(j - left + 1)};
      sum += vec4(a.xx, e.xx) * f.${near};
      ${deep % 2 === 1 ? `if (c2 < ${half(deep) - 1})` : ''} sum += vec4(a.yy, e.yy) * f.${far};
    }`;
  });
  return `
    ${X.code} ${F.code} ${guarded('X', wide)}
    void main() {
      ivec4 at = getOutputCoords();
      int w2 = at.z / 2;
      int k2 = at.w / 2;
      vec4 sum = vec4(0.0);
      for (int i = 0; i < ${height}; i++) {
        int h = at.y + i - ${top};
        if (h < 0 || h >= ${rows}) continue;
        ivec2 row = row_X(at.x, h);
        for (int c2 = 0; c2 < ${half(deep)}; c2++) {
          ${Array.from({ length: texels }, (_, t) => `vec4 x${t} = inside_X(row, w2 + ${t + from}, c2);`).join('\n')}
          ${taps.join('\n')}
        }
      }
      ${cleared('sum', output[2], output[3], 'at.z', 'at.w')}
      setOutput(sum);
    }`;
}

/** Parts of the kernel's gradient [parts, height * width, C, K], each over `share` examples. */
function filterGradientCode(
  { X, D }: Readonly<Record<'X' | 'D', Reader>>,
  { width, top, left }: Window,
  share: number,
): string {
  const [batch, rows, wide, channels] = X.shape;
  const [, outRows, outWide, filters] = D.shape;
  const last = half(outWide) - 1;
  return `
    ${X.code} ${D.code} ${guarded('X', wide)} ${guarded('D', outWide)}
    void main() {
      ivec4 at = getOutputCoords();
      int i = at.y / ${width};
      int shift = at.y - i * ${width} - ${left};
      // Two neighbours of the output meet two of the input: one texel, or halves of two.
      bool split = (shift & 1) == 1;
      int first = split ? (shift + 1) / 2 : shift / 2;
      int c2 = at.z / 2;
      int k2 = at.w / 2;
      vec4 sum = vec4(0.0);
      int end = min((at.x + 1) * ${share}, ${batch});
      for (int b = at.x * ${share}; b < end; b++) {
        for (int oh = 0; oh < ${outRows}; oh++) {
          int h = oh + i - ${top};
          if (h < 0 || h >= ${rows}) continue;
          ivec2 rowX = row_X(b, h);
          ivec2 rowD = row_D(b, oh);
          vec2 before = split ? inside_X(rowX, first - 1, c2).zw : vec2(0.0);
          for (int t = 0; t <= ${last}; t++) {
            vec4 x = inside_X(rowX, first + t, c2);
            vec4 d = ${outWide % 2 === 1 ? 'inside_D' : 'texel_D'}(rowD, t, k2);
            vec2 a = split ? before : x.xy;
            vec2 e = split ? x.xy : x.zw;
            sum += a.xxyy * d.xyxy + e.xxyy * d.zwzw;
            before = x.zw;
          }
        }
      }
      ${cleared('sum', channels, filters, 'at.z', 'at.w')}
      setOutput(sum);
    }`;
}

/** Adds up P [parts, places, C, K] over the parts. */
function sumOfPartsCode({ P }: Readonly<Record<'P', Reader>>, width: number): string {
  return `
    ${P.code}
    void main() {
      ivec4 at = getOutputCoords();
      vec4 sum = vec4(0.0);
      for (int part = 0; part < ${P.shape[0]}; part++) {
        sum += texel_P(row_P(part, at.x * ${width} + at.y), at.z / 2, at.w / 2);
      }
      setOutput(sum);
    }`;
}

const windowOf = ({ filterHeight, filterWidth, padInfo: { top, left } }: backend_util.Conv2DInfo): Window => ({
  height: filterHeight,
  width: filterWidth,
  top,
  left,
});

const forward =
  (stock: KernelFunc): KernelFunc =>
  (args) => {
    const { x, filter } = args.inputs as { x: TensorInfo; filter: TensorInfo };
    const info = plainConvolution(x.shape, filter.shape, args.attrs as unknown as ConvAttrs);
    if (!info) return stock(args);
    return runPacked(args.backend, { X: x, F: filter }, ({ X, F }) => ({
      outputShape: info.outShape,
      userCode: convolutionCode({ X: X as Reader, F: F as Reader }, info.outShape, windowOf(info), false),
    }));
  };

const inputGradient =
  (stock: KernelFunc): KernelFunc =>
  (args) => {
    const { dy, filter } = args.inputs as { dy: TensorInfo; filter: TensorInfo };
    const attrs = args.attrs as unknown as ConvAttrs;
    const info = plainConvolution(attrs.inputShape as Shape4, filter.shape, attrs);
    if (!info) return stock(args);
    const { height, width, top, left } = windowOf(info);
    const window = { height, width, top: height - 1 - top, left: width - 1 - left };
    return runPacked(args.backend, { X: dy, F: filter }, ({ X, F }) => ({
      outputShape: info.inShape,
      userCode: convolutionCode({ X: X as Reader, F: F as Reader }, info.inShape, window, true),
    }));
  };

const filterGradient =
  (stock: KernelFunc): KernelFunc =>
  (args) => {
    const { x, dy } = args.inputs as { x: TensorInfo; dy: TensorInfo };
    const attrs = args.attrs as unknown as ConvAttrs;
    const filterShape = attrs.filterShape as Shape4;
    const info = plainConvolution(x.shape, filterShape, attrs);
    if (!info) return stock(args);
    const [height, width, channels, filters] = filterShape;
    const texels = height * width * half(channels) * half(filters);
    const most = Math.ceil(info.batchSize / FEWEST_EXAMPLES);
    const share = Math.ceil(info.batchSize / Math.min(most, Math.ceil(ENOUGH_TEXELS / texels)));
    const parts = Math.ceil(info.batchSize / share);
    const sums = runPacked(args.backend, { X: x, D: dy }, ({ X, D }) => ({
      outputShape: [parts, height * width, channels, filters],
      userCode: filterGradientCode({ X: X as Reader, D: D as Reader }, windowOf(info), share),
    }));
    const out = runPacked(args.backend, { P: sums }, ({ P }) => ({
      outputShape: [...filterShape],
      userCode: sumOfPartsCode({ P: P as Reader }, width),
    }));
    (args.backend as { disposeData(data: object): void }).disposeData(sums.dataId);
    return out;
  };

export function registerConvolution(): void {
  replaceKernel('Conv2D', forward);
  replaceKernel('Conv2DBackpropInput', inputGradient);
  replaceKernel('Conv2DBackpropFilter', filterGradient);
}
