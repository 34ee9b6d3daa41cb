/**
 * Paints a head's answer over the plane: the task's hue is the deeper, the higher the class or the number; lines where
 * the answer changes; points by shape and by depth of hue, so that colour is never alone.
 */

import { contours, type Polyline } from '../../core/math/contour.ts';
import type { TaskDef } from '../../core/scenarios/scenario.ts';
import type { ProbeResult } from '../../state/series.ts';
import { css, mix, type Palette, type Rgb } from '../parts/palette.ts';

/** The deepest background keeps its distance from the points' full hue. */
const DEEPEST = 0.62;
const SHALLOWEST = 0.04;
const SHADES = 64;
/** Standardised numbers beyond this many standard deviations look the same. */
const SPREAD_SD = 2;
const POINTS_PER_PX = 1;

const classesOf = (task: TaskDef): number => (task.kind === 'multiclass' ? (task.classes ?? 2) : 2);

/** 0..1: how deep the hue is for a cell. */
function depth(task: TaskDef, values: Float32Array, cell: number): number {
  if (task.kind === 'binary') return values[cell] ?? 0;
  if (task.kind === 'regression') {
    const value = values[cell * (task.width ?? 1)] ?? 0;
    return Math.min(1, Math.max(0, 0.5 + value / (2 * SPREAD_SD)));
  }
  const classes = classesOf(task);
  let sum = 0;
  for (let k = 1; k < classes; k += 1) sum += ((values[cell * classes + k] ?? 0) * k) / (classes - 1);
  return sum;
}

/** Lines where the answer changes: 0.5 for two classes, the mean for numbers, between the likeliest of several. */
export function boundaries(task: TaskDef, values: Float32Array, size: number): Polyline[] {
  if (task.kind === 'binary') return contours(values, size, size, 0.5);
  const width = task.kind === 'multiclass' ? classesOf(task) : (task.width ?? 1);
  if (task.kind === 'regression') {
    return contours(
      Float32Array.from({ length: size * size }, (_, cell) => values[cell * width] ?? 0),
      size,
      size,
      0,
    );
  }
  return Array.from({ length: width }, (_, k) => k).flatMap((k) =>
    contours(
      Float32Array.from({ length: size * size }, (_, cell) => leadOf(values, cell * width, width, k)),
      size,
      size,
      0,
    ),
  );
}
function leadOf(values: Float32Array, from: number, width: number, k: number): number {
  let other = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < width; j += 1) if (j !== k) other = Math.max(other, values[from + j] ?? 0);
  return (values[from + k] ?? 0) - other;
}
const known = new WeakMap<ProbeResult, Polyline[]>();
export function boundariesOf(task: TaskDef, result: ProbeResult): Polyline[] {
  const held = known.get(result);
  if (held) return held;
  const lines = boundaries(task, result.values, result.shape[0] ?? 1);
  known.set(result, lines);
  return lines;
}

/** Small canvas of one pixel a cell, drawn enlarged with the browser's own smoothing. */
let cells: HTMLCanvasElement | undefined;
export function paintField(
  context: CanvasRenderingContext2D,
  side: number,
  task: TaskDef,
  result: ProbeResult,
  colours: { readonly low: Rgb; readonly high: Rgb },
): void {
  const size = result.shape[0] ?? 1;
  cells ??= document.createElement('canvas');
  cells.width = size;
  cells.height = size;
  const small = cells.getContext('2d', { willReadFrequently: true });
  if (!small) return;
  const image = small.createImageData(size, size);
  const ramp = Array.from({ length: SHADES }, (_, k) =>
    mix(colours.low, colours.high, SHALLOWEST + (DEEPEST * k) / (SHADES - 1)),
  );
  const { data } = image;
  for (let cell = 0; cell < size * size; cell += 1) {
    const shade = ramp[Math.round(depth(task, result.values, cell) * (SHADES - 1))] ?? colours.low;
    data[cell * 4] = shade[0];
    data[cell * 4 + 1] = shade[1];
    data[cell * 4 + 2] = shade[2];
    data[cell * 4 + 3] = 255;
  }
  small.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = true;
  context.drawImage(cells, 0, 0, side, side);
}

/** Grid units to pixels: cell centres lie half a cell inside. */
export function strokeLines(
  context: CanvasRenderingContext2D,
  side: number,
  size: number,
  lines: readonly Polyline[],
  style: { readonly colour: Rgb; readonly width: number },
): void {
  const cell = side / size;
  context.strokeStyle = css(style.colour);
  context.lineWidth = style.width;
  context.lineJoin = 'round';
  context.beginPath();
  for (const line of lines) {
    for (let k = 0; k + 1 < line.length; k += 2) {
      const x = ((line[k] ?? 0) + 0.5) * cell;
      const y = ((line[k + 1] ?? 0) + 0.5) * cell;
      if (k === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
  }
  context.stroke();
}

type End = 'left' | 'right' | 'top' | 'bottom';
const FURTHER: Readonly<Record<End, (x: number, y: number) => number>> = {
  left: (x) => -x,
  right: (x) => x,
  top: (_, y) => -y,
  bottom: (_, y) => y,
};
/** A letter on the longest line, at its end on one side of the picture, on a patch of background. */
export function markLine(
  context: CanvasRenderingContext2D,
  side: number,
  size: number,
  lines: readonly Polyline[],
  mark: { readonly text: string; readonly end: End; readonly colour: Rgb; readonly background: Rgb },
): void {
  const longest = lines.reduce<Polyline>((best, line) => (line.length > best.length ? line : best), []);
  if (longest.length < 4) return;
  const reach = FURTHER[mark.end];
  let k = 0;
  for (let j = 2; j < longest.length; j += 2) {
    if (reach(longest[j] ?? 0, longest[j + 1] ?? 0) > reach(longest[k] ?? 0, longest[k + 1] ?? 0)) k = j;
  }
  const inside = (value: number): number => Math.min(side - 8, Math.max(8, ((value + 0.5) * side) / size));
  const x = inside(longest[k] ?? 0);
  const y = inside(longest[k + 1] ?? 0);
  context.fillStyle = css(mark.background);
  context.beginPath();
  context.arc(x, y, 7, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = css(mark.colour);
  context.font = '700 11px system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(mark.text, x, y + 0.5);
}

/** 0 square, 1 circle, 2 triangle, 3 diamond. */
function shapePath(context: CanvasRenderingContext2D, shape: number, x: number, y: number, radius: number): void {
  context.beginPath();
  switch (shape % 4) {
    case 0:
      context.rect(x - radius * 0.85, y - radius * 0.85, radius * 1.7, radius * 1.7);
      break;
    case 1:
      context.arc(x, y, radius, 0, 2 * Math.PI);
      break;
    case 2:
      context.moveTo(x, y - radius * 1.2);
      context.lineTo(x + radius * 1.1, y + radius * 0.8);
      context.lineTo(x - radius * 1.1, y + radius * 0.8);
      context.closePath();
      break;
    default:
      context.moveTo(x, y - radius * 1.2);
      context.lineTo(x + radius * 1.2, y);
      context.lineTo(x, y + radius * 1.2);
      context.lineTo(x - radius * 1.2, y);
      context.closePath();
  }
}

export interface PointsRequest {
  readonly task: TaskDef;
  readonly range: number;
  readonly hue: Rgb;
  readonly palette: Palette;
  readonly radius: number;
}
export function paintPoints(
  context: CanvasRenderingContext2D,
  side: number,
  samples: ProbeResult,
  request: PointsRequest,
): void {
  const { task, range, hue, palette, radius } = request;
  const labels = samples.labels?.[task.id];
  // On a small picture fewer points, or they would hide the surface.
  const rows = Math.min(samples.shape[0] ?? 0, Math.round(side * POINTS_PER_PX));
  const width = task.kind === 'regression' ? (task.width ?? 1) : 1;
  const top = classesOf(task) - 1;
  context.lineWidth = 1;
  for (let row = 0; row < rows; row += 1) {
    const x = (((samples.values[2 * row] ?? 0) + range) / (2 * range)) * side;
    const y = ((range - (samples.values[2 * row + 1] ?? 0)) / (2 * range)) * side;
    const label = labels?.[row * width] ?? Number.NaN;
    if (Number.isNaN(label)) {
      context.fillStyle = css(palette.inkSoft);
      context.fillRect(x - 0.75, y - 0.75, 1.5, 1.5);
      continue;
    }
    const number = task.kind === 'regression';
    const share = number ? Math.min(1, Math.max(0, 0.5 + label / (2 * SPREAD_SD))) : label / top;
    const size = number ? radius * (0.55 + 0.35 * Math.min(2, Math.abs(label))) : radius;
    shapePath(context, number ? (label >= 0 ? 1 : 0) : label, x, y, size);
    context.fillStyle = css(mix(palette.surface, hue, share));
    context.strokeStyle = css(share > 0.5 ? palette.surface : mix(hue, palette.ink, 0.35));
    context.fill();
    context.stroke();
  }
}
