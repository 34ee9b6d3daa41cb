/**
 * Numbers go straight into the texture that programs read. tfjs writes them into one of another layout and then draws
 * that into the right one: for a batch of a small network, a draw in nine.
 */
import { type DataId, engine, env } from '@tensorflow/tfjs-core';
import { orStock } from './webglFallback.ts';

/** Longest side of what is uploaded so; every device has longer textures. */
const LONGEST_SIDE = 2048;
/** tfjs's TextureUsage.RENDER: a number a texel. */
const RENDER = 0;

interface Data {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly isPacked?: boolean;
  values: unknown;
  texture: { readonly texture: WebGLTexture } | null;
  texShape: readonly number[] | undefined;
  usage: number;
}
interface Webgl {
  readonly gpgpu: { readonly gl: WebGL2RenderingContext };
  readonly texData: { get(data: DataId): Data };
  uploadToGPU(data: DataId): void;
  acquireTexture(
    shape: readonly number[],
    usage: number,
    dtype: string,
    packed?: boolean,
  ): NonNullable<Data['texture']>;
}

/** Textures are pooled by what is said of them, so the same is said here as when they are given back. */
function write(webgl: Webgl, data: Data, [rows, columns]: [number, number]): void {
  const { gl } = webgl.gpgpu;
  const texture = webgl.acquireTexture([rows, columns], RENDER, data.dtype, data.isPacked);
  gl.bindTexture(gl.TEXTURE_2D, texture.texture);
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, columns, rows, gl.RED, gl.FLOAT, data.values as Float32Array);
  gl.bindTexture(gl.TEXTURE_2D, null);
  Object.assign(data, { texture, texShape: [rows, columns], usage: RENDER, values: null });
}

/** For the backend in use. The textures' format is WebGL 2's: an older device would take nothing and say nothing. */
export function uploadDirectly(): void {
  if (env().getNumber('WEBGL_VERSION') < 2) return;
  const webgl = engine().backend as unknown as Webgl;
  const stock = webgl.uploadToGPU.bind(webgl);
  webgl.uploadToGPU = (id) => {
    const data = webgl.texData.get(id);
    const { shape, dtype, values, texture, texShape, isPacked } = data;
    const [rows = 1, columns = 1] = shape.length < 2 ? [1, ...shape] : shape;
    const plain = !texture && !texShape && !isPacked && dtype === 'float32' && values instanceof Float32Array;
    const small = shape.length < 3 && Math.max(rows, columns) <= LONGEST_SIDE && rows * columns > 0;
    if (!plain || !small) return stock(id);
    orStock(
      'Upload',
      () => write(webgl, data, [rows, columns]),
      () => stock(id),
    );
  };
}
