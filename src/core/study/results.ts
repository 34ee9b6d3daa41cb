/**
 * From the log of a finished repeat to the rows and curves of a study, and from these to lists that go together: values
 * by seed, and curves as mean and band. A curve's points are the log's evaluation steps, which follow from the plan and
 * the backend, so repeats share them.
 */
import type { ModelId, TaskId } from '../experiment/experiment.ts';
import { interval95, mean } from '../math/stats.ts';
import type { RunLog } from '../metrics/logRows.ts';
import type { Arm, StudyCurve, StudyFailure, StudyJob, StudyRow, StudySplit, Variant } from './study.ts';

/** Points of a kept curve at most. */
const CURVE_POINTS = 48;
const SPLITS = new Set<string>(['train', 'validation', 'test'] satisfies StudySplit[]);

interface Name {
  readonly model: ModelId;
  readonly task: TaskId;
  readonly split: StudySplit;
  readonly metric: string;
}
/** `<model>/<task>/<split>/<metric>`, or nothing for the log's other columns. */
function parseName(name: string): Name | undefined {
  const [model, task, split, metric, ...more] = name.split('/');
  if (!model || !task || !split || !metric || more.length > 0 || !SPLITS.has(split)) return undefined;
  return { model: model as ModelId, task: task as TaskId, split: split as StudySplit, metric };
}

export function rowsOf(job: StudyJob, log: RunLog): StudyRow[] {
  return log.names.flatMap((name) => {
    const found = parseName(name);
    const last = found && log.last(name);
    return found && last ? [{ variant: job.variant.key, seed: job.seed, ...found, value: last.value }] : [];
  });
}

/** The first, the last and evenly many between. */
function thinned<Item>(list: readonly Item[]): Item[] {
  if (list.length <= CURVE_POINTS) return [...list];
  return Array.from(
    { length: CURVE_POINTS },
    (_, i) => list[Math.round((i * (list.length - 1)) / (CURVE_POINTS - 1))] as Item,
  );
}

export function curvesOf(job: StudyJob, log: RunLog): StudyCurve[] {
  const steps = log.steps();
  return log.names.flatMap((name) => {
    const found = parseName(name);
    const column = log.column(name);
    if (!column || found?.split !== 'validation' || found.metric !== 'loss') return [];
    const measured = thinned([...steps.keys()].filter((row) => Number.isFinite(column[row])));
    return [
      {
        variant: job.variant.key,
        seed: job.seed,
        model: found.model,
        task: found.task,
        steps: measured.map((row) => steps[row] as number),
        values: measured.map((row) => column[row] as number),
      },
    ];
  });
}

export interface Measure {
  readonly task: TaskId;
  readonly split: StudySplit;
  readonly metric: string;
}
/** The arm's value of each seed that has one. */
export function valuesBySeed(rows: readonly StudyRow[], arm: Arm, measure: Measure): Map<number, number> {
  const values = new Map<number, number>();
  for (const row of rows) {
    if (row.variant !== arm.variant || row.model !== arm.model) continue;
    if (row.task !== measure.task || row.split !== measure.split || row.metric !== measure.metric) continue;
    values.set(row.seed, row.value);
  }
  return values;
}

export interface Summary {
  readonly n: number;
  readonly mean: number;
  /** 95 % t-interval of the mean; equal to the mean below two values. */
  readonly low: number;
  readonly high: number;
}
export function summaryOf(values: readonly number[]): Summary | undefined {
  if (values.length === 0) return undefined;
  const centre = mean(values);
  const interval = interval95(values) ?? { low: centre, high: centre };
  return { n: values.length, mean: centre, low: interval.low, high: interval.high };
}

/**
 * The variant with the least score among those of which the fewest trainings failed: a mean over the seeds that a too high
 * rate happened to survive would win by luck. Variants without a finite score are left out.
 */
export function leastScore(
  variants: readonly Variant[],
  failures: readonly StudyFailure[],
  score: (variant: Variant) => number,
): Variant | undefined {
  let best: { variant: Variant; failed: number; score: number } | undefined;
  for (const variant of variants) {
    const value = score(variant);
    if (!Number.isFinite(value)) continue;
    const failed = failures.filter((failure) => failure.variant === variant.key).length;
    if (!best || failed < best.failed || (failed === best.failed && value < best.score))
      best = { variant, failed, score: value };
  }
  return best?.variant;
}

export type BandPoint = Summary & { readonly step: number };
/** Mean and band over seeds, at the steps that the most seeds have. */
export function bandOf(curves: readonly StudyCurve[], arm: Arm, task: TaskId): BandPoint[] {
  const own = curves.filter((each) => each.variant === arm.variant && each.model === arm.model && each.task === task);
  const byStep = new Map<number, number[]>();
  for (const { steps, values } of own) {
    for (const [i, step] of steps.entries()) {
      const held = byStep.get(step) ?? [];
      held.push(values[i] as number);
      byStep.set(step, held);
    }
  }
  const most = Math.max(0, ...[...byStep.values()].map((values) => values.length));
  return [...byStep]
    .filter(([, values]) => values.length === most)
    .sort(([a], [b]) => a - b)
    .flatMap(([step, values]) => {
      const summary = summaryOf(values);
      return summary ? [{ step, ...summary }] : [];
    });
}
