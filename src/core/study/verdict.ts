/**
 * Does one model do better than another, and would it happen again? Per task: the differences of seeds that both have,
 * their mean with a 95 % t-interval, wins n of N, and a verdict that says 'helps' or 'hurts' only where the interval
 * excludes 0. Student's t for paired samples; with the few seeds of a class it is wide, and that is the point.
 * Signs: a positive gain is always better, whatever the metric's direction.
 */
import type { TaskId } from '../experiment/experiment.ts';
import { type Interval, interval95, mean } from '../math/stats.ts';
import { transfer } from '../metrics/transfer.ts';
import { error, fail, ok, type Result } from '../result.ts';
import type { TaskDef } from '../scenarios/scenario.ts';
import { mainMetric } from '../tasks/index.ts';
import type { MetricSpec } from '../tasks/task.ts';
import { valuesBySeed } from './results.ts';
import type { Arm, StudyRow, StudySplit } from './study.ts';

export interface Compared {
  readonly task: TaskId;
  /** 'loss' or a metric's id. */
  readonly metric: string;
  readonly better: MetricSpec['better'];
}
export type VerdictCode = 'helps' | 'hurts' | 'none';
export interface Verdict extends Compared {
  readonly split: StudySplit;
  readonly baseline: Arm;
  readonly contender: Arm;
  /** Seeds that both have, rising. */
  readonly seeds: readonly number[];
  /** Values by seed, for the slope chart. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly meanBefore: number;
  readonly meanAfter: number;
  /** Gain by seed: positive = the contender is better. */
  readonly gains: readonly number[];
  /** Mean gain and its 95 % interval; absent below two seeds. */
  readonly interval?: Interval;
  /** Seeds at which the contender is strictly better. */
  readonly wins: number;
  readonly code: VerdictCode;
}

/** What a kind of task is compared by: the loss for numbers, else its main metric. */
export function comparedBy(task: TaskDef): Compared {
  if (task.kind === 'regression' && task.metric === undefined)
    return { task: task.id, metric: 'loss', better: 'lower' };
  const { id, better } = mainMetric(task);
  return { task: task.id, metric: id, better };
}

const codeOf = (interval: Interval | undefined): VerdictCode => {
  if (interval && interval.low > 0) return 'helps';
  return interval && interval.high < 0 ? 'hurts' : 'none';
};

/** `undefined` where no seed has both. */
export function verdictOf(
  rows: readonly StudyRow[],
  baseline: Arm,
  contender: Arm,
  compared: Compared,
  split: StudySplit = 'test',
): Verdict | undefined {
  const measure = { ...compared, split };
  const [old, now] = [valuesBySeed(rows, baseline, measure), valuesBySeed(rows, contender, measure)];
  const seeds = [...old.keys()].filter((seed) => now.has(seed)).sort((a, b) => a - b);
  if (seeds.length === 0) return undefined;
  const before = seeds.map((seed) => old.get(seed) as number);
  const after = seeds.map((seed) => now.get(seed) as number);
  const sign = compared.better === 'higher' ? 1 : -1;
  const gains = after.map((value, i) => sign * (value - (before[i] as number)));
  const interval = interval95(gains);
  return {
    ...compared,
    split,
    baseline,
    contender,
    seeds,
    before,
    after,
    meanBefore: mean(before),
    meanAfter: mean(after),
    gains,
    ...(interval ? { interval } : {}),
    wins: gains.filter((gain) => gain > 0).length,
    code: codeOf(interval),
  };
}

/** The values of `a` minus those of `b` at the seeds that both have: a training that failed leaves no gap to slip into. */
export function pairedDifferences(a: BySeed, b: BySeed): number[] {
  const other = new Map(b.seeds.map((seed, i) => [seed, b.bySeed[i] as number]));
  return a.seeds.flatMap((seed, i) => {
    const value = other.get(seed);
    return value === undefined ? [] : [(a.bySeed[i] as number) - value];
  });
}
export interface BySeed {
  readonly seeds: readonly number[];
  /** One value for each of `seeds`. */
  readonly bySeed: readonly number[];
}

export interface DeltaM {
  /** Seeds at which everything compared was trained, rising. */
  readonly seeds: readonly number[];
  /** delta-m of each of them against the same seed's baseline. */
  readonly bySeed: readonly number[];
  readonly mean: number;
  readonly interval?: Interval;
  readonly code: VerdictCode;
}
/** Refused (`transfer.*`) where a baseline of any seed is too near to nothing to divide by. */
export function deltaMOf(
  rows: readonly StudyRow[],
  baseline: Arm,
  contender: Arm,
  compared: readonly Compared[],
  split: StudySplit = 'test',
): Result<DeltaM> {
  const verdicts = compared.map((each) => verdictOf(rows, baseline, contender, each, split));
  const found = verdicts.filter((each) => each !== undefined);
  const seeds = found[0]?.seeds.filter((seed) => found.every((each) => each.seeds.includes(seed))) ?? [];
  if (found.length < verdicts.length || seeds.length === 0) return fail(error('transfer.nothing'));
  const bySeed: number[] = [];
  for (const seed of seeds) {
    const one = transfer(
      found.map(({ task, better, seeds: own, before, after }) => {
        const i = own.indexOf(seed);
        return { task, better, model: after[i] as number, baseline: before[i] as number };
      }),
    );
    if (!one.ok) return one;
    bySeed.push(one.value.deltaM);
  }
  const interval = interval95(bySeed);
  return ok({ seeds, bySeed, mean: mean(bySeed), ...(interval ? { interval } : {}), code: codeOf(interval) });
}
