/**
 * Axes: where they begin and end, and which values are written beside them. Bounds are round numbers and change in
 * steps with some slack, so that a chart that grows ten times a second redraws its axes about once a second.
 */
export interface Axis {
  readonly min: number;
  readonly max: number;
  readonly log: boolean;
}
export interface Extent {
  readonly min: number;
  readonly max: number;
}

const MANTISSAS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10] as const;
const ONE_TWO_FIVE = [1, 2, 5, 10] as const;
/** Rounding noise of float64 products, so that 0.3 counts as 3 * 0.1. */
const SLACK = 1e-9;

function roundTo(value: number, mantissas: readonly number[], up: boolean): number {
  if (!(value > 0) || !Number.isFinite(value)) return 0;
  const power = 10 ** Math.floor(Math.log10(value) + SLACK);
  const size = value / power;
  const fitting = up
    ? mantissas.find((m) => m >= size * (1 - SLACK))
    : [...mantissas].reverse().find((m) => m <= size * (1 + SLACK));
  return Number(((fitting ?? (up ? 10 : 1)) * power).toPrecision(12));
}
/** The next round number at or above a positive value; 0 for anything else. */
export const niceAbove = (value: number): number => roundTo(value, MANTISSAS, true);

/** The distance between ticks: 1, 2 or 5 times a power of ten, at most `count` intervals over `span`. */
export function tickStep(span: number, count: number): number {
  return span > 0 ? roundTo(span / Math.max(1, count), ONE_TWO_FIVE, true) : 1;
}

function linearTicks({ min, max }: Extent, count: number): number[] {
  const step = tickStep(max - min, count);
  const ticks: number[] = [];
  for (let k = Math.ceil(min / step - SLACK); k * step <= max + step * SLACK; k += 1) {
    ticks.push(Number((k * step).toPrecision(12)) + 0);
  }
  return ticks;
}
/** Powers of ten, with 2 and 5 between them where few decades are shown, thinned out where many are. */
function logTicks({ min, max }: Extent, count: number): number[] {
  const low = Math.floor(Math.log10(min) + SLACK);
  const high = Math.ceil(Math.log10(max) - SLACK);
  const decades = Math.max(1, high - low);
  const between = decades * 3 <= count + 1 ? [1, 2, 5] : [1];
  const every = Math.max(1, Math.ceil(decades / Math.max(1, count)));
  const ticks: number[] = [];
  for (let power = low; power <= high; power += every) {
    for (const m of between) {
      const tick = Number((m * 10 ** power).toPrecision(12));
      if (tick >= min * (1 - SLACK) && tick <= max * (1 + SLACK)) ticks.push(tick);
    }
  }
  return ticks;
}
export function ticksOf(axis: Axis, count: number): number[] {
  return axis.log ? logTicks(axis, count) : linearTicks(axis, count);
}

/** 0..1 along the axis; may lie outside. A value that a log axis cannot show gives NaN. */
export function fraction(axis: Axis, value: number): number {
  if (!axis.log) return (value - axis.min) / (axis.max - axis.min || 1);
  if (!(value > 0)) return Number.NaN;
  return Math.log(value / axis.min) / (Math.log(axis.max / axis.min) || 1);
}
export function valueAt(axis: Axis, share: number): number {
  return axis.log ? axis.min * (axis.max / axis.min) ** share : axis.min + share * (axis.max - axis.min);
}

/** A round y axis around what is drawn. `zero`: the axis starts at 0 unless something lies below. */
export function valueAxis(extent: Extent | undefined, options: { log: boolean; zero: boolean }): Axis {
  const { log, zero } = options;
  if (!extent) return log ? { min: 0.01, max: 1, log } : { min: 0, max: 1, log };
  if (log) {
    const min = roundTo(extent.min, ONE_TWO_FIVE, false) || 1e-8;
    const max = Math.max(roundTo(extent.max, ONE_TWO_FIVE, true), min * 2);
    return { min, max, log };
  }
  let low = zero ? Math.min(0, extent.min) : extent.min;
  let high = zero ? Math.max(0, extent.max) : extent.max;
  // A level line, up to what float32 can tell apart.
  if (high - low < Math.max(1e-12, Math.abs(high) * 1e-6)) {
    const room = Math.max(Math.abs(high) * 0.1, 1e-3);
    high += room;
    if (!(zero && low === 0)) low -= room;
  }
  const step = tickStep(high - low, 10);
  return {
    min: Number((Math.floor(low / step + SLACK) * step).toPrecision(12)),
    max: Number((Math.ceil(high / step - SLACK) * step).toPrecision(12)),
    log,
  };
}

/** Less than this share of the axis in use: it is time for a closer one. */
const USED_AT_LEAST = 0.55;
/** Whether the present y axis still serves: everything is inside and not lost in a corner. */
export function stillFits(axis: Axis, wanted: Axis): boolean {
  if (axis.log !== wanted.log) return false;
  if (wanted.min < axis.min - Math.abs(axis.min) * SLACK || wanted.max > axis.max * (1 + SLACK)) return false;
  const used = fraction(axis, wanted.max) - fraction(axis, wanted.min);
  return used >= USED_AT_LEAST;
}

/**
 * The end of a growing x axis. While it grows there is room for a quarter more, and for one second at the present
 * speed; at rest the axis ends where the curves end.
 */
export function growingEnd(present: number, last: number, perSecond: number, growing: boolean): number {
  if (!growing) return last > 0 ? last : 10;
  const roomy = present >= last && last >= present * 0.4;
  return roomy ? present : niceAbove(Math.max(10, last * 1.25, last + perSecond));
}

/** A short text for a tick: 1,500 becomes 1.5k. Enough digits to tell neighbours apart. */
export function tickText(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 1e6) return `${Number((value / 1e6).toPrecision(4))}M`;
  if (size >= 1e4) return `${Number((value / 1e3).toPrecision(4))}k`;
  if (size < 1e-3) return value.toExponential(0).replace('e+', 'e');
  return String(Number(value.toPrecision(4)));
}
