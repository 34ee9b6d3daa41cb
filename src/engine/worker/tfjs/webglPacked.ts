/**
 * Programs over tfjs's packed layout, written by hand: a texel holds 2 x 2 numbers of the last two axes, (w, c), (w, c + 1),
 * (w + 1, c), (w + 1, c + 1), and texels follow one another row by row. tfjs's own readers divide for every number that
 * they fetch, which is most of a convolution's time on a software renderer; here the place of a row is worked out once,
 * and texels are fetched by whole coordinates.
 */
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { TensorInfo } from '@tensorflow/tfjs-core';

export type Shape4 = readonly [number, number, number, number];

/** What of the backend is used; private in its types, and pinned with its version. */
interface Webgl {
  readonly texData: MathBackendWebGL['texData'];
  uploadToGPU(data: object): void;
  packTensor(x: TensorInfo): TensorInfo;
  packedReshape(x: TensorInfo, shape: readonly number[]): TensorInfo;
  disposeIntermediateTensorInfo(x: TensorInfo): void;
  runWebGLProgram(program: PackedProgram, inputs: TensorInfo[], dtype: string): TensorInfo;
}

export interface PackedProgram {
  readonly packedInputs: true;
  readonly packedOutput: true;
  readonly variableNames: string[];
  readonly outputShape: number[];
  readonly userCode: string;
}
export const half = (length: number): number => Math.ceil(length / 2);

/** Reads a packed texture of a rank-4 shape. */
export interface Reader {
  /** [outer, rows, width, channels] */
  readonly shape: Shape4;
  /** Defines `row_NAME(outer, row)` and `texel_NAME(row, w / 2, c / 2)`; no bounds are checked. */
  readonly code: string;
}
/** @param columns texels in a row of the texture */
function readerOf(name: string, shape: Shape4, columns: number): Reader {
  const [, rows, width, channels] = shape;
  const [across, deep] = [half(width), half(channels)];
  const run = across * deep;
  const found = (row: string, at: string): string => `
    ivec2 row_${name}(int outer, int row) { int at = outer * ${rows} + row; return ${row}; }
    vec4 texel_${name}(ivec2 row, int w2, int c2) { return texelFetch(${name}, ${at}, 0); }`;
  // A row of the texture is the channels of one place, or holds whole rows of the picture, or neither.
  const code =
    columns === deep
      ? found(`ivec2(0, at * ${across})`, 'ivec2(c2, row.y + w2)')
      : columns % run === 0
        ? found(
            `ivec2((at % ${columns / run}) * ${run}, at / ${columns / run})`,
            `ivec2(row.x + w2 * ${deep} + c2, row.y)`,
          )
        : found(
            `ivec2(at * ${run}, 0)`,
            `ivec2((row.x + w2 * ${deep} + c2) % ${columns}, (row.x + w2 * ${deep} + c2) / ${columns})`,
          );
  return { shape, code };
}

/** `texel_NAME` that is 0 outside the picture and past an odd width. */
export function guarded(name: string, width: number): string {
  const last = half(width) - 1;
  const odd = width % 2 === 1 ? `if (w2 == ${last}) found.zw = vec2(0.0);` : '';
  return `
    vec4 inside_${name}(ivec2 row, int w2, int c2) {
      if (w2 < 0 || w2 > ${last}) return vec4(0.0);
      vec4 found = texel_${name}(row, w2, c2);
      ${odd}
      return found;
    }`;
}

/** Clears what lies past an odd width or number of channels: other programs may add it up. */
export function cleared(value: string, width: number, channels: number, w: string, c: string): string {
  return [
    width % 2 === 1 ? `if (${w} == ${width - 1}) ${value}.zw = vec2(0.0);` : '',
    channels % 2 === 1 ? `if (${c} == ${channels - 1}) ${value}.yw = vec2(0.0);` : '',
  ].join('\n');
}

/** The shape as rank 4, leading axes joined into the first. */
export function asFour(shape: readonly number[]): Shape4 {
  const [rows = 1, width = 1, channels = 1] = [1, 1, 1, ...shape].slice(-3);
  const outer = shape.slice(0, -3).reduce((product, n) => product * n, 1);
  return [outer, rows, width, channels];
}

/** Packs what is not packed, runs, and frees what it made for that. */
export function runPacked(
  backend: unknown,
  inputs: Readonly<Record<string, TensorInfo>>,
  make: (readers: Readonly<Record<string, Reader>>) => Pick<PackedProgram, 'outputShape' | 'userCode'>,
): TensorInfo {
  const webgl = backend as Webgl;
  const made: TensorInfo[] = [];
  const names = Object.keys(inputs);
  const given = Object.values(inputs).map((x) => {
    const found = packedOf(webgl, x);
    if (found !== x) made.push(found);
    return found;
  });
  const readers: Record<string, Reader> = {};
  for (const [i, name] of names.entries()) {
    const { dataId, shape } = given[i] as TensorInfo;
    const [, across] = webgl.texData.get(dataId).texShape as [number, number];
    readers[name] = readerOf(name, asFour(shape), half(across));
  }
  const { outputShape, userCode } = make(readers);
  const program: PackedProgram = {
    packedInputs: true,
    packedOutput: true,
    variableNames: names,
    outputShape,
    userCode,
  };
  const out = webgl.runWebGLProgram(program, given, 'float32');
  for (const each of made) webgl.disposeIntermediateTensorInfo(each);
  return out;
}

function packedOf(webgl: Webgl, x: TensorInfo): TensorInfo {
  const data = webgl.texData.get(x.dataId);
  if (!data.texture) {
    data.isPacked = true;
    data.shape = [...x.shape];
  }
  webgl.uploadToGPU(x.dataId);
  if (data.isPacked !== true) return webgl.packTensor(x);
  const same = String(data.shape.slice(-2)) === String(x.shape.slice(-2));
  return same ? x : webgl.packedReshape(x, x.shape);
}

export const isPacked = (backend: unknown, { dataId }: TensorInfo): boolean =>
  (backend as Webgl).texData.get(dataId).isPacked === true;
