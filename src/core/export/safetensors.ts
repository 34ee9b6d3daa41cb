/**
 * safetensors: the length of a JSON header (uint64, little-endian), the header with type, shape and byte range of every tensor,
 * then the numbers. Format: huggingface/safetensors, README "Format". The header is padded with spaces to a multiple of 8.
 */
import type { Values } from './parameterNames.ts';

export function safetensors(
  tensors: Readonly<Record<string, Values>>,
  about: Readonly<Record<string, string>> = {},
): Uint8Array {
  let end = 0;
  const entries = Object.entries(tensors).map(([name, { shape, values }]) => {
    const start = end;
    end += values.byteLength;
    return [name, { dtype: 'F32', shape, data_offsets: [start, end] }] as const;
  });
  const plain = JSON.stringify({ __metadata__: about, ...Object.fromEntries(entries) });
  const header = utf8(plain.padEnd(plain.length + ((8 - (utf8(plain).length % 8)) % 8), ' '));
  const out = new Uint8Array(8 + header.length + end);
  new DataView(out.buffer).setUint32(0, header.length, true);
  out.set(header, 8);
  let at = 8 + header.length;
  for (const { values } of Object.values(tensors)) {
    out.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return out;
}
/** Bytes of a text whose other than ASCII characters are written as JSON escapes. */
const utf8 = (json: string): Uint8Array =>
  Uint8Array.from(
    json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    (character) => character.charCodeAt(0),
  );
