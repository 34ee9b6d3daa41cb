/**
 * SDMGrad: MGDA leaning towards the mean gradient, for noisy batches. Some projected SGD steps on
 * 1/2 |g_w + lambda g0|^2, the two factors from different batches, then d = (g_w + lambda g0) / (1 + lambda).
 * Xiao, Ban & Ji, "Direction-oriented multi-objective learning: simple and provable stochastic algorithms",
 * NeurIPS 2023, Algorithm 1. The matrix is divided by its mean gradient length squared, momentum .5 (authors, LibMTL).
 * Differs: their inner rate (10; LibMTL 5) bounces between the corners of the simplex; the default here, .3, does not.
 * Three batches as there; without cross Gramians (full batch) the one Gramian serves. Weights add up to 1. Heads: plain.
 */
import { numberOption } from '../fields.ts';
import { type Matrix, times } from '../math/gramian.ts';
import { projectOnSimplex } from '../math/simplex.ts';
import { backwardPerTask, type PerTask, perTask, pick, put, sum } from './common.ts';
import type { GramianMethod } from './method.ts';
import { sdmgradPython } from './python/severalBatches.ts';

const MOMENTUM = 0.5;
/** As in the authors' code: keeps zero gradients finite. */
const EPSILON = 1e-8;

/** The matrix over the square of the mean gradient length, as its diagonal shows it. */
function normalised(matrix: Matrix): number[][] {
  const lengths = matrix.map((row, t) => Math.sqrt(Math.max(0, row[t] as number)));
  const scale = (sum(lengths) / lengths.length) ** 2 + EPSILON;
  return matrix.map((row) => row.map((value) => value / scale));
}

export const sdmgrad: GramianMethod<PerTask> = {
  id: 'sdmgrad',
  family: 'multi-objective',
  paper: {
    authors: 'Xiao, Ban, Ji',
    title: 'Direction-oriented multi-objective learning: simple and provable stochastic algorithms',
    venue: 'NeurIPS',
    year: 2023,
    equation: 'Algorithm 1',
  },
  convention: { reduction: 'mean', rescale: '1 / (1 + lambda)' },
  heads: 'plain',
  needs: 'gramian',
  batches: 3,
  fields: [
    { name: 'lambda', type: 'number', default: 0.3, min: 0, max: 10, step: 0.05, live: true },
    { name: 'innerRate', type: 'number', default: 0.3, min: 0.001, max: 10, scale: 'log', live: true },
    { name: 'innerSteps', type: 'integer', default: 20, min: 1, max: 200, live: true },
  ],
  backwardPasses: (tasks) => 3 * backwardPerTask(tasks),
  init: (tasks) => perTask(tasks, 1 / tasks.length),
  weigh({ gramian, crossGramians, tasks }, state, options) {
    const T = tasks.length;
    const lambda = numberOption(options, 'lambda');
    const rate = numberOption(options, 'innerRate');
    const matrix = normalised(crossGramians?.[1]?.[2] ?? gramian);
    let w = pick(state, tasks, 1 / T);
    let speed = w.map(() => 0);
    for (let step = 0; step < numberOption(options, 'innerSteps'); step += 1) {
      const slopes = times(
        matrix,
        w.map((value) => value + lambda / T),
      );
      speed = speed.map((value, t) => MOMENTUM * value + (slopes[t] as number));
      w = projectOnSimplex(w.map((value, t) => value - rate * (speed[t] as number)));
    }
    return {
      weights: w.map((value) => (value + lambda / T) / (1 + lambda)),
      state: put(state, tasks, w),
      diagnostics: { simplexWeight: w },
    };
  },
  python: sdmgradPython,
};
