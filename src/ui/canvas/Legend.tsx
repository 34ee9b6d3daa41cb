/** How many of a model's parameters are shared by all tasks, shared by some, and private to each. */
import type { ModelAnalysis } from '../../core/graph/analysis.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment } from '../parts/services.tsx';
import { taskColour, taskLetter } from '../parts/taskStyle.ts';
import classes from './canvas.module.css';
import { stripes } from './sharingStyle.ts';

interface LegendProps {
  readonly analysis: ModelAnalysis;
}
export function Legend({ analysis }: LegendProps) {
  const { t, number } = useWords();
  const tasks = useExperiment((state) => state.outline.tasks);
  const { counts } = analysis;
  const all = analysis.tasks.map((id) => tasks.findIndex((task) => task.id === id));
  return (
    <ul className={classes.legend} aria-label={t('canvas.legend.label')}>
      <li title={t('canvas.legend.sharedHelp')}>
        <i style={{ background: stripes(all, taskColour) }} aria-hidden />
        {t('canvas.legend.shared', { number: number(counts.shared) })}
      </li>
      {counts.partly > 0 && (
        <li title={t('canvas.legend.partlyHelp')}>
          <i style={{ background: stripes(all.slice(0, 2), taskColour), opacity: 0.6 }} aria-hidden />
          {t('canvas.legend.partly', { number: number(counts.partly) })}
        </li>
      )}
      {analysis.tasks.map((id, i) => (
        <li key={id} title={t('canvas.legend.privateHelp', { letter: taskLetter(all[i] ?? 0) })}>
          <i style={{ background: taskColour(all[i] ?? 0) }} aria-hidden />
          {t('canvas.legend.private', { letter: taskLetter(all[i] ?? 0), number: number(counts.private[id] ?? 0) })}
        </li>
      ))}
    </ul>
  );
}
