/**
 * CAGrad: the direction within a ball around the mean gradient g0 that improves the worst task most:
 * max over d of min_t g_t . d with |d - g0| <= c |g0|. Dual: w minimises g_w . g0 + c |g0| |g_w| over the simplex, and
 * d = g0 + c |g0| g_w / |g_w|. c = 0 is the mean gradient, large c is MGDA.
 * Liu, Liu, Jin, Stone & Liu, "Conflict-averse gradient descent for multi-task learning", NeurIPS 2021, Algorithm 1.
 * Exact: on a support of w the optimum has a closed form (g_w = g_p + lambda g_q with g_p the hull's shortest vector,
 * g_q the part of -g0 along the hull, lambda^2 = |g_p|^2 / (c^2 |g0|^2 - |g_q|^2)); the support is found by active sets.
 * The public code's SLSQP is off by 36-110 % when one gradient dominates by 1e3.
 * Convention: mean; divided by 1 + c^2 (LibMTL and the authors' default), by 1 + c (their toy), or not (TorchJD).
 * Where the hull holds 0, d = g0 is used and reported. Heads: plain.
 */
import { numberOption, textOption } from '../fields.ts';
import { cosinesOf, dot, type Matrix, pairOf, scaled, submatrix, times, type Vector } from '../math/gramian.ts';
import { solve } from '../math/linear.ts';
import { cancels, minNormPoint } from '../math/simplex.ts';
import { backwardPerTask } from './common.ts';
import type { GramianMethod } from './method.ts';
import { cagradPython } from './python/cagrad.ts';

/** Weights of the hull below this are rounding. */
const NEGLIGIBLE = 1e-13;

interface Dual {
  readonly gramian: Matrix;
  /** g_t . g0 [T] */
  readonly alongMean: Vector;
  /** c |g0| */
  readonly radius: number;
}

interface Optimum {
  /** On the simplex [T]. */
  readonly weights: number[];
  readonly lambda: number;
}

/** The dual's optimum among weights whose support is `members`, or `undefined` where it lies on the border. */
function onSupport({ gramian, alongMean, radius }: Dual, members: readonly number[]): Optimum | undefined {
  const { norms, cosines } = cosinesOf(submatrix(gramian, members));
  // beta_t = w_t |g_t| / shortest
  const shortest = Math.min(...norms);
  const a = norms.map((norm) => shortest / norm);
  const bordered = [...cosines.map((row, k) => [...row, a[k] as number]), [...a, 0]];
  const n = members.length;
  const p = solve(bordered, [...members.map(() => 0), 1])?.slice(0, n);
  const q = solve(bordered, [...members.map((t, k) => -(alongMean[t] as number) / (norms[k] as number)), 0])?.slice(
    0,
    n,
  );
  if (p === undefined || q === undefined) return undefined;
  const sizeP = Math.max(0, dot(p, times(cosines, p)));
  const room = radius * radius - Math.max(0, dot(q, times(cosines, q)));
  if (!(room > 0)) return undefined;
  const lambda = Math.sqrt(sizeP / room);
  // p has a^T p = 1, q has a^T q = 0: scale the sum so that the weights beta / norm add up to 1.
  const beta = p.map((share, k) => share + lambda * (q[k] as number));
  if (beta.some((share) => share < 0)) return undefined;
  const weights = gramian.map(() => 0);
  members.forEach((t, k) => {
    weights[t] = (beta[k] as number) * (a[k] as number);
  });
  return { weights, lambda: lambda * shortest };
}

/**
 * The dual's optimum w [T]. For any lambda the shortest vector of the hull of g_t + lambda g0 gives a w(lambda); the optimum
 * is where |g_w| / lambda = c |g0|, a quotient that falls with lambda. The support of w(lambda) suggests the next lambda;
 * when that is the same one it is the answer, and a bracket keeps the search from running off.
 */
function dualWeights(dual: Dual, meanSquared: number): number[] {
  const { gramian, alongMean, radius } = dual;
  let [low, high] = [1e-18, 1e18];
  let lambda = 1;
  let weights: number[] = [];
  for (let i = 0; i < 200; i += 1) {
    const shift = (t: number): number => lambda * (alongMean[t] as number) + 0.5 * lambda * lambda * meanSquared;
    weights = minNormPoint(gramian.map((row, t) => row.map((entry, s) => entry + shift(t) + shift(s)))).weights;
    const found = onSupport(
      dual,
      weights.flatMap((weight, t) => (weight > NEGLIGIBLE ? [t] : [])),
    );
    if (found !== undefined && Math.abs(found.lambda - lambda) <= 1e-9 * lambda) return found.weights;
    const size = Math.sqrt(Math.max(0, dot(weights, times(gramian, weights))));
    if (size > radius * lambda) low = lambda;
    else high = lambda;
    const suggested = found?.lambda ?? 0;
    lambda = suggested > low && suggested < high ? suggested : Math.sqrt(low * high);
  }
  return weights;
}

/**
 * Two tasks: with u the place on the line through g_1 and g_2, counted from the foot of the perpendicular from 0, the
 * dual is b u + radius sqrt(p u^2 + D), p = |g_1 - g_2|^2, D the squared distance of the line, b = (g_1 - g_2) . g0.
 */
function pairDual(gramian: Matrix, radius: number): number[] {
  const { first, second, cosine } = pairOf(gramian);
  const [overFirst, overSecond] = [first - cosine * second, second - cosine * first];
  const p = first * overFirst + second * overSecond;
  const b = ((first - second) * (first + second)) / 2;
  if (!(p > 0)) return [0.5, 0.5];
  const room = p * radius * radius - b * b;
  if (!(room > 0)) return b > 0 ? [0, 1] : [1, 0];
  const distance = (first * second * Math.sqrt(Math.max(0, (1 - cosine) * (1 + cosine)))) / Math.sqrt(p);
  const u = (-b * distance) / Math.sqrt(p * room);
  const w = Math.min(1, Math.max(0, (second * overSecond) / p + u));
  return [w, 1 - w];
}

/** The dual weights w on the simplex and the weights of d, not yet rescaled. */
function cagradWeights(raw: Matrix, c: number): { weights: number[]; noSolution: boolean } {
  const T = raw.length;
  const mean = raw.map(() => 1 / T);
  const largest = Math.max(...raw.map((row, t) => row[t] as number));
  if (!(largest > 0)) return { weights: mean, noSolution: true };
  const unit = 1 / Math.sqrt(largest);
  const gramian = scaled(
    raw,
    raw.map(() => unit),
  );
  const alongMean = times(gramian, mean);
  const meanSquared = Math.max(0, dot(mean, alongMean));
  const hull = minNormPoint(gramian);
  if (hull.stationary || cancels(gramian, mean)) return { weights: mean, noSolution: true };
  const radius = c * Math.sqrt(meanSquared);
  if (radius === 0) return { weights: mean, noSolution: false };
  const w = T === 2 ? pairDual(gramian, radius) : dualWeights({ gramian, alongMean, radius }, meanSquared);
  const size = Math.sqrt(Math.max(0, dot(w, times(gramian, w))));
  if (!(size > 0)) return { weights: mean, noSolution: true };
  return { weights: w.map((weight) => 1 / T + (radius * weight) / size), noSolution: false };
}

const RESCALE: Readonly<Record<string, (c: number) => number>> = {
  none: () => 1,
  '1+c': (c) => 1 + c,
  '1+c^2': (c) => 1 + c * c,
};

export const cagrad: GramianMethod<undefined> = {
  id: 'cagrad',
  family: 'multi-objective',
  paper: {
    authors: 'Liu, Liu, Jin, Stone, Liu',
    title: 'Conflict-averse gradient descent for multi-task learning',
    venue: 'NeurIPS',
    year: 2021,
    equation: 'Algorithm 1',
  },
  convention: { reduction: 'mean', rescale: '1 / (1 + c^2)' },
  heads: 'plain',
  needs: 'gramian',
  fields: [
    { name: 'c', type: 'number', default: 0.5, min: 0, max: 10, step: 0.05, live: true },
    { name: 'rescale', type: 'choice', default: '1+c^2', choices: ['1+c^2', '1+c', 'none'], live: true },
  ],
  backwardPasses: backwardPerTask,
  init: () => undefined,
  weigh({ gramian }, state, options) {
    const c = numberOption(options, 'c');
    const { weights, noSolution } = cagradWeights(gramian, c);
    const divisor = noSolution ? 1 : (RESCALE[textOption(options, 'rescale')]?.(c) ?? 1);
    return { weights: weights.map((weight) => weight / divisor), state, noSolution };
  },
  python: cagradPython,
};
