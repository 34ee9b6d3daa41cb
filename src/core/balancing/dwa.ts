/**
 * Dynamic Weight Average: tasks whose loss fell least over the last two epochs weigh more.
 * Liu, Johns & Davison, "End-to-end multi-task learning with attention", CVPR 2019, equation 7:
 * w_t = T softmax_t((L_t(e-1) / L_t(e-2)) / tau), with epoch means; equal weights in the first two epochs.
 * Convention: sum over tasks, weights add up to T (LibMTL, TorchJD). nash-mtl uses windows of 25 steps and the mean.
 * The ratio does not see the scale of a loss, so DWA cannot mend different units. Heads: weighted.
 */
import { numberOption } from '../fields.ts';
import { oneBackward, type PerTask, softmax } from './common.ts';
import type { FixedMethod } from './method.ts';
import { dwaPython } from './python/dwa.ts';

interface DwaState {
  /** Mean losses of the last two epochs, newest last; empty at the start. */
  readonly epochs: readonly PerTask[];
}

/** New loss over old; 1 where the old one is not a positive number, or the task was not seen. */
const ratio = (older = 0, newer = Number.NaN): number =>
  older > 0 && Number.isFinite(newer / older) ? newer / older : 1;

export const dwa: FixedMethod<DwaState> = {
  id: 'dwa',
  family: 'loss weighting',
  paper: {
    authors: 'Liu, Johns, Davison',
    title: 'End-to-end multi-task learning with attention',
    venue: 'CVPR',
    year: 2019,
    equation: 'equation 7',
  },
  convention: { reduction: 'sum', rescale: 'weights add up to T' },
  heads: 'weighted',
  needs: 'none',
  fields: [{ name: 'temperature', type: 'number', default: 2, min: 0.1, max: 20, scale: 'log', live: true }],
  backwardPasses: oneBackward,
  init: () => ({ epochs: [] }),
  weigh(info, state, options) {
    const [older, newer] = state.epochs;
    if (older === undefined || newer === undefined) return { weights: info.tasks.map(() => 1), state };
    const ratios = info.tasks.map((task) => ratio(older[task], newer[task]));
    const temperature = numberOption(options, 'temperature');
    const shares = softmax(ratios.map((value) => value / temperature));
    return { weights: shares.map((share) => share * shares.length), state, diagnostics: { lossRatio: ratios } };
  },
  epochEnd: (means, state) => ({ epochs: [...state.epochs, means].slice(-2) }),
  python: dwaPython,
};
