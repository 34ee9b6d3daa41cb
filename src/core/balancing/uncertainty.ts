/**
 * Uncertainty weighting: minimise sum_t 1/2 e^{-s_t} L_t + 1/2 s_t over the model AND s_t = log sigma_t^2.
 * Kendall, Gal & Cipolla, "Multi-task learning using uncertainty to weigh losses for scene geometry and semantics",
 * CVPR 2018, section 3. The form with both halves is that of LibMTL, nash-mtl and TorchJD; the authors' notebook
 * has e^{-s} L + s. Optimum: s_t = log L_t.
 * Differs from LibMTL: s_t starts at 0 by default and has its own optimiser and learning rate instead of the model's.
 * s is held within +-15, because a loss that reaches 0 (or falls below) would drive its weight to infinity.
 * Heads: weighted.
 */
import { numberOption } from '../fields.ts';
import { clamp, oneBackward, type PerTask, perTask, pick, put } from './common.ts';
import type { LossMethod } from './method.ts';
import { type AdamState, ownStep, startAdam } from './ownOptimizer.ts';
import { uncertaintyPython } from './python/uncertainty.ts';

interface UncertaintyState {
  readonly logVariances: PerTask;
  readonly adam: AdamState;
}

/** e^15 = 3.3e6: further than any sensible pair of loss scales. */
const LIMIT = 15;

export const uncertainty: LossMethod<UncertaintyState> = {
  id: 'uncertainty',
  family: 'loss weighting',
  paper: {
    authors: 'Kendall, Gal, Cipolla',
    title: 'Multi-task learning using uncertainty to weigh losses for scene geometry and semantics',
    venue: 'CVPR',
    year: 2018,
    equation: 'section 3',
  },
  convention: { reduction: 'sum', rescale: '1/2' },
  heads: 'weighted',
  needs: 'losses',
  fields: [
    { name: 'learningRate', type: 'number', default: 0.025, min: 1e-4, max: 1, scale: 'log', live: true },
    { name: 'optimizer', type: 'choice', default: 'adam', choices: ['adam', 'sgd'], live: true },
    { name: 'start', type: 'number', default: 0, min: -5, max: 5, step: 0.1 },
  ],
  backwardPasses: oneBackward,
  init: (tasks, options) => ({
    logVariances: perTask(tasks, numberOption(options, 'start')),
    adam: startAdam(tasks),
  }),
  weigh(stats, state, options) {
    const { tasks, losses } = stats;
    const s = pick(state.logVariances, tasks, numberOption(options, 'start'));
    const weights = s.map((value) => 0.5 * Math.exp(-value));
    const slopes = losses.map((loss, t) => 0.5 - (weights[t] as number) * loss);
    const moved = ownStep(options, state.adam, tasks, slopes);
    const next = s.map((value, t) => clamp(value + (moved.changes[t] as number), -LIMIT, LIMIT));
    return {
      weights,
      state: { logVariances: put(state.logVariances, tasks, next), adam: moved.state },
      diagnostics: { logVariance: s },
    };
  },
  python: uncertaintyPython,
};
