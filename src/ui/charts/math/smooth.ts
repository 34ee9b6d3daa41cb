/**
 * Smoothing by an exponential moving average over x (not over measurements), so that a curve looks the same however
 * densely it was measured. Debiased: the first value is the first measurement, not a part of it.
 */
/** Memory at full strength, as a share of the visible range. */
const LONGEST = 0.12;
/** How far back an average reaches: a share of the visible range that grows with the square of `strength` in 0..1. */
export const memoryOf = (strength: number, span: number): number => LONGEST * strength ** 2 * span;

/**
 * @param x [n] rising
 * @param y [n] NaN where nothing was measured; such places stay NaN
 * @param memory in the unit of x: what lies so far back counts for 1/e; 0 = no smoothing
 */
export function smooth(x: ArrayLike<number>, y: ArrayLike<number>, memory: number): Float64Array {
  const out = Float64Array.from(y);
  if (!(memory > 0)) return out;
  let sum = 0;
  let weight = 0;
  let before = 0;
  for (let k = 0; k < out.length; k += 1) {
    const value = out[k] as number;
    if (!Number.isFinite(value)) continue;
    const here = x[k] as number;
    const keep = weight === 0 ? 0 : Math.exp((before - here) / memory);
    sum = sum * keep + value;
    weight = weight * keep + 1;
    out[k] = sum / weight;
    before = here;
  }
  return out;
}
