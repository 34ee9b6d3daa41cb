/**
 * Running statistics (batch normalisation): after a step they move towards those of its batch. They are measured by one
 * more forward pass with the step's own parameters and masks, which only models that have such layers pay for; so the
 * recorders of the executors need not know of them.
 */
import type { ModelPlan, PlanParameter } from '../../core/graph/modelPlan.ts';
import type { TensorRef } from '../../core/ops.ts';
import type { Batch } from './batch.ts';
import type { Executor } from './executor.ts';
import { forward, stepContext } from './network.ts';

export interface Moved {
  readonly index: number;
  readonly value: TensorRef;
}

const isStatistic = ({ statistic }: PlanParameter): boolean => statistic === true;
const NONE: readonly Moved[] = [];

/** New values of every statistic, kept; the caller puts them in place after the update. Empty where there are none. */
export function movedStatistics(
  executor: Executor,
  plan: ModelPlan,
  parameters: readonly TensorRef[],
  batch: Batch | undefined,
  at: { readonly seed: number; readonly step: number },
): readonly Moved[] {
  if (!batch || !plan.parameters.some(isStatistic)) return NONE;
  const statistics = plan.parameters.filter(isStatistic);
  const { ops } = executor;
  const moved: Moved[] = [];
  executor.tidy(() => {
    const usual = stepContext(ops, at.seed, at.step, true);
    forward({
      ops,
      plan,
      parameters,
      inputs: batch.inputs,
      context: (node) => ({
        ...usual(node),
        note(name, value, share) {
          const found = statistics.find((parameter) => parameter.node === node.id && parameter.name === name);
          if (!found) return;
          const old = parameters[found.index] as TensorRef;
          const next = ops.add(ops.mul(old, ops.scalar(1 - share)), ops.mul(value, ops.scalar(share)));
          moved.push({ index: found.index, value: executor.copy(next) });
        },
      }),
    });
  });
  return moved;
}
