/**
 * Reads mnist.bin: gzip of [ 'BRD1', uint32 count, uint16 height, uint16 width, labels, pixels ], little-endian uint8.
 * Some servers inflate gzip on the way, so the gzip mark decides, not the name.
 */
import { gunzipSync } from 'fflate';

export interface DigitImages {
  readonly count: number;
  /** Pixels along one side. */
  readonly side: number;
  /** [count] 0..9 */
  readonly labels: Uint8Array;
  /** [count, side, side] 0..255 */
  readonly pixels: Uint8Array;
}
const HEADER_BYTES = 12;

/** @throws Error where the file is not what it should be (a server's error page, a cut-off download) */
export function readDigits(file: string, bytes: Uint8Array): DigitImages {
  const raw = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const mark = String.fromCharCode(...raw.subarray(0, 4));
  if (mark !== 'BRD1' || raw.length < HEADER_BYTES) {
    throw new Error(`${file}: expected a data file that begins with BRD1, found ${raw.length} other bytes`);
  }
  const count = view.getUint32(4, true);
  const side = view.getUint16(8, true);
  const expected = HEADER_BYTES + count * (1 + side * view.getUint16(10, true));
  if (raw.length !== expected) throw new Error(`${file}: expected ${expected} bytes, found ${raw.length}`);
  return {
    count,
    side,
    labels: raw.subarray(HEADER_BYTES, HEADER_BYTES + count),
    pixels: raw.subarray(HEADER_BYTES + count),
  };
}
