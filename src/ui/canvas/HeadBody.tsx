/** Inside a task head's card: its answer over the plane, its loss by name, and the loss now. */
import { useCallback, useMemo, useRef } from 'react';
import type { ModelId, TaskId } from '../../core/experiment/experiment.ts';
import type { TaskDef } from '../../core/scenarios/scenario.ts';
import type { Probe, ProbeResult } from '../../state/series.ts';
import { series } from '../../state/series.ts';
import type { RunState } from '../../state/stores.ts';
import { useWords } from '../parts/i18n/index.ts';
import { shortNumber } from '../parts/numbers.ts';
import { mix, type Rgb } from '../parts/palette.ts';
import { taskColour } from '../parts/taskStyle.ts';
import classes from './canvas.module.css';
import { useProbe, useRunPainter, useVisible, valueAt } from './live.ts';
import { paintSurface, schemeColour } from './painting.ts';
import { useRunningTask } from './running.ts';
import { GRID } from './UnitTiles.tsx';

/** Regression targets are standardised: two deviations fill the ramp. */
const REGRESSION_REACH = 2;

interface HeadBodyProps {
  readonly model: ModelId;
  readonly task: TaskDef;
  readonly index: number;
  readonly loss: string;
}

/** Binary: from pale to the task's hue. Regression: the same over +-2 deviations. Classes: a hue each, by probability. */
function colourer(task: TaskDef, index: number): (outputs: Float32Array) => Rgb {
  const pale = mix(schemeColour('--surface'), schemeColour('--ink'), 0.06);
  if (task.kind === 'multiclass') {
    const hues = Array.from({ length: task.classes ?? 2 }, (_, k) =>
      mix(pale, schemeColour(`--task-${(index + k) % 8}`), 0.85),
    );
    return (outputs) => {
      const colour: [number, number, number] = [0, 0, 0];
      for (const [k, hue] of hues.entries())
        for (const c of [0, 1, 2] as const) colour[c] += (outputs[k] ?? 0) * hue[c];
      return colour;
    };
  }
  const hue = schemeColour(`--task-${index % 8}`);
  const share =
    task.kind === 'binary'
      ? (v: number) => v
      : (v: number) => Math.min(1, Math.max(0, (v + REGRESSION_REACH) / (2 * REGRESSION_REACH)));
  return (outputs) => mix(pale, hue, share(outputs[0] ?? 0));
}

export function HeadBody({ model, task, index, loss }: HeadBodyProps) {
  const { t, word } = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const value = useRef<HTMLSpanElement>(null);
  const visible = useVisible(value);
  const plane = useRunningTask(model, task.id) === 'plane';

  const probe = useMemo<Probe | undefined>(
    () =>
      plane && visible
        ? { kind: 'surface', key: `canvas/surface/${model}/${task.id}`, model, task: task.id, resolution: GRID }
        : undefined,
    [plane, visible, model, task.id],
  );
  const paint = useCallback(
    (result: ProbeResult) => {
      if (canvas.current) paintSurface(canvas.current, result.values, result.shape, colourer(task, index));
    },
    [task, index],
  );
  useProbe(probe, paint, canvas);

  const show = useCallback(
    (run: RunState, cursor: number | undefined) => {
      if (!value.current) return;
      const now = valueAt(run, cursor, series.loss(model, task.id as TaskId, 'train'));
      value.current.textContent = now === undefined ? '–' : shortNumber(Number(now.toPrecision(3)));
    },
    [model, task.id],
  );
  useRunPainter(show);

  return (
    <div className={classes.headBody}>
      <canvas ref={canvas} className={classes.surface} width={GRID} height={GRID} hidden={!plane} aria-hidden />
      <div className={classes.headText}>
        <span className={classes.loss} style={{ color: taskColour(index) }} title={t('canvas.node.lossHelp')}>
          <span className={classes.visuallyHidden}>{t('canvas.node.loss')}</span>
          <span ref={value}>–</span>
        </span>
        <span className={classes.soft}>{word(`loss.${loss}.label`)}</span>
      </div>
    </div>
  );
}
