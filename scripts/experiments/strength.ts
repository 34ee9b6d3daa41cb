/** E5: linear tasks at every strength of sharing, in closed form over many draws, and trained by the engine. */
import type { Experiment, ModelId } from '../../src/core/experiment/experiment.ts';
import { valleyMoves } from '../../src/core/experiment/presets/linearTasks.ts';
import { linearProblem, softLinear } from '../../src/core/math/softLinear.ts';
import { mean } from '../../src/core/math/stats.ts';
import { loadData } from '../../src/core/scenarios/loadData.ts';
import { outlineOf } from '../../src/core/scenarios/outline.ts';
import type { Dataset } from '../../src/core/scenarios/scenario.ts';
import type { Strength } from '../../src/core/study/study.ts';
import { chooseByValidation } from '../../src/core/study/sweep.ts';
import { type Line, line } from './report.ts';
import { type Machine, study, testLosses } from './studies.ts';

const INPUTS = 10;
const DELTAS = [0, 0.3, 0.6, 1, 2];
type Curve = {
  readonly lambda: readonly number[];
  readonly excess_risk_mean: readonly number[];
  readonly sd: readonly number[];
};

const withDelta = (experiment: Experiment, delta: number, seed: number): Experiment => ({
  ...experiment,
  data: { ...experiment.data, seed, options: { ...experiment.data.options, delta } },
});
const row = (x: Float32Array, i: number): Float32Array => x.subarray(i * INPUTS, (i + 1) * INPUTS);

/** Mean over tasks of |w - w_t|^2, the truth read off noiseless test rows by least squares. */
function excessRisk(data: Dataset, tasks: readonly string[], strength: Strength): number {
  const problem = (split: Dataset['train'], task: string) => {
    const labels = split.labels[task as never] as Float32Array;
    const rows = [...labels.keys()].filter((i) => !Number.isNaN(labels[i]));
    return linearProblem(
      rows.map((i) => row(split.inputs.x as Float32Array, i)),
      rows.map((i) => labels[i] as number),
    );
  };
  const found = softLinear(
    tasks.map((task) => problem(data.train, task)),
    strength,
  );
  const truth = softLinear(
    tasks.map((task) => problem(data.test, task)),
    0,
  );
  if (!found || !truth) throw new Error('too few rows');
  return mean(found.map((w, t) => w.reduce((sum, value, i) => sum + (value - (truth[t]?.[i] as number)) ** 2, 0)));
}

export async function e5(seeds: number, reference: unknown, add: (line: Line) => void): Promise<void> {
  const base = valleyMoves.build();
  for (const delta of DELTAS) {
    const curve = (reference as Record<string, Curve>)[`soft_delta${delta}`];
    if (!curve) throw new Error(`no reference for delta ${delta}`);
    const all: Dataset[] = [];
    for (let seed = 0; seed < seeds; seed += 1) {
      const { data } = withDelta(base, delta, seed);
      all.push(await loadData(data, { read: (file) => Promise.reject(new Error(file)) }));
    }
    const tasks = outlineOf(base.data).tasks.map((task) => task.id);
    for (const [i, lambda] of curve.lambda.entries()) {
      const strength = lambda >= 1e6 ? 'infinite' : lambda;
      const values = all.map((data) => excessRisk(data, tasks, strength));
      const expected = { mean: curve.excess_risk_mean[i] as number, sd: curve.sd[i] as number, n: 60 };
      add(line('E5', `delta ${delta} lambda ${strength}`, values, expected));
    }
  }
}

/** The same valley by training: test losses of the noiseless test rows are excess risks. */
export async function e5Trained(machine: Machine, seeds: number, add: (line: Line) => void): Promise<void> {
  const base = valleyMoves.build();
  const model = base.models[1]?.id as ModelId;
  const tasks = outlineOf(base.data).tasks.map((task) => task.id);
  for (const delta of [0, 0.6, 2]) {
    const grid = [0.03, 0.3, 3, 'infinite'] as const;
    const experiment = withDelta(base, delta, 1);
    const trained = await study(machine, `E5 ${delta}`, experiment, seeds, { kind: 'strengths', model, grid });
    const best = chooseByValidation(trained.result, trained.variants, model, tasks);
    for (const { key, params } of trained.variants) {
      const losses = tasks.map((task) => testLosses(trained, 1, task, key));
      const values = (losses[0] ?? []).map((_, seed) => mean(losses.map((list) => list[seed] as number)));
      const note = key === best?.key ? 'chosen on validation' : undefined;
      add(line('E5', `trained delta ${delta} ${params.end ?? params.strength}`, values, undefined, note));
    }
  }
}
