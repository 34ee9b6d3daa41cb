/**
 * One model in training: its parameters, optimiser and method state. `prepare` measures a step on the present
 * parameters and changes nothing; `commit` makes the update; so a row can be written at rest and the very same step
 * taken afterwards.
 */
import type { LossStats, MethodState, StepInfo } from '../../core/balancing/method.ts';
import type { Experiment, ModelSpec, OptimizerSpec, TaskId } from '../../core/experiment/experiment.ts';
import { initialValues } from '../../core/graph/initialValues.ts';
import type { ModelPlan, PlanParameter } from '../../core/graph/modelPlan.ts';
import type { TensorRef } from '../../core/ops.ts';
import type { TaskDef } from '../../core/scenarios/scenario.ts';
import type { CheckpointModel, Hands } from '../protocol.ts';
import type { Batch } from './batch.ts';
import type { Batches } from './batches.ts';
import type { Executor } from './executor.ts';
import { type GradientArgs, type StepGradients, stepGradients, taskGradients } from './gradients.ts';
import { NO_HANDS, withHands, withValue } from './handEdits.ts';
import { startMethod } from './methodInUse.ts';
import { createOptimizer, type OptimizerState } from './optimizer.ts';
import { penaltyMoves } from './penalties.ts';
import type { Deferred } from './rows.ts';
import { zeroMasks } from './sparsity.ts';
import { movedStatistics } from './statistics.ts';
import { rowColumns } from './stepColumns.ts';
import { createStepping, optimizerOf, type Stepping } from './stepping.ts';
import { turnOf } from './turn.ts';

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

const NOBODY: readonly TaskId[] = [];
const NO_ROW: Pick<Prepared, 'columns' | 'deferred'> = { columns: {}, deferred: [] };

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
  const balancing = startMethod(spec, plan.tasks, orderSeed);
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

  type Asked = Pick<GradientArgs, 'batches' | 'measured' | 'active' | 'balance' | 'info' | 'conflict'>;
  const argsOf = (asked: Asked): GradientArgs => ({
    executor,
    recorder,
    plan,
    parameters,
    batches: asked.batches,
    seed: orderSeed,
    measured: asked.measured,
    active: asked.active,
    lambdas: spec.balancing.taskWeights,
    reached: stepping.reachAt(asked.info.step),
    balance: asked.balance,
    info: asked.info,
    conflict: asked.conflict,
  });

  /** For what is measured beside the steps. */
  const beside = (step: number, batches: readonly Batch[], tasks: readonly TaskId[], active: readonly TaskId[]) => {
    const info = { step, epoch: order.epochOf(step), tasks, allTasks: plan.tasks };
    return argsOf({ batches, measured: tasks, active, balance: balancing.at(step), info, conflict: false });
  };

  const prepare: Learner['prepare'] = (step, batches, { only, row, conflict }) => {
    const before = balancing.at(step);
    const { labelled, active, moving, state, info } = turnOf({
      experiment,
      plan,
      seed: orderSeed,
      step,
      epoch: order.epochOf(step),
      batches,
      only,
      lambda,
      rows: parts.labelledRows,
      balance: before,
    });
    const measured = row ? labelled : active;
    const { method, options, rng } = before;
    const balance = { method, options, state, rng };
    const work = stepGradients(argsOf({ batches, measured, active, balance, info, conflict }));
    const written = row ? rowColumns(executor, spec, active, lambda, work, labelled) : NO_ROW;
    return {
      step,
      measured,
      stepping: moving,
      owner: balancing.ownOptimizers() && active.length === 1 ? (active[0] as string) : '',
      work,
      info,
      columns: written.columns,
      deferred: written.deferred,
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

  /** Losses of the same batch after the update, for methods that ask for them: one more forward pass, no way back. */
  const lossesAfter = (before: LossStats | undefined, step: number, batches: readonly Batch[]): void => {
    if (!balancing.looksBack || !before) return;
    const tasks = before.tasks as readonly TaskId[];
    const { losses } = stepGradients(beside(step, batches, tasks, NOBODY));
    const [values] = executor.read([losses]) as [Float32Array];
    executor.dispose(losses);
    balancing.lookBack(
      before,
      tasks.map((task, t) => lambda(task) * (values[t] as number)),
    );
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
      const { regularisation } = experiment.training;
      const statistics = movedStatistics(executor, plan, parameters, batches[0], { seed: orderSeed, step });
      const zeros = regularisation.pruning && zeroMasks(executor, plan, parameters);
      const holdOf = hands === NO_HANDS ? undefined : ({ node }: PlanParameter) => hands.frozen[node];
      const setting = { rates, steps, l2: regularisation.l2, holdOf };
      replace(optimizer.step(optimizerSpec, parameters, work.gradients, setting, owner));
      const { ties } = spec;
      const updates = step + 1;
      for (const move of penaltyMoves({ executor, plan, ties, hands, rates, steps, updates, regularisation, zeros }))
        replace(move(parameters));
      if (statistics.length > 0) {
        const moved = new Map(statistics.map(({ index, value }) => [index, value]));
        replace(parameters.map((value, index) => moved.get(index) ?? value));
      }
      balancing.state = work.state;
      lossesAfter(work.stats, step, batches);
      balancing.count(work.stats, lambda, order.epochOf(step + 1) !== order.epochOf(step));
      discard(prepared);
    },
    discard,
    taskGradients(step) {
      const batch = order.take(step);
      const labelled = plan.tasks.filter((task) => (batch.tasks[task]?.count ?? 0) > 0);
      const found = taskGradients(beside(step, [batch], labelled, labelled));
      order.release(batch);
      return {
        ...found,
        dispose() {
          for (const list of found.byTask) for (const each of list) if (each) executor.dispose(each);
        },
      };
    },
    batchesPerStep: () => balancing.method.batches ?? 1,
    get validates() {
      return balancing.method.secondBatch === 'validation';
    },
    tune(nextExperiment, nextSpec, nextPlan) {
      experiment = nextExperiment;
      spec = nextSpec;
      plan = withHands(nextPlan, hands);
      stepping = createStepping(experiment, spec, plan);
      optimizerSpec = optimizerOf(experiment, spec);
      balancing.tune(spec, plan.tasks);
    },
    keep: () => ({
      parameters: parameters.map((each) => executor.copy(each)),
      optimizer: optimizer.keep(),
      method: balancing.state,
    }),
    restore(kept) {
      replace(kept.parameters.map((each) => executor.copy(each)));
      optimizer.restore(kept.optimizer);
      balancing.state = kept.method;
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
      ...balancing.store(),
      ...(hands === NO_HANDS ? {} : { hands }),
    }),
    load(stored) {
      replace(plan.parameters.map((p) => executor.load(stored.parameters[p.index]?.values as Float32Array, p.shape)));
      optimizer.load(optimizerSpec.kind, stored);
      balancing.load(stored);
      setHands(stored.hands ?? NO_HANDS);
    },
    dispose() {
      for (const each of parameters) executor.dispose(each);
      parameters = [];
      optimizer.dispose();
    },
  };
}
