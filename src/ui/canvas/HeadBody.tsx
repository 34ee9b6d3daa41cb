/** Inside a task head's card: its answer over the plane, the loss now, and a caption. */
import { useCallback, useMemo, useRef } from 'react';
import type { ModelId, TaskId } from '../../core/experiment/experiment.ts';
import type { TaskDef } from '../../core/scenarios/scenario.ts';
import type { Probe, ProbeResult } from '../../state/series.ts';
import { mix } from '../parts/palette.ts';
import classes from './canvas.module.css';
import { LossNow } from './LossNow.tsx';
import { useProbe, useVisible } from './live.ts';
import { paintShades, paintSurface, schemeColour } from './painting.ts';
import { useRunningTask } from './running.ts';
import { GRID } from './UnitTiles.tsx';

/** Regression targets are standardised: two deviations fill the ramp. */
const REGRESSION_REACH = 2;

interface HeadBodyProps {
  readonly model: ModelId;
  readonly task: TaskDef;
  readonly index: number;
  /** Below the loss: its name, or what a folded card holds. */
  readonly caption: string;
}

/** Binary: from pale to the task's hue. Regression: the same over +-2 deviations. Classes: a hue each, by probability. */
function paintAnswer(canvas: HTMLCanvasElement, { values, shape }: ProbeResult, task: TaskDef, index: number): void {
  const pale = mix(schemeColour('--surface'), schemeColour('--ink'), 0.06);
  if (task.kind !== 'multiclass') {
    const share =
      task.kind === 'binary'
        ? (v: number) => v
        : (v: number) => Math.min(1, Math.max(0, (v + REGRESSION_REACH) / (2 * REGRESSION_REACH)));
    paintShades(canvas, values, shape, [pale, schemeColour(`--task-${index % 8}`)], share);
    return;
  }
  const hues = Array.from({ length: task.classes ?? 2 }, (_, k) =>
    mix(pale, schemeColour(`--task-${(index + k) % 8}`), 0.85),
  );
  paintSurface(canvas, values, shape, (outputs) => {
    const colour: [number, number, number] = [0, 0, 0];
    for (const [k, hue] of hues.entries()) for (const c of [0, 1, 2] as const) colour[c] += (outputs[k] ?? 0) * hue[c];
    return colour;
  });
}

export function HeadBody({ model, task, index, caption }: HeadBodyProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const visible = useVisible(text);
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
      if (canvas.current) paintAnswer(canvas.current, result, task, index);
    },
    [task, index],
  );
  useProbe(probe, paint, canvas);

  return (
    <div className={classes.headBody}>
      <canvas ref={canvas} className={classes.surface} width={GRID} height={GRID} hidden={!plane} aria-hidden />
      <div ref={text} className={classes.headText}>
        <LossNow model={model} task={task.id as TaskId} index={index} />
        <span className={classes.soft}>{caption}</span>
      </div>
    </div>
  );
}
