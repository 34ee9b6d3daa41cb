/**
 * When a run stops by itself. Step and epoch rules hold at an exact step; target and patience are judged at evaluation
 * steps only, on validation losses, so that they too hold at the same step every time. A rule that has held is quiet
 * until it is changed: pressing play again goes on.
 */
import type { ModelId, StopRule } from '../../core/experiment/experiment.ts';
import type { Checkpoint, StopReason } from '../protocol.ts';

export interface StopWatch {
  /** Before a step: does a rule on counts hold? */
  atStep(rule: StopRule, step: number, stepsPerEpoch: number): StopReason | undefined;
  /** Mean validation loss of each model at an evaluation step. */
  atEvaluation(rule: StopRule, losses: Readonly<Record<ModelId, number>>): StopReason | undefined;
  wantsEvaluation(rule: StopRule): boolean;
  /** The rule was changed: it may hold again. */
  rearm(): void;
  memory(): Checkpoint['best'];
}

export function createStopWatch(before?: Checkpoint['best']): StopWatch {
  let held = before?.held ?? false;
  let since = before?.since ?? 0;
  let best: Record<ModelId, number> = { ...before?.losses };
  const quiet = <Reason extends StopReason>(reason: Reason): Reason => {
    held = true;
    return reason;
  };
  return {
    atStep(rule, step, stepsPerEpoch) {
      if (held) return undefined;
      if (rule.kind === 'steps' && step >= rule.steps) return quiet({ code: 'stop.steps', steps: rule.steps });
      if (rule.kind === 'epochs' && step >= rule.epochs * stepsPerEpoch) {
        return quiet({ code: 'stop.epochs', epochs: rule.epochs });
      }
      return undefined;
    },
    atEvaluation(rule, losses) {
      let improved = false;
      for (const [model, loss] of Object.entries(losses) as [ModelId, number][]) {
        if (loss < (best[model] ?? Number.POSITIVE_INFINITY)) {
          best[model] = loss;
          improved = true;
        }
      }
      since = improved ? 0 : since + 1;
      if (held) return undefined;
      if (rule.kind === 'target' && Object.values(losses).every((loss) => loss <= rule.loss)) {
        return quiet({ code: 'stop.target', loss: rule.loss });
      }
      if (rule.kind === 'patience' && since >= rule.evaluations) {
        return quiet({ code: 'stop.patience', evaluations: rule.evaluations });
      }
      return undefined;
    },
    wantsEvaluation: (rule) => rule.kind === 'target' || rule.kind === 'patience',
    rearm() {
      held = false;
      since = 0;
      best = {};
    },
    memory() {
      const losses = Object.values(best);
      const mean = losses.reduce((sum, loss) => sum + loss, 0) / Math.max(1, losses.length);
      return { loss: losses.length > 0 ? mean : Number.POSITIVE_INFINITY, since, losses: { ...best }, held };
    },
  };
}
