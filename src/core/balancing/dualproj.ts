/**
 * DualProj: the mean gradient, projected once onto the cone of directions that raise no loss.
 * Lopez-Paz & Ranzato, "Gradient episodic memory for continual learning", NeurIPS 2017, equation 11, as an aggregator of
 * tasks in TorchJD. Convention: mean. Exact, without TorchJD's regulariser. Heads: plain.
 */
import { cosinesOf } from '../math/gramian.ts';
import { minNormPoint } from '../math/simplex.ts';
import { backwardPerTask } from './common.ts';
import { projectOnDualCone } from './dualCone.ts';
import type { GramianMethod } from './method.ts';
import { dualprojPython } from './python/projections.ts';

export const dualproj: GramianMethod<undefined> = {
  id: 'dualproj',
  family: 'gradient surgery',
  paper: {
    authors: 'Lopez-Paz, Ranzato',
    title: 'Gradient episodic memory for continual learning',
    venue: 'NeurIPS',
    year: 2017,
    equation: 'equation 11',
  },
  convention: { reduction: 'mean' },
  heads: 'plain',
  needs: 'gramian',
  fields: [],
  backwardPasses: backwardPerTask,
  init: () => undefined,
  weigh({ gramian }, state) {
    const mean = gramian.map(() => 1 / gramian.length);
    return {
      weights: projectOnDualCone(cosinesOf(gramian), mean),
      state,
      noSolution: minNormPoint(gramian).stationary,
    };
  },
  python: dualprojPython,
};
