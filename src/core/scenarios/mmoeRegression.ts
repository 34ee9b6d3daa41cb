/**
 * Two regressions with a dial for how alike they are, after Ma et al., 'Modeling Task Relationships in Multi-task
 * Learning with Multi-gate Mixture-of-Experts', KDD 2018, section 3.2: w1 = c u1, w2 = c (p u1 + sqrt(1 - p^2) u2) with
 * u1, u2 orthogonal unit vectors, y_k = w_k . x + sum_i sin(alpha_i w_k . x + beta_i) + noise. p is the cosine of the
 * two weight vectors; the correlation of the labels rises with it but is not equal to it.
 * The paper leaves alpha, beta and the noise open: here alpha_i = i, beta_i = i for i = 1..m as in a common reading,
 * noise sd .1. Departures: 100 inputs as there, targets standardised, test targets without noise.
 */
import { taskId } from '../experiment/experiment.ts';
import { numberOption, textOption } from '../fields.ts';
import { createRng, type Rng } from '../math/rng.ts';
import { dot, drawSplits, normals } from './draw.ts';
import type { ScenarioSpec, Split } from './scenario.ts';
import { addTargetNoise, standardiseTask } from './standardise.ts';

const A = taskId('a');
const B = taskId('b');
const SCALE = 1;

/** Two orthogonal unit vectors (Gram-Schmidt). */
function drawPair(rng: Rng, inputs: number): [Float64Array, Float64Array] {
  const unit = (v: Float64Array): Float64Array => v.map((value) => value / Math.sqrt(dot(v, v, v.length)));
  const first = unit(normals(rng, inputs));
  const raw = normals(rng, inputs);
  const along = dot(first, raw, inputs);
  return [first, unit(raw.map((value, i) => value - along * (first[i] as number)))];
}
function answer(projection: number, waves: number): number {
  let y = projection;
  for (let i = 1; i <= waves; i += 1) y += Math.sin(i * projection + i);
  return y;
}
/** Two faster waves, alpha = (2, 4) and beta = (.3, -.7): the labels' correlation falls faster with p. */
const fastAnswer = (projection: number): number =>
  projection + Math.sin(2 * projection + 0.3) + Math.sin(4 * projection - 0.7);

export const mmoeRegression: ScenarioSpec = {
  id: 'mmoe-regression',
  domain: 'known structure',
  source: { kind: 'generated' },
  fields: [
    { name: 'correlation', type: 'number', default: 0.5, min: 0, max: 1, step: 0.01 },
    { name: 'pattern', type: 'choice', default: 'paper', choices: ['paper', 'fast'] },
    { name: 'waves', type: 'integer', default: 2, min: 0, max: 6, when: { field: 'pattern', is: ['paper'] } },
    { name: 'inputs', type: 'integer', default: 100, min: 2, max: 100 },
    { name: 'noise', type: 'number', default: 0.1, min: 0, max: 2, step: 0.01 },
  ],
  sizes: { train: 4000, validation: 500, test: 1000 },
  maxSizes: { train: 20_000, validation: 4000, test: 4000 },
  outline: (options) => ({
    inputs: [{ id: 'x', kind: 'vector', shape: [numberOption(options, 'inputs')] }],
    tasks: [
      { id: A, kind: 'regression' },
      { id: B, kind: 'regression' },
    ],
  }),
  async load(options, sizes, seed) {
    const inputs = numberOption(options, 'inputs');
    const fast = textOption(options, 'pattern') === 'fast';
    const [u1, u2] = drawPair(createRng(seed, 'mmoeRegression/world'), inputs);
    const p = numberOption(options, 'correlation');
    const waves = numberOption(options, 'waves');
    const w2 = u1.map((value, i) => p * value + Math.sqrt(1 - p * p) * (u2[i] as number));
    const draw = (rows: number, rng: Rng): Split => {
      const x = Float32Array.from(normals(rng, rows * inputs));
      const told = (w: Float64Array): Float32Array =>
        Float32Array.from({ length: rows }, (_, row) => {
          const projection = SCALE * dot(w, x, inputs, 0, row * inputs);
          return fast ? fastAnswer(projection) : answer(projection, waves);
        });
      return { rows, inputs: { x }, labels: { [A]: told(u1), [B]: told(w2) } };
    };
    const dataset = drawSplits(sizes, seed, 'mmoeRegression', draw);
    for (const task of [A, B]) {
      standardiseTask(dataset, task);
      addTargetNoise(dataset, task, numberOption(options, 'noise'), createRng(seed, `mmoeRegression/noise/${task}`));
    }
    return dataset;
  },
};
