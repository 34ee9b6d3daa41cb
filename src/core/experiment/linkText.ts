/**
 * From text to the letters of an address and back: UTF-8, raw deflate, base64url without padding (RFC 4648, section 5).
 * Reading is safe for hostile input: capped in length before and after inflation, and never throws.
 */
import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import { error, fail, ok, type Result } from '../result.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Bytes of inflated text. The largest experiment that a person wires is far below. */
const INFLATED = 256 * 1024;

function toLetters(bytes: Uint8Array): string {
  let letters = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = bytes.subarray(i, i + 3);
    const word = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    const count = b === undefined ? 2 : c === undefined ? 3 : 4;
    for (let j = 0; j < count; j += 1) letters += ALPHABET[(word >> (18 - 6 * j)) & 63];
  }
  return letters;
}
function fromLetters(letters: string): Uint8Array | undefined {
  if (letters.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((letters.length * 3) / 4));
  let word = 0;
  let bits = 0;
  let length = 0;
  for (const letter of letters) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) return undefined;
    word = ((word << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length] = (word >> bits) & 255;
    length += 1;
  }
  return bytes;
}

export const packText = (text: string): string => toLetters(deflateSync(strToU8(text), { level: 9 }));

export function unpackText(letters: string): Result<string> {
  const bytes = fromLetters(letters);
  if (!bytes || bytes.length === 0) return fail(error('link.characters'));
  try {
    // A given buffer is never grown: what does not fit is dropped, and one spare byte shows that something was.
    const text = inflateSync(bytes, { out: new Uint8Array(INFLATED + 1) });
    if (text.length > INFLATED) return fail(error('link.tooLarge', { expected: INFLATED }));
    return ok(strFromU8(text));
  } catch {
    return fail(error('link.broken'));
  }
}
