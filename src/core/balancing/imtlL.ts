/**
 * IMTL-L: impartial loss weights e^{s_t}, trained to make every weighted loss equal to 1: minimise
 * sum_t e^{s_t} L_t - s_t over the model and s. Optimum: e^{s_t} = 1 / L_t.
 * Liu, Li, Kuang, Xue, Chen, Yang, Liao & Zhang, "Towards impartial multi-task learning", ICLR 2021, loss balance.
 * Same as uncertainty weighting in the form e^{-s} L + s with s turned round. Differs from LibMTL (which joins it with
 * IMTL-G): s has its own optimiser. s is held within +-15, so that a loss of 0 stays finite. Heads: weighted.
 */
import { clamp, oneBackward, type PerTask, perTask, pick, put } from './common.ts';
import type { LossMethod } from './method.ts';
import { type AdamState, ownStep, startAdam } from './ownOptimizer.ts';
import { imtlLPython } from './python/lossScales.ts';

interface ImtlLState {
  readonly logScales: PerTask;
  readonly adam: AdamState;
}

const LIMIT = 15;

export const imtlL: LossMethod<ImtlLState> = {
  id: 'imtl-l',
  family: 'loss weighting',
  paper: {
    authors: 'Liu, Li, Kuang, Xue, Chen, Yang, Liao, Zhang',
    title: 'Towards impartial multi-task learning',
    venue: 'ICLR',
    year: 2021,
    equation: 'loss balance',
  },
  convention: { reduction: 'sum' },
  heads: 'weighted',
  needs: 'losses',
  fields: [
    { name: 'learningRate', type: 'number', default: 0.025, min: 1e-4, max: 1, scale: 'log', live: true },
    { name: 'optimizer', type: 'choice', default: 'adam', choices: ['adam', 'sgd'], live: true },
  ],
  backwardPasses: oneBackward,
  init: (tasks) => ({ logScales: perTask(tasks, 0), adam: startAdam(tasks) }),
  weigh(stats, state, options) {
    const { tasks, losses } = stats;
    const s = pick(state.logScales, tasks, 0);
    const weights = s.map(Math.exp);
    const slopes = losses.map((loss, t) => (weights[t] as number) * loss - 1);
    const moved = ownStep(options, state.adam, tasks, slopes);
    const next = s.map((value, t) => clamp(value + (moved.changes[t] as number), -LIMIT, LIMIT));
    return {
      weights,
      state: { logScales: put(state.logScales, tasks, next), adam: moved.state },
      diagnostics: { logScale: s },
    };
  },
  python: imtlLPython,
};
