/**
 * E3: uncertainty weighting finds the noise of its tasks. Two straight lines over 100 points with noise of sd 10 and 1
 * (the toy of Kendall's notebook, with linear heads), Adam .05 for everything, 4000 full-batch steps. No engine: the
 * method alone, over losses and slopes worked out here.
 */

import { adamStep, startAdam } from '../../src/core/balancing/ownOptimizer.ts';
import { uncertainty } from '../../src/core/balancing/uncertainty.ts';
import { withDefaults } from '../../src/core/fields.ts';
import { createRng } from '../../src/core/math/rng.ts';
import { type Line, line } from './report.ts';

const TASKS = ['a', 'b'];
const TRUTH = [
  { slope: 2, start: 8, sd: 10 },
  { slope: 3, start: 3, sd: 1 },
];
const ROWS = 100;
const RATE = 0.05;
const STEPS = 4000;

/** Learned standard deviations of one seed. */
function learn(seed: number): number[] {
  const rng = createRng(seed, 'experiments/noise');
  const xs = Array.from({ length: ROWS }, () => rng.normal());
  const ys = TRUTH.map(({ slope, start, sd }) => xs.map((x) => slope * x + start + sd * rng.normal()));
  const options = withDefaults(uncertainty.fields, { learningRate: RATE });
  let state = uncertainty.init(TASKS, options);
  const names = ['a slope', 'a start', 'b slope', 'b start'];
  let parameters = [0, 0, 0, 0];
  let adam = startAdam(names);
  for (let step = 0; step < STEPS; step += 1) {
    const faults = ys.map((targets, t) =>
      targets.map((y, i) => (parameters[2 * t] as number) * (xs[i] as number) + (parameters[2 * t + 1] as number) - y),
    );
    const losses = faults.map((list) => list.reduce((sum, fault) => sum + fault * fault, 0) / ROWS);
    const stats = { step, epoch: step, tasks: TASKS, allTasks: TASKS, losses };
    const { weights, state: next } = uncertainty.weigh(stats, state, options, rng);
    state = next;
    const slopes = faults.flatMap((list, t) => {
      const weight = (2 * (weights[t] as number)) / ROWS;
      const along = list.reduce((sum, fault, i) => sum + fault * (xs[i] as number), 0);
      return [weight * along, weight * list.reduce((sum, fault) => sum + fault, 0)];
    });
    const moved = adamStep(adam, names, slopes, RATE);
    adam = moved.state;
    parameters = parameters.map((value, i) => value + (moved.changes[i] as number));
  }
  return TASKS.map((task) => Math.exp((state.logVariances[task] as number) / 2));
}

export function e3(seeds: number, reference: unknown, add: (line: Line) => void): void {
  const { mean, sd } = (reference as { uw_recovered_std: { mean: number[]; sd: number[] } }).uw_recovered_std;
  const learned = Array.from({ length: seeds }, (_, seed) => learn(seed));
  for (const [t, { sd: truth }] of TRUTH.entries()) {
    const expected = { mean: mean[t] as number, sd: sd[t] as number, n: 10 };
    add(
      line(
        'E3',
        `noise of sd ${truth}`,
        learned.map((each) => each[t] as number),
        expected,
      ),
    );
  }
}
