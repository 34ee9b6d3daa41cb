/**
 * Points drawn by hand: choose a task and a class, press or drag on the plane. By keyboard a cross is moved with the arrow
 * keys, Enter sets a point and Delete takes the nearest away. Every stroke is one step of undo.
 */
import { Button } from '@mantine/core';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { LIMITS } from '../../core/experiment/experiment.ts';
import { type DrawnPoint, POINT_STEPS, packPoints, readPoints } from '../../core/scenarios/ownPoints.ts';
import { useWords } from '../parts/i18n/index.ts';
import parts from '../parts/parts.module.css';
import { useExperiment, useServices } from '../parts/services.tsx';
import { TaskBadge } from '../parts/TaskBadge.tsx';
import { Tip } from '../parts/Tip.tsx';
import { taskColour } from '../parts/taskStyle.ts';
import { type NamedTask, useTaskNames } from '../parts/useTaskNames.ts';
import classes from './drawPoints.module.css';

/** Between two points of a stroke, in hundredths of half the plane. */
const SPACING = 9;
const REACH = 10;
const STEP = 4;
type Brush = { readonly task: number; readonly label: number } | 'erase';
type Place = { readonly x: number; readonly y: number };

const far = (a: Place, b: Place): number => Math.hypot(a.x - b.x, a.y - b.y);
const within = (value: number): number => Math.max(-POINT_STEPS, Math.min(POINT_STEPS, Math.round(value)));

function usePoints() {
  const { edit } = useServices();
  const own = useExperiment((state) => state.experiment.data.own);
  const points = readPoints(own);
  const set = (next: readonly DrawnPoint[], phase: 'ephemeral' | 'commit'): void => {
    edit({ type: 'setData', patch: { own: { ...own, points: packPoints(next) } } }, phase);
  };
  /** What a brush does at a place; the same list where it does nothing. */
  const touch = (at: Place, brush: Brush, gap: number): readonly DrawnPoint[] => {
    if (brush === 'erase') return points.filter((point) => far(point, at) > REACH);
    const crowded = points.some((point) => point.task === brush.task && far(point, at) < gap);
    return crowded || points.length >= LIMITS.ownPoints ? points : [...points, { ...brush, ...at }];
  };
  return { points, drawn: own?.points !== undefined, set, touch };
}

export function DrawPoints() {
  const { t, word, has } = useWords();
  const services = useServices();
  const canUndo = useExperiment((state) => state.canUndo);
  const tasks = useTaskNames();
  const [brush, setBrush] = useState<Brush>({ task: 0, label: 1 });
  const { points, drawn, set, touch } = usePoints();
  const nameOf = (task: NamedTask, label: number): string => {
    const key = `scenario.own-points.classes.${label === 1 ? 'yes' : 'no'}`;
    return task.def.kind === 'binary' && has(key) ? word(key) : String(label + 1);
  };
  const isBrush = (task: number, label: number): boolean =>
    brush !== 'erase' && brush.task === task && brush.label === label;
  return (
    <fieldset className={classes.group} aria-label={t('own.points.title')}>
      <p className={parts.note}>{drawn ? t('own.points.help') : t('own.points.example')}</p>
      <div className={classes.brushes}>
        {tasks.map((task) => (
          <span key={task.id} className={classes.brushRow}>
            <TaskBadge index={task.index} />
            {Array.from({ length: task.def.classes ?? 2 }, (_, label) => (
              <button
                // biome-ignore lint/suspicious/noArrayIndexKey: classes are numbers
                key={label}
                type="button"
                className={classes.brush}
                aria-label={word('own.points.brush', { task: task.label, name: nameOf(task, label) })}
                aria-pressed={isBrush(task.index, label)}
                onClick={() => setBrush({ task: task.index, label })}
              >
                <svg viewBox="-10 -10 20 20" width="14" height="14" aria-hidden="true">
                  <Mark task={task.index} label={label} x={0} y={0} />
                </svg>
                {nameOf(task, label)}
              </button>
            ))}
          </span>
        ))}
        <button
          type="button"
          className={classes.brush}
          aria-pressed={brush === 'erase'}
          onClick={() => setBrush('erase')}
        >
          {t('own.points.erase')}
        </button>
      </div>
      <Plane points={points} brush={brush} set={set} touch={touch} />
      <div className={classes.brushRow}>
        <Tip text={word('own.points.count', { count: points.length, limit: LIMITS.ownPoints })}>
          <span className={parts.note}>{points.length}</span>
        </Tip>
        <Button size="compact-xs" variant="default" disabled={!canUndo} onClick={() => services.experiments.undo()}>
          {t('own.points.undo')}
        </Button>
        {brush !== 'erase' && tasks[brush.task] && (
          <Button
            size="compact-xs"
            variant="default"
            disabled={!points.some((point) => point.task === brush.task)}
            onClick={() =>
              set(
                points.filter((point) => point.task !== brush.task),
                'commit',
              )
            }
          >
            {word('own.points.clearTask', { task: tasks[brush.task]?.label ?? '' })}
          </Button>
        )}
        <Button size="compact-xs" variant="default" disabled={points.length === 0} onClick={() => set([], 'commit')}>
          {t('own.points.clear')}
        </Button>
      </div>
    </fieldset>
  );
}

interface MarkProps extends Place {
  readonly task: number;
  readonly label: number;
}
/** The hue says the task, the shape the class: ring, disc, triangle. */
function Mark({ task, label, x, y }: MarkProps) {
  const colour = taskColour(task);
  if (label === 2) return <path d={`M${x} ${y - 5}l4.6 8h-9.2z`} fill={colour} />;
  return (
    <circle
      cx={x}
      cy={y}
      r={label === 1 ? 4.2 : 3.4}
      fill={label === 1 ? colour : 'var(--surface)'}
      stroke={colour}
      strokeWidth={label === 1 ? 0 : 1.8}
    />
  );
}

interface PlaneProps extends Omit<ReturnType<typeof usePoints>, 'drawn'> {
  readonly brush: Brush;
}
function Plane({ points, brush, set, touch }: PlaneProps) {
  const { t, word } = useWords();
  const tasks = useTaskNames();
  const svg = useRef<SVGSVGElement>(null);
  const [cross, setCross] = useState<Place>({ x: 0, y: 0 });
  const [focused, setFocused] = useState(false);
  const [said, setSaid] = useState('');
  const placeOf = (event: PointerEvent): Place => {
    const box = svg.current?.getBoundingClientRect();
    if (!box) return { x: 0, y: 0 };
    const span = 2 * POINT_STEPS + 10;
    const x = within(((event.clientX - box.left) / box.width - 0.5) * span);
    return { x, y: within((0.5 - (event.clientY - box.top) / box.height) * span) };
  };
  const key = (event: KeyboardEvent): void => {
    const moves: Record<string, readonly [number, number]> = {
      ArrowLeft: [-STEP, 0],
      ArrowRight: [STEP, 0],
      ArrowUp: [0, STEP],
      ArrowDown: [0, -STEP],
    };
    const move = moves[event.key];
    if (move) setCross({ x: within(cross.x + move[0]), y: within(cross.y + move[1]) });
    else if (event.key === 'Enter' || event.key === ' ') {
      set(touch(cross, brush, 1), 'commit');
      if (brush !== 'erase') {
        const task = tasks[brush.task]?.label ?? '';
        setSaid(
          word('own.points.set', { task, name: brush.label, x: cross.x / POINT_STEPS, y: cross.y / POINT_STEPS }),
        );
      }
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      const [nearest] = [...points].sort((a, b) => far(a, cross) - far(b, cross));
      if (nearest)
        set(
          points.filter((point) => point !== nearest),
          'commit',
        );
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <svg
        ref={svg}
        className={classes.plane}
        viewBox={`${-POINT_STEPS - 5} ${-POINT_STEPS - 5} ${2 * POINT_STEPS + 10} ${2 * POINT_STEPS + 10}`}
        role="application"
        aria-label={t('own.points.plane')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a plane to draw on is a control of its own, with its own keys
        tabIndex={0}
        onKeyDown={key}
        onFocus={(event) => setFocused(event.currentTarget.matches(':focus-visible'))}
        onBlur={() => setFocused(false)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          const at = placeOf(event);
          setCross(at);
          set(touch(at, brush, 1), 'ephemeral');
        }}
        onPointerMove={(event) => {
          if (event.buttons === 0) return;
          const next = touch(placeOf(event), brush, SPACING);
          if (next.length !== points.length) set(next, 'ephemeral');
        }}
        onPointerUp={() => set(points, 'commit')}
        onPointerCancel={() => set(points, 'commit')}
      >
        <path className={classes.axes} d={`M-${POINT_STEPS} 0H${POINT_STEPS}M0 -${POINT_STEPS}V${POINT_STEPS}`} />
        {points.map(({ task, label, x, y }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: points have no other name than their place in the list
          <Mark key={i} task={task} label={label} x={x} y={-y} />
        ))}
        {focused && (
          <path className={classes.cross} d={`M${cross.x - 8} ${-cross.y}h16M${cross.x} ${-cross.y - 8}v16`} />
        )}
      </svg>
      <span className={classes.said} role="status">
        {said}
      </span>
    </>
  );
}
