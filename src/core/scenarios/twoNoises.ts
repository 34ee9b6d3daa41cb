/**
 * Two regressions of which one is measured badly: the case that Kendall, Gal, Cipolla, 'Multi-Task Learning Using
 * Uncertainty to Weigh Losses', CVPR 2018, derives its weights for (eq. 7: the best weight is 1 / (2 sigma^2)). Both
 * targets are smooth functions of the same two inputs, of variance 1; the noise has sd `noiseA` and `noiseB`, in training and
 * validation, and test targets are clean, so that the test loss is the distance to the truth.
 */
import { taskId } from '../experiment/experiment.ts';
import { numberOption } from '../fields.ts';
import { createRng, type Rng } from '../math/rng.ts';
import { drawSplits } from './draw.ts';
import type { ScenarioSpec, Split } from './scenario.ts';
import { addTargetNoise, standardiseTask } from './standardise.ts';

const A = taskId('a');
const B = taskId('b');
/** The plane's picture of the answers runs from -RANGE to RANGE. */
const RANGE = 2;

function drawRows(rows: number, rng: Rng): Split {
  const x = new Float32Array(2 * rows);
  const a = new Float32Array(rows);
  const b = new Float32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const u = RANGE * (2 * rng.uniform() - 1);
    const v = RANGE * (2 * rng.uniform() - 1);
    x[2 * row] = u;
    x[2 * row + 1] = v;
    a[row] = Math.sin(1.6 * u) + Math.cos(1.6 * v);
    b[row] = Math.sin(1.6 * u) - Math.cos(1.6 * v);
  }
  return { rows, inputs: { x }, labels: { [A]: a, [B]: b } };
}

export const twoNoises: ScenarioSpec = {
  id: 'two-noises',
  domain: 'known structure',
  source: { kind: 'generated' },
  fields: [
    { name: 'noiseA', type: 'number', default: 0.1, min: 0, max: 5, step: 0.05 },
    { name: 'noiseB', type: 'number', default: 2, min: 0, max: 5, step: 0.05 },
  ],
  sizes: { train: 300, validation: 200, test: 500 },
  maxSizes: { train: 5000, validation: 2000, test: 2000 },
  outline: () => ({
    inputs: [{ id: 'x', kind: 'plane', shape: [2], range: RANGE }],
    tasks: [
      { id: A, kind: 'regression' },
      { id: B, kind: 'regression' },
    ],
  }),
  async load(options, sizes, seed) {
    const dataset = drawSplits(sizes, seed, 'twoNoises', drawRows);
    for (const [task, noise] of [
      [A, 'noiseA'],
      [B, 'noiseB'],
    ] as const) {
      standardiseTask(dataset, task);
      addTargetNoise(dataset, task, numberOption(options, noise), createRng(seed, `twoNoises/noise/${task}`));
    }
    return dataset;
  },
};
