/**
 * What moves parameters after the update: L1 and ties as proximal steps, which leave units under a person's hand alone;
 * then pruning, which holds what is zero at zero and now and then adds to it.
 */
import type { Regularisation, Tie } from '../../core/experiment/experiment.ts';
import type { ModelPlan } from '../../core/graph/modelPlan.ts';
import type { TensorRef } from '../../core/ops.ts';
import type { Hands } from '../protocol.ts';
import type { Executor } from './executor.ts';
import { holdUnits } from './handEdits.ts';
import { holdZeros, pruneRound, shrink } from './sparsity.ts';
import { applyTies } from './tieSteps.ts';

export interface Penalties {
  readonly executor: Executor;
  readonly plan: ModelPlan;
  readonly ties: readonly Tie[];
  readonly hands: Hands;
  readonly regularisation: Regularisation;
  /** Learning rates, and which parameters step, by index. */
  readonly rates: readonly number[];
  readonly steps: readonly boolean[];
  /** Updates made so far. */
  readonly updates: number;
  /** Masks from before the update, where numbers are pruned. */
  readonly zeros: readonly (TensorRef | undefined)[] | undefined;
}
/** New parameters from the present ones; unchanged ones are the very same tensors. */
type Move = (parameters: readonly TensorRef[]) => readonly TensorRef[];

/** In order: each looks at what the one before has left. */
export function penaltyMoves(all: Penalties): readonly Move[] {
  const { executor, plan, ties, hands, rates, steps, zeros } = all;
  const { l1 = 0, pruning } = all.regularisation;
  const moves: Move[] = [];
  if (plan.ties.length > 0 || l1 > 0) {
    const rate = (index: number): number => (steps[index] ? (rates[index] as number) : 0);
    const held =
      (move: Move): Move =>
      (parameters) =>
        holdUnits(executor, plan, hands, parameters, move(parameters));
    if (l1 > 0) moves.push(held((parameters) => shrink(executor, plan, parameters, l1, rate)));
    moves.push(held((parameters) => applyTies(executor, plan, ties, parameters, rate)));
  }
  if (pruning && zeros) {
    moves.push((parameters) => holdZeros(executor, zeros, parameters));
    moves.push((parameters) => pruneRound(executor, plan, parameters, pruning, all.updates));
  }
  return moves;
}
