/**
 * The same task in different units, after Chen et al., 'GradNorm', ICML 2018, section 4: f_i(x) = sigma_i tanh((B + e_i) x),
 * B common to all tasks with entries N(0, 10), e_i each task's own with N(0, 3.5) (variances), every task with its own
 * scale sigma_i. Squared loss without standardising, so the scale decides how loud a task is; tanh saturates, so the
 * units can be read off the targets. Departures: 20 inputs and 5 outputs where the paper has 250 and 100, so that it trains
 * in a page; inputs of sd 1 / sqrt(20 * 13.5), for the argument of the tanh to be of about unit size.
 */
import { type TaskId, taskId } from '../experiment/experiment.ts';
import { numberOption, type Options } from '../fields.ts';
import { createRng, type Rng } from '../math/rng.ts';
import { dot, drawSplits, normals } from './draw.ts';
import type { ScenarioSpec, Split } from './scenario.ts';

const INPUTS = 20;
const OUTPUTS = 5;
const COMMON = 10;
const OWN = 3.5;
const INPUT_SD = 1 / Math.sqrt(INPUTS * (COMMON + OWN));

const taskIds = (options: Options): TaskId[] =>
  Array.from({ length: numberOption(options, 'tasks') }, (_, t) => taskId(`t${t + 1}`));
/** From 1 for the first task to `scale` for the last, evenly in the logarithm. */
export const scaleOf = (task: number, tasks: number, scale: number): number => scale ** (task / Math.max(1, tasks - 1));

export const gradnormToy: ScenarioSpec = {
  id: 'gradnorm-toy',
  domain: 'known structure',
  source: { kind: 'generated' },
  fields: [
    { name: 'tasks', type: 'integer', default: 2, min: 2, max: 8 },
    { name: 'scale', type: 'number', default: 10, min: 1, max: 100, scale: 'log' },
  ],
  sizes: { train: 2000, validation: 300, test: 500 },
  maxSizes: { train: 10_000, validation: 2000, test: 2000 },
  outline: (options) => ({
    inputs: [{ id: 'x', kind: 'vector', shape: [INPUTS] }],
    tasks: taskIds(options).map((id) => ({ id, kind: 'regression', width: OUTPUTS })),
  }),
  async load(options, sizes, seed) {
    const ids = taskIds(options);
    const common = normals(createRng(seed, 'gradnormToy/common'), INPUTS * OUTPUTS, Math.sqrt(COMMON));
    const maps = ids.map((id) => {
      const own = normals(createRng(seed, `gradnormToy/${id}`), INPUTS * OUTPUTS, Math.sqrt(OWN));
      return common.map((value, i) => value + (own[i] as number));
    });
    return drawSplits(sizes, seed, 'gradnormToy', (rows: number, rng: Rng): Split => {
      const x = Float32Array.from(normals(rng, rows * INPUTS));
      const labels = ids.map((_, t) => {
        const sigma = scaleOf(t, ids.length, numberOption(options, 'scale'));
        return Float32Array.from({ length: rows * OUTPUTS }, (_v, i) => {
          const row = Math.floor(i / OUTPUTS);
          const along = dot(maps[t] as Float64Array, x, INPUTS, (i % OUTPUTS) * INPUTS, row * INPUTS);
          return sigma * Math.tanh(INPUT_SD * along);
        });
      });
      return { rows, inputs: { x }, labels: Object.fromEntries(ids.map((id, t) => [id, labels[t] as Float32Array])) };
    });
  },
};
