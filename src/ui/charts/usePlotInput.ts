/** Pointer and keys on a plot over steps: the cursor, and zooming by drag. Positions in px inside the plot element. */
import { type KeyboardEvent, type PointerEvent, type RefObject, useRef } from 'react';
import { valueAt } from '../../core/math/axis.ts';
import { useServices } from '../parts/services.tsx';
import type { Stage } from './CurveLayer.tsx';
import type { ChartModel } from './chartModel.ts';
import { chartStore } from './chartStore.ts';
import { localPoint } from './localPoint.ts';

interface PlotInputOptions {
  readonly stage: RefObject<Stage | undefined>;
  readonly model: ChartModel;
  readonly selection: (pixels: readonly [number, number] | undefined) => void;
  /** The cursor was moved by keys: its values are to be said. */
  readonly say: (step: number | undefined) => void;
}
/** A drag shorter than this is a click. */
const DRAG_PX = 6;
/** One arrow press moves by this share of what is shown; with Shift by ten times as much. */
const NUDGE = 1 / 200;

export function usePlotInput({ stage, model, selection, say }: PlotInputOptions) {
  const { views } = useServices();
  /** The pointer or the focus is here, so the tooltip is too. */
  const active = useRef(false);
  const drag = useRef<number>(undefined);

  const pixelAt = (event: PointerEvent): number => localPoint(event).x;
  const stepAt = (pixel: number): number | undefined => {
    const geometry = stage.current?.geometry;
    if (!geometry) return undefined;
    const { box, x } = geometry;
    const share = Math.min(1, Math.max(0, (pixel - box.x) / box.width));
    const { scale, last } = model.read();
    return Math.min(last, Math.max(0, Math.round(scale.toStep(valueAt(x, share)))));
  };
  const inPlot = (pixel: number): boolean => {
    const box = stage.current?.geometry.box;
    return box !== undefined && pixel >= box.x - 4 && pixel <= box.x + box.width + 4;
  };
  const zoom = (from: number, to: number): void => {
    if (to - from >= 2) chartStore.setState({ range: [from, to] });
  };

  const onPointerMove = (event: PointerEvent): void => {
    const pixel = pixelAt(event);
    if (drag.current !== undefined) selection([drag.current, pixel]);
    active.current = drag.current === undefined && inPlot(pixel);
    views.setCursor(inPlot(pixel) ? stepAt(pixel) : undefined);
  };
  const onPointerLeave = (): void => {
    active.current = false;
    views.setCursor(undefined);
  };
  const onPointerDown = (event: PointerEvent): void => {
    const pixel = pixelAt(event);
    if (event.button !== 0 || event.pointerType === 'touch' || !inPlot(pixel)) return;
    drag.current = pixel;
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerUp = (event: PointerEvent): void => {
    const start = drag.current;
    drag.current = undefined;
    selection(undefined);
    if (start === undefined) return;
    const end = pixelAt(event);
    if (Math.abs(end - start) < DRAG_PX) return;
    const [from, to] = [stepAt(Math.min(start, end)), stepAt(Math.max(start, end))];
    if (from !== undefined && to !== undefined) zoom(from, to);
  };
  const onPointerCancel = (): void => {
    drag.current = undefined;
    selection(undefined);
  };
  const onDoubleClick = (): void => chartStore.setState({ range: undefined });

  const onKeyDown = (event: KeyboardEvent): void => {
    const { last } = model.read();
    const [from, to] = chartStore.getState().range ?? [0, last];
    const cursor = views.getState().cursor ?? to;
    const nudge = Math.max(1, Math.round((to - from) * NUDGE)) * (event.shiftKey ? 10 : 1);
    const move = (step: number): void => {
      active.current = true;
      const there = Math.min(to, Math.max(from, step));
      views.setCursor(there);
      say(there);
    };
    switch (event.key) {
      case 'ArrowLeft':
        move(cursor - nudge);
        break;
      case 'ArrowRight':
        move(cursor + nudge);
        break;
      case 'Home':
        move(from);
        break;
      case 'End':
        move(to);
        break;
      case '+':
      case '=': {
        const half = Math.max(1, (to - from) / 4);
        const middle = Math.min(to - half, Math.max(from + half, cursor));
        zoom(Math.round(middle - half), Math.round(middle + half));
        break;
      }
      case '-': {
        // Twice as much about the same middle, pushed back where it would leave the run.
        const width = 2 * (to - from);
        const low = Math.max(0, Math.min(Math.round((from + to - width) / 2), last - width));
        const wide: [number, number] = [low, Math.min(last, low + width)];
        chartStore.setState({ range: wide[0] <= 0 && wide[1] >= last ? undefined : wide });
        break;
      }
      case 'Escape':
        if (views.getState().cursor === undefined) chartStore.setState({ range: undefined });
        active.current = false;
        views.setCursor(undefined);
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const onBlur = (): void => {
    say(undefined);
    if (!active.current) return;
    active.current = false;
    views.setCursor(undefined);
  };
  return {
    active,
    handlers: {
      onPointerMove,
      onPointerLeave,
      onPointerDown,
      onPointerUp,
      onPointerCancel,
      onDoubleClick,
      onKeyDown,
      onBlur,
    },
  };
}
