/**
 * What a comparison of methods says. Everyone's learning rate, and the weighted sum's weights, are chosen on validation
 * (least mean over tasks of the loss relative to the task alone); reported is the test split. Each method stands against
 * the tuned weighted sum by paired differences of the same seeds: tuned sums often hold their own (Xin et al. and Kurin
 * et al., both NeurIPS 2022), so a method that only beats an untuned one has shown nothing.
 */
import type { ModelId, TaskId } from '../experiment/experiment.ts';
import { type Interval, interval95, mean } from '../math/stats.ts';
import type { Result } from '../result.ts';
import { leastScore, type Summary, summaryOf, valuesBySeed } from './results.ts';
import type { StudyResult, StudyRow, Variant } from './study.ts';
import {
  type Compared,
  type DeltaM,
  deltaMOf,
  pairedDifferences,
  type Verdict,
  type VerdictCode,
  verdictOf,
} from './verdict.ts';

/** The arm that gathers every task alone. */
export const ALONE = 'alone';

export interface MethodRow {
  /** 'sum', or the contender's place. */
  readonly arm: string;
  /** Chosen on validation. */
  readonly chosen: Variant;
  /** How many variants it was chosen from. */
  readonly tried: number;
  /** By task: its test metric, and the gain over the tuned sum. */
  readonly tasks: readonly { readonly compared: Compared; readonly summary: Summary; readonly verdict?: Verdict }[];
  /** Against every task alone. */
  readonly deltaM: Result<DeltaM>;
  /** delta-m minus the tuned sum's, seed by seed; absent for the sum itself and where a delta-m is missing. */
  readonly against?: {
    readonly mean: number;
    readonly interval: Interval | undefined;
    readonly wins: number;
    readonly n: number;
    readonly code: VerdictCode;
  };
  /** Milliseconds a step, mean over its trainings. */
  readonly stepMs: number | undefined;
}
export interface TradeOff {
  readonly w: number | string;
  /** Mean test losses of the first two tasks. */
  readonly at: readonly [number, number];
  readonly chosen: boolean;
}
export interface MethodTable {
  readonly rows: readonly MethodRow[];
  /** The weighted sums at the rate chosen for each. */
  readonly curve: readonly TradeOff[];
}

type Measured = Pick<StudyResult, 'rows' | 'failures' | 'times'>;

const meanLoss = (
  rows: readonly StudyRow[],
  variant: string,
  model: ModelId,
  task: TaskId,
  split: 'validation' | 'test',
) => mean([...valuesBySeed(rows, { variant, model }, { task, split, metric: 'loss' }).values()]);

/** Rows of every task alone, at its own best rate, as one arm. */
function aloneRows(
  { rows, failures }: Measured,
  variants: readonly Variant[],
  model: ModelId,
  tasks: readonly TaskId[],
): StudyRow[] {
  return tasks.flatMap((task) => {
    const own = variants.filter(({ params }) => params.arm === ALONE && params.task === task);
    const chosen = leastScore(own, failures, ({ key }) => meanLoss(rows, key, model, task, 'validation'));
    return rows
      .filter((row) => row.variant === chosen?.key && row.task === task)
      .map((row) => ({ ...row, variant: ALONE }));
  });
}

export function methodTable(
  measured: Measured,
  variants: readonly Variant[],
  model: ModelId,
  compared: readonly Compared[],
): MethodTable {
  const { rows, failures, times = [] } = measured;
  const tasks = compared.map(({ task }) => task);
  const baseline = aloneRows(measured, variants, model, tasks);
  const all = [...rows, ...baseline];
  const scale = tasks.map((task) => {
    const value = meanLoss(baseline, ALONE, model, task, 'validation');
    return value > 0 ? value : 1;
  });
  const score = ({ key }: Variant): number =>
    mean(tasks.map((task, t) => meanLoss(rows, key, model, task, 'validation') / (scale[t] as number)));
  const stepMs = ({ key }: Variant): number | undefined => {
    const own = times.filter((time) => time.variant === key && time.steps > 0);
    return own.length > 0 ? mean(own.map(({ seconds, steps }) => (1000 * seconds) / steps)) : undefined;
  };
  const sums = variants.filter(({ params }) => params.arm === 'sum');
  const tuned = leastScore(sums, failures, score);
  const deltaOf = (variant: Variant): Result<DeltaM> =>
    deltaMOf(all, { variant: ALONE, model }, { variant: variant.key, model }, compared);
  const reference = tuned && deltaOf(tuned);
  const arms = [...new Set(variants.map(({ params }) => String(params.arm)))].filter((arm) => arm !== ALONE);
  const found = arms.flatMap((arm): MethodRow[] => {
    const own = variants.filter(({ params }) => String(params.arm) === arm);
    const chosen = arm === 'sum' ? tuned : leastScore(own, failures, score);
    if (!chosen || !tuned) return [];
    const deltaM = deltaOf(chosen);
    return [
      {
        arm,
        chosen,
        tried: own.length,
        tasks: compared.flatMap((each) => {
          const values = valuesBySeed(rows, { variant: chosen.key, model }, { ...each, split: 'test' });
          const summary = summaryOf([...values.values()]);
          if (!summary) return [];
          const verdict =
            arm === 'sum'
              ? undefined
              : verdictOf(rows, { variant: tuned.key, model }, { variant: chosen.key, model }, each);
          return [{ compared: each, summary, ...(verdict ? { verdict } : {}) }];
        }),
        deltaM,
        ...(arm !== 'sum' && reference?.ok && deltaM.ok ? { against: difference(deltaM.value, reference.value) } : {}),
        stepMs: stepMs(chosen),
      },
    ];
  });
  return { rows: found, curve: curveOf(measured, sums, tuned, model, tasks, score) };
}

function difference(own: DeltaM, reference: DeltaM): NonNullable<MethodRow['against']> {
  const gains = pairedDifferences(own, reference);
  const interval = interval95(gains);
  const code = interval && interval.low > 0 ? 'helps' : interval && interval.high < 0 ? 'hurts' : 'none';
  return { mean: mean(gains), interval, wins: gains.filter((gain) => gain > 0).length, n: gains.length, code };
}

function curveOf(
  { rows, failures }: Measured,
  sums: readonly Variant[],
  tuned: Variant | undefined,
  model: ModelId,
  tasks: readonly TaskId[],
  score: (variant: Variant) => number,
): TradeOff[] {
  const [first, second] = tasks;
  if (tasks.length !== 2 || first === undefined || second === undefined) return [];
  return [...new Set(sums.map(({ params }) => params.w))].flatMap((w) => {
    const chosen = leastScore(
      sums.filter(({ params }) => params.w === w),
      failures,
      score,
    );
    if (!chosen || w === undefined) return [];
    const at = [first, second].map((task) => meanLoss(rows, chosen.key, model, task, 'test')) as [number, number];
    return [{ w, at, chosen: chosen.key === tuned?.key }];
  });
}
