/**
 * Executor: where tensors live and how they are differentiated. Everything above it (learner, methods, ties, evaluation,
 * probes) is written once against this; below it are tfjs (tfjs/) and our own static programs over typed arrays
 * (arrays/). Tensors are opaque; what was made inside a `tidy` and not kept is gone after it.
 */
import type { NodeId, TaskId } from '../../core/experiment/experiment.ts';
import type { ModelPlan, PlanParameter } from '../../core/graph/modelPlan.ts';
import type { Ops, Shape, TensorRef } from '../../core/ops.ts';
import type { TaskDef } from '../../core/scenarios/scenario.ts';
import type { Batch } from './batch.ts';
import type { Updater } from './optimizer.ts';

export interface Executor {
  readonly ops: Ops;
  readonly updater: Updater;
  /** A tensor of these values, kept. */
  load(values: Float32Array, shape: Shape): TensorRef;
  /** One readback for any number of tensors; the arrays are the caller's. */
  read(tensors: readonly TensorRef[]): Float32Array[];
  /** The numbers of a tensor, to be overwritten; `undefined` where a tensor cannot be changed. */
  storage(x: TensorRef): Float32Array | undefined;
  tidy<Out>(make: () => Out): Out;
  keep<Ref extends TensorRef>(x: Ref): Ref;
  /** A kept tensor of the same value, which later steps do not touch. */
  copy(x: TensorRef): TensorRef;
  dispose(x: TensorRef): void;
  /** The tensor that goes on in the place of `before`, with the value of `next`; both are given up for it. */
  replace(before: TensorRef, next: TensorRef): TensorRef;
  /** `after` [..., units] with the listed columns of `before`: a new tensor, kept. */
  holdColumns(before: TensorRef, after: TensorRef, units: readonly number[]): TensorRef;
  /**
   * Norms and cosines of the rows of a jacobian [T, P], flat: [T], then [T * T]. Rows are scaled before squaring, and a
   * row of zeros has norm 0 and cosine 0.
   */
  normsAndCosines(jacobian: TensorRef): TensorRef;
  /** x times a number; x may be given up for it. */
  scale(x: TensorRef, factor: number): TensorRef;
  /**
   * What `make` makes of the inputs by operations alone, so that it may be recorded: the same key, the same `make` and
   * shapes. Call inside a tidy; the outputs are valid until the next call with that key.
   */
  replay(
    key: object,
    inputs: readonly TensorRef[],
    make: (ops: Ops, inputs: readonly TensorRef[]) => readonly TensorRef[],
  ): readonly TensorRef[];
  /** One per model: it may keep what it learnt of the plan from step to step. */
  createRecorder(taskDefs: ReadonlyMap<TaskId, TaskDef>): Recorder;
}

export interface LossArgs {
  readonly plan: ModelPlan;
  /** In frozen order. */
  readonly parameters: readonly TensorRef[];
  readonly batch: Batch;
  /** Which of the step's independent batches this is: results of another lane stay valid. */
  readonly lane: number;
  /** Of the dropout masks. */
  readonly seed: number;
  readonly step: number;
  /** Tasks whose loss is measured: all are labelled in the batch. At least one. */
  readonly measured: readonly TaskId[];
  /** Those of them that step. */
  readonly active: readonly TaskId[];
}
/** A weighted sum of the measured or of the active tasks' losses, factors aligned with tasks. */
export interface Seeds {
  readonly tasks: readonly TaskId[];
  readonly factors: readonly number[];
}
/** Gradients of single tasks, row by row. */
export interface GradientRows {
  /** [T, P]; row t is the gradient of factors_t L_t. */
  readonly rows: TensorRef;
  /** As of the executor. */
  normsAndCosines(): TensorRef;
}
/** With respect to parameters laid end to end. */
export interface Jacobian extends GradientRows {
  /** sum_t weights_t row_t, in the shapes of the parameters. */
  weigh(weights: readonly number[]): readonly TensorRef[];
  /** A direction [P] in the shapes of the parameters. */
  cut(direction: TensorRef): readonly TensorRef[];
  /** Gradients of further parameters, [T][parameter]; undefined where the task does not reach. */
  readonly extras: readonly (readonly (TensorRef | undefined)[])[];
}
/**
 * One forward pass, and any number of backward passes over it. A gradient is valid until the next walk to the same
 * parameter; a jacobian until the next one of its lane.
 */
export interface Recorded {
  /** [tasks], unweighted: of the measured tasks, or of the active ones. */
  losses(tasks: readonly TaskId[]): TensorRef;
  /** Aligned with `list`; undefined where no task of the seeds reaches. */
  gradients(seeds: Seeds, list: readonly PlanParameter[]): (TensorRef | undefined)[];
  /** Row t is the gradient of factors_t L_t with respect to the first output of a node, [T, numbers of the output]. */
  jacobianAt(seeds: Seeds, node: NodeId): GradientRows;
  jacobian(seeds: Seeds, list: readonly PlanParameter[], extra?: readonly PlanParameter[]): Jacobian;
}
export interface Recorder {
  /** Runs the losses forward on the batch and hands over the record. Call inside a tidy. */
  record<Out>(args: LossArgs, use: (recorded: Recorded) => Out): Out;
}
