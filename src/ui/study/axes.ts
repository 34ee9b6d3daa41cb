/** Where strengths stand on the axis of the U-curve: equal ratios, with 0, infinity and hard sharing as ends of their own. */
import type { Strength } from '../../core/study/study.ts';
import { shortNumber } from '../parts/numbers.ts';

export type Place = Strength | 'hard';
/** Distance of an end from its neighbour, in decades. */
const GAP = 0.8;

/** Places in the order given (rising, hard sharing last) to positions in decades. */
export function positionsOf(places: readonly Place[]): number[] {
  const finite = places.filter((place): place is number => typeof place === 'number' && place > 0);
  const first = finite.length > 0 ? Math.log10(Math.min(...finite)) : 0;
  const last = finite.length > 0 ? Math.log10(Math.max(...finite)) : 0;
  const infinite = places.includes('infinite');
  return places.map((place) => {
    if (place === 0) return first - GAP;
    if (place === 'infinite') return last + GAP;
    if (place === 'hard') return last + (infinite ? 2 : 1) * GAP;
    return Math.log10(place);
  });
}
interface PlaceWords {
  readonly separate: string;
  readonly hard: string;
  /** What the twins are at infinity; absent: the sign. */
  readonly infinite?: string | undefined;
}
export function placeText(place: Place, words: PlaceWords): string {
  if (place === 0) return words.separate;
  if (place === 'hard') return words.hard;
  return place === 'infinite' ? (words.infinite ?? '∞') : shortNumber(place);
}

/** About `count` numbers of labels up to `most`, in equal ratios, rounded to be read. */
export function labelCounts(most: number, count = 5): number[] {
  const least = Math.min(most, Math.max(5, Math.round(most / 40)));
  const counts = Array.from({ length: count }, (_, i) => {
    const value = least * (most / least) ** (i / (count - 1));
    return i === count - 1 ? most : Math.max(1, Number(value.toPrecision(value < 100 ? 1 : 2)));
  });
  return [...new Set(counts)].filter((value) => value <= most);
}

/** `count` values of a dial from end to end, on its own steps. */
export function dialValues(
  dial: { readonly min: number; readonly max: number; readonly step?: number },
  count = 5,
): number[] {
  const step = dial.step ?? (dial.max - dial.min) / 100;
  return Array.from({ length: count }, (_, i) => {
    const value = dial.min + ((dial.max - dial.min) * i) / (count - 1);
    return Number((Math.round(value / step) * step).toPrecision(8));
  });
}

const STEPS = [1, 2, 2.5, 5, 10] as const;
/** Round values within a range, about `count` of them. */
export function roundTicks(low: number, high: number, count = 4): number[] {
  const raw = (high - low) / count;
  if (!(raw > 0)) return [low];
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * (STEPS.find((each) => each * power >= raw * 0.999) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(10)));
}
