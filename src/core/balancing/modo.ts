/**
 * MoDo: task weights follow projected gradient steps on |G^T lambda|^2, with the two factors taken from different batches
 * so that the estimate is not biased: lambda <- Proj(lambda - gamma (G1 G2^T lambda + rho lambda)).
 * Chen, Fernando, Ying & Chen, "Three-way trade-off in multi-objective learning: optimization, generalization and
 * conflict-avoidance", NeurIPS 2023 / JMLR 2024, equation 2.9. Three batches as in LibMTL: the third gives the update.
 * Without cross Gramians (full batch) the one Gramian serves. Weights add up to 1. Heads: plain.
 */
import { numberOption } from '../fields.ts';
import { times } from '../math/gramian.ts';
import { projectOnSimplex } from '../math/simplex.ts';
import { backwardPerTask, type PerTask, perTask, pick, put } from './common.ts';
import type { GramianMethod } from './method.ts';
import { modoPython } from './python/severalBatches.ts';

export const modo: GramianMethod<PerTask> = {
  id: 'modo',
  family: 'multi-objective',
  paper: {
    authors: 'Chen, Fernando, Ying, Chen',
    title: 'Three-way trade-off in multi-objective learning: optimization, generalization and conflict-avoidance',
    venue: 'NeurIPS',
    year: 2023,
    equation: 'equation 2.9 (JMLR 2024)',
  },
  convention: { reduction: 'mean', rescale: 'weights add up to 1' },
  heads: 'plain',
  needs: 'gramian',
  batches: 3,
  fields: [
    { name: 'gamma', type: 'number', default: 0.1, min: 1e-4, max: 10, scale: 'log', live: true },
    { name: 'rho', type: 'number', default: 0.1, min: 0, max: 10, step: 0.01, live: true },
  ],
  backwardPasses: (tasks) => 3 * backwardPerTask(tasks),
  init: (tasks) => perTask(tasks, 1 / tasks.length),
  weigh({ gramian, crossGramians, tasks }, state, options) {
    // The first batch's gradients are combined; the other two choose the weights.
    const cross = crossGramians?.[1]?.[2] ?? gramian;
    const lambda = pick(state, tasks, 1 / tasks.length);
    const rho = numberOption(options, 'rho');
    const gamma = numberOption(options, 'gamma');
    const slopes = times(cross, lambda).map((value, t) => value + rho * (lambda[t] as number));
    const weights = projectOnSimplex(lambda.map((value, t) => value - gamma * (slopes[t] as number)));
    return { weights, state: put(state, tasks, weights) };
  },
  python: modoPython,
};
