/**
 * GradNorm: loss weights are trained so that every task's gradient on the last shared layer has the size that its
 * training speed asks for.
 * Chen, Badrinarayanan, Lee & Rabinovich, "GradNorm: gradient normalization for adaptive loss balancing in deep
 * multitask networks", ICML 2018, Algorithm 1: G_t = w_t |g_t|, r_t = (L_t / L_t(0)) / mean, minimise
 * sum_t |G_t - mean(G) r_t^alpha| over w with the target held fixed, then rescale to sum_t w_t = T.
 * Differs: LibMTL writes w = T softmax(p), skips the first epoch and uses the model's optimiser; some ports turn the sign
 * of alpha round. Here w has its own SGD or Adam, and stays above .001. L(0) is the first loss seen. Heads: weighted.
 */
import { numberOption } from '../fields.ts';
import { normsOf } from '../math/gramian.ts';
import { backwardPerTask, type PerTask, perTask, pick, put, sum } from './common.ts';
import type { GramianMethod } from './method.ts';
import { type AdamState, ownStep, startAdam } from './ownOptimizer.ts';
import { gradnormPython } from './python/gradnorm.ts';

interface GradNormState {
  readonly weights: PerTask;
  /** L_t(0); a task not seen yet has none. */
  readonly first: PerTask;
  readonly adam: AdamState;
}

/** A weight below this would take thousands of steps to come back. */
const LEAST = 1e-3;
/** Losses at or below 0 count as this. */
const FLOOR = 1e-8;

export const gradnorm: GramianMethod<GradNormState> = {
  id: 'gradnorm',
  family: 'gradient normalisation',
  paper: {
    authors: 'Chen, Badrinarayanan, Lee, Rabinovich',
    title: 'GradNorm: gradient normalization for adaptive loss balancing in deep multitask networks',
    venue: 'ICML',
    year: 2018,
    equation: 'Algorithm 1',
  },
  convention: { reduction: 'sum', rescale: 'weights add up to T' },
  heads: 'weighted',
  needs: 'gramian',
  fields: [
    { name: 'alpha', type: 'number', default: 1.5, min: 0, max: 5, step: 0.1, live: true },
    { name: 'learningRate', type: 'number', default: 0.025, min: 1e-4, max: 1, scale: 'log', live: true },
    { name: 'optimizer', type: 'choice', default: 'adam', choices: ['adam', 'sgd'], live: true },
  ],
  backwardPasses: (tasks) => backwardPerTask(tasks) + 1,
  gradientsAt: () => 'lastShared',
  init: (tasks) => ({ weights: perTask(tasks, 1), first: {}, adam: startAdam(tasks) }),
  weigh(stats, state, options) {
    const { tasks, losses, gramian } = stats;
    const T = tasks.length;
    const held = pick(state.weights, tasks, 1);
    const first = tasks.map((task, t) => state.first[task] ?? Math.max(FLOOR, losses[t] as number));
    const norms = normsOf(gramian);
    const sizes = held.map((weight, t) => weight * (norms[t] as number));
    const progress = losses.map((loss, t) => Math.max(FLOOR, loss) / (first[t] as number));
    const mean = sum(progress) / T;
    const meanSize = sum(sizes) / T;
    const alpha = numberOption(options, 'alpha');
    const rates = progress.map((value) => value / mean);
    const slopes = sizes.map(
      (size, t) => Math.sign(size - meanSize * (rates[t] as number) ** alpha) * (norms[t] as number),
    );
    const moved = ownStep(options, state.adam, tasks, slopes);
    const next = held.map((weight, t) => Math.max(LEAST, weight + (moved.changes[t] as number)));
    const total = sum(next);
    return {
      weights: held,
      state: {
        weights: put(
          state.weights,
          tasks,
          next.map((weight) => (weight * T) / total),
        ),
        first: put(state.first, tasks, first),
        adam: moved.state,
      },
      diagnostics: { gradientSize: sizes, trainingRate: rates },
    };
  },
  python: gradnormPython,
};
