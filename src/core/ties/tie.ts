/**
 * TieSpec: soft sharing between twin parameters. One file per kind, one line in index.ts.
 * A tie holds M twins (one per tower); penalty and step are written for one parameter of each twin, and summed over
 * all parameters of the tied layers (kernels AND biases). Words under `tie.<kind>…`.
 */
import type { TieCode } from '../code.ts';
import type { Ops, Shape, TensorRef } from '../ops.ts';

export type Values = readonly number[] | Float32Array;
export interface TieAbout {
  /** How closely each two twins are related [M][M], symmetric; absent: 1 everywhere. */
  readonly relations?: readonly (readonly number[])[] | undefined;
  /** Shape of the parameter, where twins are flat arrays; absent: one axis. */
  readonly shape?: Shape | undefined;
}

export interface TieSpec {
  readonly kind: string;
  /** Where the twins go as the strength grows without end: they become equal, point the same way, or vanish. */
  readonly limit: 'equal' | 'aligned' | 'zero';
  /** Takes a strength per pair of twins. Default: false. */
  readonly relates?: boolean;
  /** strength * penalty; twins [M] of equal shape. Returns the UNWEIGHTED penalty, a scalar. */
  penalty(ops: Ops, twins: readonly TensorRef[], about?: TieAbout): TensorRef;
  /** The same number for plain arrays, float64: charts, tests, executors without a tensor library. */
  penaltyOf(twins: readonly Values[], about?: TieAbout): number;
  /** Gradient of `penaltyOf` with respect to each twin: for tests and for executors without autodiff. */
  gradientOf(twins: readonly Values[], about?: TieAbout): number[][];
  /**
   * The proximal step after the loss update: new values of each twin. Stable for every strength up to Infinity.
   * Must return the very same tensors when strength is 0. `learningRates` [M]: each twin's own.
   */
  proximal(
    ops: Ops,
    twins: readonly TensorRef[],
    strength: number,
    learningRates: readonly number[],
    about?: TieAbout,
  ): readonly TensorRef[];
  /** The proximal step as text of a generated program; absent: it cannot be exported. */
  readonly python?: TieCode;
}
