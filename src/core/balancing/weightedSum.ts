/**
 * Weighted sum ("linear scalarisation"): d = sum_t lambda_t g_t, or its mean over the tasks. The baseline that every
 * other method has to beat: with tuned task weights and learning rate it often holds its own (Kurin et al. and
 * Xin et al., both NeurIPS 2022).
 * Convention: sum (LibMTL EW, nash-mtl `ls`) or mean (TorchJD Mean) by option. Heads take the same weights.
 */
import { textOption } from '../fields.ts';
import { oneBackward } from './common.ts';
import type { FixedMethod } from './method.ts';
import { weightedSumPython } from './python/weightedSum.ts';

export const weightedSum: FixedMethod<undefined> = {
  id: 'weighted-sum',
  family: 'loss weighting',
  paper: {
    authors: 'Kurin, De Palma, Kostrikov, Whiteson, Kumar',
    title: 'In defense of the unitary scalarization for deep multi-task learning',
    venue: 'NeurIPS',
    year: 2022,
    equation: 'unitary scalarization',
  },
  convention: { reduction: 'sum' },
  heads: 'weighted',
  needs: 'none',
  fields: [{ name: 'reduction', type: 'choice', default: 'sum', choices: ['sum', 'mean'], live: true }],
  backwardPasses: oneBackward,
  init: () => undefined,
  weigh(info, state, options) {
    const weight = textOption(options, 'reduction') === 'mean' ? 1 / info.tasks.length : 1;
    return { weights: info.tasks.map(() => weight), state };
  },
  python: weightedSumPython,
};
