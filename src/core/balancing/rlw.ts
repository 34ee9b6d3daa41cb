/**
 * Random loss weighting: every step draws its weights, w = softmax(z), z ~ N(0, I). Keeps up surprisingly well, and is
 * the litmus test for any cleverer method.
 * Lin, Ye, Zhang & Tsang, "Reasonable effectiveness of random weighting: a litmus test for multi-task learning",
 * TMLR 2022, Algorithm 2. Convention: the weights add up to 1, as in LibMTL. Heads: weighted.
 */
import { oneBackward, softmax } from './common.ts';
import type { FixedMethod } from './method.ts';
import { rlwPython } from './python/lossScales.ts';

export const rlw: FixedMethod<undefined> = {
  id: 'rlw',
  family: 'loss weighting',
  paper: {
    authors: 'Lin, Ye, Zhang, Tsang',
    title: 'Reasonable effectiveness of random weighting: a litmus test for multi-task learning',
    venue: 'TMLR',
    year: 2022,
    equation: 'Algorithm 2',
  },
  convention: { reduction: 'sum', rescale: 'weights add up to 1' },
  heads: 'weighted',
  needs: 'none',
  fields: [],
  backwardPasses: oneBackward,
  init: () => undefined,
  weigh: (info, state, _options, rng) => ({ weights: softmax(info.tasks.map(() => rng.normal())), state }),
  python: rlwPython,
};
