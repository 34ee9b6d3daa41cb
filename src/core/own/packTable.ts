/**
 * A read table as one block of bytes, for the browser's store and for the worker: the length of a header, the header (JSON),
 * then for each column its numbers and, where it has them, its codes; all little-endian, four bytes each.
 */
import type { ReadColumn, ReadTable } from './readTable.ts';

type Told = Omit<ReadTable, 'columns'> & {
  readonly columns: readonly (Omit<ReadColumn, 'numbers' | 'codes'> & { readonly coded: boolean })[];
};
const BYTES = 4;
const padded = (length: number): number => Math.ceil(length / BYTES) * BYTES;

/** UTF-8 by hand: the pure core has no TextEncoder, and JSON may be written in ASCII. */
function encode(text: string): Uint8Array {
  const plain = text.replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
const PIECE = 8192;
function decode(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return text;
}

export function packTable(table: ReadTable): Uint8Array<ArrayBuffer> {
  const told: Told = {
    ...table,
    columns: table.columns.map(({ numbers: _, codes, ...column }) => ({ ...column, coded: codes !== undefined })),
  };
  const header = encode(JSON.stringify(told));
  const begin = BYTES + padded(header.length);
  const arrays = table.columns.flatMap(({ numbers, codes }) => (codes ? [numbers, codes] : [numbers]));
  const out = new Uint8Array(begin + arrays.reduce((sum, each) => sum + each.byteLength, 0));
  new DataView(out.buffer).setUint32(0, header.length, true);
  out.set(header, BYTES);
  let at = begin;
  for (const each of arrays) {
    out.set(new Uint8Array(each.buffer, each.byteOffset, each.byteLength), at);
    at += each.byteLength;
  }
  return out;
}

/** The header alone: what a screen needs. */
export function readHeader(bytes: Uint8Array): Told {
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  return JSON.parse(decode(bytes.subarray(BYTES, BYTES + length))) as Told;
}

export function unpackTable(packed: Uint8Array): ReadTable {
  // Views need a multiple of four to begin at.
  const bytes = packed.byteOffset % BYTES === 0 ? packed : packed.slice();
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  const told = readHeader(bytes);
  let at = bytes.byteOffset + BYTES + padded(length);
  const take = <View>(Typed: new (buffer: ArrayBufferLike, from: number, count: number) => View): View => {
    const view = new Typed(bytes.buffer, at, told.rows);
    at += told.rows * BYTES;
    return view;
  };
  return {
    ...told,
    columns: told.columns.map(({ coded, ...column }) => {
      const numbers = take(Float32Array);
      return { ...column, numbers, ...(coded ? { codes: take(Int32Array) } : {}) };
    }),
  };
}
