/**
 * FairGrad: alpha-fair sharing of the descent between tasks, K w = w^(-1/alpha). alpha = 1 is Nash-MTL without its clip,
 * alpha -> 0 the plain sum (of the paper's limit), alpha -> infinity helps the worst-off task only.
 * Ban & Ji, "Fair resource allocation in multi-task learning", ICML 2024, equation 4; alpha = 2 as in their examples.
 * Solved by Newton's method instead of bounded least squares. Where 0 lies in the hull there is no solution; a ridged
 * stand-in is used and reported. Heads: weighted, as in the authors' code.
 */
import { numberOption } from '../fields.ts';
import { backwardPerTask } from './common.ts';
import { fairWeights } from './fairness.ts';
import type { GramianMethod } from './method.ts';
import { fairgradPython } from './python/fairness.ts';

export const fairgrad: GramianMethod<undefined> = {
  id: 'fairgrad',
  family: 'multi-objective',
  paper: {
    authors: 'Ban, Ji',
    title: 'Fair resource allocation in multi-task learning',
    venue: 'ICML',
    year: 2024,
    equation: 'equation 4',
  },
  convention: { reduction: 'sum' },
  heads: 'weighted',
  needs: 'gramian',
  fields: [{ name: 'alpha', type: 'number', default: 2, min: 0.1, max: 20, scale: 'log', live: true }],
  backwardPasses: backwardPerTask,
  init: () => undefined,
  weigh: ({ gramian }, state, options) => ({ ...fairWeights(gramian, 1 / numberOption(options, 'alpha')), state }),
  python: fairgradPython,
};
