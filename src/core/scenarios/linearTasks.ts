/**
 * Linear tasks: T straight-line problems y = w_t . x + noise over 10 standard normals, with w_t = w_0 + delta * v_t, all
 * of w_0 and v_t normal with sd 1 / sqrt(10). delta = 0 is one problem seen T times (share all), a large delta T
 * problems (share nothing); in between soft sharing has a best strength (after Evgeniou & Pontil, 'Regularized
 * Multi-Task Learning', KDD 2004). The best answer at every strength is known in closed form: core/math/softLinear.ts.
 *
 * Every task has training rows of its own: row i belongs to task i mod T and has no label for the others.
 * Departures: targets are NOT standardised, and test targets are without noise, so that the test loss of a linear
 * network is its excess risk |w - w_t|^2.
 */
import { type TaskId, taskId } from '../experiment/experiment.ts';
import { numberOption, type Options } from '../fields.ts';
import { createRng, type Rng } from '../math/rng.ts';
import type { ScenarioSpec, Split } from './scenario.ts';
import { addTargetNoise } from './standardise.ts';

const INPUTS = 10;

const taskIds = (options: Options): TaskId[] =>
  Array.from({ length: numberOption(options, 'tasks') }, (_, t) => taskId(`t${t + 1}`));

/** w_t for each task; adding a task does not change the others. */
function drawWeights(tasks: number, delta: number, rng: Rng): Float64Array[] {
  const normals = (): Float64Array => Float64Array.from({ length: INPUTS }, () => rng.normal() / Math.sqrt(INPUTS));
  const common = normals();
  return Array.from({ length: tasks }, () => {
    const own = normals();
    return common.map((value, i) => value + delta * (own[i] as number));
  });
}

function drawSplit(
  weights: readonly Float64Array[],
  ids: readonly TaskId[],
  rows: number,
  own: boolean,
  rng: Rng,
): Split {
  const x = Float32Array.from({ length: rows * INPUTS }, () => rng.normal());
  const labels = weights.map((weight, task) =>
    Float32Array.from({ length: rows }, (_, row) =>
      own && row % weights.length !== task
        ? Number.NaN
        : weight.reduce((sum, value, i) => sum + value * (x[row * INPUTS + i] as number), 0),
    ),
  );
  return { rows, inputs: { x }, labels: Object.fromEntries(ids.map((id, t) => [id, labels[t] as Float32Array])) };
}

export const linearTasks: ScenarioSpec = {
  id: 'linear-tasks',
  domain: 'known structure',
  source: { kind: 'generated' },
  fields: [
    { name: 'tasks', type: 'integer', default: 5, min: 2, max: 8 },
    { name: 'delta', type: 'number', default: 0.6, min: 0, max: 3, step: 0.05 },
    { name: 'noise', type: 'number', default: 0.5, min: 0, max: 3, step: 0.05 },
  ],
  sizes: { train: 75, validation: 200, test: 500 },
  maxSizes: { train: 10_000, validation: 5000, test: 5000 },
  outline: (options) => ({
    inputs: [{ id: 'x', kind: 'vector', shape: [INPUTS] }],
    tasks: taskIds(options).map((id) => ({ id, kind: 'regression' })),
  }),
  async load(options, sizes, seed) {
    const ids = taskIds(options);
    const weights = drawWeights(ids.length, numberOption(options, 'delta'), createRng(seed, 'linearTasks/world'));
    const draw = (split: keyof typeof sizes): Split =>
      drawSplit(weights, ids, sizes[split], split === 'train', createRng(seed, `linearTasks/${split}`));
    const dataset = { train: draw('train'), validation: draw('validation'), test: draw('test') };
    for (const id of ids) {
      addTargetNoise(dataset, id, numberOption(options, 'noise'), createRng(seed, `linearTasks/noise/${id}`));
    }
    return dataset;
  },
};
