/**
 * L1 and pruning in a run, after the update. L1 is a proximal step (soft-thresholding, as for ties: no adaptive optimiser
 * rescales it, and zeros are exact). Pruned numbers are those that are exactly zero: they are held there, so that a
 * checkpoint needs nothing beside the parameters.
 */
import type { Pruning } from '../../core/experiment/experiment.ts';
import type { ModelPlan } from '../../core/graph/modelPlan.ts';
import type { TensorRef } from '../../core/ops.ts';
import { PRUNE_EVERY, prunable, prune, sparsityAt } from '../../core/pruning/magnitude.ts';
import type { Executor } from './executor.ts';

/** 1 where a prunable number is not zero, else 0: taken before the update. Kept; `undefined`: not prunable. */
export function zeroMasks(
  executor: Executor,
  plan: ModelPlan,
  parameters: readonly TensorRef[],
): (TensorRef | undefined)[] {
  const { ops } = executor;
  return plan.parameters.map((p) =>
    prunable(p)
      ? executor.tidy(() =>
          executor.copy(ops.greater(ops.unary('abs', parameters[p.index] as TensorRef), ops.scalar(0))),
        )
      : undefined,
  );
}

/** New parameters: those that had been zero before are zero again. Gives up the masks. */
export function holdZeros(
  executor: Executor,
  masks: readonly (TensorRef | undefined)[],
  parameters: readonly TensorRef[],
): TensorRef[] {
  return parameters.map((value, i) => {
    const mask = masks[i];
    if (!mask) return value;
    const held = executor.tidy(() => executor.copy(executor.ops.mul(value, mask)));
    executor.dispose(mask);
    return held;
  });
}

/** Kernels moved towards zero by rate * l1, and no further. Rates of 0 leave a parameter as it is. */
export function shrink(
  executor: Executor,
  plan: ModelPlan,
  parameters: readonly TensorRef[],
  l1: number,
  rateOf: (index: number) => number,
): TensorRef[] {
  const { ops } = executor;
  return parameters.map((value, index) => {
    const threshold = rateOf(index) * l1;
    if (!plan.parameters[index]?.decay || threshold === 0) return value;
    return executor.tidy(() => {
      const most = ops.scalar(threshold);
      const low = ops.maximum(value, ops.unary('neg', most));
      const clipped = ops.unary('neg', ops.maximum(ops.unary('neg', low), ops.unary('neg', most)));
      return executor.copy(ops.sub(value, clipped));
    });
  });
}

/** A round of pruning where one is due after `step` updates; else the very same tensors. */
export function pruneRound(
  executor: Executor,
  plan: ModelPlan,
  parameters: readonly TensorRef[],
  pruning: Pruning,
  step: number,
): TensorRef[] {
  const share = sparsityAt(pruning, step);
  if (share === 0 || step % PRUNE_EVERY !== 0) return [...parameters];
  return prunedTo(executor, plan, parameters, share, pruning.scope);
}

/** Copies of the prunable parameters with the share of smallest numbers set to zero; the others are the same tensors. */
export function prunedTo(
  executor: Executor,
  plan: ModelPlan,
  parameters: readonly TensorRef[],
  share: number,
  scope: Pruning['scope'],
): TensorRef[] {
  const kernels = plan.parameters.filter(prunable);
  const values = executor.read(kernels.map((p) => parameters[p.index] as TensorRef));
  const cut = prune(values, share, scope);
  const next = [...parameters];
  for (const [i, p] of kernels.entries()) next[p.index] = executor.load(cut[i] as Float32Array, p.shape);
  return next;
}
