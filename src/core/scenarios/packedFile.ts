/**
 * Reads the data files of scripts/data: gzip of [ 'BRD2', uint32 length of the header, header (JSON), arrays ],
 * little-endian, each array padded to 4 bytes. Some servers inflate gzip on the way, so the gzip mark decides, not the name.
 */
import { gunzipSync, strFromU8 } from 'fflate';

export interface PackedFile {
  /** What the header says beside the arrays: an alphabet, a vocabulary. */
  text(name: string): string;
  array(name: string): Uint8Array | Uint16Array | Float32Array;
  shape(name: string): readonly number[];
}
interface Header extends Readonly<Record<string, unknown>> {
  readonly arrays: readonly {
    readonly name: string;
    readonly type: 'u8' | 'u16' | 'f32';
    readonly shape: readonly number[];
  }[];
}
const BYTES = { u8: 1, u16: 2, f32: 4 } as const;
const HEADER_AT = 8;

/** @throws Error where the file is not what it should be (a server's error page, a cut-off download) */
export function readPacked(file: string, bytes: Uint8Array): PackedFile {
  const raw = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  if (String.fromCharCode(...raw.subarray(0, 4)) !== 'BRD2') {
    throw new Error(`${file}: expected a data file that begins with BRD2, found ${raw.length} other bytes`);
  }
  // A copy: typed arrays of two and four bytes must start at multiples of these.
  const data = raw.slice();
  const length = new DataView(data.buffer).getUint32(4, true);
  const header = JSON.parse(strFromU8(data.subarray(HEADER_AT, HEADER_AT + length))) as Header;
  const arrays = new Map<string, { values: Uint8Array | Uint16Array | Float32Array; shape: readonly number[] }>();
  let at = HEADER_AT + length;
  for (const { name, type, shape } of header.arrays) {
    const count = shape.reduce((product, n) => product * n, 1);
    const end = at + count * BYTES[type];
    if (end > data.length) throw new Error(`${file}: expected ${end} bytes or more, found ${data.length}`);
    const Typed = { u8: Uint8Array, u16: Uint16Array, f32: Float32Array }[type];
    arrays.set(name, { values: new Typed(data.buffer, at, count), shape });
    at = Math.ceil(end / 4) * 4;
  }
  const find = (name: string) => {
    const found = arrays.get(name);
    if (!found) throw new Error(`${file}: no array '${name}'`);
    return found;
  };
  return {
    text: (name) => String(header[name] ?? ''),
    array: (name) => find(name).values,
    shape: (name) => find(name).shape,
  };
}
