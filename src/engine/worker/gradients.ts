/**
 * One model's losses and gradients on one batch, and the balancing method's say in how they become one update.
 * Methods that need no gradients get one summed backward pass; the others get each task's exact gradient, T backward
 * passes over one recorded forward. The person's task weights lambda_t are folded into the seeds of the backward pass.
 * The Gramian is rebuilt in float64 from float32 norms and cosines: squaring a norm ratio of 1e3 in float32 would lose
 * the small rows.
 */
import {
  concat,
  keep,
  matMul,
  mul,
  reshape,
  scalar,
  slice,
  stack,
  type Tensor,
  tensor1d,
  tensor2d,
  tidy,
  zeros,
} from '@tensorflow/tfjs-core';
import type { BalancingSpec, GramianStats, LossStats, MethodState, StepInfo } from '../../core/balancing/method.ts';
import type { TaskId } from '../../core/experiment/experiment.ts';
import type { Options } from '../../core/fields.ts';
import type { ModelPlan, PlanNode, PlanParameter } from '../../core/graph/modelPlan.ts';
import type { Rng } from '../../core/math/rng.ts';
import type { ForwardContext, Ops } from '../../core/ops.ts';
import type { TaskDef } from '../../core/scenarios/scenario.ts';
import { tasks as taskKinds } from '../../core/tasks/index.ts';
import type { Batch } from './batches.ts';
import { gramianOf, normsAndCosines } from './conflict.ts';
import { forward, headOutputs } from './network.ts';
import { type Tape, withTape } from './tape.ts';

export interface Balance {
  readonly method: BalancingSpec;
  readonly options: Options;
  readonly state: MethodState;
  readonly rng: Rng;
}
export interface GradientArgs {
  readonly ops: Ops;
  readonly plan: ModelPlan;
  readonly parameters: readonly Tensor[];
  readonly taskDefs: ReadonlyMap<TaskId, TaskDef>;
  /** One, or as many independent ones as the method wants; updates follow the first. */
  readonly batches: readonly Batch[];
  readonly context: (node: PlanNode) => ForwardContext;
  /** Tasks whose loss is measured (all are labelled in the batch). */
  readonly measured: readonly TaskId[];
  /** Tasks that step, with a weight above zero; a subset of `measured`. */
  readonly active: readonly TaskId[];
  readonly lambdas: Readonly<Record<TaskId, number>>;
  readonly trainable: (parameter: PlanParameter) => boolean;
  readonly balance: Balance;
  readonly info: StepInfo;
  /** Measure norms and cosines even where the method does not need them. */
  readonly conflict: boolean;
}
export interface StepGradients {
  /** [measured], unweighted; kept, the caller disposes. */
  readonly losses: Tensor;
  /** Aligned with the plan's parameters; kept, the caller disposes. */
  readonly gradients: readonly (Tensor | undefined)[];
  /** Method weights of the active tasks. */
  readonly weights: readonly number[];
  readonly state: MethodState;
  readonly diagnostics: Readonly<Record<string, readonly number[]>>;
  /** lambda_t L_t of the active tasks, where the method had them read. */
  readonly stats: LossStats | undefined;
  /** Norms [T], then cosines [T, T] of the active tasks over shared parameters; kept. */
  readonly conflict: Tensor | undefined;
}

/** Losses [measured] as scalars by task, on the tape. */
function measureLosses(args: GradientArgs, batch: Batch): Map<TaskId, Tensor> {
  const { ops, plan, parameters, context, measured, taskDefs } = args;
  const outputs = forward({ ops, plan, parameters, inputs: batch.inputs, context, tasks: measured });
  return new Map(
    measured.map((task) => {
      const def = taskDefs.get(task) as TaskDef;
      const head = plan.heads.find((candidate) => candidate.task === task);
      const loss = taskKinds.get(def.kind).losses.find((candidate) => candidate.id === head?.loss);
      const rows = batch.tasks[task];
      if (!loss || !rows) throw new Error(`task ${task} has no loss or no labels`);
      const { labels, mask, count } = rows;
      return [task, loss.apply(ops, headOutputs(plan, outputs, task), labels, mask, count, def) as Tensor];
    }),
  );
}
const stackLosses = (losses: ReadonlyMap<TaskId, Tensor>, tasks: readonly TaskId[]): Tensor =>
  concat(tasks.map((task) => reshape(losses.get(task) as Tensor, [1])));

/** Everything of one step short of the update. */
export function stepGradients(args: GradientArgs): StepGradients {
  if (args.measured.length === 0) return { ...idle(args), losses: tensor1d([]) };
  let result: StepGradients | undefined;
  tidy(() => {
    const [first, ...others] = args.batches as [Batch, ...Batch[]];
    result = withTape(
      () => {
        const losses = measureLosses(args, first);
        const all = stackLosses(losses, args.measured);
        const same = args.active.length === args.measured.length;
        const stacked = same ? all : args.active.length > 0 ? stackLosses(losses, args.active) : undefined;
        return { losses, all, stacked };
      },
      (value, tape) => {
        const done = value.stacked ? balanceStep(args, { ...value, stacked: value.stacked }, tape, others) : idle(args);
        keep(value.all);
        for (const gradient of done.gradients) if (gradient) keep(gradient);
        if (done.conflict) keep(done.conflict);
        return { ...done, losses: value.all };
      },
    );
  });
  return result as StepGradients;
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

interface Recorded {
  readonly losses: ReadonlyMap<TaskId, Tensor>;
  /** [active] */
  readonly stacked: Tensor;
}

function balanceStep(args: GradientArgs, recorded: Recorded, tape: Tape, others: readonly Batch[]): Balanced {
  const { plan, active, balance, trainable } = args;
  const reached = plan.parameters.filter((p) => trainable(p) && p.tasks.some((task) => active.includes(task)));
  const shared = reached.filter((p) => p.tasks.length > 1);
  const { needs } = balance.method;
  if ((needs === 'gramian' || needs === 'jacobian') && shared.length > 0) {
    return balanceByGradients(args, recorded, tape, others, reached, shared);
  }
  return balanceByLosses(args, recorded, tape, reached, shared);
}

const lambdasOf = ({ active, lambdas }: GradientArgs): number[] => active.map((task) => lambdas[task] ?? 1);

function lossStats(args: GradientArgs, stacked: Tensor): LossStats {
  const lambdas = lambdasOf(args);
  const values = stacked.dataSync();
  return { ...args.info, losses: lambdas.map((lambda, t) => lambda * (values[t] as number)) };
}

/** Weights known without gradients: one backward pass over the weighted sum. */
function balanceByLosses(
  args: GradientArgs,
  { losses, stacked }: Recorded,
  tape: Tape,
  reached: readonly PlanParameter[],
  shared: readonly PlanParameter[],
): Balanced {
  const { method, options, state, rng } = args.balance;
  const stats =
    method.needs === 'losses' || method.lossAfterStep || method.epochEnd ? lossStats(args, stacked) : undefined;
  const weighing =
    method.needs === 'none'
      ? method.weigh(args.info, state, options, rng)
      : method.needs === 'losses'
        ? method.weigh(stats as LossStats, state, options, rng)
        : // No parameter is shared: there is nothing to balance.
          { weights: args.active.map(() => 1), state };
  const { weights } = weighing;
  const headWeights = weighing.headWeights ?? (method.heads === 'weighted' ? weights : weights.map(() => 1));
  const gradients: (Tensor | undefined)[] = args.plan.parameters.map(() => undefined);
  const walk = (list: readonly PlanParameter[], factors: readonly number[]): void => {
    if (list.length === 0) return;
    const seed = tensor1d(lambdasOf(args).map((lambda, t) => lambda * (factors[t] as number)));
    const found = tape.gradients(
      stacked,
      seed,
      list.map((p) => args.parameters[p.index] as Tensor),
    );
    for (const [i, p] of list.entries()) gradients[p.index] = found[i];
  };
  if (weights.every((weight, t) => weight === headWeights[t])) walk(reached, weights);
  else {
    walk(shared, weights);
    walk(
      reached.filter((p) => p.tasks.length < 2),
      headWeights,
    );
  }
  const conflict =
    args.conflict && shared.length > 0 && args.active.length > 1
      ? normsAndCosines(jacobianOf(args, losses, tape, shared).jacobian)
      : undefined;
  return { gradients, weights, state: weighing.state, diagnostics: weighing.diagnostics ?? {}, stats, conflict };
}

interface Jacobian {
  /** [T, P] over the given parameters, rows scaled by lambda_t. */
  readonly jacobian: Tensor;
  /** Gradients of all further parameters asked for, per task. */
  readonly extras: readonly (readonly (Tensor | undefined)[])[];
}
function jacobianOf(
  args: GradientArgs,
  losses: ReadonlyMap<TaskId, Tensor>,
  tape: Tape,
  list: readonly PlanParameter[],
  extra: readonly PlanParameter[] = [],
): Jacobian {
  const xs = [...list, ...extra].map((p) => args.parameters[p.index] as Tensor);
  const rows: Tensor[] = [];
  const extras: (Tensor | undefined)[][] = [];
  for (const [t, task] of args.active.entries()) {
    const found = tape.gradients(losses.get(task) as Tensor, scalar(lambdasOf(args)[t] as number), xs);
    rows.push(concat(list.map((p, i) => (found[i] ? reshape(found[i] as Tensor, [-1]) : zeros([p.size])))));
    extras.push(found.slice(list.length));
  }
  return { jacobian: stack(rows), extras };
}

/** Methods that see gradients: weights from the Gramian, or a direction from the whole jacobian. */
function balanceByGradients(
  args: GradientArgs,
  { losses, stacked }: Recorded,
  tape: Tape,
  others: readonly Batch[],
  reached: readonly PlanParameter[],
  shared: readonly PlanParameter[],
): Balanced {
  const { method, options, state, rng } = args.balance;
  const count = args.active.length;
  const privates = reached.filter((p) => p.tasks.length < 2);
  const { jacobian, extras } = jacobianOf(args, losses, tape, shared, privates);
  const stats = lossStats(args, stacked);
  const gradients: (Tensor | undefined)[] = args.plan.parameters.map(() => undefined);
  const spread = (direction: Tensor): void => {
    let start = 0;
    for (const { index, shape, size } of shared) {
      gradients[index] = reshape(slice(direction, [start], [size]), [...shape]);
      start += size;
    }
  };
  let weights: readonly number[] = args.active.map(() => 1);
  let next: {
    state: MethodState;
    headWeights?: readonly number[];
    diagnostics?: Readonly<Record<string, readonly number[]>>;
  };
  const conflict = normsAndCosines(jacobian);
  if (method.needs === 'jacobian') {
    const read = (each: { readonly shape: readonly number[] }): Float32Array =>
      (each as Tensor).dataSync() as Float32Array;
    const found = method.direction(args.ops, jacobian, stats, state, options, rng, read);
    spread(found.direction as Tensor);
    next = found;
  } else if (method.needs === 'gramian') {
    const last = method.gradientsAt?.(options) === 'lastShared' ? lastSharedOf(args, shared) : [];
    const seen = last.length > 0 ? normsAndCosines(jacobianOf(args, losses, tape, last).jacobian) : conflict;
    const gramianStats: GramianStats = {
      ...stats,
      gramian: gramianOf(seen.dataSync(), count),
      ...(others.length > 0 ? { crossGramians: crossGramians(args, jacobian, others, shared) } : {}),
    };
    const weighing = method.weigh(gramianStats, state, options, rng);
    weights = weighing.weights;
    spread(reshape(matMul(tensor2d([...weights], [1, count]), jacobian as ReturnType<typeof tensor2d>), [-1]));
    next = weighing;
  } else {
    throw new TypeError(`method ${method.id} does not work on gradients`);
  }
  const headWeights = next.headWeights ?? (method.heads === 'weighted' ? weights : args.active.map(() => 1));
  for (const [i, { index }] of privates.entries()) {
    for (const [t, row] of extras.entries()) {
      const own = row[i];
      if (own) gradients[index] = headWeights[t] === 1 ? own : mul(own, headWeights[t] as number);
    }
  }
  return { gradients, weights, state: next.state, diagnostics: next.diagnostics ?? {}, stats, conflict };
}

const lastSharedOf = ({ plan }: GradientArgs, shared: readonly PlanParameter[]): PlanParameter[] =>
  shared.filter((p) => p.node === plan.lastShared);

/** Gramians between every two of the step's batches, from the rows of all of them in one matrix [batches * T, P]. */
function crossGramians(
  args: GradientArgs,
  jacobian: Tensor,
  others: readonly Batch[],
  shared: readonly PlanParameter[],
): number[][][][] {
  const further = others.map((batch) =>
    withTape(
      () => measureLosses({ ...args, measured: args.active }, batch),
      (losses, tape) => jacobianOf(args, losses, tape, shared).jacobian,
    ),
  );
  const count = args.active.length;
  const batches = others.length + 1;
  const all = gramianOf(normsAndCosines(concat([jacobian, ...further], 0)).dataSync(), count * batches);
  const block = (i: number, j: number): number[][] =>
    all.slice(i * count, (i + 1) * count).map((row) => row.slice(j * count, (j + 1) * count));
  return Array.from({ length: batches }, (_, i) => Array.from({ length: batches }, (__, j) => block(i, j)));
}

/** Every measured task's own gradient, scaled by nothing, over all parameters. Caller disposes. */
export function taskGradients(args: GradientArgs): { tasks: readonly TaskId[]; byTask: (Tensor | undefined)[][] } {
  const byTask: (Tensor | undefined)[][] = [];
  tidy(() => {
    const [batch] = args.batches as [Batch];
    withTape(
      () => measureLosses(args, batch),
      (losses, tape) => {
        for (const task of args.measured) {
          const found = tape.gradients(losses.get(task) as Tensor, scalar(1), args.parameters);
          for (const each of found) if (each) keep(each);
          byTask.push(found);
        }
      },
    );
  });
  return { tasks: args.measured, byTask };
}
