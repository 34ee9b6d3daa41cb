/**
 * Teachers: two regression tasks whose true networks are known. A teacher has `hidden` tanh units h = tanh(W x) over
 * inputs x of 20 standard normals, W normal with sd 1.5 / sqrt(20); task A is a fixed random read-out of its h.
 * Task B reads the hidden units of its own teacher with W_B = cos(q pi/2) W + sin(q pi/2) W', q = 1 - relatedness:
 * at 1 the same features with another read-out, at 0 a network that has nothing to do with A's, and every
 * pre-activation keeps its spread in between. Give B few labels to see a rich task help a poor one, or harm it.
 * Targets are standardised on the clean training rows; training and validation targets then get normal noise, test
 * targets none, so that the test loss is the distance to the truth.
 */
import { taskId } from '../experiment/experiment.ts';
import { numberOption } from '../fields.ts';
import { createRng, type Rng } from '../math/rng.ts';
import type { ScenarioSpec, Split } from './scenario.ts';
import { addTargetNoise, standardiseTask } from './standardise.ts';

const INPUTS = 20;
const GAIN = 1.5;
const A = taskId('a');
const B = taskId('b');

interface Teacher {
  /** [hidden, INPUTS] */
  readonly features: Float64Array;
  /** [hidden] */
  readonly readOut: Float64Array;
}

const normals = (rng: Rng, n: number, scale = 1): Float64Array =>
  Float64Array.from({ length: n }, () => scale * rng.normal());

function drawTeachers(hidden: number, relatedness: number, seed: number): { a: Teacher; b: Teacher } {
  const rng = createRng(seed, 'teachers/world');
  const shared = normals(rng, hidden * INPUTS, GAIN / Math.sqrt(INPUTS));
  const readOutA = normals(rng, hidden);
  const readOutB = normals(rng, hidden);
  const other = normals(rng, hidden * INPUTS, GAIN / Math.sqrt(INPUTS));
  const angle = ((1 - relatedness) * Math.PI) / 2;
  const features = shared.map((value, i) => Math.cos(angle) * value + Math.sin(angle) * (other[i] as number));
  return { a: { features: shared, readOut: readOutA }, b: { features, readOut: readOutB } };
}

/** The teacher's answer to row `row` of x [rows, INPUTS]. */
function answer(teacher: Teacher, x: Float32Array, row: number): number {
  return teacher.readOut.reduce((sum, weight, unit) => {
    let before = 0;
    for (let i = 0; i < INPUTS; i += 1) {
      before += (teacher.features[unit * INPUTS + i] as number) * (x[row * INPUTS + i] as number);
    }
    return sum + weight * Math.tanh(before);
  }, 0);
}

export const teachers: ScenarioSpec = {
  id: 'teachers',
  domain: 'known structure',
  source: { kind: 'generated' },
  fields: [
    { name: 'relatedness', type: 'number', default: 1, min: 0, max: 1, step: 0.01 },
    { name: 'hidden', type: 'integer', default: 5, min: 1, max: 32 },
    { name: 'noise', type: 'number', default: 0.1, min: 0, max: 2, step: 0.05 },
  ],
  sizes: { train: 500, validation: 300, test: 1000 },
  maxSizes: { train: 10_000, validation: 5000, test: 5000 },
  outline: () => ({
    inputs: [{ id: 'x', kind: 'vector', shape: [INPUTS] }],
    tasks: [
      { id: A, kind: 'regression' },
      { id: B, kind: 'regression' },
    ],
  }),
  async load(options, sizes, seed) {
    const { a, b } = drawTeachers(numberOption(options, 'hidden'), numberOption(options, 'relatedness'), seed);
    const draw = (split: keyof typeof sizes): Split => {
      const rows = sizes[split];
      const x = Float32Array.from(normals(createRng(seed, `teachers/${split}`), rows * INPUTS));
      const labels = (teacher: Teacher) => Float32Array.from({ length: rows }, (_, row) => answer(teacher, x, row));
      return { rows, inputs: { x }, labels: { [A]: labels(a), [B]: labels(b) } };
    };
    const dataset = { train: draw('train'), validation: draw('validation'), test: draw('test') };
    for (const task of [A, B]) {
      standardiseTask(dataset, task);
      addTargetNoise(dataset, task, numberOption(options, 'noise'), createRng(seed, `teachers/noise/${task}`));
    }
    return dataset;
  },
};
