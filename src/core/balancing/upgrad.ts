/**
 * UPGrad: every task's gradient is projected onto the cone of directions that raise no loss, then the projections are
 * averaged. Never conflicts with a task, and is linear in the gradients' sizes.
 * Quinton & Rey, "Jacobian descent for multi-objective optimization", 2024 (arXiv 2406.16232), proposition 1.
 * Convention: mean (TorchJD). With two tasks it is half of PCGrad's sum. Exact by an active set on cosines; TorchJD and
 * LibMTL add 1e-4 I to K / trace, which turns the direction by 5-74 % when one gradient dominates by 1e3.
 * Where 0 lies in the hull (Pareto-stationary) the projection is often 0; that is reported. Heads: plain.
 */
import { cosinesOf } from '../math/gramian.ts';
import { minNormPoint } from '../math/simplex.ts';
import { backwardPerTask } from './common.ts';
import { projectOnDualCone } from './dualCone.ts';
import type { GramianMethod } from './method.ts';
import { upgradPython } from './python/projections.ts';

export const upgrad: GramianMethod<undefined> = {
  id: 'upgrad',
  family: 'gradient surgery',
  paper: {
    authors: 'Quinton, Rey',
    title: 'Jacobian descent for multi-objective optimization',
    venue: 'arXiv',
    year: 2024,
    equation: 'proposition 1',
  },
  convention: { reduction: 'mean' },
  heads: 'plain',
  needs: 'gramian',
  fields: [],
  backwardPasses: backwardPerTask,
  init: () => undefined,
  weigh({ gramian }, state) {
    const T = gramian.length;
    const parts = cosinesOf(gramian);
    const total = gramian.map(() => 0);
    for (let i = 0; i < T; i += 1) {
      const own = gramian.map((_, t) => (t === i ? 1 / T : 0));
      projectOnDualCone(parts, own).forEach((weight, t) => {
        total[t] = (total[t] as number) + weight;
      });
    }
    return { weights: total, state, noSolution: minNormPoint(gramian).stationary };
  },
  python: upgradPython,
};
