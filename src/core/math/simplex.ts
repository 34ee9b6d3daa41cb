/**
 * Quadratic problems over non-negative weights and over the simplex {w >= 0, sum w = 1}, float64, exact by active sets
 * (Lawson & Hanson, "Solving least squares problems", 1974, chapter 23). General QP solvers silently return wrong
 * answers when one gradient is a thousand times another; these work on cosines and so do not see the scale.
 */
import { cosinesOf, dot, entry, type Matrix, pairOf, submatrix, times, type Vector } from './gramian.ts';
import { solve } from './linear.ts';

/** Determinants below this share of the diagonal's product are rounding. */
const SINGULAR_PAIR = 1e-13;

/** Moves y towards z until the first entry reaches 0; entries that did are removed from `active`. */
function stepToBoundary(y: number[], z: Vector, active: Set<number>, members: readonly number[]): void {
  let share = 1;
  members.forEach((i, k) => {
    const target = z[k] as number;
    if (target <= 0) share = Math.min(share, (y[i] as number) / ((y[i] as number) - target));
  });
  members.forEach((i, k) => {
    y[i] = (y[i] as number) + share * ((z[k] as number) - (y[i] as number));
    if ((z[k] as number) <= 0 && (y[i] as number) <= 1e-15 * Math.max(1, Math.abs(z[k] as number))) {
      y[i] = 0;
      active.delete(i);
    }
  });
}

/** The same for two variables: both positive, or only one, or none; of these one meets the conditions of an optimum. */
function pairMinimum(matrix: Matrix, linear: Vector): number[] {
  const [a, b, d] = [entry(matrix, 0, 0), entry(matrix, 0, 1), entry(matrix, 1, 1)];
  const [p, q] = linear as readonly [number, number];
  const det = a * d - b * b;
  if (det > SINGULAR_PAIR * a * d) {
    const [y, z] = [d * p - b * q, a * q - b * p];
    if (y > 0 && z > 0) return [y / det, z / det];
  }
  const first = a > 0 ? Math.max(0, p / a) : 0;
  const second = d > 0 ? Math.max(0, q / d) : 0;
  // What the other would gain by entering, in its own units.
  const missedBySecond = q - b * first;
  const missedByFirst = p - b * second;
  return missedBySecond * Math.sqrt(a) <= missedByFirst * Math.sqrt(d) ? [first, 0] : [0, second];
}

/** argmin over y >= 0 of 1/2 y^T M y - q^T y; M [n, n] positive semi-definite with a diagonal near 1. */
export function nonNegativeMinimum(matrix: Matrix, linear: Vector): number[] {
  const n = linear.length;
  if (n === 2) return pairMinimum(matrix, linear);
  // Where it lies inside, which it mostly does, one system finds it: the slope is zero there, and no bound is met.
  const inside = solve(matrix, linear);
  if (inside?.every((value) => value > 0)) return inside;
  const y = new Array<number>(n).fill(0);
  const active = new Set<number>();
  const tolerance = 1e-13 * Math.max(...linear.map(Math.abs));
  const blocked = new Set<number>();
  // Each round adds one index; 10 n rounds are far more than the method has ever been seen to need.
  for (let round = 0; round < 10 * n; round += 1) {
    const slope = times(matrix, y).map((value, i) => (linear[i] as number) - value);
    let entering = -1;
    slope.forEach((value, i) => {
      const best = entering < 0 ? tolerance : (slope[entering] as number);
      if (!active.has(i) && !blocked.has(i) && value > best) entering = i;
    });
    if (entering < 0) break;
    active.add(entering);
    for (let inner = 0; inner <= n; inner += 1) {
      const members = [...active].sort((a, b) => a - b);
      const z = solve(
        submatrix(matrix, members),
        members.map((i) => linear[i] as number),
      );
      // A gradient that depends on those already in, or that rounding let in: leave it out.
      if (z === undefined || (inner === 0 && !((z[members.indexOf(entering)] as number) > 0))) {
        active.delete(entering);
        y[entering] = 0;
        blocked.add(entering);
        break;
      }
      if (z.every((value) => value > 0)) {
        members.forEach((i, k) => {
          y[i] = z[k] as number;
        });
        blocked.clear();
        break;
      }
      stepToBoundary(y, z, active, members);
    }
  }
  return y;
}

export interface MinNorm {
  /** On the simplex [T]. */
  readonly weights: number[];
  /** True where 0 lies in the hull of the gradients: no direction descends every loss. */
  readonly stationary: boolean;
}

/** |sum w g|^2 below this share of (sum w |g|)^2 is rounding: the gradients cancel. */
const CANCELLED = 1e-14;

/** Whether sum_t w_t g_t is 0 up to rounding, for w >= 0. */
export function cancels(gramian: Matrix, weights: Vector): boolean {
  if (weights.length === 2) return pairCancels(gramian, weights);
  const { norms, cosines } = cosinesOf(gramian);
  const lengths = weights.map((weight, t) => Math.abs(weight) * (norms[t] as number));
  const longest = Math.max(...lengths);
  if (!(longest > 0)) return true;
  const shares = lengths.map((length, t) => (Math.sign(weights[t] as number) * length) / longest);
  const total = shares.reduce((sum, share) => sum + Math.abs(share), 0);
  return dot(shares, times(cosines, shares)) <= CANCELLED * total * total;
}

function pairCancels(gramian: Matrix, weights: Vector): boolean {
  const { first, second, cosine } = pairOf(gramian);
  const [a, b] = [(weights[0] as number) * first, (weights[1] as number) * second];
  const longest = Math.max(Math.abs(a), Math.abs(b));
  if (!(longest > 0)) return true;
  const [p, q] = [a / longest, b / longest];
  const total = Math.abs(p) + Math.abs(q);
  return p * p + q * q + 2 * p * q * cosine <= CANCELLED * total * total;
}

/**
 * Two gradients: the foot of the perpendicular from 0 on the segment between them, or its nearer end. Both terms of the
 * sum below are positive where it is used, so nothing cancels.
 */
function pairMinNorm(gramian: Matrix): MinNorm {
  const { first, second, cosine } = pairOf(gramian);
  if (!(first > 0)) return { weights: [1, 0], stationary: true };
  if (!(second > 0)) return { weights: [0, 1], stationary: true };
  // In units of the longer one, so that squares neither overflow nor vanish.
  const longer = Math.max(first, second);
  const [a, b] = [first / longer, second / longer];
  const [overA, overB] = [a - cosine * b, b - cosine * a];
  if (overB <= 0) return { weights: [0, 1], stationary: false };
  if (overA <= 0) return { weights: [1, 0], stationary: false };
  const sum = a * overA + b * overB;
  const weights = [(b * overB) / sum, (a * overA) / sum];
  return { weights, stationary: pairCancels(gramian, weights) };
}

/**
 * The shortest vector of the convex hull of the gradients (Wolfe 1976; MGDA). With beta_t = w_t |g_t| and a_t = 1 / |g_t|
 * it is min beta^T C beta with a^T beta = 1, beta >= 0, which is proportional to the least-squares solution
 * min beta^T C beta + (a^T beta - 1)^2, beta >= 0.
 */
export function minNormPoint(gramian: Matrix): MinNorm {
  if (gramian.length === 2) return pairMinNorm(gramian);
  const { norms, cosines } = cosinesOf(gramian);
  const zero = norms.findIndex((norm) => !(norm > 0));
  if (zero >= 0) return { weights: norms.map((_, t) => (t === zero ? 1 : 0)), stationary: true };
  const shortest = Math.min(...norms);
  const a = norms.map((norm) => shortest / norm);
  const bordered = cosines.map((row, t) => row.map((value, s) => value + (a[t] as number) * (a[s] as number)));
  const beta = nonNegativeMinimum(bordered, a);
  const raw = beta.map((value, t) => value * (a[t] as number));
  const total = raw.reduce((sum, value) => sum + value, 0);
  const weights = raw.map((value) => value / total);
  return { weights, stationary: cancels(gramian, weights) };
}

/** Euclidean projection onto the simplex (Held, Wolfe & Crowder 1974; Duchi et al., ICML 2008, Figure 1). */
export function projectOnSimplex(point: Vector): number[] {
  const sorted = [...point].sort((a, b) => b - a);
  let running = 0;
  let shift = 0;
  sorted.forEach((value, i) => {
    running += value;
    const candidate = (running - 1) / (i + 1);
    if (value > candidate) shift = candidate;
  });
  return point.map((value) => Math.max(0, value - shift));
}
