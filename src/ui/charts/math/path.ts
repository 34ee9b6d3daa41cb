/** From points to the text of an SVG path. One decimal of a pixel is enough and keeps the text short. */
import { type Axis, fraction } from '../../../core/math/axis.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
/** Far outside the plot nothing is seen; huge numbers would upset some renderers. */
const FAR_PX = 10_000;
const bounded = (pixel: number): number => Math.max(-FAR_PX, Math.min(FAR_PX, pixel));

export const toPixelX = (box: Box, axis: Axis, value: number): number => box.x + fraction(axis, value) * box.width;
export const toPixelY = (box: Box, axis: Axis, value: number): number =>
  box.y + (1 - fraction(axis, value)) * box.height;

/** Points that an axis cannot show (zero on a log axis) break the line. */
export function pathText(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  box: Box,
  axes: { readonly x: Axis; readonly y: Axis },
): string {
  let text = '';
  let pen = 'M';
  for (let k = 0; k < x.length; k += 1) {
    const px = toPixelX(box, axes.x, x[k] ?? 0);
    const py = toPixelY(box, axes.y, y[k] ?? 0);
    if (Number.isNaN(px) || Number.isNaN(py)) {
      pen = 'M';
      continue;
    }
    text += `${pen}${bounded(px).toFixed(1)} ${bounded(py).toFixed(1)}`;
    pen = 'L';
  }
  return text;
}

/** Moves labels at the ends of lines apart, each as little as possible, inside [top, bottom]. Keeps the given order. */
export function spread(wanted: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = wanted.map((_, k) => k).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const placed = [...wanted];
  let free = top;
  for (const k of order) {
    placed[k] = Math.max(free, wanted[k] ?? 0);
    free = (placed[k] ?? 0) + gap;
  }
  let ceiling = bottom;
  for (const k of order.reverse()) {
    placed[k] = Math.min(placed[k] ?? 0, ceiling);
    ceiling = (placed[k] ?? 0) - gap;
  }
  return placed;
}
