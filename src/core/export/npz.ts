/**
 * NumPy's .npz: a zip of .npy files (NEP 1, format 1.0), readable with `numpy.load`. The zip is fflate's.
 */
import { type Zippable, zipSync } from 'fflate';

export interface NumpyArray {
  readonly shape: readonly number[];
  readonly values: Float32Array | Uint32Array;
}
const TYPES = { Float32Array: '<f4', Uint32Array: '<u4' } as const;

/** One .npy file. Bytes are little-endian, as on every machine that runs a browser. */
export function npy({ shape, values }: NumpyArray): Uint8Array {
  const type = values instanceof Float32Array ? TYPES.Float32Array : TYPES.Uint32Array;
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': ${tuple}, }`;
  // Magic, version and length take 10 bytes; the data begin at a multiple of 64.
  const length = Math.ceil((10 + header.length + 1) / 64) * 64 - 10;
  const out = new Uint8Array(10 + length + values.byteLength);
  out.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, length & 0xff, length >> 8]);
  for (let i = 0; i < length; i += 1) {
    out[10 + i] = i === length - 1 ? 10 : header.charCodeAt(i) || 32;
  }
  out.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), 10 + length);
  return out;
}

/** The same arrays give the same bytes: the zip carries no time of day. */
export function npz(arrays: Readonly<Record<string, NumpyArray>>): Uint8Array {
  const files: Zippable = {};
  for (const [name, array] of Object.entries(arrays))
    files[`${name}.npy`] = [npy(array), { level: 6, mtime: 315619200000 }];
  return zipSync(files);
}
