/** How many parameters all tasks share, some share, and each task has to itself: derived from the wiring. */
import { useWords } from '../parts/i18n/index.ts';
import parts from '../parts/parts.module.css';
import { taskColour } from '../parts/taskStyle.ts';
import { useModel } from '../parts/useModel.ts';
import { useTaskNames } from '../parts/useTaskNames.ts';
import classes from './inspector.module.css';

const SHARED = 'repeating-linear-gradient(45deg, var(--ink) 0 3px, var(--ink-soft) 3px 6px)';
const PARTLY = 'repeating-linear-gradient(45deg, var(--ink-soft) 0 3px, var(--line) 3px 6px)';

export function SharingLegend() {
  const { t, number } = useWords();
  const { analysis } = useModel();
  const tasks = useTaskNames();
  if (!analysis) return undefined;
  const { counts } = analysis;
  const rows = [
    { key: 'shared', name: t('controls.sharing.shared'), count: counts.shared, background: SHARED },
    ...(counts.partly > 0
      ? [{ key: 'partly', name: t('controls.sharing.partly'), count: counts.partly, background: PARTLY }]
      : []),
    ...tasks
      .filter((task) => (counts.private[task.id] ?? 0) > 0)
      .map((task) => ({
        key: String(task.id),
        name: t('controls.sharing.private', { task: task.label }),
        count: counts.private[task.id] ?? 0,
        background: taskColour(task.index),
      })),
  ];
  return (
    <>
      <div className={classes.bar} aria-hidden="true">
        {rows
          .filter((row) => row.count > 0)
          .map((row) => (
            <span key={row.key} style={{ flexGrow: row.count, background: row.background }} />
          ))}
      </div>
      <ul
        className={classes.legend}
        style={{ padding: 0, listStyle: 'none' }}
        aria-label={t('controls.sharing.legend')}
      >
        {rows.map((row) => (
          <li key={row.key} style={{ display: 'contents' }}>
            <span className={classes.swatch} style={{ background: row.background }} />
            <span>{row.name}</span>
            <span className={classes.count}>{number(row.count)}</span>
          </li>
        ))}
      </ul>
      <p className={parts.note}>{t('controls.sharing.total', { total: number(counts.total) })}</p>
    </>
  );
}
