/**
 * Smooth Tchebycheff: minimise a smooth maximum of the losses, mu log sum_t exp(L_t / (T mu)); small mu follows the worst
 * task alone. Reaches every point of the trade-off, concave fronts too, which no weighted sum does.
 * Lin, Zhang, Yang, Liu, Wang & Zhang, "Smooth Tchebycheff scalarization for multi-objective optimization", ICML 2024,
 * with equal preferences and ideal point 0.
 * 'raw' as in TorchJD: w_t = softmax_t(L_t / (T mu)) / T. 'relative' as in LibMTL: log losses for `warmupEpochs` epochs,
 * then log(L_t / its mean over the next epoch) in place of L_t, times T: w_t = T softmax_t(log(L_t / nadir_t) / mu) / L_t.
 * Heads: weighted.
 */
import { numberOption, type Options, textOption } from '../fields.ts';
import { oneBackward, type PerTask, pick, put, softmax } from './common.ts';
import type { LossMethod, LossStats } from './method.ts';
import { stchPython } from './python/progress.ts';

interface StchState {
  /** Sums and counts of the losses in the reference epoch. */
  readonly sums: PerTask;
  readonly counts: PerTask;
}

const FLOOR = 1e-8;

function relativeWeights(stats: LossStats, state: StchState, options: Options): number[] {
  const mu = numberOption(options, 'mu');
  const safe = stats.losses.map((loss) => Math.max(FLOOR, loss));
  const inverse = safe.map((loss) => 1 / loss);
  if (stats.epoch <= numberOption(options, 'warmupEpochs')) return inverse;
  const counts = pick(state.counts, stats.tasks, 0);
  const nadir = pick(state.sums, stats.tasks, 0).map((total, t) =>
    (counts[t] as number) > 0 ? Math.max(FLOOR, total / (counts[t] as number)) : (safe[t] as number),
  );
  const shares = softmax(safe.map((loss, t) => Math.log(loss / (nadir[t] as number)) / mu));
  return shares.map((share, t) => share * shares.length * (inverse[t] as number));
}

export const stch: LossMethod<StchState> = {
  id: 'stch',
  family: 'multi-objective',
  paper: {
    authors: 'Lin, Zhang, Yang, Liu, Wang, Zhang',
    title: 'Smooth Tchebycheff scalarization for multi-objective optimization',
    venue: 'ICML',
    year: 2024,
    equation: 'smooth Tchebycheff scalarization',
  },
  convention: { reduction: 'mean' },
  heads: 'weighted',
  needs: 'losses',
  fields: [
    { name: 'mu', type: 'number', default: 0.1, min: 0.001, max: 10, scale: 'log', live: true },
    { name: 'losses', type: 'choice', default: 'raw', choices: ['raw', 'relative'] },
    {
      name: 'warmupEpochs',
      type: 'integer',
      default: 4,
      min: 0,
      max: 1000,
      when: { field: 'losses', is: ['relative'] },
    },
  ],
  backwardPasses: oneBackward,
  init: () => ({ sums: {}, counts: {} }),
  weigh(stats, state, options) {
    const { tasks, losses, epoch } = stats;
    const T = tasks.length;
    if (textOption(options, 'losses') === 'raw') {
      const mu = numberOption(options, 'mu');
      return { weights: softmax(losses.map((loss) => loss / T / mu)).map((share) => share / T), state };
    }
    const weights = relativeWeights(stats, state, options);
    if (epoch !== numberOption(options, 'warmupEpochs')) return { weights, state };
    const sums = pick(state.sums, tasks, 0).map((total, t) => total + (losses[t] as number));
    const counts = pick(state.counts, tasks, 0).map((count) => count + 1);
    return { weights, state: { sums: put(state.sums, tasks, sums), counts: put(state.counts, tasks, counts) } };
  },
  python: stchPython,
};
