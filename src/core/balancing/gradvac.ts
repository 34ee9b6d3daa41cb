/**
 * GradVac: like PCGrad, but gradients are also drawn together when they are less alike than they usually are. For each
 * pair a running mean phi' of the cosine is kept; when the cosine phi of v and g_j is below it, v += c g_j with
 * c = |v| (phi' sqrt(1 - phi^2) - phi sqrt(1 - phi'^2)) / (|g_j| sqrt(1 - phi'^2)), after which the cosine is phi'.
 * Wang, Tsvetkov, Firat & Cao, "Gradient vaccine", ICLR 2021, Algorithm 1. The first step is PCGrad's.
 * beta .5 as in LibMTL and TorchJD (the paper: .01); phi' is updated at every pair, as there (Samsung's: on conflict only).
 * Differs: phi' stays below 1 - 1e-6, where c would blow up. An epsilon of 1e-8 in the denominators as in both. Sum over tasks. Heads: plain.
 */
import { numberOption, textOption } from '../fields.ts';
import { dot, entry, type Matrix, times } from '../math/gramian.ts';
import { backwardPerTask, clamp } from './common.ts';
import type { GramianMethod } from './method.ts';
import { gradvacPython } from './python/projections.ts';

/** phi'[task][other] */
type PairMeans = Readonly<Record<string, Readonly<Record<string, number>>>>;

const LIMIT = 1 - 1e-6;
/** LibMTL and TorchJD add this to both denominators; it weakens the pull of gradients shorter than about 1e-6. */
const EPSILON = 1e-8;

const across = (cosine: number): number => Math.sqrt(Math.max(0, 1 - cosine * cosine));

/**
 * Coefficients [T] of one task's drawn gradient; changes its row of means.
 * @param means phi' towards each other task [T]
 */
function vaccinate(gramian: Matrix, i: number, order: readonly number[], means: number[], beta: number): number[] {
  const a: number[] = gramian.map((_, k) => (k === i ? 1 : 0));
  for (const j of order) {
    const other = Math.sqrt(Math.max(0, entry(gramian, j, j)));
    const products = times(gramian, a);
    const own = Math.sqrt(Math.max(0, dot(a, products)));
    if (j === i || !(other > 0 && own > 0)) continue;
    const cosine = clamp((products[j] as number) / (own * other + EPSILON), -1, 1);
    const goal = means[j] as number;
    if (cosine < goal) {
      const pull = own * (goal * across(cosine) - cosine * across(goal));
      a[j] = (a[j] as number) + pull / (other * across(goal) + EPSILON);
    }
    means[j] = clamp((1 - beta) * goal + beta * cosine, -LIMIT, LIMIT);
  }
  return a;
}

export const gradvac: GramianMethod<PairMeans> = {
  id: 'gradvac',
  family: 'gradient surgery',
  paper: {
    authors: 'Wang, Tsvetkov, Firat, Cao',
    title: 'Gradient vaccine: investigating and improving multi-task optimization in massively multilingual models',
    venue: 'ICLR',
    year: 2021,
    equation: 'Algorithm 1',
  },
  convention: { reduction: 'sum' },
  heads: 'plain',
  needs: 'gramian',
  fields: [
    { name: 'beta', type: 'number', default: 0.5, min: 0.001, max: 1, scale: 'log', live: true },
    { name: 'order', type: 'choice', default: 'random', choices: ['random', 'fixed'], live: true },
  ],
  backwardPasses: backwardPerTask,
  init: () => ({}),
  weigh({ gramian, tasks }, state, options, rng) {
    const beta = numberOption(options, 'beta');
    const random = textOption(options, 'order') === 'random';
    const total = gramian.map(() => 0);
    const next: Record<string, Record<string, number>> = {};
    for (const [task, row] of Object.entries(state)) next[task] = { ...row };
    tasks.forEach((task, i) => {
      const row = next[task] ?? {};
      const means = tasks.map((other) => row[other] ?? 0);
      const order = random ? [...rng.permutation(tasks.length)] : tasks.map((_, j) => j);
      vaccinate(gramian, i, order, means, beta).forEach((value, k) => {
        total[k] = (total[k] as number) + value;
      });
      tasks.forEach((other, j) => {
        row[other] = means[j] as number;
      });
      next[task] = row;
    });
    return { weights: total, state: next };
  },
  python: gradvacPython,
};
