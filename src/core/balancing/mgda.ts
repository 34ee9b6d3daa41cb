/**
 * MGDA: the shortest vector in the convex hull of the task gradients. It descends every loss at once, or is 0 where no
 * direction does (Pareto-stationary).
 * Desideri, "Multiple-gradient descent algorithm", C. R. Acad. Sci. 2012; Sener & Koltun, "Multi-task learning as
 * multi-objective optimization", NeurIPS 2018. Exact by an active set; the public solvers clamp at
 * .001/.999 or stop early, and are off by up to 130 % when one gradient dominates.
 * Normalisers of Sener & Koltun's code (gn): l2 |g_t|, loss L_t, loss+ L_t |g_t|. The hull is that of the normalised
 * gradients; 'raw' then combines the raw ones with its weights (the authors and nash-mtl; with l2 and two tasks that is
 * always 1/2, 1/2), 'normalised' combines the normalised ones (LibMTL). Convention: weights add up to 1 ('raw').
 * Heads: weighted, as in the authors' code.
 */
import { type Options, textOption } from '../fields.ts';
import { normsOf, scaled } from '../math/gramian.ts';
import { minNormPoint } from '../math/simplex.ts';
import { gradientsAt, gradientsField, passesByForm } from './common.ts';
import type { GramianMethod, GramianStats } from './method.ts';
import { mgdaPython } from './python/mgda.ts';

/** What each gradient is divided by [T]; 1 where the normaliser is not a positive number. */
function normalisers({ gramian, losses }: GramianStats, options: Options): number[] {
  const kind = textOption(options, 'normalise');
  const norms = normsOf(gramian);
  return losses.map((loss, t) => {
    const norm = norms[t] as number;
    const size = { none: 1, l2: norm, loss: Math.abs(loss), 'loss+': Math.abs(loss) * norm }[kind] ?? 1;
    return size > 0 && Number.isFinite(1 / size) ? size : 1;
  });
}

export const mgda: GramianMethod<undefined> = {
  id: 'mgda',
  family: 'multi-objective',
  paper: {
    authors: 'Sener, Koltun',
    title: 'Multi-task learning as multi-objective optimization',
    venue: 'NeurIPS',
    year: 2018,
    equation: 'minimum-norm problem',
  },
  convention: { reduction: 'mean', rescale: 'weights add up to 1' },
  heads: 'weighted',
  needs: 'gramian',
  fields: [
    { name: 'normalise', type: 'choice', default: 'none', choices: ['none', 'l2', 'loss', 'loss+'], live: true },
    {
      name: 'combine',
      type: 'choice',
      default: 'raw',
      choices: ['raw', 'normalised'],
      live: true,
      when: { field: 'normalise', is: ['l2', 'loss', 'loss+'] },
    },
    gradientsField,
  ],
  backwardPasses: passesByForm,
  gradientsAt,
  init: () => undefined,
  weigh(stats, state, options) {
    const sizes = normalisers(stats, options);
    const { weights, stationary } = minNormPoint(
      scaled(
        stats.gramian,
        sizes.map((size) => 1 / size),
      ),
    );
    const raw = textOption(options, 'combine') === 'raw';
    return {
      weights: raw ? weights : weights.map((weight, t) => weight / (sizes[t] as number)),
      state,
      noSolution: stationary,
    };
  },
  python: mgdaPython,
};
