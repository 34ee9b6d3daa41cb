/**
 * Relatedness against strength without training: for linear problems the answer at every strength is known
 * (math/softLinear.ts), so the validation error over a dial of the data is a matter of milliseconds. Differs from the
 * trained map: no early stop, no bias term.
 */
import type { Experiment, TaskId } from '../experiment/experiment.ts';
import { type LinearProblem, linearProblem, softLinear } from '../math/softLinear.ts';
import { mean } from '../math/stats.ts';
import { loadData } from '../scenarios/loadData.ts';
import { enabledTasks, outlineOf } from '../scenarios/outline.ts';
import type { Assets, Split } from '../scenarios/scenario.ts';
import { repeatOf } from './seeds.ts';
import type { Strength } from './study.ts';

/** One value of the dial: the error at each strength of the grid; `undefined` where nothing is determined. */
export interface HeatRow {
  readonly value: number;
  readonly errors: readonly (number | undefined)[];
}
const NO_FILES: Assets = { read: (file) => Promise.reject(new Error(`no file ${file} is needed for linear tasks`)) };

interface Rows {
  readonly inputs: readonly ArrayLike<number>[];
  readonly targets: readonly number[];
}
/** The rows of a split that have a label of this task. */
function rowsOf(split: Split, task: TaskId): Rows {
  const x = Object.values(split.inputs)[0] ?? new Float32Array();
  const width = x.length / split.rows;
  const labels = split.labels[task] ?? new Float32Array();
  const kept = [...labels.keys()].filter((row) => !Number.isNaN(labels[row]));
  return {
    inputs: kept.map((row) => x.subarray(row * width, (row + 1) * width)),
    targets: kept.map((row) => labels[row] as number),
  };
}

function squaredError({ inputs, targets }: Rows, weights: readonly number[]): number {
  return mean(
    inputs.map(
      (row, i) => (weights.reduce((sum, w, j) => sum + w * (row[j] as number), 0) - (targets[i] as number)) ** 2,
    ),
  );
}

export async function exactHeat(
  experiment: Experiment,
  option: string,
  values: readonly number[],
  grid: readonly Strength[],
): Promise<HeatRow[]> {
  const { count } = experiment.training.repeats;
  const rows: HeatRow[] = [];
  for (const value of values) {
    const found: (number | undefined)[][] = [];
    for (let seed = 0; seed < count; seed += 1) {
      const { data } = repeatOf(experiment, seed);
      const set = { ...data, options: { ...data.options, [option]: value } };
      const dataset = await loadData(set, NO_FILES);
      const tasks = enabledTasks(set, outlineOf(set)).map(({ id }) => id);
      const problems: LinearProblem[] = tasks.map((task) => {
        const { inputs, targets } = rowsOf(dataset.train, task);
        return linearProblem(inputs, targets);
      });
      const checks = tasks.map((task) => rowsOf(dataset.validation, task));
      found.push(
        grid.map((strength) => {
          const weights = softLinear(problems, strength);
          return weights && mean(weights.map((own, t) => squaredError(checks[t] as Rows, own)));
        }),
      );
    }
    const errors = grid.map((_, i) => {
      const each = found.flatMap((list) => (list[i] === undefined ? [] : [list[i] as number]));
      return each.length < count ? undefined : mean(each);
    });
    rows.push({ value, errors });
  }
  return rows;
}
