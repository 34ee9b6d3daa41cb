/**
 * BalancingSpec: how the tasks' losses and gradients become one update. One file per method, one line in index.ts.
 * Notation: T tasks; L_t losses; g_t gradients over the P shared parameters (reached by two tasks or more, zeros where
 * a task does not reach); jacobian G [T, P]; gramian K = G G^T [T, T]; direction d = sum_t w_t g_t; theta <- theta - lr d.
 * The person's task weights lambda_t multiply each loss (so each row of G) BEFORE the method sees it.
 * Only tasks that are active in the step (enabled, labelled in this batch, their turn) are passed: T counts those.
 * All arithmetic in float64. Words under `method.<id>.{label, summary, formula, heads, fields…}`.
 */
import type { MethodCode } from '../code.ts';
import type { Field, Options } from '../fields.ts';
import type { Rng } from '../math/rng.ts';
import type { Ops, TensorRef } from '../ops.ts';

export type Family =
  | 'loss weighting'
  | 'gradient normalisation'
  | 'gradient surgery'
  | 'multi-objective'
  | 'constrained'
  | 'alternating'
  | 'meta-learned';
export interface Paper {
  readonly authors: string;
  readonly title: string;
  readonly venue: string;
  readonly year: number;
  /** Which equation or algorithm is followed. */
  readonly equation: string;
}
/** State is plain JSON (numbers, strings, arrays, objects): it goes into checkpoints. */
export type MethodState = unknown;

export interface StepInfo {
  readonly step: number;
  readonly epoch: number;
  /** Ids of the active tasks, in order; arrays below are aligned with it. Stateful methods key their state by id. */
  readonly tasks: readonly string[];
  /** Every task of the model, active or not. */
  readonly allTasks: readonly string[];
  /** Training rows that carry a label, by task id; absent: taken as equal. */
  readonly rows?: Readonly<Record<string, number>>;
}
export interface LossStats extends StepInfo {
  /** lambda_t L_t [T]. */
  readonly losses: readonly number[];
}
export interface GramianStats extends LossStats {
  /** [T][T], float64, of the lambda-scaled gradients. */
  readonly gramian: readonly (readonly number[])[];
  /** Gramians between batches i and j for methods with `batches` > 1: crossGramians[i][j][t][s] = g_t(batch i) . g_s(batch j). */
  readonly crossGramians?: readonly (readonly (readonly (readonly number[])[])[])[];
}
export interface Weighing<State = MethodState> {
  /** Multiply the (lambda-scaled) task gradients over shared parameters [T]. May be negative. */
  readonly weights: readonly number[];
  /** Multiply each task's gradient over its own head and tower [T]; absent: as the method's `heads` says. */
  readonly headWeights?: readonly number[];
  readonly state: State;
  /** True where no common descent direction exists (Pareto-stationary, zero gradient): weights are then a harmless fallback. */
  readonly noSolution?: boolean;
  /** Extra numbers to chart, e.g. log-variances, multipliers: key -> per-task values [T]. */
  readonly diagnostics?: Readonly<Record<string, readonly number[]>>;
}
interface MethodBase<State> {
  readonly id: string;
  readonly family: Family;
  readonly paper: Paper;
  /** How the tasks are reduced, and what is rescaled or clipped: shown on screen. */
  readonly convention: { readonly reduction: 'sum' | 'mean'; readonly rescale?: string; readonly clip?: string };
  /** 'weighted': heads and private towers use the same weights as the shared part; 'plain': each its own lambda_t L_t. */
  readonly heads: 'weighted' | 'plain';
  readonly fields: readonly Field[];
  /** Backward passes per step for T tasks. */
  backwardPasses(tasks: number, options: Options): number;
  init(tasks: readonly string[], options: Options): State;
  /** Which tasks step now; absent: all. The parameters that no stepping task reaches get a masked update. */
  schedule?(
    info: StepInfo,
    state: State,
    options: Options,
    rng: Rng,
  ): { readonly active: readonly string[]; readonly state: State };
  /** One optimiser state per task instead of one for all (alternating). */
  optimizerPerTask?(options: Options): boolean;
  /** Independent mini-batches per step; absent: 1. */
  readonly batches?: number;
  /** Where the second batch comes from; absent: the training rows, too. */
  readonly secondBatch?: 'validation';
  /** Losses of the same batch and mask after the update (costs one more forward). */
  lossAfterStep?(before: LossStats, after: readonly number[], state: State, options: Options): State;
  /** Mean training loss per task over the epoch that ended, keyed by task id. */
  epochEnd?(means: Readonly<Record<string, number>>, state: State, options: Options): State;
  /** The method as text of a generated program; absent: experiments with it cannot be exported. */
  readonly python?: MethodCode;
}
/** Weights known without any loss value (weighted sum, alternating, random weighting). */
export interface FixedMethod<State = MethodState> extends MethodBase<State> {
  readonly needs: 'none';
  weigh(info: StepInfo, state: State, options: Options, rng: Rng): Weighing<State>;
}
export interface LossMethod<State = MethodState> extends MethodBase<State> {
  readonly needs: 'losses';
  weigh(stats: LossStats, state: State, options: Options, rng: Rng): Weighing<State>;
}
export interface GramianMethod<State = MethodState> extends MethodBase<State> {
  readonly needs: 'gramian';
  /**
   * 'shared': gradients over all shared parameters; 'lastShared': of the last shared layer only; 'representation': with
   * respect to the last output that all tasks share.
   */
  gradientsAt?(options: Options): 'shared' | 'lastShared' | 'representation';
  weigh(stats: GramianStats, state: State, options: Options, rng: Rng): Weighing<State>;
}
export interface JacobianMethod<State = MethodState> extends MethodBase<State> {
  readonly needs: 'jacobian';
  /** jacobian [T, P] -> direction [P] on the device; `state` holds Float32Arrays as plain arrays when serialised. */
  direction(
    ops: Ops,
    jacobian: TensorRef,
    stats: LossStats,
    state: State,
    options: Options,
    rng: Rng,
    /** Reads a tensor back to float32 (blocking). */
    read: (tensor: TensorRef) => Float32Array,
  ): {
    readonly direction: TensorRef;
    readonly state: State;
    readonly headWeights?: readonly number[];
    readonly noSolution?: boolean;
  };
}
// biome-ignore lint/suspicious/noExplicitAny: a registry holds methods of every state type; the engine passes each its own state back.
export type BalancingSpec = FixedMethod<any> | LossMethod<any> | GramianMethod<any> | JacobianMethod<any>;
