/**
 * Choosing by validation, reporting on test: the U-curve of soft sharing's strength between separate networks and hard
 * sharing, and learning rates from a small grid. What is chosen is the least mean over seeds and tasks of the validation
 * loss; the test split has no say (Cawley & Talbot, 'On Over-fitting in Model Selection', JMLR 2010).
 */
import type { ModelId, TaskId } from '../experiment/experiment.ts';
import { mean } from '../math/stats.ts';
import { leastScore, type Summary, summaryOf, valuesBySeed } from './results.ts';
import type { Strength, StudyResult, StudyRow, StudySplit, Variant } from './study.ts';

export interface SweepPoint extends Summary {
  /** 'hard': the shared network itself, beyond every strength. */
  readonly at: Strength | 'hard';
  readonly variant: string;
}
const placeOf = ({ params }: Variant): Strength | 'hard' =>
  params.end === 'hard' ? 'hard' : (params.strength as Strength);

/** One task's curve over the strengths, in the order of the variants (rising, hard sharing last). */
export function strengthCurve(
  rows: readonly StudyRow[],
  variants: readonly Variant[],
  model: ModelId,
  task: TaskId,
  split: StudySplit = 'validation',
): SweepPoint[] {
  return variants.flatMap((variant) => {
    const arm = { variant: variant.key, model };
    const summary = summaryOf([...valuesBySeed(rows, arm, { task, split, metric: 'loss' }).values()]);
    return summary ? [{ at: placeOf(variant), variant: variant.key, ...summary }] : [];
  });
}

/** The variant with the least mean over tasks of the validation loss of this model: its best strength, its learning rate. */
export function chooseByValidation(
  { rows, failures }: Pick<StudyResult, 'rows' | 'failures'>,
  variants: readonly Variant[],
  model: ModelId,
  tasks: readonly TaskId[],
): Variant | undefined {
  const lossOf = (variant: string, task: TaskId): number =>
    mean([...valuesBySeed(rows, { variant, model }, { task, split: 'validation', metric: 'loss' }).values()]);
  return leastScore(variants, failures, ({ key }) => mean(tasks.map((task) => lossOf(key, task))));
}

/** Where one task's own validation curve is lowest, among the strengths of which the fewest trainings failed. */
export function lowestPoint(
  result: Pick<StudyResult, 'rows' | 'failures'>,
  variants: readonly Variant[],
  model: ModelId,
  task: TaskId,
): SweepPoint | undefined {
  const lowest = chooseByValidation(result, variants, model, [task]);
  return strengthCurve(result.rows, variants, model, task).find(({ variant }) => variant === lowest?.key);
}
