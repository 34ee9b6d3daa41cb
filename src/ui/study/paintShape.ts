/**
 * Paints what a layer makes of the data: every row of the validation split as a point in two of the layer's dimensions
 * (two units, or the plane in which the rows spread most), marked by a task's label; and, for inputs of the plane, the
 * grid of the inputs as the layer has bent it (after Olah, 'Neural Networks, Manifolds, and Topology', 2014).
 */
import { type PrincipalPlane, principalPlane, project } from '../../core/math/pca.ts';
import type { TaskDef } from '../../core/scenarios/scenario.ts';
import type { ProbeResult } from '../../state/series.ts';
import { css, mix, type Palette } from '../parts/palette.ts';

/** Two units by place, or the principal plane. */
export type Axes = 'spread' | readonly [number, number];
/** Pixels between the outermost point and the edge. */
const MARGIN = 9;
const RADIUS = 2.6;

export interface Shape {
  /** [rows, 2] */
  readonly points: Float64Array;
  /** [resolution, resolution, 2]; empty where there is no grid. */
  readonly grid: Float64Array;
  readonly resolution: number;
  readonly plane: PrincipalPlane | undefined;
}

function pick(values: ArrayLike<number>, width: number, [a, b]: readonly [number, number]): Float64Array {
  const rows = values.length / width;
  const out = new Float64Array(rows * 2);
  for (let r = 0; r < rows; r += 1) {
    out[2 * r] = values[r * width + a] ?? 0;
    out[2 * r + 1] = values[r * width + b] ?? 0;
  }
  return out;
}
/** [units, n, n] -> [n * n, units] */
function byCell({ values, shape }: ProbeResult): Float64Array {
  const [units = 0, n = 0] = shape;
  const out = new Float64Array(values.length);
  for (let unit = 0; unit < units; unit += 1) {
    for (let cell = 0; cell < n * n; cell += 1) out[cell * units + unit] = values[unit * n * n + cell] ?? 0;
  }
  return out;
}

/** @param before the shape painted last, so that the picture does not flip */
export function shapeOf(
  rows: ProbeResult,
  grid: ProbeResult | undefined,
  axes: Axes,
  before: Shape | undefined,
): Shape | undefined {
  const width = rows.shape.at(-1) ?? 0;
  if (width < 2) return undefined;
  const cells = grid && (grid.shape[0] ?? 0) === width ? byCell(grid) : new Float64Array();
  const resolution = grid?.shape[1] ?? 0;
  if (axes !== 'spread') {
    return { points: pick(rows.values, width, axes), grid: pick(cells, width, axes), resolution, plane: undefined };
  }
  const plane = principalPlane(rows.values, width, before?.plane);
  return { points: project(rows.values, width, plane), grid: project(cells, width, plane), resolution, plane };
}

/** Equal scales on both axes, all of the picture inside. */
function placing(all: readonly Float64Array[], side: number): (x: number, y: number) => readonly [number, number] {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const list of all) {
    for (let i = 0; i + 1 < list.length; i += 2) {
      const [x, y] = [list[i] as number, list[i + 1] as number];
      left = Math.min(left, x);
      right = Math.max(right, x);
      low = Math.min(low, y);
      high = Math.max(high, y);
    }
  }
  const size = Math.max(right - left, high - low, 1e-6);
  const scale = (side - 2 * MARGIN) / size;
  const [cx, cy] = [(left + right) / 2, (low + high) / 2];
  return (x, y) => [side / 2 + (x - cx) * scale, side / 2 - (y - cy) * scale];
}

function paintGrid(
  context: CanvasRenderingContext2D,
  { grid, resolution: n }: Shape,
  at: (x: number, y: number) => readonly [number, number],
): void {
  const line = (cells: readonly number[]): void => {
    context.beginPath();
    for (const [k, cell] of cells.entries()) {
      const [x, y] = at(grid[2 * cell] as number, grid[2 * cell + 1] as number);
      if (k === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
    context.stroke();
  };
  const steps = Array.from({ length: n }, (_, k) => k);
  for (let k = 0; k < n; k += 2) {
    line(steps.map((i) => k * n + i));
    line(steps.map((i) => i * n + k));
  }
}

/** Classes by mark, numbers by size: colour alone says nothing. */
function mark(context: CanvasRenderingContext2D, task: TaskDef, label: number, x: number, y: number): void {
  context.beginPath();
  if (task.kind === 'regression') {
    context.arc(x, y, RADIUS * Math.min(2, Math.max(0.35, 1 + label / 2)), 0, 2 * Math.PI);
    context.fill();
  } else if (label === 0) {
    context.arc(x, y, RADIUS, 0, 2 * Math.PI);
    context.stroke();
  } else if (label === 1) {
    context.arc(x, y, RADIUS + 0.5, 0, 2 * Math.PI);
    context.fill();
  } else {
    context.moveTo(x, y - RADIUS - 1);
    context.lineTo(x + RADIUS + 1, y + RADIUS);
    context.lineTo(x - RADIUS - 1, y + RADIUS);
    context.closePath();
    context.fill();
  }
}

export interface ShapeLabels {
  readonly task: TaskDef;
  readonly index: number;
  /** [rows, width]; NaN = none */
  readonly labels: Float32Array | undefined;
}
export function paintShape(
  canvas: HTMLCanvasElement,
  shape: Shape,
  { task, index, labels }: ShapeLabels,
  palette: Palette,
): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const side = canvas.clientWidth;
  const density = window.devicePixelRatio || 1;
  const pixels = Math.round(side * density);
  if (canvas.width !== pixels) canvas.width = pixels;
  if (canvas.height !== pixels) canvas.height = pixels;
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, side, side);
  const at = placing([shape.points, shape.grid], side);
  if (shape.grid.length > 0) {
    context.lineWidth = 0.8;
    context.strokeStyle = css(mix(palette.surface, palette.inkSoft, 0.45));
    paintGrid(context, shape, at);
  }
  context.lineWidth = 1.3;
  const hue = palette.task(index);
  const rows = shape.points.length / 2;
  const width = labels ? Math.max(1, labels.length / rows) : 1;
  for (let row = 0; row < rows; row += 1) {
    const label = labels?.[row * width] ?? Number.NaN;
    if (Number.isNaN(label)) continue;
    context.strokeStyle = css(mix(palette.inkSoft, hue, 0.25));
    context.fillStyle = css(label > 0 || task.kind !== 'regression' ? hue : mix(palette.inkSoft, hue, 0.25));
    const [x, y] = at(shape.points[2 * row] as number, shape.points[2 * row + 1] as number);
    mark(context, task, label, x, y);
  }
}
