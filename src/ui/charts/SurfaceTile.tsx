/** One picture of the plane: a head's answers with the data, or the boundary lines of all heads over each other. */
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { startPaintLoop } from '../parts/paintLoop.ts';
import { css, type Palette, readPalette } from '../parts/palette.ts';
import { useServices } from '../parts/services.tsx';
import { taskLetter } from '../parts/taskStyle.ts';
import classes from './answers.module.css';
import type { Head, ModelHeads } from './heads.ts';
import { createPointLayer, type PointLayer } from './pointLayer.ts';
import { boundariesOf, markLine, paintField, strokeLines } from './surfacePaint.ts';

const HZ = 8;
const RESOLUTION = 40;
export const POINTS_KEY = 'surfaces/points';
const surfaceKey = (model: string, task: string): string => `surfaces/${model}/${task}`;

interface SurfaceTileProps {
  readonly model: ModelHeads;
  /** `undefined`: all boundaries over each other. */
  readonly head: Head | undefined;
  readonly range: number;
  readonly name: string;
  readonly large: boolean;
  readonly onPress: () => void;
}
export function SurfaceTile({ model, head, range, name, large, onPress }: SurfaceTileProps) {
  const { live } = useServices();
  const scheme = useComputedColorScheme('light');
  const canvas = useRef<HTMLCanvasElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `scheme` changes the colours that are read from the page
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d', { alpha: false });
    if (!element || !context) return;
    const heads = head ? [head] : model.heads;
    const palette = readPalette(element);
    const stops = heads.map(({ task }) =>
      live.watch({
        kind: 'surface',
        key: surfaceKey(model.id, task.id),
        model: model.id,
        task: task.id,
        resolution: RESOLUTION,
      }),
    );
    const keys = [...heads.map(({ task }) => surfaceKey(model.id, task.id)), POINTS_KEY];
    const points =
      head &&
      createPointLayer({ task: head.task, range, hue: palette.task(head.index), palette }, (side) =>
        Math.min(3.4, Math.max(1.7, side / 60)),
      );
    // Asked for once: between two pictures of others the question would lay the whole page out anew.
    let side = 0;
    const paint = (): void => {
      if (side === 0) side = sizeCanvas(element, context);
      context.fillStyle = css(palette.surface);
      context.fillRect(0, 0, side, side);
      const picture = { context, side, palette, model };
      if (head && points) paintHead(picture, head, points, live.latest);
      else paintAll(picture, live.latest);
    };
    const loop = startPaintLoop(
      element,
      keys.map((key) => (wake) => live.on(key, wake)),
      paint,
      HZ,
    );
    const resized = new ResizeObserver(() => {
      side = 0;
      loop.wake();
    });
    resized.observe(element);
    return () => {
      resized.disconnect();
      loop.stop();
      for (const stop of stops) stop();
    };
  }, [live, model, head, range, scheme]);
  return (
    <button
      type="button"
      className={classes.tile}
      aria-label={name}
      aria-pressed={large}
      title={name}
      onClick={onPress}
    >
      <canvas ref={canvas} />
    </button>
  );
}

/** One canvas pixel per screen pixel; returns the side in CSS pixels. */
export function sizeCanvas(element: HTMLCanvasElement, context: CanvasRenderingContext2D): number {
  const side = element.clientWidth;
  const scale = Math.min(2, window.devicePixelRatio || 1);
  const pixels = Math.max(1, Math.round(side * scale));
  if (element.width !== pixels) {
    element.width = pixels;
    element.height = pixels;
  }
  context.setTransform(pixels / side, 0, 0, pixels / side, 0, 0);
  return side;
}

interface Picture {
  readonly context: CanvasRenderingContext2D;
  readonly side: number;
  readonly palette: Palette;
  readonly model: ModelHeads;
}
type Latest = ReturnType<typeof useServices>['live']['latest'];

function paintHead(
  { context, side, palette, model }: Picture,
  { task, index }: Head,
  points: PointLayer,
  latest: Latest,
): void {
  const hue = palette.task(index);
  const surface = latest(surfaceKey(model.id, task.id));
  if (surface) {
    paintField(context, side, task, surface, { low: palette.surface, high: hue });
    strokeLines(context, side, surface.shape[0] ?? 1, boundariesOf(task, surface), { colour: palette.ink, width: 1.4 });
  }
  const samples = latest(POINTS_KEY);
  if (samples) points(context, side, samples);
}

function paintAll({ context, side, palette, model }: Picture, latest: Latest): void {
  model.heads.forEach(({ task, index }, place) => {
    const surface = latest(surfaceKey(model.id, task.id));
    if (!surface) return;
    const size = surface.shape[0] ?? 1;
    const lines = boundariesOf(task, surface);
    const colour = palette.task(index);
    // The later, the thinner: where two boundaries coincide, both are seen.
    const width = Math.max(1.2, 4.2 - 2.4 * place);
    strokeLines(context, side, size, lines, { colour, width });
  });
  // Letters last, so that no line crosses them.
  model.heads.forEach(({ task, index }, place) => {
    const surface = latest(surfaceKey(model.id, task.id));
    if (!surface) return;
    const end = (['left', 'right', 'top', 'bottom'] as const)[place % 4] ?? 'left';
    const mark = { text: taskLetter(index), end, colour: palette.task(index), background: palette.surface };
    markLine(context, side, surface.shape[0] ?? 1, boundariesOf(task, surface), mark);
  });
}
