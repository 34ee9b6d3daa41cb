/** Numbers on screen and sliders: short forms, reading what was typed, and the spread of a logarithmic slider. */

/** Four significant digits, an exponent where zeros would pile up. */
export function shortNumber(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7))
    return value
      .toExponential(2)
      .replace(/\.?0+e/, 'e')
      .replace('e+', 'e');
  return String(Number(value.toPrecision(size >= 1000 ? 7 : 4)));
}

/** What a person typed, `undefined` where it is no number. A decimal comma counts as a point. */
export function readNumber(text: string): number | undefined {
  const cleaned = text.trim().replace(/\s/g, '').replace(',', '.');
  if (cleaned === '') return undefined;
  const value = Number(cleaned);
  return Number.isFinite(value) ? value : undefined;
}

export interface Spread {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  toPosition(value: number): number;
  toValue(position: number): number;
}
interface Range {
  readonly min: number;
  readonly max: number;
  readonly step?: number | undefined;
  readonly integer?: boolean | undefined;
  readonly scale?: 'linear' | 'log' | undefined;
}
const LOG_POSITIONS = 200;

const clamp = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value));

/** How slider positions stand for values: even steps, or equal ratios with two significant digits. */
export function spreadOf({ min, max, step, integer, scale }: Range): Spread {
  if (scale === 'log' && min > 0) {
    const ratio = Math.log(max / min);
    return {
      min: 0,
      max: LOG_POSITIONS,
      step: 1,
      toPosition: (value) => (LOG_POSITIONS * Math.log(clamp(value, min, max) / min)) / ratio,
      toValue(position) {
        const exact = min * Math.exp((ratio * position) / LOG_POSITIONS);
        const rounded = integer ? Math.round(exact) : Number(exact.toPrecision(2));
        return clamp(rounded, min, max);
      },
    };
  }
  const even = step ?? (integer ? 1 : 10 ** Math.round(Math.log10((max - min) / 100)));
  return {
    min,
    max,
    step: even,
    toPosition: (value) => clamp(value, min, max),
    toValue: (position) => Number(position.toPrecision(12)),
  };
}
