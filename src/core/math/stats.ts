/**
 * Means, spreads and 95 % intervals for repeated runs. Intervals use Student's t; its distribution function comes from
 * the regularised incomplete beta function by Lentz's continued fraction (Press et al., Numerical Recipes, 6.4).
 */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** `NaN` of an empty list. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Sample standard deviation (divisor n - 1); `NaN` below two values. */
export function sd(values: readonly number[]): number {
  if (values.length < 2) return Number.NaN;
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}

/** log Gamma(x), x > 0 (Lanczos, g = 7, 9 terms; relative error about 1e-15). */
function logGamma(x: number): number {
  const terms = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  const t = x + 6.5;
  const sum = terms.reduce((total, term, i) => total + (i === 0 ? term : term / (x - 1 + i)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Keeps Lentz's denominators off zero. */
const TINY = 1e-300;

/** The regularised incomplete beta function I_x(a, b) for x below (a + 1) / (a + b + 2), where the fraction is quick. */
function betaFraction(x: number, a: number, b: number): number {
  const guard = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / guard(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < 500; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guard(1 + even * d);
    c = guard(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guard(1 + odd * d);
    c = guard(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  const front = a * Math.log(x) + b * Math.log(1 - x) + logGamma(a + b) - logGamma(a) - logGamma(b);
  return (Math.exp(front) * fraction) / a;
}

/** P(|T| > t) for Student's t with `df` degrees of freedom. */
function twoSidedTail(t: number, df: number): number {
  const x = df / (df + t * t);
  const a = df / 2;
  return x < (a + 1) / (a + 2.5) ? betaFraction(x, a, 0.5) : 1 - betaFraction(1 - x, 0.5, a);
}

/** The t that a Student variable leaves between -t and t with probability `level`; infinite without degrees of freedom. */
export function tQuantile(df: number, level = 0.95): number {
  if (!(df >= 1)) return Number.POSITIVE_INFINITY;
  let low = 0;
  let high = 1;
  while (twoSidedTail(high, df) > 1 - level) high *= 2;
  for (let i = 0; i < 80; i += 1) {
    const middle = (low + high) / 2;
    if (twoSidedTail(middle, df) > 1 - level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Mean and its 95 % interval over repeats; `undefined` below two values, where no interval can be said. */
export function interval95(values: readonly number[]): Interval | undefined {
  if (values.length < 2) return undefined;
  const centre = mean(values);
  const half = (tQuantile(values.length - 1) * sd(values)) / Math.sqrt(values.length);
  return { mean: centre, low: centre - half, high: centre + half };
}

/** The interval of a - b over repeats that share seeds (the i-th of both had the same). @throws RangeError on unequal lengths */
export function pairedInterval95(a: readonly number[], b: readonly number[]): Interval | undefined {
  if (a.length !== b.length)
    throw new RangeError(`paired lists should be equally long, are ${a.length} and ${b.length}`);
  return interval95(a.map((value, i) => value - (b[i] as number)));
}
