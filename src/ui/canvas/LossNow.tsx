/** A task's training loss, now or at the cursor of the charts. Written outside React. */
import { useCallback, useRef } from 'react';
import type { ModelId, TaskId } from '../../core/experiment/experiment.ts';
import { series } from '../../state/series.ts';
import type { RunState } from '../../state/stores.ts';
import { useWords } from '../parts/i18n/index.ts';
import { shortNumber } from '../parts/numbers.ts';
import { taskColour } from '../parts/taskStyle.ts';
import classes from './canvas.module.css';
import { useRunPainter, valueAt } from './live.ts';

interface LossNowProps {
  readonly model: ModelId;
  readonly task: TaskId;
  readonly index: number;
}
export function LossNow({ model, task, index }: LossNowProps) {
  const { t } = useWords();
  const value = useRef<HTMLSpanElement>(null);
  const show = useCallback(
    (run: RunState, cursor: number | undefined) => {
      if (!value.current) return;
      const now = valueAt(run, cursor, series.loss(model, task, 'train'));
      const text = now === undefined ? '–' : shortNumber(Number(now.toPrecision(3)));
      if (value.current.textContent !== text) value.current.textContent = text;
    },
    [model, task],
  );
  useRunPainter(show);
  return (
    <span className={classes.loss} style={{ color: taskColour(index) }} title={t('canvas.node.lossHelp')}>
      <span className={classes.visuallyHidden}>{t('canvas.node.loss')}</span>
      <span ref={value}>–</span>
    </span>
  );
}
