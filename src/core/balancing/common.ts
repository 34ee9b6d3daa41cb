/**
 * Small pieces that several balancing methods share: how many backward passes they cost, and per-task state that is
 * keyed by task id, so that a task which sits out a step keeps its own numbers.
 */
import { type Field, type Options, textOption } from '../fields.ts';

/**
 * Where a method looks: at each task's exact gradient over all shared parameters, or at its gradient with respect to
 * the last representation that the tasks share, which bounds the former and costs hardly more than one backward pass
 * (Sener & Koltun, NeurIPS 2018, section 3.3, "MGDA-UB"). The update is the same weighted sum of exact gradients either
 * way; only the weights differ. Where the tasks share no single representation, the exact ones are used.
 */
export const gradientsField: Field = {
  name: 'gradients',
  type: 'choice',
  default: 'exact',
  choices: ['exact', 'representation'],
  live: true,
};
export const gradientsAt = (options: Options): 'shared' | 'representation' =>
  textOption(options, 'gradients') === 'representation' ? 'representation' : 'shared';
export const passesByForm = (tasks: number, options: Options): number =>
  gradientsAt(options) === 'representation' ? 1 : tasks;

/** One backward pass of the weighted sum of losses. */
export const oneBackward = (): number => 1;
/** One backward pass per task. */
export const backwardPerTask = (tasks: number): number => tasks;

export type PerTask = Readonly<Record<string, number>>;

/** The same value for every task. */
export const perTask = (tasks: readonly string[], value: number): PerTask =>
  Object.fromEntries(tasks.map((task) => [task, value]));

/** The values of the active tasks, in their order; `fallback` for a task never seen. */
export const pick = (values: PerTask, tasks: readonly string[], fallback: number): number[] =>
  tasks.map((task) => values[task] ?? fallback);

/** `values` with those of the active tasks replaced. */
export function put(values: PerTask, tasks: readonly string[], changed: readonly number[]): PerTask {
  const next: Record<string, number> = { ...values };
  tasks.forEach((task, t) => {
    next[task] = changed[t] as number;
  });
  return next;
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** exp(x_t) / sum exp(x), shifted by the maximum so that it cannot overflow. */
export function softmax(values: readonly number[]): number[] {
  const top = Math.max(...values);
  const raised = values.map((value) => Math.exp(value - top));
  const total = sum(raised);
  return raised.map((value) => value / total);
}
