/**
 * Which parameters a step moves, and how far: groups that are frozen or have a rate of their own, phases, schedules.
 * The lists are worked out once for each phase and set of tasks, and are then the very same objects at every step, so
 * that whoever is asked with them (recorders above all) can remember the answer.
 */
import type { Experiment, ModelSpec, NodeId, OptimizerSpec, Phase, TaskId } from '../../core/experiment/experiment.ts';
import { partOf, phaseAt } from '../../core/experiment/phases.ts';
import type { ModelPlan, PlanParameter } from '../../core/graph/modelPlan.ts';
import { sharedRepresentation } from '../../core/graph/representation.ts';
import { scheduleFactor } from './cadence.ts';

/** Parameters that step now, by whether they serve several tasks of the model. */
export interface Reached {
  readonly all: readonly PlanParameter[];
  readonly shared: readonly PlanParameter[];
  readonly privates: readonly PlanParameter[];
  /** Of the last layer that all tasks share. */
  readonly last: readonly PlanParameter[];
  /** The node whose output is the last that all tasks share, where there is one. */
  readonly representation: NodeId | undefined;
  /** Whether the parameter at an index is among them. */
  readonly steps: readonly boolean[];
}
export type Reach = (active: readonly TaskId[]) => Reached;

/** The same lists for the same tasks, as long as nothing is frozen or set free in between. */
export function createReach(plan: ModelPlan, trainable: (parameter: PlanParameter) => boolean): Reach {
  const known = new Map<string, Reached>();
  const sameList = new WeakMap<readonly TaskId[], Reached>();
  const make = (active: readonly TaskId[]): Reached => {
    const all = plan.parameters.filter((p) => trainable(p) && p.tasks.some((task) => active.includes(task)));
    const shared = all.filter((p) => p.tasks.length > 1);
    return {
      all,
      shared,
      privates: all.filter((p) => p.tasks.length < 2),
      last: shared.filter((p) => p.node === plan.lastShared),
      representation: sharedRepresentation(plan, active),
      steps: plan.parameters.map((p) => all.includes(p)),
    };
  };
  return (active) => {
    const again = sameList.get(active);
    if (again) return again;
    const key = active.join('\n');
    const found = known.get(key) ?? make(active);
    known.set(key, found);
    sameList.set(active, found);
    return found;
  };
}

export const optimizerOf = (experiment: Experiment, spec: ModelSpec): OptimizerSpec => ({
  ...experiment.training.optimizer,
  ...spec.optimizer,
});

export interface Stepping {
  reachAt(step: number): Reach;
  /** Learning rate of every parameter, by index; the array is filled again by the next call. */
  ratesAt(step: number): readonly number[];
}
export function createStepping(experiment: Experiment, spec: ModelSpec, plan: ModelPlan): Stepping {
  const { phases, schedule } = experiment.training;
  const { learningRate } = optimizerOf(experiment, spec);
  const heads = new Set(plan.heads.map((head) => head.node));
  const groupOf = (p: PlanParameter) => spec.groups.find((group) => group.id === p.group);
  const trainableIn =
    (phase: Phase | undefined) =>
    (p: PlanParameter): boolean =>
      p.tasks.length > 0 &&
      !groupOf(p)?.frozen &&
      !(phase?.frozen ?? []).includes(partOf(heads.has(p.node), p.tasks.length));
  const own = plan.parameters.map((p) => (groupOf(p)?.learningRate ?? learningRate) * (p.rateFactor ?? 1));
  const rates = [...own];
  let factorNow = 1;
  let reach: { readonly phase: Phase | undefined; readonly of: Reach } | undefined;
  return {
    reachAt(step) {
      const phase = phaseAt(phases, step);
      if (!reach || reach.phase !== phase) reach = { phase, of: createReach(plan, trainableIn(phase)) };
      return reach.of;
    },
    ratesAt(step) {
      const factor = scheduleFactor(schedule, step);
      if (factor !== factorNow) for (let i = 0; i < rates.length; i += 1) rates[i] = (own[i] as number) * factor;
      factorNow = factor;
      return rates;
    },
  };
}

/** The list itself where every item passes: the same object at every step. */
export function thoseOf<Item>(list: readonly Item[], passes: (item: Item) => boolean): readonly Item[] {
  for (let i = 0; i < list.length; i += 1) if (!passes(list[i] as Item)) return list.filter(passes);
  return list;
}
