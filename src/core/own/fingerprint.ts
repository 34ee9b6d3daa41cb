/**
 * A fingerprint of a file's bytes: 64 bits from two runs of MurmurHash3's mixing (A. Appleby, 2008, public domain) with
 * different constants, and the length. It tells a wrong or changed file from the right one, nothing more: it is no signature.
 * A hash of our own because browsers compute SHA-256 in secure pages only, and a link must work in all.
 */
const [FIRST, SECOND, THIRD, FOURTH] = [0xcc9e2d51, 0x1b873593, 0x239b961b, 0x38b34ae5];

function turn(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}
function settle(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
const hex = (value: number): string => value.toString(16).padStart(8, '0');

export function fingerprintOf(bytes: Uint8Array): string {
  let a = 0x9747b28c;
  let b = 0x3c6ef372;
  for (let i = 0; i < bytes.length; i += 4) {
    // Past the end: zeros. The length at the end tells such files apart.
    const word =
      (bytes[i] as number) | ((bytes[i + 1] ?? 0) << 8) | ((bytes[i + 2] ?? 0) << 16) | ((bytes[i + 3] ?? 0) << 24);
    a = Math.imul(turn(a ^ Math.imul(turn(Math.imul(word, FIRST), 15), SECOND), 13), 5) + 0xe6546b64;
    b = Math.imul(turn(b ^ Math.imul(turn(Math.imul(word, THIRD), 16), FOURTH), 19), 5) + 0x561ccd1b;
  }
  return hex(settle(a ^ bytes.length)) + hex(settle(b ^ settle(bytes.length)));
}
