/** Which axes fit what is drawn: kept while they serve, changed in round steps when they do not. */
import { type Axis, type Extent, fraction, growingEnd, stillFits, valueAxis } from '../../../core/math/axis.ts';

export interface Axes {
  readonly x: Axis;
  readonly y: Axis;
}
interface Points {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** Lowest and highest value within [from, to] of x; positive ones only where the axis is logarithmic. */
export function extentOf(curves: readonly Points[], from: number, to: number, log: boolean): Extent | undefined {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const { x, y } of curves) {
    for (let k = 0; k < y.length; k += 1) {
      const here = x[k] as number;
      const value = y[k] as number;
      if (here < from || here > to || (log && value <= 0) || !Number.isFinite(value)) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return min <= max ? { min, max } : undefined;
}

export interface FitRequest {
  readonly curves: readonly Points[];
  /** Bounds of x where a range is zoomed in on. */
  readonly range: readonly [number, number] | undefined;
  /** The last x, and how much it grows in a second. */
  readonly last: number;
  readonly perSecond: number;
  readonly running: boolean;
  readonly log: boolean;
  readonly zero: boolean;
  readonly fixed?: readonly [number, number] | undefined;
}

/** The axes to be shown next: `present` itself where nothing needs to change. */
export function fitAxes(present: Axes, request: FitRequest): Axes {
  const { range, last, perSecond, running, log, zero, fixed } = request;
  const x: Axis = range
    ? { min: range[0], max: range[1], log: false }
    : { min: 0, max: growingEnd(present.x.max, last, perSecond, running), log: false };
  const extent = extentOf(request.curves, x.min, x.max, log);
  const wanted: Axis = fixed ? { min: fixed[0], max: fixed[1], log: false } : valueAxis(extent, { log, zero });
  const keepsX = x.min === present.x.min && x.max === present.x.max;
  const keepsY = fixed ? wanted.min === present.y.min && wanted.max === present.y.max : stillFits(present.y, wanted);
  if (keepsX && keepsY) return present;
  return { x: keepsX ? present.x : x, y: keepsY ? present.y : wanted };
}

/** Whether something that is drawn lies outside: then the axes may not wait. */
export function overflows(axes: Axes, request: FitRequest): boolean {
  if (request.range) return axes.x.min !== request.range[0] || axes.x.max !== request.range[1];
  if (request.last > axes.x.max || axes.y.log !== request.log) return true;
  const extent = extentOf(request.curves, axes.x.min, axes.x.max, request.log);
  return extent !== undefined && (fraction(axes.y, extent.max) > 1 || fraction(axes.y, extent.min) < 0);
}
