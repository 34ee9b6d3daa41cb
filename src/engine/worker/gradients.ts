/**
 * One model's losses and gradients on one batch, and the balancing method's say in how they become one update.
 * Methods that need no gradients get one summed backward pass; the others get each task's exact gradient, T backward
 * passes over one recorded forward. The person's task weights lambda_t are folded into the seeds of the backward pass.
 */
import type {
  BalancingSpec,
  GramianStats,
  LossStats,
  MethodState,
  StepInfo,
  Weighing,
} from '../../core/balancing/method.ts';
import type { NodeId, TaskId } from '../../core/experiment/experiment.ts';
import type { Options } from '../../core/fields.ts';
import type { ModelPlan, PlanParameter } from '../../core/graph/modelPlan.ts';
import type { Rng } from '../../core/math/rng.ts';
import type { TensorRef } from '../../core/ops.ts';
import type { Batch } from './batch.ts';
import { gramianOf } from './conflict.ts';
import type { Executor, LossArgs, Recorded, Recorder, Seeds } from './executor.ts';
import type { Reach, Reached } from './stepping.ts';

export interface Balance {
  readonly method: BalancingSpec;
  readonly options: Options;
  readonly state: MethodState;
  readonly rng: Rng;
}
export interface GradientArgs {
  readonly executor: Executor;
  readonly recorder: Recorder;
  readonly plan: ModelPlan;
  readonly parameters: readonly TensorRef[];
  /** One, or as many independent ones as the method wants; updates follow the first. */
  readonly batches: readonly Batch[];
  /** Of the dropout masks. */
  readonly seed: number;
  /** Tasks whose loss is measured (all are labelled in the batch). */
  readonly measured: readonly TaskId[];
  /** Tasks that step, with a weight above zero; a subset of `measured`. */
  readonly active: readonly TaskId[];
  readonly lambdas: Readonly<Record<TaskId, number>>;
  /** Which parameters step when these tasks do. */
  readonly reached: Reach;
  readonly balance: Balance;
  readonly info: StepInfo;
  /** Measure norms and cosines even where the method does not need them. */
  readonly conflict: boolean;
}
export interface StepGradients {
  /** [measured], unweighted; kept, the caller disposes. */
  readonly losses: TensorRef;
  /** Aligned with the plan's parameters; kept, the caller disposes. */
  readonly gradients: readonly (TensorRef | undefined)[];
  /** Method weights of the active tasks. */
  readonly weights: readonly number[];
  readonly state: MethodState;
  readonly diagnostics: Readonly<Record<string, readonly number[]>>;
  /** lambda_t L_t of the active tasks, where the method had them read. */
  readonly stats: LossStats | undefined;
  /** Norms [T], then cosines [T, T] of the active tasks over shared parameters; kept. */
  readonly conflict: TensorRef | undefined;
}

const recordArgs = (args: GradientArgs, lane: number): LossArgs => ({
  plan: args.plan,
  parameters: args.parameters,
  batch: args.batches[lane] as Batch,
  lane,
  seed: args.seed,
  step: args.info.step,
  // Only the first batch is shown; of the others, only what steps is of interest.
  measured: lane === 0 ? args.measured : args.active,
  active: args.active,
});

/** Everything of one step short of the update. */
export function stepGradients(args: GradientArgs): StepGradients {
  const { executor, recorder, measured, active } = args;
  if (measured.length === 0) return { ...idle(args), losses: executor.load(new Float32Array(), [0]) };
  return executor.tidy(() =>
    recorder.record(recordArgs(args, 0), (recorded) => {
      const { gradients, weights, state, diagnostics, stats, conflict } =
        active.length > 0 ? balanceStep(args, recorded) : idle(args);
      for (const gradient of gradients) if (gradient) executor.keep(gradient);
      if (conflict) executor.keep(conflict);
      const losses = executor.keep(recorded.losses(measured));
      return { losses, gradients, weights, state, diagnostics, stats, conflict };
    }),
  );
}

type Balanced = Omit<StepGradients, 'losses'>;
const idle = ({ plan, balance }: GradientArgs): Balanced => ({
  gradients: plan.parameters.map(() => undefined),
  weights: [],
  state: balance.state,
  diagnostics: {},
  stats: undefined,
  conflict: undefined,
});

function balanceStep(args: GradientArgs, recorded: Recorded): Balanced {
  const reached = args.reached(args.active);
  const { method, options } = args.balance;
  const { needs } = method;
  if (reached.shared.length > 0 && needs === 'gramian' && method.gradientsAt?.(options) === 'representation') {
    const node = args.batches.length > 1 ? undefined : reached.representation;
    if (node) return balanceByRepresentation(args, recorded, reached, node);
  }
  if ((needs === 'gramian' || needs === 'jacobian') && reached.shared.length > 0) {
    return balanceByGradients(args, recorded, reached);
  }
  return balanceByLosses(args, recorded, reached);
}

const lambdasOf = ({ active, lambdas }: GradientArgs): number[] => active.map((task) => lambdas[task] ?? 1);
const seedsOf = (args: GradientArgs): Seeds => ({ tasks: args.active, factors: lambdasOf(args) });

function lossStats(args: GradientArgs, recorded: Recorded): LossStats {
  return readStats(args, recorded)[0];
}
/** With the numbers of one more tensor, in one readback. */
function readStats(args: GradientArgs, recorded: Recorded, more: readonly TensorRef[] = []): [LossStats, Float32Array] {
  const [values, other] = args.executor.read([recorded.losses(args.active), ...more]) as [Float32Array, Float32Array];
  const losses = lambdasOf(args).map((lambda, t) => lambda * (values[t] as number));
  return [{ ...args.info, losses }, other];
}

/** A method's own numbers, and whether it found no common descent direction, for those that can tell. */
function reported(
  { diagnostics = {}, noSolution }: Pick<Weighing, 'diagnostics' | 'noSolution'>,
  tasks: number,
): Readonly<Record<string, readonly number[]>> {
  if (noSolution === undefined) return diagnostics;
  return { ...diagnostics, noSolution: Array.from({ length: tasks }, () => (noSolution ? 1 : 0)) };
}

/** Weights known without gradients: one backward pass over the weighted sum. */
function balanceByLosses(args: GradientArgs, recorded: Recorded, reached: Reached): Balanced {
  const { active } = args;
  const { method, options, state, rng } = args.balance;
  const reads = method.needs === 'losses' || method.lossAfterStep !== undefined || method.epochEnd !== undefined;
  const stats = reads ? lossStats(args, recorded) : undefined;
  const weighing =
    method.needs === 'none'
      ? method.weigh(args.info, state, options, rng)
      : method.needs === 'losses'
        ? method.weigh(stats as LossStats, state, options, rng)
        : // No parameter is shared: there is nothing to balance.
          { weights: active.map(() => 1), state };
  return byWeights(args, recorded, reached, weighing, stats);
}

/** The update of known weights: one backward pass over the weighted sum, two where heads take other weights. */
function byWeights(
  args: GradientArgs,
  recorded: Recorded,
  { all, shared, privates }: Reached,
  weighing: Weighing,
  stats: LossStats | undefined,
): Balanced {
  const { active } = args;
  const { method } = args.balance;
  const { weights } = weighing;
  const headWeights = weighing.headWeights ?? (method.heads === 'weighted' ? weights : weights.map(() => 1));
  // Before the update's own walk: a later walk to the same parameters may take the place of an earlier one.
  const conflict =
    args.conflict && shared.length > 0 && active.length > 1
      ? recorded.jacobian(seedsOf(args), shared).normsAndCosines()
      : undefined;
  const gradients: (TensorRef | undefined)[] = new Array(args.plan.parameters.length).fill(undefined);
  if (weights === headWeights || weights.every((weight, t) => weight === headWeights[t]))
    walkInto(gradients, args, recorded, all, weights);
  else {
    walkInto(gradients, args, recorded, shared, weights);
    walkInto(gradients, args, recorded, privates, headWeights);
  }
  return {
    gradients,
    weights,
    state: weighing.state,
    diagnostics: reported(weighing, weights.length),
    stats,
    conflict,
  };
}

/** The gradients of sum_t lambda_t weights_t L_t with respect to a list, at their places in the plan. */
function walkInto(
  gradients: (TensorRef | undefined)[],
  args: GradientArgs,
  recorded: Recorded,
  list: readonly PlanParameter[],
  weights: readonly number[],
): void {
  const { active, lambdas } = args;
  const factors = active.map((task, t) => (lambdas[task] ?? 1) * (weights[t] as number));
  const found = recorded.gradients({ tasks: active, factors }, list);
  for (let i = 0; i < list.length; i += 1) gradients[(list[i] as PlanParameter).index] = found[i];
}

/** Weights from the gradients of the last output that all tasks share; the update then costs one backward pass. */
function balanceByRepresentation(args: GradientArgs, recorded: Recorded, reached: Reached, node: NodeId): Balanced {
  const { active } = args;
  const { method, options, state, rng } = args.balance;
  if (method.needs !== 'gramian') throw new TypeError(`method ${method.id} does not weigh by a Gramian`);
  const seen = recorded.jacobianAt(seedsOf(args), node).normsAndCosines();
  const [stats, values] = readStats(args, recorded, [seen]);
  const weighing = method.weigh({ ...stats, gramian: gramianOf(values, active.length) }, state, options, rng);
  return byWeights(args, recorded, reached, weighing, stats);
}

/** Methods that see gradients: weights from the Gramian, or a direction from the whole jacobian. */
function balanceByGradients(args: GradientArgs, recorded: Recorded, { shared, privates, last }: Reached): Balanced {
  const { executor, active } = args;
  const { ops } = executor;
  const { method, options, state, rng } = args.balance;
  const count = active.length;
  const atLast = method.needs === 'gramian' && method.gradientsAt?.(options) === 'lastShared' && last.length > 0;
  const seenAtLast = atLast ? recorded.jacobian(seedsOf(args), last).normsAndCosines() : undefined;
  const jacobian = recorded.jacobian(seedsOf(args), shared, privates);
  const conflict = jacobian.normsAndCosines();
  const [stats, seen] = readStats(args, recorded, method.needs === 'gramian' ? [seenAtLast ?? conflict] : []);
  const gradients: (TensorRef | undefined)[] = args.plan.parameters.map(() => undefined);
  const put = (pieces: readonly TensorRef[]): void => {
    for (let i = 0; i < shared.length; i += 1) gradients[(shared[i] as PlanParameter).index] = pieces[i];
  };
  let weights: readonly number[] = active.map(() => 1);
  let next: {
    state: MethodState;
    headWeights?: readonly number[];
    diagnostics?: Readonly<Record<string, readonly number[]>>;
    noSolution?: boolean;
  };
  const readOne = (each: TensorRef): Float32Array => executor.read([each])[0] as Float32Array;
  if (method.needs === 'jacobian') {
    const found = method.direction(ops, jacobian.rows, stats, state, options, rng, readOne);
    put(jacobian.cut(found.direction));
    next = found;
  } else if (method.needs === 'gramian') {
    const gramianStats: GramianStats = {
      ...stats,
      gramian: gramianOf(seen, count),
      ...(args.batches.length > 1 ? { crossGramians: crossGramians(args, jacobian.rows, shared) } : {}),
    };
    const weighing = method.weigh(gramianStats, state, options, rng);
    weights = weighing.weights;
    put(jacobian.weigh(weights));
    next = weighing;
  } else {
    throw new TypeError(`method ${method.id} does not work on gradients`);
  }
  const headWeights = next.headWeights ?? (method.heads === 'weighted' ? weights : active.map(() => 1));
  for (const [i, { index }] of privates.entries()) {
    for (const [t, row] of jacobian.extras.entries()) {
      const own = row[i];
      if (own) gradients[index] = headWeights[t] === 1 ? own : executor.scale(own, headWeights[t] as number);
    }
  }
  return { gradients, weights, state: next.state, diagnostics: reported(next, count), stats, conflict };
}

/** Gramians between every two of the step's batches, from the rows of all of them in one matrix [batches * T, P]. */
function crossGramians(args: GradientArgs, jacobian: TensorRef, shared: readonly PlanParameter[]): number[][][][] {
  const { executor, recorder } = args;
  const batches = args.batches.length;
  const further = args.batches
    .slice(1)
    .map((_, i) => recorder.record(recordArgs(args, i + 1), (other) => other.jacobian(seedsOf(args), shared).rows));
  const count = args.active.length;
  const [values] = executor.read([executor.normsAndCosines(executor.ops.concat([jacobian, ...further], 0))]);
  const all = gramianOf(values as Float32Array, count * batches);
  const block = (i: number, j: number): number[][] =>
    all.slice(i * count, (i + 1) * count).map((row) => row.slice(j * count, (j + 1) * count));
  return Array.from({ length: batches }, (_, i) => Array.from({ length: batches }, (__, j) => block(i, j)));
}

/** Every measured task's own gradient, scaled by nothing, over all parameters. Caller disposes. */
export function taskGradients(args: GradientArgs): { tasks: readonly TaskId[]; byTask: (TensorRef | undefined)[][] } {
  const { executor, recorder, measured, plan } = args;
  if (measured.length === 0) return { tasks: [], byTask: [] };
  const byTask = executor.tidy(() =>
    recorder.record(recordArgs(args, 0), (recorded) => {
      const seeds = { tasks: measured, factors: measured.map(() => 1) };
      const { extras } = recorded.jacobian(seeds, [], plan.parameters);
      return extras.map((row) => row.map((each) => each && executor.copy(each)));
    }),
  );
  return { tasks: measured, byTask };
}
