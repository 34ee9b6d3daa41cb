/**
 * Programs of the webgl backend that small networks lack in stock tfjs 4.22: there a step's time goes into the number of
 * draws, and a third of them only turn textures from one layout (a number a texel) into the other (2 x 2 a texel) and
 * back. With everything in the first layout, a plain product for small matrices and column sums in one draw, a step of
 * the smallest network takes half as many. Large matrices keep the stock product.
 */
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { type BatchMatMulAttrs, env, type SumAttrs, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { registerConvolution } from './webglConvolution.ts';
import { isPacked, replaceKernel } from './webglPacked.ts';
import { registerPooling } from './webglPooling.ts';

/** Multiply-adds of a product up to which draws cost more than arithmetic. */
const SMALL_PRODUCT = 400_000;
/** Rows that one draw may add up. */
const MOST_ROWS = 256;

/** Which of tfjs's operations work on 2 x 2 texels. Each flag is worked out once by tfjs, so all are set. */
const PACKING = [
  '',
  '_NORMALIZATION',
  '_CLIP',
  '_BINARY_OPERATIONS',
  '_UNARY_OPERATIONS',
  '_ARRAY_OPERATIONS',
  '_REDUCE',
];

/**
 * Layout and shaders for a step of that size. Shapes as uniforms let one program serve all sizes of a layer, so that a
 * changed small model need not compile them all again; they cost large ones half their speed on a software renderer.
 */
export function suitWebgl(large: boolean): void {
  for (const name of PACKING) env().set(`WEBGL_PACK${name}`, large);
  env().set('WEBGL_LAZILY_UNPACK', large);
  env().set('WEBGL_USE_SHAPES_UNIFORMS', !large);
}

interface Program {
  readonly variableNames: string[];
  readonly outputShape: number[];
  readonly userCode: string;
  readonly customUniforms: { name: string; type: 'int' }[];
  readonly enableShapeUniforms: boolean;
}
type Run = (program: Program, inputs: TensorInfo[], dtype: string, uniforms: number[][]) => TensorInfo;
const run = (backend: unknown): Run => {
  const webgl = backend as MathBackendWebGL;
  return (webgl.runWebGLProgram as unknown as Run).bind(webgl);
};
const uniforms = (): boolean => env().getBool('WEBGL_USE_SHAPES_UNIFORMS');

class ProductProgram implements Program {
  readonly variableNames = ['A', 'B'];
  readonly outputShape: number[];
  readonly userCode: string;
  readonly customUniforms = [{ name: 'inner', type: 'int' as const }];
  readonly enableShapeUniforms = uniforms();

  constructor(rows: number, columns: number, transposeA?: boolean, transposeB?: boolean) {
    this.outputShape = [rows, columns];
    this.userCode = `
      void main() {
        ivec2 at = getOutputCoords();
        float sum = 0.0;
        for (int l = 0; l < inner; l++) {
          sum += getA(${transposeA ? 'l, at.x' : 'at.x, l'}) * getB(${transposeB ? 'at.y, l' : 'l, at.y'});
        }
        setOutput(sum);
      }`;
  }
}
class ColumnSumProgram implements Program {
  readonly variableNames = ['X'];
  readonly outputShape: number[];
  readonly userCode: string;
  readonly customUniforms = [{ name: 'rows', type: 'int' as const }];
  readonly enableShapeUniforms = uniforms();

  constructor(columns: number) {
    this.outputShape = [columns];
    this.userCode = `
      void main() {
        int column = getOutputCoords();
        float sum = 0.0;
        for (int row = 0; row < rows; row++) sum += getX(row, column);
        setOutput(sum);
      }`;
  }
}

export function registerWebglKernels(): void {
  registerConvolution();
  registerPooling();
  replaceKernel('BatchMatMul', (stock) => (args) => {
    const { a, b } = args.inputs as { a: TensorInfo; b: TensorInfo };
    const { transposeA, transposeB } = args.attrs as unknown as BatchMatMulAttrs;
    // One product only: leading axes of length 1 are read past.
    const [n, k] = a.shape.slice(-2) as [number, number];
    const [rows, inner] = transposeA ? [k, n] : [n, k];
    const columns = b.shape[b.shape.length - (transposeB ? 2 : 1)] as number;
    const single =
      a.shape.length === b.shape.length &&
      util.sizeFromShape(a.shape) === n * k &&
      util.sizeFromShape(b.shape) === inner * columns;
    const packed = env().getBool('WEBGL_PACK') || isPacked(args.backend, a) || isPacked(args.backend, b);
    if (!single || packed || rows * inner * columns > SMALL_PRODUCT) return stock(args);
    const program = new ProductProgram(rows, columns, transposeA, transposeB);
    const factors = [a, b].map((each) => ({ ...each, shape: each.shape.slice(-2) }));
    const out = run(args.backend)(program, factors, 'float32', [[inner]]);
    return { ...out, shape: [...a.shape.slice(0, -2), rows, columns] };
  });
  replaceKernel('Sum', (stock) => (args) => {
    const { x } = args.inputs as { x: TensorInfo };
    const { axis, keepDims } = args.attrs as unknown as SumAttrs;
    const axes = util.parseAxisParam(axis, x.shape);
    const [rows, columns] = x.shape as [number, number];
    const suits = x.shape.length === 2 && axes.length === 1 && axes[0] === 0 && rows <= MOST_ROWS;
    if (!suits || x.dtype !== 'float32') return stock(args);
    const out = run(args.backend)(new ColumnSumProgram(columns), [x], 'float32', [[rows]]);
    return keepDims ? { ...out, shape: [1, columns] } : out;
  });
}
