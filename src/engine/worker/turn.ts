/** Whose turn it is in a step: which tasks have labels, may train now, and are chosen by the method. */
import type { StepInfo } from '../../core/balancing/method.ts';
import type { Experiment, TaskId } from '../../core/experiment/experiment.ts';
import { phaseAt, trainsIn } from '../../core/experiment/phases.ts';
import { isSampled } from '../../core/experiment/sampling.ts';
import type { ModelPlan } from '../../core/graph/modelPlan.ts';
import type { Batch } from './batch.ts';
import type { Balance } from './gradients.ts';
import { thoseOf } from './stepping.ts';

export interface TurnArgs {
  readonly experiment: Experiment;
  readonly plan: ModelPlan;
  /** Of the sampling of tasks. */
  readonly seed: number;
  readonly step: number;
  readonly epoch: number;
  readonly batches: readonly Batch[];
  /** Only these tasks step. */
  readonly only: readonly TaskId[] | undefined;
  lambda(task: TaskId): number;
  /** Training rows with a label, by task. */
  readonly rows: Readonly<Record<string, number>>;
  readonly balance: Balance;
}
export interface Turn extends Pick<Balance, 'state'> {
  /** In every batch. */
  readonly labelled: readonly TaskId[];
  /** The method's business. */
  readonly active: readonly TaskId[];
  /** Whose parameters are stepped. */
  readonly moving: readonly TaskId[];
  readonly info: StepInfo;
}

export function turnOf(args: TurnArgs): Turn {
  const { experiment, plan, step, only, lambda } = args;
  const { method, options, state, rng } = args.balance;
  const labelled = thoseOf(plan.tasks, (task) => args.batches.every((batch) => (batch.tasks[task]?.count ?? 0) > 0));
  const phase = phaseAt(experiment.training.phases, step);
  const allowed = thoseOf(
    labelled,
    (task) =>
      (!only || only.includes(task)) && trainsIn(phase, task) && isSampled(experiment.data, args.seed, step, task),
  );
  // A task of weight zero is not the method's business, but its own parameters go on being stepped (by nothing).
  const active = thoseOf(allowed, (task) => lambda(task) > 0);
  const info: StepInfo = { step, epoch: args.epoch, tasks: active, allTasks: plan.tasks, rows: args.rows };
  if (!method.schedule || active.length === 0)
    return { labelled, active, moving: method.schedule ? active : allowed, state, info };
  const turn = method.schedule(info, state, options, rng);
  const chosen = thoseOf(active, (task) => turn.active.includes(task));
  return { labelled, active: chosen, moving: chosen, state: turn.state, info: { ...info, tasks: chosen } };
}
