/**
 * Products of small matrices and column sums on webgl with a number a texel, the layout of small networks (see
 * webglKernels.ts). Numbers are fetched by whole coordinates and four at a turn: tfjs's readers, which scale, divide and
 * round for each, take five times as long on a software renderer. Large matrices keep the stock product.
 */
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import {
  type BatchMatMulAttrs,
  env,
  type KernelFunc,
  type SumAttrs,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import { replaceKernel } from './webglFallback.ts';
import { isPacked } from './webglPacked.ts';

/** Multiply-adds of a product up to which draws cost more than arithmetic. */
const SMALL_PRODUCT = 400_000;
/** Numbers of a texture up to which a quotient of floats falls on the right line. */
const LARGEST_EXACT = 2 ** 20;
/** Rows that one draw may add up. */
const MOST_ROWS = 256;

interface Program {
  readonly variableNames: string[];
  readonly outputShape: number[];
  readonly userCode: string;
  readonly customUniforms: { name: string; type: 'int' | 'ivec3' }[];
  /** The code knows no lengths, so one program serves all sizes of a layer. */
  readonly enableShapeUniforms: true;
}
interface Webgl {
  readonly texData: MathBackendWebGL['texData'];
  uploadToGPU(data: object): void;
  runWebGLProgram(program: Program, inputs: TensorInfo[], dtype: string, uniforms: number[][]): TensorInfo;
}

/** `at_NAME(row, column)` of a matrix that has the given number of columns. */
function reader(
  webgl: Webgl,
  name: string,
  { dataId }: TensorInfo,
  [rows, columns]: readonly [number, number],
): string {
  webgl.uploadToGPU(dataId);
  const { texShape, slice } = webgl.texData.get(dataId);
  const whole = texShape?.[0] === rows && texShape[1] === columns && !(slice && slice.flatOffset > 0);
  if (whole) return `float at_${name}(int row, int column) { return texelFetch(${name}, ivec2(column, row), 0).r; }`;
  // A view of a longer texture. The half keeps the quotient on its side of a whole number, up to where floats round.
  const short = util.sizeFromShape(texShape ?? []) < LARGEST_EXACT;
  return `
    float at_${name}(int row, int column) {
      int at = offset${name} + row * ${name}Columns + column;
      int line = ${short ? `int((float(at) + 0.5) / float(${name}TexShape.y))` : `at / ${name}TexShape.y`};
      return texelFetch(${name}, ivec2(at - line * ${name}TexShape.y, line), 0).r;
    }`;
}
/** `sum` over `l` below `length`, four terms at a turn. */
const summed = (term: (l: string) => string, length: string): string => `
  float sum = 0.0;
  int l = 0;
  for (; l + 3 < ${length}; l += 4) {
    sum += ${['l', 'l + 1', 'l + 2', 'l + 3'].map(term).join(' + ')};
  }
  for (; l < ${length}; l++) sum += ${term('l')};`;

const product =
  (stock: KernelFunc): KernelFunc =>
  (args) => {
    const { a, b } = args.inputs as { a: TensorInfo; b: TensorInfo };
    const { transposeA, transposeB } = args.attrs as unknown as BatchMatMulAttrs;
    // One product only: leading axes of length 1 are read past.
    const [ofA, ofB] = [a, b].map(({ shape }) => shape.slice(-2)) as [[number, number], [number, number]];
    const [rows, inner] = transposeA ? [ofA[1], ofA[0]] : ofA;
    const columns = ofB[transposeB ? 0 : 1];
    const single =
      a.shape.length === b.shape.length &&
      util.sizeFromShape(a.shape) === rows * inner &&
      util.sizeFromShape(b.shape) === inner * columns;
    const packed = env().getBool('WEBGL_PACK') || isPacked(args.backend, a) || isPacked(args.backend, b);
    if (!single || packed || rows * inner * columns > SMALL_PRODUCT || rows * inner * columns === 0) return stock(args);
    const webgl = args.backend as unknown as Webgl;
    const term = (l: string): string =>
      `at_A(${transposeA ? `${l}, at.x` : `at.x, ${l}`}) * at_B(${transposeB ? `at.y, ${l}` : `${l}, at.y`})`;
    const program: Program = {
      variableNames: ['A', 'B'],
      outputShape: [rows, columns],
      enableShapeUniforms: true,
      customUniforms: [{ name: 'lengths', type: 'ivec3' }],
      userCode: `
        #define AColumns lengths.y
        #define BColumns lengths.z
        ${reader(webgl, 'A', a, ofA)} ${reader(webgl, 'B', b, ofB)}
        void main() {
          ivec2 at = getOutputCoords();
          ${summed(term, 'lengths.x')}
          setOutput(sum);
        }`,
    };
    const factors = [a, b].map((each) => ({ ...each, shape: each.shape.slice(-2) }));
    const out = webgl.runWebGLProgram(program, factors, 'float32', [[inner, ofA[1], ofB[1]]]);
    return { ...out, shape: [...a.shape.slice(0, -2), rows, columns] };
  };

const columnSum =
  (stock: KernelFunc): KernelFunc =>
  (args) => {
    const { x } = args.inputs as { x: TensorInfo };
    const { axis, keepDims } = args.attrs as unknown as SumAttrs;
    const axes = util.parseAxisParam(axis, x.shape);
    // All of a short tensor is a column too.
    const all = axes.length === x.shape.length;
    const [rows, columns] = all ? [util.sizeFromShape(x.shape), 1] : (x.shape as [number, number]);
    const suits = all || (x.shape.length === 2 && axes.length === 1 && axes[0] === 0);
    const packed = env().getBool('WEBGL_PACK') || isPacked(args.backend, x);
    if (!suits || packed || x.dtype !== 'float32' || rows > MOST_ROWS || rows * columns === 0) return stock(args);
    const webgl = args.backend as unknown as Webgl;
    const program: Program = {
      variableNames: ['X'],
      outputShape: all ? [] : [columns],
      enableShapeUniforms: true,
      customUniforms: [{ name: 'lengths', type: 'ivec3' }],
      userCode: `
        #define XColumns lengths.y
        ${reader(webgl, 'X', x, [rows, columns])}
        void main() {
          ${all ? 'int column = 0;' : 'int column = getOutputCoords();'}
          ${summed((l) => `at_X(${l}, column)`, 'lengths.x')}
          setOutput(sum);
        }`,
    };
    const out = webgl.runWebGLProgram(program, [{ ...x, shape: [rows, columns] }], 'float32', [[rows, columns, 0]]);
    return keepDims ? { ...out, shape: x.shape.map((length, i) => (axes.includes(i) ? 1 : length)) } : out;
  };

export function registerProducts(): void {
  replaceKernel('BatchMatMul', product);
  replaceKernel('Sum', columnSum);
}
