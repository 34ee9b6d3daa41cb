/**
 * Smoothing by an exponential moving average whose memory is a share of the visible range, so that it looks the same
 * however densely a curve was measured (time-weighted EMA, as Weights & Biases draws it). Debiased: the first value is
 * the first measurement, not a part of it.
 */
/** How many memory units the visible range counts for. */
const GRAIN = 1000;

/**
 * @param x [n] rising
 * @param y [n] NaN where nothing was measured; such places stay NaN
 * @param strength 0 (none) to below 1
 * @param span the visible range, in the unit of x
 */
export function smooth(x: ArrayLike<number>, y: ArrayLike<number>, strength: number, span: number): Float64Array {
  const out = Float64Array.from(y);
  if (strength <= 0 || !(span > 0)) return out;
  const rate = (Math.log(strength) * GRAIN) / span;
  let sum = 0;
  let weight = 0;
  let before = 0;
  for (let k = 0; k < out.length; k += 1) {
    const value = out[k] as number;
    if (!Number.isFinite(value)) continue;
    const here = x[k] as number;
    const keep = weight === 0 ? 0 : Math.exp(rate * (here - before));
    sum = sum * keep + value;
    weight = weight * keep + 1;
    out[k] = sum / weight;
    before = here;
  }
  return out;
}
