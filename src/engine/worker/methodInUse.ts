/** The balancing method of one model in training: which it is, its options, and what it remembers from step to step. */
import { methods } from '../../core/balancing/index.ts';
import type { BalancingSpec, LossStats, MethodState } from '../../core/balancing/method.ts';
import type { ModelSpec, TaskId } from '../../core/experiment/experiment.ts';
import { withDefaults } from '../../core/fields.ts';
import { createRng, lazyRng } from '../../core/math/rng.ts';
import type { CheckpointModel } from '../protocol.ts';
import type { Balance } from './gradients.ts';

export interface MethodInUse {
  state: MethodState;
  /** With the numbers that it draws at that step. */
  at(step: number): Balance;
  readonly method: BalancingSpec;
  ownOptimizers(): boolean;
  /** It wants the losses after the update, too. */
  readonly looksBack: boolean;
  lookBack(before: LossStats, after: readonly number[]): void;
  /** Running means of the training losses, for methods that weigh by epochs. */
  count(stats: LossStats | undefined, lambda: (task: TaskId) => number, epochEnds: boolean): void;
  /** Another method begins anew; the same one takes over changed options. */
  tune(spec: ModelSpec, tasks: readonly TaskId[]): void;
  store(): Pick<CheckpointModel, 'method' | 'epochLosses'>;
  load(stored: Pick<CheckpointModel, 'method' | 'epochLosses'>): void;
}

export function startMethod(first: ModelSpec, tasks: readonly TaskId[], seed: number): MethodInUse {
  let spec = first;
  let method: BalancingSpec = methods.get(spec.balancing.method);
  let options = withDefaults(method.fields, spec.balancing.options);
  let state: MethodState = method.init(tasks, options);
  let epochLosses: Record<string, { sum: number; count: number }> = {};
  return {
    get state() {
      return state;
    },
    set state(next) {
      state = next;
    },
    at: (step) => ({
      method,
      options,
      state,
      rng: lazyRng(() => createRng(seed, `method ${spec.id}`).fork(step)),
    }),
    get method() {
      return method;
    },
    ownOptimizers: () => method.optimizerPerTask?.(options) ?? false,
    get looksBack() {
      return method.lossAfterStep !== undefined;
    },
    lookBack(before, after) {
      state = method.lossAfterStep?.(before, after, state, options) ?? state;
    },
    count(stats, lambda, epochEnds) {
      if (!method.epochEnd) return;
      for (const [t, task] of (stats?.tasks ?? []).entries()) {
        const held = epochLosses[task] ?? { sum: 0, count: 0 };
        const loss = (stats?.losses[t] ?? 0) / lambda(task as TaskId);
        epochLosses[task] = { sum: held.sum + loss, count: held.count + 1 };
      }
      if (!epochEnds) return;
      const means = Object.fromEntries(
        Object.entries(epochLosses).map(([task, { sum, count }]) => [task, sum / count]),
      );
      state = method.epochEnd(means, state, options);
      epochLosses = {};
    },
    tune(next, nextTasks) {
      const swapped = next.balancing.method !== spec.balancing.method;
      spec = next;
      method = methods.get(spec.balancing.method);
      options = withDefaults(method.fields, spec.balancing.options);
      if (!swapped) return;
      state = method.init(nextTasks, options);
      epochLosses = {};
    },
    store: () => ({ method: state, epochLosses: { ...epochLosses } }),
    load(stored) {
      state = stored.method;
      epochLosses = { ...stored.epochLosses };
    },
  };
}
