/**
 * ConFIG: the direction with equal, largest cosine to every task gradient, as long as the projections of the gradients on
 * it together: u = normalise(U^+ 1), d = (sum_t g_t . u) u, U the unit gradients.
 * Liu, Chu & Thuerey, "ConFIG: towards conflict-free training of physics informed neural networks", ICLR 2025, equation 2.
 * Gramian form: U^+ 1 = U^T C^+ 1. Convention: the length is a sum over tasks. Where the unit gradients cancel there is
 * no such direction: weight 0, reported. Heads: plain.
 */
import { cosinesOf, dot, times } from '../math/gramian.ts';
import { pseudoSolve } from '../math/linear.ts';
import { backwardPerTask } from './common.ts';
import type { GramianMethod } from './method.ts';
import { configPython } from './python/projections.ts';

/** Cosines that should be 1 (before scaling) and miss it by more than rounding. */
const UNEVEN = 1e-3;

export const config: GramianMethod<undefined> = {
  id: 'config',
  family: 'gradient surgery',
  paper: {
    authors: 'Liu, Chu, Thuerey',
    title: 'ConFIG: towards conflict-free training of physics informed neural networks',
    venue: 'ICLR',
    year: 2025,
    equation: 'equation 2',
  },
  convention: { reduction: 'sum' },
  heads: 'plain',
  needs: 'gramian',
  fields: [],
  backwardPasses: backwardPerTask,
  init: () => undefined,
  weigh({ gramian }, state) {
    const { norms, cosines } = cosinesOf(gramian);
    const x = pseudoSolve(
      cosines,
      norms.map(() => 1),
    );
    const along = times(cosines, x);
    const squared = dot(x, along);
    if (!(squared > 1e-18)) return { weights: norms.map(() => 0), state, noSolution: true };
    // d = (sum_t |g_t| (C x)_t) / |U^T x|^2 * U^T x
    const length = dot(norms, along) / squared;
    return {
      weights: norms.map((norm, t) => (norm > 0 ? (length * (x[t] as number)) / norm : 0)),
      state,
      // No gradient, or one opposite to others: the cosines cannot be equal.
      noSolution: along.some((cosine) => Math.abs(cosine - 1) > UNEVEN),
    };
  },
  python: configPython,
};
