/** Whether a checkpoint belongs to the plans at hand: same models, same parameters by id and size. */
import type { ModelPlan } from '../../core/graph/modelPlan.ts';
import { error, type Issue } from '../../core/result.ts';
import type { Checkpoint } from '../protocol.ts';

export function checkpointFits(checkpoint: Checkpoint, plans: readonly ModelPlan[]): Issue | undefined {
  if (checkpoint.format !== 1) return error('engine.checkpointFormat', { found: String(checkpoint.format) });
  if (checkpoint.models.length !== plans.length) {
    return error('engine.checkpointModels', { found: checkpoint.models.length, expected: plans.length });
  }
  for (const [m, plan] of plans.entries()) {
    const stored = checkpoint.models[m];
    const fits =
      stored?.model === plan.model &&
      stored.parameters.length === plan.parameters.length &&
      plan.parameters.every(({ id, size }, i) => {
        const values = stored.parameters[i];
        return values?.id === id && values.values.length === size;
      });
    if (!fits) return error('engine.checkpointParameters', { model: plan.model });
  }
  return undefined;
}
