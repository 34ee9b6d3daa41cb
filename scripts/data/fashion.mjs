/**
 * The first 6,000 test pictures of Fashion-MNIST, at 16 shades of grey, two pixels a byte. Its source is Debian's package
 * dataset-fashion-mnist (no npm package holds it under its licence); where there is no apt, FASHION_MNIST may name the
 * folder with its four files.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { pack } from './pack.mjs';

const COUNT = 6000;
const SIDE = 28;
const IMAGES_HEADER = 16;
const LABELS_HEADER = 8;

function folder() {
  if (process.env.FASHION_MNIST) return process.env.FASHION_MNIST;
  const into = mkdtempSync(join(tmpdir(), 'fashion-'));
  execFileSync('apt-get', ['download', 'dataset-fashion-mnist'], { cwd: into, stdio: 'ignore' });
  const [deb] = readdirSync(into).filter((name) => name.endsWith('.deb'));
  execFileSync('dpkg-deb', ['-x', deb, 'out'], { cwd: into });
  return join(into, 'out/usr/share/datasets/fashion-mnist');
}

export function fashion() {
  const from = folder();
  const read = (name) => gunzipSync(readFileSync(join(from, name)));
  const pixels = read('t10k-images-idx3-ubyte.gz').subarray(IMAGES_HEADER);
  const labels = read('t10k-labels-idx1-ubyte.gz').subarray(LABELS_HEADER, LABELS_HEADER + COUNT);
  const shade = (at) => Math.round(pixels[at] / 17);
  const pairs = Uint8Array.from({ length: (COUNT * SIDE * SIDE) / 2 }, (_, i) => 16 * shade(2 * i) + shade(2 * i + 1));
  return {
    bytes: pack([
      { name: 'label', type: 'u8', shape: [COUNT], values: labels },
      { name: 'pixels', type: 'u8', shape: [COUNT, SIDE, SIDE / 2], values: pairs },
    ]),
    entry: {
      licence: 'MIT',
      attribution: 'Fashion-MNIST, H. Xiao, K. Rasul, R. Vollgraf, © 2017 Zalando SE; via Debian dataset-fashion-mnist',
      shape: [COUNT, SIDE, SIDE],
      type: 'uint8, two pixels a byte',
      scale: 15,
      classes: ['T-shirt', 'trousers', 'pullover', 'dress', 'coat', 'sandal', 'shirt', 'sneaker', 'bag', 'ankle boot'],
      split: 'by source picture, seeded: 70 % train, 10 % validation, 20 % test',
    },
  };
}
