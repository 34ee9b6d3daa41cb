/**
 * Geometric loss strategy: minimise the geometric mean (prod_t L_t)^(1/T). Its gradient is a weighted sum with
 * w_t = GM / (T L_t), so the units of a loss drop out.
 * Chennupati, Sistu, Yogamani & A Rawashdeh, "MultiNet++: multi-stream feature aggregation and geometric loss strategy
 * for multi-task learning", CVPR Workshops 2019.
 * Differs from LibMTL only in what is shown: LibMTL reports L / (T prod L) as the weight, though its gradient is this one.
 * Needs positive losses: below 1e-8 a loss counts as 1e-8, and with a negative one equal weights are used and reported.
 * Heads: weighted.
 */
import { oneBackward, sum } from './common.ts';
import type { LossMethod } from './method.ts';
import { glsPython } from './python/lossScales.ts';

const FLOOR = 1e-8;

export const gls: LossMethod<undefined> = {
  id: 'gls',
  family: 'loss weighting',
  paper: {
    authors: 'Chennupati, Sistu, Yogamani, Rawashdeh',
    title: 'MultiNet++: multi-stream feature aggregation and geometric loss strategy for multi-task learning',
    venue: 'CVPR Workshops',
    year: 2019,
    equation: 'geometric loss strategy',
  },
  convention: { reduction: 'mean' },
  heads: 'weighted',
  needs: 'losses',
  fields: [],
  backwardPasses: oneBackward,
  init: () => undefined,
  weigh({ losses }, state) {
    const T = losses.length;
    if (losses.some((loss) => loss < 0)) return { weights: losses.map(() => 1 / T), state, noSolution: true };
    const logs = losses.map((loss) => Math.log(Math.max(FLOOR, loss)));
    const mean = sum(logs) / T;
    return { weights: logs.map((log) => Math.exp(mean - log) / T), state };
  },
  python: glsPython,
};
