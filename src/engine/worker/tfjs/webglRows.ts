/**
 * Jacobians on webgl. A weighted sum of rows is one draw for each parameter, in the layout that its gradient has.
 * Norms and cosines of the rows take three draws, from the rows as they are: the largest number of each
 * part of a row; products of the rows, scaled by it, over parts; and what follows from their sums. tfjs's operations take
 * about fifteen, and share no product of two long rows out. Rows are scaled before they are squared, as elsewhere.
 */
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import {
  engine,
  env,
  type KernelFunc,
  type NamedAttrMap,
  type NamedTensorMap,
  registerKernel,
  type Tensor,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import { orStock } from './webglFallback.ts';
import { isPacked } from './webglPacked.ts';

const ROWS = 'BraidRows';
const WEIGHED = 'BraidWeighed';
const UNPACKED = 'BraidUnpacked';
/** Textures that a program may read at once, by WebGL 2, but one. */
const MOST_ROWS = 15;
/** Numbers of a part at least, and parts at most. */
const PART = 256;
const MOST_PARTS = 64;

interface Program {
  readonly variableNames: string[];
  readonly outputShape: number[];
  readonly userCode: string;
  readonly enableShapeUniforms: boolean;
  readonly packedInputs?: boolean;
  readonly packedOutput?: boolean;
  readonly customUniforms?: { name: string; type: 'float' }[];
}
interface Webgl {
  readonly texData: MathBackendWebGL['texData'];
  uploadToGPU(data: object): void;
  unpackTensor(x: TensorInfo): TensorInfo;
  disposeIntermediateTensorInfo(x: TensorInfo): void;
  runWebGLProgram(program: Program, inputs: TensorInfo[], dtype: 'float32', uniforms?: number[][]): TensorInfo;
}

/** Numbers of a texture up to which a quotient of floats falls on the right line. */
const LARGEST_EXACT = 2 ** 20;

/** Reads number `at` of a row; the half keeps the quotient on its side of a whole number. */
const readRow = (exact: boolean): string => `
  float fetched(sampler2D row, int width, int at) {
    int line = ${exact ? 'int((float(at) + 0.5) / float(width))' : 'at / width'};
    return texelFetch(row, ivec2(at - line * width, line), 0).r;
  }`;
/** Number `l` of all rows, as `v0`, `v1`, …: a choice among them would fetch them all each time. */
const fetchRows = (rows: number): string =>
  Array.from({ length: rows }, (_, t) => `float v${t} = fetched(R${t}, R${t}TexShape.y, offsetR${t} + l);`).join('\n');
const chosen = (t: string, rows: number): string =>
  `${Array.from({ length: rows - 1 }, (_, k) => `${t} == ${k} ? v${k} : `).join('')}v${rows - 1}`;
/** Reads the largest number of row `t`; the guard keeps a row of zeros from dividing by zero. */
const readLargest = (parts: number): string => `
  float largest(int t) {
    float most = 1e-30;
    for (int part = 0; part < ${parts}; part++) most = max(most, texelFetch(M, ivec2(part, t), 0).r);
    return most;
  }`;

const rowsKernel: KernelFunc = ({ inputs, backend }) => {
  const webgl = backend as unknown as Webgl;
  const rows = Object.values(inputs) as TensorInfo[];
  const count = rows.length;
  const length = (rows[0] as TensorInfo).shape[0] as number;
  const parts = Math.min(MOST_PARTS, Math.ceil(length / PART));
  const share = Math.ceil(length / parts);
  const names = rows.map((_, t) => `R${t}`);
  // Numbers on the CPU would become uniforms, which cannot be fetched from.
  for (const { dataId } of rows) webgl.uploadToGPU(dataId);
  const exact = rows.every(
    ({ dataId }) => util.sizeFromShape(webgl.texData.get(dataId).texShape ?? []) < LARGEST_EXACT,
  );
  const run = (variableNames: string[], outputShape: number[], given: TensorInfo[], userCode: string): TensorInfo =>
    webgl.runWebGLProgram({ variableNames, outputShape, userCode, enableShapeUniforms: true }, given, 'float32');

  const largest = run(
    names,
    [count, parts],
    rows,
    `
    ${readRow(exact)}
    void main() {
      ivec2 at = getOutputCoords();
      float most = 0.0;
      int end = min((at.y + 1) * ${share}, ${length});
      for (int l = at.y * ${share}; l < end; l++) {
        ${fetchRows(count)}
        most = max(most, abs(${chosen('at.x', count)}));
      }
      setOutput(most);
    }`,
  );
  const products = run(
    [...names, 'M'],
    [count * count, parts],
    [...rows, largest],
    `
    ${readRow(exact)} ${readLargest(parts)}
    void main() {
      ivec2 at = getOutputCoords();
      int i = at.x / ${count};
      int j = at.x - i * ${count};
      float sum = 0.0;
      if (i <= j) {
        float a = 1.0 / largest(i);
        float b = 1.0 / largest(j);
        int end = min((at.y + 1) * ${share}, ${length});
        for (int l = at.y * ${share}; l < end; l++) {
          ${fetchRows(count)}
          sum += ((${chosen('i', count)}) * a) * ((${chosen('j', count)}) * b);
        }
      }
      setOutput(sum);
    }`,
  );
  const out = run(
    ['P', 'M'],
    [count + count * count],
    [products, largest],
    `
    ${readLargest(parts)}
    float product(int i, int j) {
      float sum = 0.0;
      int line = min(i, j) * ${count} + max(i, j);
      for (int part = 0; part < ${parts}; part++) sum += texelFetch(P, ivec2(part, line), 0).r;
      return sum;
    }
    float norm(int i) { return max(sqrt(product(i, i)), 1e-30); }
    void main() {
      int at = getOutputCoords();
      int i = (at - ${count}) / ${count};
      int j = at - ${count} - i * ${count};
      setOutput(at < ${count} ? norm(at) * largest(at) : product(i, j) / norm(i) / norm(j));
    }`,
  );
  for (const each of [largest, products]) webgl.disposeIntermediateTensorInfo(each);
  return out;
};

/** The sum of the inputs, each times its weight. */
const weighedKernel: KernelFunc = ({ inputs, backend, attrs }) => {
  const terms = Object.values(inputs) as [TensorInfo, ...TensorInfo[]];
  const packed = terms.some((term) => isPacked(backend, term));
  const sum = terms.map((_, t) => `w${t} * getX${t}AtOutCoords()`).join(' + ');
  const program: Program = {
    packedInputs: packed,
    packedOutput: packed,
    variableNames: terms.map((_, t) => `X${t}`),
    outputShape: terms[0].shape,
    enableShapeUniforms: env().getBool('WEBGL_USE_SHAPES_UNIFORMS') && terms[0].shape.length <= 4,
    customUniforms: terms.map((_, t) => ({ name: `w${t}`, type: 'float' })),
    userCode: `void main() { setOutput(${sum}); }`,
  };
  const weights = (attrs as unknown as { weights: readonly number[] }).weights.map((weight) => [weight]);
  return (backend as unknown as Webgl).runWebGLProgram(program, terms, 'float32', weights);
};

const unpackedKernel: KernelFunc = ({ inputs, backend }) =>
  (backend as unknown as Webgl).unpackTensor(inputs.x as TensorInfo);

export function registerRows(): void {
  registerKernel({ kernelName: UNPACKED, backendName: 'webgl', kernelFunc: unpackedKernel });
  registerKernel({ kernelName: WEIGHED, backendName: 'webgl', kernelFunc: weighedKernel });
  registerKernel({ kernelName: ROWS, backendName: 'webgl', kernelFunc: rowsKernel });
}

/** Norms [T], then cosines [T * T], of rows [P] each; `undefined`: tfjs's operations are to do it. */
export function webglNormsAndCosines(rows: readonly Tensor[]): Tensor | undefined {
  if (env().getBool('WEBGL_PACK') || rows.length > MOST_ROWS || (rows[0]?.size ?? 0) === 0) return undefined;
  const inputs: NamedTensorMap = {};
  for (const [t, row] of rows.entries()) inputs[`r${t}`] = row;
  return orStock(
    ROWS,
    () => engine().runKernel(ROWS, inputs, {} as NamedAttrMap) as Tensor,
    () => undefined,
  );
}

/** sum_t weights_t rows_t; absent rows are zeros. `undefined`: tfjs's operations are to do it. */
export function webglWeighed(rows: readonly (Tensor | undefined)[], weights: readonly number[]): Tensor | undefined {
  const terms = rows.flatMap((row, t) => (row ? [{ row, weight: weights[t] as number }] : []));
  if (terms.length === 0 || terms.length > MOST_ROWS || terms[0]?.row.size === 0) return undefined;
  const inputs: NamedTensorMap = {};
  for (const [t, { row }] of terms.entries()) inputs[`x${t}`] = row;
  const attributes: NamedAttrMap = { weights: terms.map(({ weight }) => weight) };
  return orStock(
    WEIGHED,
    () => engine().runKernel(WEIGHED, inputs, attributes) as Tensor,
    () => undefined,
  );
}

/** With a number a texel where the rest is so: laying out packed numbers otherwise costs three times as much. */
export function webglUnpacked(x: Tensor): Tensor {
  const { backend } = engine();
  if (env().getBool('WEBGL_PACK') || !isPacked(backend, x)) return x;
  return orStock(
    UNPACKED,
    () => engine().runKernel(UNPACKED, { x }) as Tensor,
    () => x,
  );
}
