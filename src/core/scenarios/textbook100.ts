/**
 * Textbook data: 100 measured numbers per row, a ten-way `digit` and a yes-or-no `flag`, for the two-head networks that
 * tutorials print with random numbers in place of data. Here there is something to learn, and something to share:
 * a row has 16 hidden factors, normal about the centre of its digit; the 100 numbers are tanh of mixtures of them plus
 * noise; the flag is the sign of one direction of the factors plus a bend that depends on the digit being odd.
 * The seed draws the world (centres, mixtures, direction) as well as the rows.
 * With `whole` a third task is to give the row back, as an autoencoder does: its labels are the inputs themselves.
 */
import { taskId } from '../experiment/experiment.ts';
import { numberOption, switchOption } from '../fields.ts';
import { createRng, type Rng } from '../math/rng.ts';
import type { ScenarioSpec, Split } from './scenario.ts';

const INPUTS = 100;
const FACTORS = 16;
const CLASSES = 10;
/** Distance scale of the digits' centres, in sd of the factors about them. */
const SPREAD = 1.1;
const DIGIT = taskId('digit');
const FLAG = taskId('flag');
const WHOLE = taskId('row');

interface World {
  /** [CLASSES, FACTORS] */
  readonly centres: Float64Array;
  /** [INPUTS, FACTORS] */
  readonly mixture: Float64Array;
  /** [FACTORS] of length 1 */
  readonly direction: Float64Array;
}

function drawWorld(rng: Rng): World {
  const normals = (n: number, scale: number): Float64Array =>
    Float64Array.from({ length: n }, () => scale * rng.normal());
  const centres = normals(CLASSES * FACTORS, SPREAD);
  const mixture = normals(INPUTS * FACTORS, 1 / Math.sqrt(FACTORS));
  const raw = normals(FACTORS, 1);
  const length = Math.hypot(...raw);
  return { centres, mixture, direction: raw.map((value) => value / length) };
}

function drawRows(world: World, rows: number, noise: number, whole: boolean, rng: Rng): Split {
  const x = new Float32Array(rows * INPUTS);
  const digits = new Float32Array(rows);
  const flags = new Float32Array(rows);
  const factors = new Float64Array(FACTORS);
  for (let row = 0; row < rows; row += 1) {
    const digit = rng.below(CLASSES);
    let along = 0;
    for (let f = 0; f < FACTORS; f += 1) {
      const own = rng.normal();
      factors[f] = (world.centres[digit * FACTORS + f] as number) + own;
      along += own * (world.direction[f] as number);
    }
    for (let i = 0; i < INPUTS; i += 1) {
      let mixed = 0;
      for (let f = 0; f < FACTORS; f += 1) mixed += (world.mixture[i * FACTORS + f] as number) * (factors[f] as number);
      x[row * INPUTS + i] = Math.tanh(mixed) + noise * rng.normal();
    }
    digits[row] = digit;
    flags[row] = along + (digit % 2 === 1 ? 1 : -1) > 0 ? 1 : 0;
  }
  return { rows, inputs: { x }, labels: { [DIGIT]: digits, [FLAG]: flags, ...(whole ? { [WHOLE]: x.slice() } : {}) } };
}

export const textbook100: ScenarioSpec = {
  id: 'textbook100',
  domain: 'known structure',
  source: { kind: 'generated' },
  fields: [
    { name: 'noise', type: 'number', default: 0.2, min: 0, max: 2, step: 0.05 },
    { name: 'whole', type: 'switch', default: false },
  ],
  sizes: { train: 1000, validation: 300, test: 500 },
  maxSizes: { train: 10_000, validation: 5000, test: 5000 },
  outline: (options) => ({
    inputs: [{ id: 'x', kind: 'vector', shape: [INPUTS] }],
    tasks: [
      { id: DIGIT, kind: 'multiclass', classes: CLASSES },
      { id: FLAG, kind: 'binary' },
      ...(switchOption(options, 'whole') ? [{ id: WHOLE, kind: 'regression', width: INPUTS } as const] : []),
    ],
  }),
  async load(options, sizes, seed) {
    const world = drawWorld(createRng(seed, 'textbook100/world'));
    const noise = numberOption(options, 'noise');
    const whole = switchOption(options, 'whole');
    const draw = (split: keyof typeof sizes): Split =>
      drawRows(world, sizes[split], noise, whole, createRng(seed, `textbook100/${split}`));
    return { train: draw('train'), validation: draw('validation'), test: draw('test') };
  },
};
