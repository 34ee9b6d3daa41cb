/**
 * The container of all data files but mnist.bin: gzip of [ 'BRD2', uint32 length of the header, header, arrays ], little-endian.
 * The header is JSON: { arrays: [{ name, type, shape }], ... }; arrays follow in its order, each padded to 4 bytes.
 */
const TYPES = { u8: Uint8Array, u16: Uint16Array, f32: Float32Array };

export function pack(arrays, more = {}) {
  const header = { arrays: arrays.map(({ name, type, shape }) => ({ name, type, shape })), ...more };
  let text = JSON.stringify(header);
  text += ' '.repeat((4 - (Buffer.byteLength(text) % 4)) % 4);
  const parts = [Buffer.from('BRD2', 'latin1'), Buffer.alloc(4), Buffer.from(text)];
  parts[1].writeUInt32LE(Buffer.byteLength(text));
  for (const { name, type, shape, values } of arrays) {
    const expected = shape.reduce((product, n) => product * n, 1);
    if (values.length !== expected) throw new Error(`${name}: ${values.length} numbers, expected ${expected}`);
    const typed = TYPES[type].from(values);
    for (let i = 0; i < typed.length; i += 1) {
      if (type !== 'f32' && typed[i] !== values[i]) throw new Error(`${name}: ${values[i]} does not fit ${type}`);
    }
    parts.push(Buffer.from(typed.buffer), Buffer.alloc((4 - (typed.byteLength % 4)) % 4));
  }
  return Buffer.concat(parts);
}
