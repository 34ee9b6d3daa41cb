/** From a study to what its tables and sentences say: every contender against the baseline, task by task. */

import type { Result } from '../../core/result.ts';
import type { StudyRow } from '../../core/study/study.ts';
import { type Compared, comparedBy, type DeltaM, deltaMOf, type Verdict, verdictOf } from '../../core/study/verdict.ts';
import type { Words } from '../parts/i18n/index.ts';
import type { StudiedModel } from './describe.ts';
import type { StudiedTask } from './useStudy.ts';

export interface TaskVerdicts {
  readonly task: StudiedTask;
  /** The task's own measure first; the loss too, where that is another one. */
  readonly verdicts: readonly Verdict[];
}
export interface Comparison {
  readonly contender: StudiedModel;
  readonly tasks: readonly TaskVerdicts[];
  readonly deltaM: Result<DeltaM>;
}
const measuresOf = (task: StudiedTask): Compared[] => {
  const own = comparedBy(task.def);
  return own.metric === 'loss' ? [own] : [own, { task: task.id, metric: 'loss', better: 'lower' }];
};

export function comparisonsOf(
  rows: readonly StudyRow[],
  models: readonly StudiedModel[],
  baseline: StudiedModel,
  tasks: readonly StudiedTask[],
  variant = '',
): Comparison[] {
  const arm = ({ id }: StudiedModel) => ({ variant, model: id });
  return models
    .filter(({ id }) => id !== baseline.id)
    .map((contender) => ({
      contender,
      tasks: tasks.map((task) => ({
        task,
        verdicts: measuresOf(task).flatMap((measure) => verdictOf(rows, arm(baseline), arm(contender), measure) ?? []),
      })),
      deltaM: deltaMOf(
        rows,
        arm(baseline),
        arm(contender),
        tasks.map((task) => comparedBy(task.def)),
      ),
    }));
}

export const verdictText = ({ t }: Pick<Words, 't'>, { code, seeds }: Pick<Verdict, 'code' | 'seeds'>): string =>
  t(`study.verdict.${code}`, { n: seeds.length });

/** 'Hard sharing against One network each: Circle – helps (better in 5 of 5); …' */
export function sentenceOf(
  { t }: Pick<Words, 't'>,
  { contender, tasks }: Comparison,
  baseline: StudiedModel,
): string | undefined {
  const parts = tasks.flatMap(({ task, verdicts: [verdict] }) => {
    if (!verdict) return [];
    const text = { task: task.label, verdict: verdictText({ t }, verdict) };
    if (verdict.code === 'none') return [t('study.seeds.partNone', text)];
    return [t('study.seeds.part', { ...text, wins: t('study.wins', { wins: verdict.wins, n: verdict.seeds.length }) })];
  });
  if (parts.length === 0) return undefined;
  return t('study.seeds.sentence', { contender: contender.name, baseline: baseline.name, parts: parts.join('; ') });
}
/** Seeds that every verdict of the comparison has. */
export const seedsOf = (comparisons: readonly Comparison[]): number =>
  Math.min(...comparisons.flatMap(({ tasks }) => tasks.map(({ verdicts: [verdict] }) => verdict?.seeds.length ?? 0)));
