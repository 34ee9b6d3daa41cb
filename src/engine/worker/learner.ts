/**
 * One model in training: its parameters, optimiser and method state. `prepare` measures a step on the present
 * parameters and changes nothing; `commit` makes the update; so a row can be written at rest and the very same step
 * taken afterwards.
 */
import { methods } from '../../core/balancing/index.ts';
import type { BalancingSpec, LossStats, MethodState, StepInfo } from '../../core/balancing/method.ts';
import type { Experiment, ModelSpec, OptimizerSpec, TaskId } from '../../core/experiment/experiment.ts';
import { phaseAt, trainsIn } from '../../core/experiment/phases.ts';
import { isSampled } from '../../core/experiment/sampling.ts';
import { withDefaults } from '../../core/fields.ts';
import { initialValues } from '../../core/graph/initialValues.ts';
import type { ModelPlan, PlanParameter } from '../../core/graph/modelPlan.ts';
import { createRng, lazyRng, type Rng } from '../../core/math/rng.ts';
import type { TensorRef } from '../../core/ops.ts';
import type { TaskDef } from '../../core/scenarios/scenario.ts';
import type { CheckpointModel, Hands } from '../protocol.ts';
import type { Batch } from './batch.ts';
import type { Batches } from './batches.ts';
import type { Executor } from './executor.ts';
import { type GradientArgs, type StepGradients, stepGradients, taskGradients } from './gradients.ts';
import { holdUnits, NO_HANDS, withHands, withValue } from './handEdits.ts';
import { createOptimizer, type OptimizerState } from './optimizer.ts';
import type { Deferred } from './rows.ts';
import { holdZeros, pruneRound, shrink, zeroMasks } from './sparsity.ts';
import { movedStatistics } from './statistics.ts';
import { rowColumns } from './stepColumns.ts';
import { createStepping, optimizerOf, type Stepping, thoseOf } from './stepping.ts';
import { applyTies } from './tieSteps.ts';

export interface Prepared {
  readonly step: number;
  readonly measured: readonly TaskId[];
  /** Tasks whose parameters are stepped. */
  readonly stepping: readonly TaskId[];
  readonly owner: string;
  readonly work: StepGradients;
  readonly info: StepInfo;
  readonly columns: Readonly<Record<string, number>>;
  readonly deferred: readonly Deferred[];
}
export interface Kept {
  readonly parameters: readonly TensorRef[];
  readonly optimizer: OptimizerState;
  readonly method: MethodState;
}
export interface Learner {
  readonly plan: ModelPlan;
  /** In frozen order; replaced by `commit`. */
  readonly parameters: readonly TensorRef[];
  /** What a person has silenced and frozen. */
  readonly hands: Hands;
  setHands(hands: Hands): void;
  /** Writes one number of a parameter, by its place in the flat array. */
  write(index: number, at: number, value: number): void;
  prepare(step: number, batches: readonly Batch[], options: PrepareOptions): Prepared;
  commit(prepared: Prepared, batches: readonly Batch[]): void;
  discard(prepared: Prepared): void;
  /** Each task's own gradient on the batch of `step`, aligned with the parameters. */
  taskGradients(step: number): TaskGradients;
  /** How many independent batches a step takes. */
  batchesPerStep(): number;
  /** The second of them is drawn from the validation rows. */
  readonly validates: boolean;
  /** Live values from a changed experiment; the plan may differ in groups and options, not in parameters. */
  tune(experiment: Experiment, spec: ModelSpec, plan: ModelPlan): void;
  keep(): Kept;
  restore(kept: Kept): void;
  release(kept: Kept): void;
  store(): CheckpointModel;
  load(stored: CheckpointModel): void;
  dispose(): void;
}
export interface PrepareOptions {
  /** Only these tasks step. */
  readonly only?: readonly TaskId[] | undefined;
  /** A row is written: measure every task's loss, and the columns that come with it. */
  readonly row: boolean;
  readonly conflict: boolean;
}
export interface TaskGradients {
  readonly tasks: readonly TaskId[];
  readonly byTask: readonly (readonly (TensorRef | undefined)[])[];
  dispose(): void;
}
export interface LearnerParts {
  readonly executor: Executor;
  readonly experiment: Experiment;
  readonly spec: ModelSpec;
  readonly plan: ModelPlan;
  readonly taskDefs: ReadonlyMap<TaskId, TaskDef>;
  readonly batches: Batches;
  /** Training rows with a label, by task. */
  readonly labelledRows: Readonly<Record<string, number>>;
}

export function createLearner(parts: LearnerParts): Learner {
  const { executor, taskDefs, batches: order } = parts;
  const { seed, orderSeed = seed } = parts.experiment.training;
  let { experiment, spec, plan } = parts;
  let hands: Hands = NO_HANDS;
  let stepping: Stepping = createStepping(experiment, spec, plan);
  const setHands = (next: Hands): void => {
    hands = next;
    plan = withHands(plan, hands);
    stepping = createStepping(experiment, spec, plan);
  };
  let optimizerSpec: OptimizerSpec = optimizerOf(experiment, spec);
  let method: BalancingSpec = methods.get(spec.balancing.method);
  let options = withDefaults(method.fields, spec.balancing.options);
  let methodState: MethodState = method.init(plan.tasks, options);
  let epochLosses: Record<string, { sum: number; count: number }> = {};
  let parameters: TensorRef[] = initialValues(plan, seed).map((values, i) =>
    executor.load(values, (plan.parameters[i] as PlanParameter).shape),
  );
  const recorder = executor.createRecorder(taskDefs);
  const optimizer = createOptimizer(plan, executor.updater);

  const lambda = (task: TaskId): number => spec.balancing.taskWeights[task] ?? 1;

  const replace = (next: readonly TensorRef[]): void => {
    if (parameters.every((old, i) => old === next[i])) return;
    parameters = parameters.map((old, i) => executor.replace(old, next[i] as TensorRef));
  };

  const methodRng = (step: number): Rng => lazyRng(() => createRng(orderSeed, `method ${spec.id}`).fork(step));
  const argsOf = (step: number, batches: readonly Batch[], measured: readonly TaskId[]): GradientArgs => ({
    executor,
    recorder,
    plan,
    parameters,
    batches,
    seed: orderSeed,
    measured,
    active: measured,
    lambdas: spec.balancing.taskWeights,
    reached: stepping.reachAt(step),
    balance: { method, options, state: methodState, rng: methodRng(step) },
    info: { step, epoch: order.epochOf(step), tasks: measured, allTasks: plan.tasks },
    conflict: false,
  });

  const prepare: Learner['prepare'] = (step, batches, { only, row, conflict }) => {
    const labelled = thoseOf(plan.tasks, (task) => batches.every((batch) => (batch.tasks[task]?.count ?? 0) > 0));
    const phase = phaseAt(experiment.training.phases, step);
    const allowed = labelled.filter(
      (task) =>
        (!only || only.includes(task)) && trainsIn(phase, task) && isSampled(experiment.data, orderSeed, step, task),
    );
    // A task of weight zero is not the method's business, but its own parameters go on being stepped (by nothing).
    let active = thoseOf(allowed, (task) => lambda(task) > 0);
    let state = methodState;
    const info: StepInfo = {
      step,
      epoch: order.epochOf(step),
      tasks: active,
      allTasks: plan.tasks,
      rows: parts.labelledRows,
    };
    const rng = methodRng(step);
    if (method.schedule && active.length > 0) {
      const turn = method.schedule(info, state, options, rng);
      active = thoseOf(active, (task) => turn.active.includes(task));
      state = turn.state;
    }
    const stepInfo: StepInfo = { ...info, tasks: active };
    const moving = method.schedule ? active : allowed;
    const measured = row ? labelled : active;
    const work = stepGradients({
      ...argsOf(step, batches, measured),
      active,
      balance: { method, options, state, rng },
      info: stepInfo,
      conflict,
    });
    return {
      step,
      measured,
      stepping: moving,
      owner: method.optimizerPerTask?.(options) && active.length === 1 ? (active[0] as string) : '',
      work,
      info: stepInfo,
      ...(row ? rowColumns(executor, spec, active, lambda, work, labelled) : { columns: {}, deferred: [] }),
    };
  };

  const discard = ({ work }: Prepared): void => {
    executor.dispose(work.losses);
    if (work.conflict) executor.dispose(work.conflict);
    for (let i = 0; i < work.gradients.length; i += 1) {
      const gradient = work.gradients[i];
      if (gradient) executor.dispose(gradient);
    }
  };

  const lossesAfter = (prepared: Prepared, batches: readonly Batch[]): void => {
    const before = prepared.work.stats;
    if (!method.lossAfterStep || !before) return;
    const again = prepare(prepared.step, batches, {
      row: false,
      conflict: false,
      only: prepared.info.tasks as TaskId[],
    });
    const [values] = executor.read([again.work.losses]) as [Float32Array];
    const after = again.info.tasks.map((task, t) => lambda(task as TaskId) * (values[t] as number));
    discard(again);
    methodState = method.lossAfterStep(before, after, methodState, options);
  };

  /** L1 and ties: proximal steps after the update, which leave units under a person's hand alone. */
  const stepPenalties = (rates: readonly number[], steps: readonly boolean[], l1: number): void => {
    const rate = (index: number): number => (steps[index] ? (rates[index] as number) : 0);
    const take = (next: readonly TensorRef[]): void => replace(holdUnits(executor, plan, hands, parameters, next));
    if (l1 > 0) take(shrink(executor, plan, parameters, l1, rate));
    take(applyTies(executor, plan, spec.ties, parameters, rate));
  };

  /** Running means of the training losses, for methods that weigh by epochs. */
  const endOfEpoch = (stats: LossStats | undefined, step: number): void => {
    if (!method.epochEnd) return;
    for (const [t, task] of (stats?.tasks ?? []).entries()) {
      const held = epochLosses[task] ?? { sum: 0, count: 0 };
      const loss = (stats?.losses[t] ?? 0) / lambda(task as TaskId);
      epochLosses[task] = { sum: held.sum + loss, count: held.count + 1 };
    }
    if (order.epochOf(step + 1) === order.epochOf(step)) return;
    const means = Object.fromEntries(Object.entries(epochLosses).map(([task, { sum, count }]) => [task, sum / count]));
    methodState = method.epochEnd(means, methodState, options);
    epochLosses = {};
  };

  return {
    get plan() {
      return plan;
    },
    get parameters() {
      return parameters;
    },
    get hands() {
      return hands;
    },
    setHands,
    write(index, at, value) {
      const old = parameters[index] as TensorRef;
      replace(parameters.map((each) => (each === old ? withValue(executor, old, at, value) : each)));
    },
    prepare,
    commit(prepared, batches) {
      const { work, step, owner } = prepared;
      const { steps } = stepping.reachAt(step)(prepared.stepping);
      const rates = stepping.ratesAt(step);
      const { l2, l1 = 0, pruning } = experiment.training.regularisation;
      const statistics = movedStatistics(executor, plan, parameters, batches[0], { seed: orderSeed, step });
      const zeros = pruning && zeroMasks(executor, plan, parameters);
      replace(
        optimizer.step(
          optimizerSpec,
          parameters,
          work.gradients,
          { rates, steps, l2, holdOf: hands === NO_HANDS ? undefined : ({ node }) => hands.frozen[node] },
          owner,
        ),
      );
      if (plan.ties.length > 0 || l1 > 0) stepPenalties(rates, steps, l1);
      if (pruning && zeros) {
        replace(holdZeros(executor, zeros, parameters));
        replace(pruneRound(executor, plan, parameters, pruning, step + 1));
      }
      if (statistics.length > 0) {
        const moved = new Map(statistics.map(({ index, value }) => [index, value]));
        replace(parameters.map((value, index) => moved.get(index) ?? value));
      }
      methodState = work.state;
      lossesAfter(prepared, batches);
      endOfEpoch(work.stats, step);
      discard(prepared);
    },
    discard,
    taskGradients(step) {
      const batch = order.take(step);
      const labelled = plan.tasks.filter((task) => (batch.tasks[task]?.count ?? 0) > 0);
      const found = taskGradients(argsOf(step, [batch], labelled));
      order.release(batch);
      return {
        ...found,
        dispose() {
          for (const list of found.byTask) for (const each of list) if (each) executor.dispose(each);
        },
      };
    },
    batchesPerStep: () => method.batches ?? 1,
    get validates() {
      return method.secondBatch === 'validation';
    },
    tune(nextExperiment, nextSpec, nextPlan) {
      experiment = nextExperiment;
      const before = spec;
      spec = nextSpec;
      plan = withHands(nextPlan, hands);
      stepping = createStepping(experiment, spec, plan);
      optimizerSpec = optimizerOf(experiment, spec);
      const swapped = before.balancing.method !== spec.balancing.method;
      method = methods.get(spec.balancing.method);
      options = withDefaults(method.fields, spec.balancing.options);
      if (swapped) {
        methodState = method.init(plan.tasks, options);
        epochLosses = {};
      }
    },
    keep: () => ({
      parameters: parameters.map((each) => executor.copy(each)),
      optimizer: optimizer.keep(),
      method: methodState,
    }),
    restore(kept) {
      replace(kept.parameters.map((each) => executor.copy(each)));
      optimizer.restore(kept.optimizer);
      methodState = kept.method;
    },
    release(kept) {
      for (const each of kept.parameters) executor.dispose(each);
      optimizer.discard(kept.optimizer);
    },
    store: () => ({
      model: spec.id,
      parameters: plan.parameters.map(({ id, index }) => ({
        id,
        values: executor.read([parameters[index] as TensorRef])[0] as Float32Array,
      })),
      ...optimizer.store(),
      method: methodState,
      epochLosses: { ...epochLosses },
      ...(hands === NO_HANDS ? {} : { hands }),
    }),
    load(stored) {
      replace(plan.parameters.map((p) => executor.load(stored.parameters[p.index]?.values as Float32Array, p.shape)));
      optimizer.load(optimizerSpec.kind, stored);
      methodState = stored.method;
      epochLosses = { ...stored.epochLosses };
      setHands(stored.hands ?? NO_HANDS);
    },
    dispose() {
      for (const each of parameters) executor.dispose(each);
      parameters = [];
      optimizer.dispose();
    },
  };
}
