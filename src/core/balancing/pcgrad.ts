/**
 * PCGrad ("gradient surgery"): each task's gradient is projected onto the normal plane of every other gradient that it
 * conflicts with, then all are added.
 * Yu, Kumar, Gupta, Levine, Hausman & Finn, "Gradient surgery for multi-task learning", NeurIPS 2020, Algorithm 1:
 * for j != i in random order, if v . g_j < 0: v -= (v . g_j) / |g_j|^2 g_j, with the ORIGINAL g_j.
 * Gramian form (TorchJD): only K is needed. Sum, as in the authors' code and LibMTL; mean by option (CAGrad's repository).
 * Differs: the official TensorFlow code drops the result of its shuffle, so its order is fixed; LibMTL and nash-mtl
 * also project onto the gradient itself, which changes rank-deficient cases. Heads: plain.
 */
import { textOption } from '../fields.ts';
import { entry, type Matrix } from '../math/gramian.ts';
import { backwardPerTask } from './common.ts';
import type { GramianMethod } from './method.ts';
import { pcgradPython } from './python/pcgrad.ts';

/** @param orders for each task, the order in which it meets the others (its own index is skipped) */
export function pcgradWeights(gramian: Matrix, orders: readonly (readonly number[])[]): number[] {
  const total = gramian.map(() => 0);
  gramian.forEach((_, i) => {
    // v = sum_k a_k g_k
    const a: number[] = gramian.map((__, k) => (k === i ? 1 : 0));
    for (const j of orders[i] as readonly number[]) {
      const size = entry(gramian, j, j);
      if (j === i || !(size > 0)) continue;
      let along = 0;
      for (let k = 0; k < a.length; k += 1) along += (a[k] as number) * entry(gramian, k, j);
      if (along < 0) a[j] = (a[j] as number) - along / size;
    }
    for (let k = 0; k < a.length; k += 1) total[k] = (total[k] as number) + (a[k] as number);
  });
  return total;
}

export const pcgrad: GramianMethod<undefined> = {
  id: 'pcgrad',
  family: 'gradient surgery',
  paper: {
    authors: 'Yu, Kumar, Gupta, Levine, Hausman, Finn',
    title: 'Gradient surgery for multi-task learning',
    venue: 'NeurIPS',
    year: 2020,
    equation: 'Algorithm 1',
  },
  convention: { reduction: 'sum' },
  heads: 'plain',
  needs: 'gramian',
  fields: [
    { name: 'order', type: 'choice', default: 'random', choices: ['random', 'fixed'], live: true },
    { name: 'reduction', type: 'choice', default: 'sum', choices: ['sum', 'mean'], live: true },
  ],
  backwardPasses: backwardPerTask,
  init: () => undefined,
  weigh(stats, state, options, rng) {
    const { gramian } = stats;
    const T = gramian.length;
    const random = textOption(options, 'order') === 'random';
    const orders = gramian.map(() => (random ? [...rng.permutation(T)] : gramian.map((_, j) => j)));
    const share = textOption(options, 'reduction') === 'mean' ? 1 / T : 1;
    return { weights: pcgradWeights(gramian, orders).map((weight) => weight * share), state };
  },
  python: pcgradPython,
};
