/**
 * The small optimiser that trains a method's own numbers (log-variances, logits): SGD or Adam in float64, apart from
 * the model's optimiser, so that the model's learning rate, decay and schedule do not leak into the method.
 * Adam as in Kingma & Ba, ICLR 2015, Algorithm 1 (beta1 .9, beta2 .999, epsilon 1e-8).
 */
import { numberOption, type Options, textOption } from '../fields.ts';
import { type PerTask, perTask, pick, put } from './common.ts';

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

export interface AdamState {
  readonly first: PerTask;
  readonly second: PerTask;
  /** Updates so far, per task: a task that sat out has fewer. */
  readonly count: PerTask;
}

export const startAdam = (tasks: readonly string[]): AdamState => ({
  first: perTask(tasks, 0),
  second: perTask(tasks, 0),
  count: perTask(tasks, 0),
});

/** One Adam step down `gradients` [T] for the active `tasks` [T]: the changes to add to the values. */
export function adamStep(
  state: AdamState,
  tasks: readonly string[],
  gradients: readonly number[],
  learningRate: number,
): { readonly changes: readonly number[]; readonly state: AdamState } {
  const first = pick(state.first, tasks, 0).map((m, t) => BETA1 * m + (1 - BETA1) * (gradients[t] as number));
  const second = pick(state.second, tasks, 0).map((v, t) => BETA2 * v + (1 - BETA2) * (gradients[t] as number) ** 2);
  const count = pick(state.count, tasks, 0).map((n) => n + 1);
  const changes = first.map((m, t) => {
    const n = count[t] as number;
    const corrected = m / (1 - BETA1 ** n);
    const size = Math.sqrt((second[t] as number) / (1 - BETA2 ** n));
    return (-learningRate * corrected) / (size + EPSILON);
  });
  return {
    changes,
    state: {
      first: put(state.first, tasks, first),
      second: put(state.second, tasks, second),
      count: put(state.count, tasks, count),
    },
  };
}

/** The step a method's options choose: `optimizer` (adam or sgd) at `learningRate`; SGD leaves the state as it was. */
export function ownStep(
  options: Options,
  state: AdamState,
  tasks: readonly string[],
  gradients: readonly number[],
): { readonly changes: readonly number[]; readonly state: AdamState } {
  const learningRate = numberOption(options, 'learningRate');
  return textOption(options, 'optimizer') === 'adam'
    ? adamStep(state, tasks, gradients, learningRate)
    : { changes: gradients.map((slope) => -learningRate * slope), state };
}
