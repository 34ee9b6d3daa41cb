/**
 * IMTL-G: the combination with weights adding up to 1 whose projections on all unit gradients are equal, so that no task
 * is favoured whatever the size of its gradient. With two tasks it is the bisector.
 * Liu, Li, Kuang, Xue, Chen, Yang, Liao & Zhang, "Towards impartial multi-task learning", ICLR 2021, gradient balance.
 * Gramian form as in TorchJD, on cosines: C x = 1, w_t = x_t / |g_t|, divided by their sum; the pseudo-inverse serves
 * dependent gradients, where LibMTL breaks off. Weights can be NEGATIVE with three tasks or more.
 * Differs: tasks without gradient are left out, and that is reported, like weights that add up to 0.
 * Heads: plain, as in the paper and LibMTL (nash-mtl scales them by w_t too).
 */
import { cosinesOf, pairOf, submatrix, times } from '../math/gramian.ts';
import { pseudoSolve } from '../math/linear.ts';
import { gradientsAt, gradientsField, passesByForm, sum } from './common.ts';
import type { GramianMethod } from './method.ts';
import { imtlGPython } from './python/bargaining.ts';

/** The sum of the weights against the sum of their sizes: below this, they cancel. */
const CANCELLED = 1e-9;
/** 1 + cosine of two gradients: up to this they count as opposite, as under the cut of the pseudo-inverse. */
const OPPOSITE = 2e-10;
/** Projections that should be 1 and miss it by more than rounding. */
const UNEVEN = 1e-3;

export const imtlG: GramianMethod<undefined> = {
  id: 'imtl-g',
  family: 'gradient normalisation',
  paper: {
    authors: 'Liu, Li, Kuang, Xue, Chen, Yang, Liao, Zhang',
    title: 'Towards impartial multi-task learning',
    venue: 'ICLR',
    year: 2021,
    equation: 'gradient balance',
  },
  convention: { reduction: 'mean', rescale: 'weights add up to 1' },
  heads: 'plain',
  needs: 'gramian',
  fields: [gradientsField],
  backwardPasses: passesByForm,
  gradientsAt,
  init: () => undefined,
  weigh({ gramian }, state) {
    if (gramian.length === 2) {
      // The closed form of what follows: x = 1 / (1 + cosine) for both.
      const { first, second, cosine } = pairOf(gramian);
      if (first > 0 && second > 0) {
        if (1 + cosine <= OPPOSITE) return { weights: [0, 0], state, noSolution: true };
        const share = second / (first + second);
        return { weights: [share, 1 - share], state, noSolution: false };
      }
    }
    const { norms, cosines } = cosinesOf(gramian);
    const alive = norms.flatMap((norm, t) => (norm > 0 ? [t] : []));
    const none = { weights: norms.map(() => 0), state, noSolution: true };
    if (alive.length === 0) return none;
    const among = submatrix(cosines, alive);
    const x = pseudoSolve(
      among,
      alive.map(() => 1),
    );
    const shortest = Math.min(...alive.map((t) => norms[t] as number));
    const shares = alive.map((t, k) => (x[k] as number) * (shortest / (norms[t] as number)));
    const total = sum(shares);
    // With opposite gradients x is 0 up to rounding: nothing is equally far along all of them.
    const lost = x.every((value) => Math.abs(value) < CANCELLED);
    if (lost || Math.abs(total) <= CANCELLED * sum(shares.map(Math.abs))) return none;
    const weights = norms.map(() => 0);
    alive.forEach((t, k) => {
      weights[t] = (shares[k] as number) / total;
    });
    // Two that are opposite within a larger set: what is left is not equally far along them.
    const uneven = times(among, x).some((value) => Math.abs(value - 1) > UNEVEN);
    return { weights, state, noSolution: uneven || alive.length < norms.length };
  },
  python: imtlGPython,
};
