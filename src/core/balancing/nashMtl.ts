/**
 * Nash-MTL: the tasks bargain over the direction; the Nash solution maximises sum_t log(g_t . d), which gives
 * d = sum_t alpha_t g_t with K alpha = 1 / alpha. Does not change when a loss is multiplied by a constant.
 * Navon, Shamsian, Achituve, Maron, Kawaguchi, Chechik & Fetaya, "Multi-task learning as a bargaining game", ICML 2022,
 * claim 3.1. Solved by Newton's method; the authors' CCCP with ECOS keeps old weights silently when the solver fails.
 * Before clipping |d|^2 = T at every step, so the authors' clip at length 1 makes every step unit length: under plain SGD
 * the step no longer shrinks near an optimum. `every` reuses the weights for some steps, as their code does.
 * Where 0 lies in the hull there is no solution, and that is reported. Heads: weighted, by the clipped weights (LibMTL).
 */
import { numberOption } from '../fields.ts';
import { normOf } from '../math/gramian.ts';
import { backwardPerTask, type PerTask, pick, put } from './common.ts';
import { fairWeights } from './fairness.ts';
import type { GramianMethod } from './method.ts';
import { nashMtlPython } from './python/bargaining.ts';

interface NashState {
  /** Unclipped weights of the last solve. */
  readonly held: PerTask;
  readonly steps: number;
}

export const nashMtl: GramianMethod<NashState> = {
  id: 'nash-mtl',
  family: 'multi-objective',
  paper: {
    authors: 'Navon, Shamsian, Achituve, Maron, Kawaguchi, Chechik, Fetaya',
    title: 'Multi-task learning as a bargaining game',
    venue: 'ICML',
    year: 2022,
    equation: 'claim 3.1',
  },
  convention: { reduction: 'sum', clip: 'length of the direction, default 1' },
  heads: 'weighted',
  needs: 'gramian',
  fields: [
    { name: 'maxNorm', type: 'number', default: 1, min: 0, max: 100, step: 0.1, live: true },
    { name: 'every', type: 'integer', default: 1, min: 1, max: 1000, live: true },
  ],
  backwardPasses: backwardPerTask,
  init: () => ({ held: {}, steps: 0 }),
  weigh({ gramian, tasks }, state, options) {
    const due =
      state.steps % numberOption(options, 'every') === 0 || tasks.some((task) => state.held[task] === undefined);
    const solved = due ? fairWeights(gramian, 1) : { weights: pick(state.held, tasks, 1), noSolution: false };
    const limit = numberOption(options, 'maxNorm');
    const length = normOf(gramian, solved.weights);
    const factor = limit > 0 && length > limit ? limit / length : 1;
    return {
      weights: solved.weights.map((weight) => weight * factor),
      state: { held: put(state.held, tasks, solved.weights), steps: state.steps + 1 },
      noSolution: solved.noSolution,
    };
  },
  python: nashMtlPython,
};
