/**
 * What sharing is worth, in labels: the error of a task against its number of labels for two models, and the horizontal
 * gap between the curves. 'At 30 labels, sharing does what the other needs 80 for' is a factor of 80 / 30. Between
 * measured counts errors are taken as linear in log(labels); beyond the measured range nothing is said.
 */
import type { ModelId } from '../experiment/experiment.ts';
import { error, fail, ok, type Result } from '../result.ts';
import { type Measure, type Summary, summaryOf, valuesBySeed } from './results.ts';
import type { StudyRow, Variant } from './study.ts';

export interface LabelPoint extends Summary {
  readonly labels: number;
}
/** Rising in labels. The measure's metric should be an error: lower is better. */
export function labelCurve(
  rows: readonly StudyRow[],
  variants: readonly Variant[],
  model: ModelId,
  measure: Measure,
): LabelPoint[] {
  return variants
    .flatMap((variant) => {
      const summary = summaryOf([...valuesBySeed(rows, { variant: variant.key, model }, measure).values()]);
      return summary ? [{ labels: Number(variant.params.labels), ...summary }] : [];
    })
    .sort((a, b) => a.labels - b.labels);
}

export interface LabelsWorth {
  readonly labels: number;
  /** The baseline needs this many labels for the contender's error. */
  readonly needed: number;
  /** needed / labels: above 1, sharing is worth labels; below, it costs them. */
  readonly times: number;
}
/**
 * Where the baseline's curve first comes down to the contender's error at `labels`.
 * Codes: `study.worth.nothing` (no point there), `study.worth.more` (the baseline never gets that good in the measured
 * range), `study.worth.less` (it is better already at its fewest labels).
 */
export function labelsWorth(
  baseline: readonly LabelPoint[],
  contender: readonly LabelPoint[],
  labels: number,
): Result<LabelsWorth> {
  const wanted = contender.find((point) => point.labels === labels)?.mean;
  const [first, ...later] = baseline;
  if (wanted === undefined || !first || !(labels > 0)) return fail(error('study.worth.nothing', { labels }));
  if (first.mean < wanted) return fail(error('study.worth.less', { labels, found: first.labels }));
  let before = first;
  if (first.mean === wanted) return ok({ labels, needed: first.labels, times: first.labels / labels });
  for (const point of later) {
    if (point.mean <= wanted) {
      const part = (before.mean - wanted) / (before.mean - point.mean);
      const needed = Math.exp(Math.log(before.labels) + part * (Math.log(point.labels) - Math.log(before.labels)));
      return ok({ labels, needed, times: needed / labels });
    }
    before = point;
  }
  return fail(error('study.worth.more', { labels, found: before.labels, times: before.labels / labels }));
}
