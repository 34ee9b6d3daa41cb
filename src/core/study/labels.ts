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
  /** The baseline's curve rises above that error again at more labels: `needed` is not the only reading. */
  readonly again: boolean;
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
  const worth = (needed: number): Result<LabelsWorth> => {
    const again = baseline.some((point) => point.labels > needed && point.mean > wanted);
    return ok({ labels, needed, times: needed / labels, again });
  };
  if (first.mean === wanted) return worth(first.labels);
  for (const point of later) {
    if (point.mean <= wanted) {
      const part = (before.mean - wanted) / (before.mean - point.mean);
      return worth(Math.exp(Math.log(before.labels) + part * (Math.log(point.labels) - Math.log(before.labels))));
    }
    before = point;
  }
  return fail(error('study.worth.more', { labels, found: before.labels, times: before.labels / labels }));
}

/** The horizontal gap as it is drawn: from the contender's count to the baseline's, at the contender's error. */
export interface LabelGap {
  readonly from: number;
  readonly to: number;
  readonly error: number;
  /** The baseline's curve is not met in the measured range: the gap is at least this long. */
  readonly open: boolean;
}
/** `undefined` where there is nothing to read. */
export function labelGap(
  baseline: readonly LabelPoint[],
  contender: readonly LabelPoint[],
  labels: number,
): LabelGap | undefined {
  const error = contender.find((point) => point.labels === labels)?.mean;
  if (error === undefined) return undefined;
  const worth = labelsWorth(baseline, contender, labels);
  if (worth.ok) return { from: labels, to: worth.value.needed, error, open: false };
  const end = Number(worth.issue.params.found);
  return end > 0 && end !== labels ? { from: labels, to: end, error, open: true } : undefined;
}
