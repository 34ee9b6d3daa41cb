/** Per task and measure: both means, the paired gain with its interval, wins, verdict; and delta-m over all tasks. */
import { IconArrowDownRight, IconArrowUpRight, IconEqual } from '@tabler/icons-react';
import { Fragment } from 'react';
import type { Verdict, VerdictCode } from '../../core/study/verdict.ts';
import { HelpLabel } from '../parts/HelpLabel.tsx';
import { useWords } from '../parts/i18n/index.ts';
import { TaskBadge } from '../parts/TaskBadge.tsx';
import { gainText, metricText, type StudiedModel, shareText } from './describe.ts';
import { IntervalBar, reachOf } from './IntervalBar.tsx';
import classes from './study.module.css';
import type { Comparison } from './verdicts.ts';

const ICONS = { helps: IconArrowUpRight, hurts: IconArrowDownRight, none: IconEqual } as const;
export function VerdictWord({ code, n }: { readonly code: VerdictCode; readonly n: number }) {
  const { t } = useWords();
  const Icon = ICONS[code];
  return (
    <span className={classes.verdict} data-code={code}>
      <Icon size={15} aria-hidden />
      {t(`study.verdict.${code}`, { n })}
    </span>
  );
}
const gainOf = (verdict: Verdict): number =>
  verdict.gains.reduce((sum, gain) => sum + gain, 0) / Math.max(1, verdict.gains.length);

export function Gain({ verdict, reach }: { readonly verdict: Verdict; readonly reach: number }) {
  const { metric, interval } = verdict;
  const mean = gainOf(verdict);
  return (
    <span className={classes.gain}>
      <IntervalBar mean={mean} interval={interval} reach={reach} />
      {gainText(mean, metric)}
      {interval && ` [${gainText(interval.low, metric)}, ${gainText(interval.high, metric)}]`}
    </span>
  );
}
export const reachOfVerdicts = (verdicts: readonly Verdict[]): number =>
  reachOf(verdicts.map((verdict) => ({ mean: gainOf(verdict), interval: verdict.interval })));

interface VerdictTableProps {
  readonly comparisons: readonly Comparison[];
  readonly baseline: StudiedModel;
}
export function VerdictTable({ comparisons, baseline }: VerdictTableProps) {
  const { t, word, has, given } = useWords();
  const all = comparisons.flatMap(({ tasks }) => tasks.flatMap(({ verdicts }) => verdicts));
  const reach = (metric: string): number => reachOfVerdicts(all.filter((verdict) => verdict.metric === metric));
  const metricName = (metric: string): string =>
    metric === 'loss' || !has(`metric.${metric}.label`) ? t('study.seeds.loss') : word(`metric.${metric}.label`);
  return (
    <div className={classes.wide}>
      <table className={classes.table} aria-label={t('study.seeds.table')}>
        {comparisons.map(({ contender, tasks, deltaM }) => (
          <Fragment key={contender.id}>
            <thead>
              <tr>
                <th colSpan={7} scope="colgroup" className={classes.group}>
                  {t('study.seeds.against', { contender: contender.name, baseline: baseline.name })}
                </th>
              </tr>
              <tr>
                <th scope="col">{t('study.seeds.task')}</th>
                <th scope="col">{t('study.seeds.metric')}</th>
                <th scope="col">{given(baseline.name)}</th>
                <th scope="col">{given(contender.name)}</th>
                <th scope="col">{t('study.seeds.gain')}</th>
                <th scope="col">{t('study.seeds.wins')}</th>
                <th scope="col">{t('study.seeds.verdict')}</th>
              </tr>
            </thead>
            <tbody>
              {tasks.flatMap(({ task, verdicts }) =>
                verdicts.map((verdict) => (
                  <tr key={`${task.id} ${verdict.metric}`}>
                    <th scope="row">
                      <span className={classes.taskCell}>
                        <TaskBadge index={task.index} />
                        {task.label}
                      </span>
                    </th>
                    <td>{metricName(verdict.metric)}</td>
                    <td>{metricText(verdict.meanBefore, verdict.metric)}</td>
                    <td>{metricText(verdict.meanAfter, verdict.metric)}</td>
                    <td>
                      <Gain verdict={verdict} reach={reach(verdict.metric)} />
                    </td>
                    <td>{t('study.run.done', { done: verdict.wins, total: verdict.seeds.length })}</td>
                    <td>
                      <VerdictWord code={verdict.code} n={verdict.seeds.length} />
                    </td>
                  </tr>
                )),
              )}
              <DeltaRow deltaM={deltaM} />
            </tbody>
          </Fragment>
        ))}
      </table>
    </div>
  );
}

function DeltaRow({ deltaM }: Pick<Comparison, 'deltaM'>) {
  const { t, issue } = useWords();
  const title = <HelpLabel label={t('study.seeds.deltaM')} help={t('study.seeds.deltaMHelp')} />;
  if (!deltaM.ok) {
    return (
      <tr>
        <th scope="row">{title}</th>
        <td colSpan={6} className={classes.note}>
          {issue(deltaM.issue)}
        </td>
      </tr>
    );
  }
  const { mean, interval, code, bySeed } = deltaM.value;
  return (
    <tr>
      <th scope="row" colSpan={4}>
        {title}
      </th>
      <td>
        <span className={classes.gain}>
          <IntervalBar mean={mean} interval={interval} reach={reachOf([{ mean, interval }])} />
          {shareText(mean)}
          {interval && ` [${shareText(interval.low)}, ${shareText(interval.high)}]`}
        </span>
      </td>
      <td>{t('study.run.done', { done: bySeed.filter((value) => value > 0).length, total: bySeed.length })}</td>
      <td>
        <VerdictWord code={code} n={bySeed.length} />
      </td>
    </tr>
  );
}
