/** Writes curves, their end marks and the crosshair into the elements that CurveLayer made. */

import type { Geometry, Stage } from './CurveLayer.tsx';
import { type ChartModel, type Curve, indexAt, type Reading } from './chartModel.ts';
import { pathText, spread, toPixelX, toPixelY } from './math/path.ts';

const MARK_GAP_PX = 11;

const set = (element: Element, name: string, value: string): void => {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
};
const show = (element: SVGElement, visible: boolean): void => {
  element.style.visibility = visible ? 'visible' : 'hidden';
};
const insideY = ({ box }: Geometry, y: number): boolean => y >= box.y - 1 && y <= box.y + box.height + 1;

export function paintCurves({ root, geometry }: Stage, reading: Reading): void {
  const bySeries = new Map(reading.curves.map((curve) => [curve.line.series, curve]));
  const text = (x: Float64Array, y: Float64Array): string => pathText(x, y, geometry.box, geometry);
  for (const path of root.querySelectorAll<SVGPathElement>('[data-line]')) {
    const curve = bySeries.get(path.dataset.line ?? '');
    set(path, 'd', curve ? text(curve.x, curve.y) : '');
  }
  for (const path of root.querySelectorAll<SVGPathElement>('[data-raw]')) {
    const raw = bySeries.get(path.dataset.raw ?? '')?.raw;
    set(path, 'd', raw ? text(raw.x, raw.y) : '');
  }
  for (const path of root.querySelectorAll<SVGPathElement>('[data-ghost]')) {
    const ghost = reading.ghosts[Number(path.dataset.ghost)];
    set(path, 'd', ghost ? text(ghost.x, ghost.y) : '');
  }
  paintMarks(root, geometry, bySeries);
  paintPhases(root, geometry, reading);
}

/** A thin line where each phase begins, as far as it is in sight and the run has come there. */
function paintPhases(root: SVGGElement, geometry: Geometry, { scale, last }: Reading): void {
  const { box } = geometry;
  for (const mark of root.querySelectorAll<SVGGElement>('[data-phase]')) {
    const step = Number(mark.dataset.phase);
    const px = toPixelX(box, geometry.x, scale.toX(step));
    const visible = step <= last && px >= box.x - 0.5 && px <= box.x + box.width + 0.5;
    show(mark, visible);
    if (visible) set(mark, 'transform', `translate(${px.toFixed(1)} 0)`);
  }
}

/** Letters stand at the lines' ends, moved apart where lines meet. */
function paintMarks(root: SVGGElement, geometry: Geometry, bySeries: ReadonlyMap<string, Curve>): void {
  const { box } = geometry;
  const marks: { element: SVGTextElement; y: number; x: number }[] = [];
  for (const element of root.querySelectorAll<SVGTextElement>('[data-mark]')) {
    const curve = bySeries.get(element.dataset.mark ?? '');
    const x = curve?.x.at(-1);
    const y = curve?.y.at(-1);
    const px = x === undefined ? Number.NaN : toPixelX(box, geometry.x, x);
    const py = y === undefined ? Number.NaN : toPixelY(box, geometry.y, y);
    const visible = px >= box.x && insideY(geometry, py);
    show(element, visible);
    if (visible) marks.push({ element, y: py, x: Math.min(px, box.x + box.width) + 5 });
  }
  const ys = spread(
    marks.map((mark) => mark.y),
    MARK_GAP_PX,
    box.y + 3,
    box.y + box.height,
  );
  marks.forEach((mark, k) => {
    set(mark.element, 'y', (ys[k] ?? mark.y).toFixed(1));
    set(mark.element, 'x', mark.x.toFixed(1));
  });
}

/** The crosshair of a step axis, with a dot on every line at the nearest point. */
export function paintCursor({ root, geometry }: Stage, model: ChartModel, cursor: number | undefined): void {
  const line = root.querySelector<SVGLineElement>('[data-crosshair]');
  const reading = model.read();
  const x = cursor === undefined ? Number.NaN : reading.scale.toX(cursor);
  const { box } = geometry;
  const px = toPixelX(box, geometry.x, x);
  const inside = px >= box.x - 0.5 && px <= box.x + box.width + 0.5;
  if (line) {
    show(line, inside);
    if (inside) {
      set(line, 'x1', px.toFixed(1));
      set(line, 'x2', px.toFixed(1));
    }
  }
  const bySeries = new Map(reading.curves.map((curve) => [curve.line.series, curve]));
  for (const dot of root.querySelectorAll<SVGCircleElement>('[data-dot]')) {
    const curve = inside ? bySeries.get(dot.dataset.dot ?? '') : undefined;
    const index = curve && indexAt(reading, curve, x);
    const dx = index === undefined ? Number.NaN : toPixelX(box, geometry.x, curve?.x[index] ?? 0);
    const dy = index === undefined ? Number.NaN : toPixelY(box, geometry.y, curve?.y[index] ?? 0);
    const visible = dx >= box.x && insideY(geometry, dy);
    show(dot, visible);
    if (visible) {
      set(dot, 'cx', dx.toFixed(1));
      set(dot, 'cy', dy.toFixed(1));
    }
  }
}

/** The stretch that a drag has marked so far, in pixels. */
export function paintSelection(stage: Stage, selection: readonly [number, number] | undefined): void {
  const rect = stage.root.querySelector<SVGRectElement>('[data-selection]');
  if (!rect) return;
  show(rect, selection !== undefined);
  if (!selection) return;
  set(rect, 'x', Math.min(...selection).toFixed(1));
  set(rect, 'width', Math.abs(selection[1] - selection[0]).toFixed(1));
}
