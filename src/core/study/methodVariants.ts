/**
 * Variants of a comparison of balancing methods, and of training every set of tasks. A task alone is the same wiring with
 * the other tasks switched off, so that it keeps the whole trunk (the single-task baseline of Maninis et al., CVPR 2019).
 */
import type { Balancing, Experiment, ModelSpec, TaskId } from '../experiment/experiment.ts';
import { error, fail, ok, type Result } from '../result.ts';
import { enabledTasks, outlineOf } from '../scenarios/outline.ts';
import type { StudyForm, Variant } from './study.ts';
import { variant, withRate } from './variant.ts';

type Of<Kind extends StudyForm['kind']> = Extract<StudyForm, { readonly kind: Kind }>;

/** Every set of up to four tasks is fifteen trainings a seed; of five it would be thirty-one. */
export const MOST_GROUPED = 4;

const tasksOf = ({ data }: Experiment): TaskId[] => enabledTasks(data, outlineOf(data)).map(({ id }) => id);
function only(experiment: Experiment, kept: readonly TaskId[]): Experiment {
  const { data } = experiment;
  const off = tasksOf(experiment).filter((task) => !kept.includes(task));
  const tasks = Object.fromEntries(off.map((task) => [task, { ...data.tasks[task], enabled: false }]));
  return { ...experiment, data: { ...data, tasks: { ...data.tasks, ...tasks } } };
}
function alone(experiment: Experiment, id: ModelSpec['id']): Result<Experiment> {
  const model = experiment.models.find((each) => each.id === id);
  return model ? ok({ ...experiment, models: [model] }) : fail(error('study.noSuchModel', { found: id }));
}
const withBalancing = (experiment: Experiment, balancing: Balancing): Experiment => ({
  ...experiment,
  models: experiment.models.map((model) => ({ ...model, balancing })),
});
const plainSum: Balancing = { method: 'weighted-sum', options: {}, taskWeights: {} };

export interface SumWeights {
  /** Names the point: w, or the task that has more than its part. */
  readonly name: number | string;
  readonly taskWeights: Readonly<Record<TaskId, number>>;
}
/** Weights of the sums tried, each adding up to T: (1 - w, w) of two tasks; of more, equal ones and one task in front. */
export function sumWeights(tasks: readonly TaskId[], shares: readonly number[]): SumWeights[] {
  const T = tasks.length;
  const [first, second] = tasks;
  if (T === 2 && first !== undefined && second !== undefined) {
    return [...new Set([...shares, 0.5])]
      .sort((a, b) => a - b)
      .map((w) => ({ name: w, taskWeights: { [first]: 2 * (1 - w), [second]: 2 * w } }));
  }
  const equal = Object.fromEntries(tasks.map((task) => [task, 1]));
  const fronts = tasks.map((front) => ({
    name: front as string,
    taskWeights: Object.fromEntries(tasks.map((task) => [task, task === front ? T / 2 : T / 2 / (T - 1)])),
  }));
  return [{ name: 0.5, taskWeights: equal }, ...(T > 2 ? fronts : [])];
}

/** Arms: 'alone' by task, 'sum' by weights, and '0', '1', … for the contenders; each at every rate. */
export function methodVariants(experiment: Experiment, form: Of<'methods'>): Result<Variant[]> {
  const one = alone(experiment, form.model);
  if (!one.ok) return one;
  const base = one.value;
  const tasks = tasksOf(base);
  const rates: readonly (number | undefined)[] = form.rates.length > 0 ? [...new Set(form.rates)] : [undefined];
  const atRates = (params: Variant['params'], changed: Experiment): Variant[] =>
    rates.map((rate) =>
      rate === undefined ? variant(params, changed) : variant({ ...params, rate }, withRate(changed, rate)),
    );
  return ok([
    ...tasks.flatMap((task) => atRates({ arm: 'alone', task }, withBalancing(only(base, [task]), plainSum))),
    ...sumWeights(tasks, form.shares).flatMap(({ name, taskWeights }) =>
      atRates({ arm: 'sum', w: name }, withBalancing(base, { ...plainSum, taskWeights })),
    ),
    ...form.contenders.flatMap(({ method, options }, index) =>
      atRates({ arm: String(index) }, withBalancing(base, { method, options, taskWeights: {} })),
    ),
  ]);
}

/** Every non-empty set of tasks, by their ids joined with '+'. */
export function groupVariants(experiment: Experiment, form: Of<'groups'>): Result<Variant[]> {
  const one = alone(experiment, form.model);
  if (!one.ok) return one;
  const tasks = tasksOf(one.value);
  if (tasks.length > MOST_GROUPED) {
    return fail(error('study.tooManyTasks', { found: tasks.length, limit: MOST_GROUPED }));
  }
  return ok(
    Array.from({ length: 2 ** tasks.length - 1 }, (_, i) => tasks.filter((__, t) => ((i + 1) >> t) & 1)).map((set) =>
      variant({ tasks: set.join('+') }, only(one.value, set)),
    ),
  );
}
