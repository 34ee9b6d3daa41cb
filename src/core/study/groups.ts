/**
 * Which tasks should be trained together? The guess: groups with the highest mean incoming affinity, as in TAG (Fifty,
 * Amid, Zhao, Yu, Anil & Finn, "Efficiently identifying task groupings for multi-task learning", NeurIPS 2021), found by
 * trying every division. The truth: every set of tasks trained over seeds, each division scored by the mean over its
 * tasks of the test error relative to the task alone. Affinity is measured on the way of one run and is a guess; only the
 * trained sets say what happens.
 */
import type { ModelId, TaskId } from '../experiment/experiment.ts';
import { type Interval, interval95, mean } from '../math/stats.ts';
import { valuesBySeed } from './results.ts';
import type { StudyRow } from './study.ts';
import { type Compared, pairedDifferences, type VerdictCode } from './verdict.ts';

/** Groups of task places. */
export type Division = readonly (readonly number[])[];

/** Every way to divide n things into groups, each group and the groups in rising order. */
export function divisionsOf(n: number): Division[] {
  let found: number[][][] = [[]];
  for (let i = 0; i < n; i += 1) {
    found = found.flatMap((groups) => [
      ...groups.map((_, g) => groups.map((group, k) => (k === g ? [...group, i] : group))),
      [...groups, [i]],
    ]);
  }
  return found;
}

/**
 * The division with the highest sum over tasks of the mean affinity that comes in from the others of its group; a task
 * alone gets 0. `affinity[i][j]`: what a step for i does for j, positive = lowers its loss.
 */
export function proposeGroups(affinity: readonly (readonly number[])[]): Division {
  const n = affinity.length;
  const incoming = (group: readonly number[], task: number): number => {
    const others = group.filter((each) => each !== task);
    return others.length === 0 ? 0 : mean(others.map((other) => affinity[other]?.[task] ?? 0));
  };
  let best: { division: Division; score: number } | undefined;
  for (const division of divisionsOf(n)) {
    const score = division.reduce(
      (sum, group) => sum + group.reduce((total, task) => total + incoming(group, task), 0),
      0,
    );
    if (!best || score > best.score + 1e-12) best = { division, score };
  }
  return best?.division ?? [];
}

export interface GroupScore {
  readonly division: Division;
  /** Seeds at which each of its sets was trained, rising; of as many seeds, those that all such divisions have. */
  readonly seeds: readonly number[];
  /** Mean over tasks of error / error alone, seed by seed: below 1, grouping helps. */
  readonly bySeed: readonly number[];
  readonly mean: number;
  /** Of the difference to the best division, seed by seed; absent for the best itself. */
  readonly behind?: {
    readonly interval: Interval | undefined;
    readonly code: VerdictCode;
    /** Of `n` seeds that both have, at how many its error is the larger one. */
    readonly worse: number;
    readonly n: number;
  };
}

const setKey = (tasks: readonly TaskId[], group: readonly number[]): string =>
  `tasks=${group.map((place) => tasks[place]).join('+')}`;

interface Scored {
  readonly division: Division;
  /** Error by seed. */
  readonly found: ReadonlyMap<number, number>;
}
/**
 * The divisions with the most seeds first, and among as many seeds by their mean over those that all of them have: over
 * the seeds that a set happened to survive it would win by luck.
 */
function ranked(scored: readonly Scored[]): GroupScore[] {
  const counts = [...new Set(scored.map(({ found }) => found.size))].sort((a, b) => b - a);
  return counts.flatMap((count) => {
    const peers = scored.filter(({ found }) => found.size === count);
    const common = [...(peers[0]?.found.keys() ?? [])].filter((seed) => peers.every(({ found }) => found.has(seed)));
    return peers
      .map(({ division, found }): GroupScore => {
        const seeds = common.length > 0 ? common : [...found.keys()];
        const bySeed = seeds.map((seed) => found.get(seed) as number);
        return { division, seeds, bySeed, mean: mean(bySeed) };
      })
      .sort((a, b) => a.mean - b.mean);
  });
}

/** Best first. Divisions of which a set is missing are left out, those of which one failed at a seed come later. */
export function scoreGroups(rows: readonly StudyRow[], model: ModelId, compared: readonly Compared[]): GroupScore[] {
  const tasks = compared.map(({ task }) => task);
  const errorsOf = (group: readonly number[], place: number): Map<number, number> => {
    const each = compared[place] as Compared;
    const values = valuesBySeed(rows, { variant: setKey(tasks, group), model }, { ...each, split: 'test' });
    return new Map([...values].map(([seed, value]) => [seed, each.better === 'higher' ? 1 - value : value]));
  };
  const alone = tasks.map((_, place) => errorsOf([place], place));
  const seeds = [...(alone[0]?.keys() ?? [])].sort((a, b) => a - b);
  const scored = divisionsOf(tasks.length).flatMap((division) => {
    const errors = division.flatMap((group) => group.map((place) => ({ place, found: errorsOf(group, place) })));
    const whole = seeds.filter((seed) =>
      errors.every(({ place, found }) => found.has(seed) && (alone[place]?.get(seed) ?? 0) > 0),
    );
    if (whole.length === 0) return [];
    const errorAt = (seed: number): number =>
      mean(errors.map(({ place, found }) => (found.get(seed) as number) / (alone[place]?.get(seed) as number)));
    return [{ division, found: new Map(whole.map((seed) => [seed, errorAt(seed)])) }];
  });
  const scores = ranked(scored);
  const [first] = scores;
  return scores.map((each): GroupScore => {
    if (each === first || !first) return each;
    const gaps = pairedDifferences(each, first);
    const interval = interval95(gaps);
    const code = interval && interval.low > 0 ? 'hurts' : 'none';
    return { ...each, behind: { interval, code, worse: gaps.filter((gap) => gap > 0).length, n: gaps.length } };
  });
}
