/**
 * Log losses ("scale-invariant"): minimise sum_t log L_t, which is a weighted sum with w_t = 1 / L_t. A loss in other
 * units gives the same update.
 * As `scaleinvls` in nash-mtl: Navon et al., "Multi-task learning as a bargaining game", ICML 2022, section 5.
 * Needs positive losses: below 1e-8 a loss counts as 1e-8; with a negative one equal weights are used and reported.
 * Heads: weighted.
 */
import { oneBackward } from './common.ts';
import type { LossMethod } from './method.ts';
import { scaleInvariantPython } from './python/lossScales.ts';

const FLOOR = 1e-8;

export const scaleInvariant: LossMethod<undefined> = {
  id: 'scale-invariant',
  family: 'loss weighting',
  paper: {
    authors: 'Navon, Shamsian, Achituve, Maron, Kawaguchi, Chechik, Fetaya',
    title: 'Multi-task learning as a bargaining game',
    venue: 'ICML',
    year: 2022,
    equation: 'section 5, SI baseline',
  },
  convention: { reduction: 'sum' },
  heads: 'weighted',
  needs: 'losses',
  fields: [],
  backwardPasses: oneBackward,
  init: () => undefined,
  weigh({ losses }, state) {
    if (losses.some((loss) => loss < 0)) return { weights: losses.map(() => 1), state, noSolution: true };
    return { weights: losses.map((loss) => 1 / Math.max(FLOOR, loss)), state };
  },
  python: scaleInvariantPython,
};
