/** Unit by task: each task's validation loss without one unit, as the change that silencing it makes. */
import type { ProbeResult } from '../../state/series.ts';
import { useWords } from './i18n/index.ts';
import { shortNumber } from './numbers.ts';
import classes from './parts.module.css';
import { useExperiment } from './services.tsx';
import { TaskBadge } from './TaskBadge.tsx';
import { taskColour, taskLetter } from './taskStyle.ts';

interface UnitMatrixProps {
  /** Of a 'withoutUnits' probe. */
  readonly result: ProbeResult;
  /** Caption; absent: what the matrix is, and the step. */
  readonly name?: string;
}
export function UnitMatrix({ result, name }: UnitMatrixProps) {
  const { t } = useWords();
  const known = useExperiment((state) => state.outline.tasks);
  const { tasks = [], values, step } = result;
  const count = tasks.length;
  const units = count > 0 ? values.length / count - 1 : 0;
  const change = (unit: number, task: number): number => (values[(1 + unit) * count + task] ?? 0) - (values[task] ?? 0);
  const most = Math.max(
    1e-9,
    ...Array.from({ length: units }, (_, unit) => tasks.map((__, task) => Math.abs(change(unit, task)))).flat(),
  );
  const indexes = tasks.map((task) => known.findIndex(({ id }) => id === task));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={classes.matrixBox} tabIndex={0} aria-label={name ?? t('units.measure')}>
      <table className={classes.matrix}>
        <caption className={classes.note}>{name ?? t('units.matrix', { step })}</caption>
        <thead>
          <tr>
            <td />
            {indexes.map((index) => (
              <th key={index} scope="col" aria-label={t('units.task', { letter: taskLetter(index) })}>
                <TaskBadge index={index} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('units.whole')}</th>
            {tasks.map((task, i) => (
              <td key={task}>{shortNumber(Number((values[i] ?? 0).toPrecision(3)))}</td>
            ))}
          </tr>
          {Array.from({ length: units }, (_, unit) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a unit is its place.
            <tr key={unit}>
              <th scope="row">{t('units.without', { unit: unit + 1 })}</th>
              {tasks.map((task, i) => {
                const value = change(unit, i);
                const share = Math.round((38 * Math.abs(value)) / most);
                return (
                  <td
                    key={task}
                    style={{
                      background: `color-mix(in srgb, ${value > 0 ? taskColour(indexes[i] ?? 0) : 'var(--ink-soft)'} ${share}%, transparent)`,
                    }}
                  >
                    {value > 0 ? '+' : value < 0 ? '−' : ''}
                    {shortNumber(Number(Math.abs(value).toPrecision(2)))}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
