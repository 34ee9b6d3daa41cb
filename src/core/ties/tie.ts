/**
 * TieSpec: soft sharing between twin parameters. One file per kind, one line in index.ts.
 * A tie holds M twins (one per tower); penalty and step are written for one parameter of each twin, and summed over
 * all parameters of the tied layers (kernels AND biases). Words under `tie.<kind>…`.
 */
import type { Ops, TensorRef } from '../ops.ts';

export interface TieSpec {
  readonly kind: string;
  /** strength * penalty; twins [M] of equal shape. Returns the UNWEIGHTED penalty, a scalar. */
  penalty(ops: Ops, twins: readonly TensorRef[]): TensorRef;
  /** The same number for plain arrays, float64: charts, tests, executors without a tensor library. */
  penaltyOf(twins: readonly (readonly number[] | Float32Array)[]): number;
  /** Gradient of `penaltyOf` with respect to each twin: for tests and for executors without autodiff. */
  gradientOf(twins: readonly (readonly number[] | Float32Array)[]): number[][];
  /**
   * The proximal step after the loss update: new values of each twin. Stable for every strength up to Infinity.
   * Must return the very same tensors when strength is 0. `learningRates` [M]: each twin's own.
   */
  proximal(
    ops: Ops,
    twins: readonly TensorRef[],
    strength: number,
    learningRates: readonly number[],
  ): readonly TensorRef[];
}
