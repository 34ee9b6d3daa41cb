/**
 * Teachers: two regression tasks whose true networks are known. A teacher has `hidden` tanh units h = tanh(W x) over
 * inputs x of d standard normals, W normal with sd 1.5 / sqrt(d); task A is a fixed random read-out of its h.
 * Task B reads the hidden units of its own teacher with W_B = cos(q pi/2) W + sin(q pi/2) W', q = 1 - relatedness:
 * at 1 the same features with another read-out, at 0 a network that has nothing to do with A's, and every
 * pre-activation keeps its spread in between. Give B few labels to see a rich task help a poor one, or harm it.
 * Targets are standardised on the clean training rows; training and validation targets then get normal noise, test
 * targets none, so that the test loss is the distance to the truth. B may come in other units, `scale` times larger:
 * with `standardise` on that changes nothing, without it B's loss is scale^2 times as large and drowns A's.
 */
import { type TaskId, taskId } from '../experiment/experiment.ts';
import { numberOption, switchOption } from '../fields.ts';
import { createRng, type Rng } from '../math/rng.ts';
import type { Dataset, ScenarioSpec, Split } from './scenario.ts';
import { addTargetNoise, standardiseTask } from './standardise.ts';

const GAIN = 1.5;
const A = taskId('a');
const B = taskId('b');

interface Teacher {
  /** [hidden, d] */
  readonly features: Float64Array;
  /** [hidden] */
  readonly readOut: Float64Array;
}

const normals = (rng: Rng, n: number, scale = 1): Float64Array =>
  Float64Array.from({ length: n }, () => scale * rng.normal());

function drawTeachers(hidden: number, inputs: number, relatedness: number, seed: number): { a: Teacher; b: Teacher } {
  const rng = createRng(seed, 'teachers/world');
  const shared = normals(rng, hidden * inputs, GAIN / Math.sqrt(inputs));
  const readOutA = normals(rng, hidden);
  const readOutB = normals(rng, hidden);
  const other = normals(rng, hidden * inputs, GAIN / Math.sqrt(inputs));
  const angle = ((1 - relatedness) * Math.PI) / 2;
  const features = shared.map((value, i) => Math.cos(angle) * value + Math.sin(angle) * (other[i] as number));
  return { a: { features: shared, readOut: readOutA }, b: { features, readOut: readOutB } };
}

/** The teacher's answer to row `row` of x [rows, d]. */
function answer(teacher: Teacher, x: Float32Array, row: number): number {
  const inputs = teacher.features.length / teacher.readOut.length;
  return teacher.readOut.reduce((sum, weight, unit) => {
    let before = 0;
    for (let i = 0; i < inputs; i += 1) {
      before += (teacher.features[unit * inputs + i] as number) * (x[row * inputs + i] as number);
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
    { name: 'inputs', type: 'integer', default: 20, min: 2, max: 100 },
    { name: 'scale', type: 'number', default: 1, min: 0.01, max: 100, scale: 'log' },
    { name: 'standardise', type: 'switch', default: true },
  ],
  sizes: { train: 500, validation: 300, test: 1000 },
  maxSizes: { train: 10_000, validation: 5000, test: 5000 },
  outline: (options) => ({
    inputs: [{ id: 'x', kind: 'vector', shape: [numberOption(options, 'inputs')] }],
    tasks: [
      { id: A, kind: 'regression' },
      { id: B, kind: 'regression' },
    ],
  }),
  async load(options, sizes, seed) {
    const inputs = numberOption(options, 'inputs');
    const { a, b } = drawTeachers(numberOption(options, 'hidden'), inputs, numberOption(options, 'relatedness'), seed);
    const draw = (split: keyof typeof sizes): Split => {
      const rows = sizes[split];
      const x = Float32Array.from(normals(createRng(seed, `teachers/${split}`), rows * inputs));
      const labels = (teacher: Teacher) => Float32Array.from({ length: rows }, (_, row) => answer(teacher, x, row));
      return { rows, inputs: { x }, labels: { [A]: labels(a), [B]: labels(b) } };
    };
    const dataset = { train: draw('train'), validation: draw('validation'), test: draw('test') };
    for (const task of [A, B]) {
      standardiseTask(dataset, task);
      addTargetNoise(dataset, task, numberOption(options, 'noise'), createRng(seed, `teachers/noise/${task}`));
    }
    if (!switchOption(options, 'standardise')) rescale(dataset, B, numberOption(options, 'scale'));
    return dataset;
  },
};

/** The same targets in other units, noise included. */
function rescale(dataset: Dataset, task: TaskId, scale: number): void {
  for (const split of [dataset.train, dataset.validation, dataset.test]) {
    const labels = split.labels[task] as Float32Array;
    for (let i = 0; i < labels.length; i += 1) labels[i] = scale * (labels[i] as number);
  }
}
