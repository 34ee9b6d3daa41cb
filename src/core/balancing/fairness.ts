/**
 * The equation behind Nash-MTL and FairGrad: find w > 0 with (K w)_t = w_t^(-p), p > 0.
 * It is the minimiser of the convex 1/2 w^T K w - sum_t phi(w_t), phi' = w^(-p), found by Newton's method with step
 * halving on gradients scaled to unit length (w_t = beta_t / |g_t|): C beta = c beta^(-p), c_t = |g_t|^(p-1).
 * A solution exists unless 0 lies in the hull of the gradients; then a ridge of 1e-9 gives a harmless stand-in.
 */
import { cosinesOf, dot, entry, type Matrix, pairOf, submatrix, times, type Vector } from '../math/gramian.ts';
import { solve } from '../math/linear.ts';
import { minNormPoint } from '../math/simplex.ts';

const RIDGE = 1e-9;
/** A fall of the cost below this share of it drowns in rounding. */
const ROUNDING = 1e-12;

const primitive = (x: number, p: number): number => (p === 1 ? Math.log(x) : x ** (1 - p) / (1 - p));

/** beta > 0 with C beta = c beta^(-p); C [n, n] positive definite with unit diagonal. */
function newton(cosines: Matrix, c: Vector, p: number): number[] {
  let beta = c.map((value) => value ** (1 / (1 + p)));
  const cost = (at: Vector): number =>
    0.5 * dot(at, times(cosines, at)) - at.reduce((sum, x, t) => sum + (c[t] as number) * primitive(x, p), 0);
  for (let round = 0; round < 200; round += 1) {
    const pull = beta.map((x, t) => (c[t] as number) * x ** -p);
    const slope = times(cosines, beta).map((value, t) => value - (pull[t] as number));
    // Solved for the relative change beta' / beta, with a unit diagonal, which keeps tasks of very different weight
    // comparable.
    const unit = beta.map((x, t) => 1 / Math.sqrt(entry(cosines, t, t) * x * x + p * (pull[t] as number) * x));
    const hessian = cosines.map((row, t) =>
      row.map((value, s) =>
        t === s ? 1 : value * (beta[t] as number) * (unit[t] as number) * (beta[s] as number) * (unit[s] as number),
      ),
    );
    const change = solve(
      hessian,
      slope.map((value, t) => -value * (beta[t] as number) * (unit[t] as number)),
    )?.map((value, t) => value * (unit[t] as number));
    if (change === undefined || !change.every(Number.isFinite)) break;
    const largest = Math.max(...change.map(Math.abs));
    // Never past zero, and halved until the cost falls, as long as the fall can be told from rounding.
    let share = Math.min(1, 0.9 / Math.max(...change.map((value) => -value), 0.9));
    const here = cost(beta);
    const expectedFall = -change.reduce((sum, value, t) => sum + value * (slope[t] as number) * (beta[t] as number), 0);
    const move = (part: number): number[] => beta.map((x, t) => x * (1 + part * (change[t] as number)));
    if (expectedFall > ROUNDING * Math.abs(here)) while (share > 1e-9 && !(cost(move(share)) < here)) share /= 2;
    beta = move(share);
    if (largest < 1e-13) break;
  }
  return beta;
}

export interface FairWeights {
  /** Positive; 0 for a task without gradient. */
  readonly weights: number[];
  readonly noSolution: boolean;
}

/**
 * Two gradients, in closed form or nearly: the ratio r = beta_2 / beta_1 solves (c + r) r^p / (1 + c r) = c_2 / c_1, whose
 * logarithm rises with log r; Newton's method in log r, kept inside the range where both sides are positive.
 */
function pairWeights(gramian: Matrix, p: number): FairWeights | undefined {
  const { first, second, cosine: raw } = pairOf(gramian);
  if (!(first > 0 && second > 0)) return undefined;
  const noSolution = minNormPoint(gramian).stationary;
  // The same ridge on the diagonal as below, divided out.
  const diagonal = noSolution ? 1 + RIDGE : 1;
  const cosine = raw / diagonal;
  if (p === 1) {
    const beta = 1 / Math.sqrt(diagonal * (1 + cosine));
    return { weights: [beta / first, beta / second], noSolution };
  }
  const wanted = (p - 1) * (Math.log(second) - Math.log(first));
  const edge = cosine < 0 ? -Math.log(-cosine) : Number.POSITIVE_INFINITY;
  let [low, high] = [-edge, edge];
  let z = 0;
  for (let round = 0; round < 100; round += 1) {
    const r = Math.exp(z);
    const over = Math.log(cosine + r) - Math.log1p(cosine * r) + p * z - wanted;
    if (over > 0) high = z;
    else low = z;
    const slope = r / (cosine + r) - (cosine * r) / (1 + cosine * r) + p;
    const next = z - over / slope;
    const inside = next > low && next < high;
    const to = inside ? next : (Math.max(low, z - 50) + Math.min(high, z + 50)) / 2;
    if (Math.abs(to - z) <= 1e-15 * Math.max(1, Math.abs(z))) break;
    z = to;
  }
  const r = Math.exp(z);
  const beta = (first ** (p - 1) / (diagonal * (1 + cosine * r))) ** (1 / (1 + p));
  const weights = [beta / first, (r * beta) / second];
  return weights.every((weight) => weight > 0 && Number.isFinite(weight)) ? { weights, noSolution } : undefined;
}

/** w > 0 with (K w)_t = w_t^(-p). */
export function fairWeights(gramian: Matrix, p: number): FairWeights {
  if (gramian.length === 2) {
    const pair = pairWeights(gramian, p);
    if (pair) return pair;
  }
  const { norms, cosines } = cosinesOf(gramian);
  const alive = norms.flatMap((norm, t) => (norm > 0 ? [t] : []));
  const weights = norms.map(() => 0);
  if (alive.length === 0) return { weights, noSolution: true };
  const { stationary } = minNormPoint(submatrix(gramian, alive));
  const unit = submatrix(cosines, alive);
  const matrix = stationary ? unit.map((row, i) => row.map((value, j) => (i === j ? value + RIDGE : value))) : unit;
  const c = alive.map((t) => (norms[t] as number) ** (p - 1));
  newton(matrix, c, p).forEach((value, k) => {
    const t = alive[k] as number;
    weights[t] = value / (norms[t] as number);
  });
  return { weights, noSolution: stationary || alive.length < norms.length };
}
