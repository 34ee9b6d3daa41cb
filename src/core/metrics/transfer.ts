/**
 * Did sharing help? delta-m: the mean over tasks of the relative gain over the single-task baseline
 * (Maninis, Radosavovic, Kokkinos, 'Attentive Single-Tasking of Multiple Tasks', CVPR 2019, eq. 4), positive = better.
 * Departure: relative gains are taken on ERRORS throughout. Metrics where higher is better have 1 as their best value
 * here (accuracy, AUC, R2) and enter as 1 - value: from .98 to .99 halves the errors, which a ratio of accuracies
 * (1 %) hides. A baseline without errors leaves nothing to divide by: that is refused, with a code, not guessed.
 */
import type { TaskId } from '../experiment/experiment.ts';
import { error, fail, ok, type Result } from '../result.ts';
import type { MetricSpec } from '../tasks/task.ts';

/** Below this error a relative gain says more about noise than about sharing. */
const SMALLEST_BASELINE = 1e-3;

export interface TaskComparison {
  readonly task: TaskId;
  readonly better: MetricSpec['better'];
  /** The metric's values on the same rows. */
  readonly model: number;
  readonly baseline: number;
}
export interface Transfer {
  /** Mean of `gains`. */
  readonly deltaM: number;
  /** Relative gain per task: .1 = a tenth of the baseline's error is gone; negative = negative transfer. */
  readonly gains: readonly { readonly task: TaskId; readonly gain: number }[];
  /** Tasks that the model does strictly better than the baseline. */
  readonly wins: number;
}

const errorOf = (better: MetricSpec['better'], value: number): number => (better === 'higher' ? 1 - value : value);

/** Codes: `transfer.nothing`, `transfer.notFinite`, `transfer.baseline`. */
export function transfer(comparisons: readonly TaskComparison[]): Result<Transfer> {
  if (comparisons.length === 0) return fail(error('transfer.nothing'));
  const gains: { task: TaskId; gain: number }[] = [];
  for (const { task, better, model, baseline } of comparisons) {
    const before = errorOf(better, baseline);
    const after = errorOf(better, model);
    if (!Number.isFinite(before) || !Number.isFinite(after)) {
      return fail(error('transfer.notFinite', { task }, { task }));
    }
    if (before < SMALLEST_BASELINE) {
      return fail(error('transfer.baseline', { task, found: before, expected: SMALLEST_BASELINE }, { task }));
    }
    gains.push({ task, gain: (before - after) / before });
  }
  return ok({
    deltaM: gains.reduce((sum, { gain }) => sum + gain, 0) / gains.length,
    gains,
    wins: gains.filter(({ gain }) => gain > 0).length,
  });
}
