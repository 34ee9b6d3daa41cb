/** The table of a comparison of methods: means, gains over the tuned weighted sum, wins, delta-m, cost, verdict. */
import { methods } from '../../core/balancing/index.ts';
import { withDefaults } from '../../core/fields.ts';
import type { MethodRow, MethodTable } from '../../core/study/methodTable.ts';
import type { StudyForm } from '../../core/study/study.ts';
import { HelpLabel } from '../parts/HelpLabel.tsx';
import { useWords, type Words } from '../parts/i18n/index.ts';
import { shortNumber } from '../parts/numbers.ts';
import { TaskBadge } from '../parts/TaskBadge.tsx';
import { metricText, shareText } from './describe.ts';
import { IntervalBar, reachOf } from './IntervalBar.tsx';
import classes from './study.module.css';
import type { StudiedTask } from './useStudy.ts';
import { VerdictWord } from './VerdictTable.tsx';

export type MethodsForm = Extract<StudyForm, { readonly kind: 'methods' }>;

/** The name of a row: the tuned sum with its weights, or the method. */
export function armName({ t, word }: Pick<Words, 't' | 'word'>, { arm, chosen }: MethodRow, form: MethodsForm): string {
  if (arm !== 'sum') return word(`method.${form.contenders[Number(arm)]?.method}.label`);
  const { w } = chosen.params;
  return t('study.methods.sumAt', { w: typeof w === 'number' ? shortNumber(w) : String(w) });
}
/** Backward passes a step. */
function passesOf({ arm }: MethodRow, form: MethodsForm, tasks: number): number {
  const contender = form.contenders[Number(arm)];
  if (!contender) return 1;
  const spec = methods.get(contender.method);
  return spec.backwardPasses(tasks, withDefaults(spec.fields, contender.options));
}

interface MethodTableViewProps {
  readonly table: MethodTable;
  readonly form: MethodsForm;
  readonly tasks: readonly StudiedTask[];
}
export function MethodTableView({ table, form, tasks }: MethodTableViewProps) {
  const words = useWords();
  const { t } = words;
  const better = table.rows.filter(({ against }) => against?.code === 'helps');
  const n = Math.max(0, ...table.rows.map(({ against }) => against?.n ?? 0));
  const reach = reachOf(table.rows.flatMap(({ against }) => (against ? [against] : [])));
  const tuned = form.rates.length > 0;
  return (
    <>
      <p className={classes.sentence}>
        {better.length === 0
          ? t('study.methods.noneBetter', { n })
          : t('study.methods.better', { n, methods: better.map((row) => armName(words, row, form)).join(', ') })}
      </p>
      <div className={classes.wide}>
        <table className={classes.table} aria-label={t('study.methods.table')}>
          <thead>
            <tr>
              <th scope="col">{t('study.methods.method')}</th>
              {tuned && <th scope="col">{t('study.methods.rate')}</th>}
              {tasks.map((task) => (
                <th key={task.id} scope="col">
                  <span className={classes.taskCell}>
                    <TaskBadge index={task.index} />
                    {task.label}
                  </span>
                </th>
              ))}
              <th scope="col">
                <HelpLabel label={t('study.seeds.deltaM')} help={t('study.methods.deltaMHelp')} />
              </th>
              <th scope="col">
                <HelpLabel label={t('study.methods.against')} help={t('study.methods.againstHelp')} />
              </th>
              <th scope="col">{t('study.seeds.wins')}</th>
              <th scope="col">
                <HelpLabel label={t('study.methods.cost')} help={t('study.methods.costHelp')} />
              </th>
              <th scope="col">{t('study.seeds.verdict')}</th>
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row, index) => (
              <Row key={row.arm} row={row} index={index} form={form} tasks={tasks} reach={reach} tuned={tuned} />
            ))}
          </tbody>
        </table>
      </div>
      <p className={classes.note}>{t('study.methods.chosenOn')}</p>
    </>
  );
}

interface RowProps {
  readonly row: MethodRow;
  readonly index: number;
  readonly form: MethodsForm;
  readonly tasks: readonly StudiedTask[];
  readonly reach: number;
  readonly tuned: boolean;
}
function Row({ row, index, form, tasks, reach, tuned }: RowProps) {
  const words = useWords();
  const { t, issue } = words;
  const { against, deltaM, stepMs } = row;
  const passes = passesOf(row, form, tasks.length);
  return (
    <tr>
      <th scope="row">
        {index + 1}. {armName(words, row, form)}
      </th>
      {tuned && <td>{shortNumber(Number(row.chosen.params.rate ?? 0))}</td>}
      {tasks.map((task) => {
        const found = row.tasks.find(({ compared }) => compared.task === task.id);
        const { verdict } = found ?? {};
        return (
          <td key={task.id}>
            {found ? metricText(found.summary.mean, found.compared.metric) : '–'}
            {verdict && verdict.code !== 'none' && (
              <span className={classes.mark} data-code={verdict.code}>
                {t(`study.methods.mark.${verdict.code}`, { wins: verdict.wins, n: verdict.seeds.length })}
              </span>
            )}
          </td>
        );
      })}
      <td title={deltaM.ok ? undefined : issue(deltaM.issue)}>{deltaM.ok ? shareText(deltaM.value.mean) : '–'}</td>
      <td>
        {against ? (
          <span className={classes.gain}>
            <IntervalBar mean={against.mean} interval={against.interval} reach={reach} />
            {shareText(against.mean)}
            {against.interval && ` [${shareText(against.interval.low)}, ${shareText(against.interval.high)}]`}
          </span>
        ) : (
          '–'
        )}
      </td>
      <td>{against ? t('study.run.done', { done: against.wins, total: against.n }) : '–'}</td>
      <td>
        {t('study.methods.passes', { count: passes })}
        {stepMs !== undefined && `, ${shortNumber(Number(stepMs.toPrecision(2)))} ms`}
      </td>
      <td>{against ? <VerdictWord code={against.code} n={against.n} /> : t('study.methods.reference')}</td>
    </tr>
  );
}
