/**
 * Aligned-MTL: the task gradients are turned and stretched as little as possible into orthogonal vectors of one length,
 * then averaged. With K = V Lambda V^T: B = sigma V Lambda^(-1/2) V^T, weights B 1 / T.
 * Senushkin, Patakin, Kuznetsov & Konushin, "Independent component alignment for multi-task learning", CVPR 2023,
 * Algorithm 1. sigma: 'min' the smallest singular value (the paper's), 'median', or 'rmse' (TorchJD's names).
 * Convention: mean (TorchJD); LibMTL and the authors sum. Eigenvalues below `rankTolerance` T lambda_max are left out: the
 * default is float32's epsilon, because the gradients are float32 (the public code's changes with the default type).
 * Heads: plain.
 */
import { numberOption, textOption } from '../fields.ts';
import { entry, type Matrix } from '../math/gramian.ts';
import { eigenSymmetric } from '../math/linear.ts';
import { gradientsAt, gradientsField, passesByForm, sum } from './common.ts';
import type { GramianMethod } from './method.ts';
import { alignedMtlPython } from './python/fairness.ts';

/** The scale that all kept eigenvalues are brought to; `values` descending. */
function commonScale(values: readonly number[], mode: string): number {
  if (mode === 'rmse') return sum(values) / values.length;
  // Of an even number, the lower of the two in the middle, as torch.median does.
  if (mode === 'median') return values[Math.floor(values.length / 2)] as number;
  return values.at(-1) as number;
}

function alignedWeights(gramian: Matrix, mode: string, tolerance: number): number[] | undefined {
  const T = gramian.length;
  const { values, vectors } = eigenSymmetric(gramian);
  const floor = (values[0] as number) * T * tolerance;
  const kept = values.filter((value) => value > floor);
  if (kept.length === 0) return undefined;
  const scale = commonScale(kept, mode);
  return gramian.map((_, t) =>
    sum(
      kept.map((value, k) => {
        const along = sum(vectors[k] as readonly number[]) / T;
        return Math.sqrt(scale / value) * along * entry(vectors, k, t);
      }),
    ),
  );
}

export const alignedMtl: GramianMethod<undefined> = {
  id: 'aligned-mtl',
  family: 'gradient normalisation',
  paper: {
    authors: 'Senushkin, Patakin, Kuznetsov, Konushin',
    title: 'Independent component alignment for multi-task learning',
    venue: 'CVPR',
    year: 2023,
    equation: 'Algorithm 1',
  },
  convention: { reduction: 'mean' },
  heads: 'plain',
  needs: 'gramian',
  fields: [
    { name: 'scale', type: 'choice', default: 'min', choices: ['min', 'median', 'rmse'], live: true },
    { name: 'rankTolerance', type: 'number', default: 1.19e-7, min: 1e-16, max: 0.01, scale: 'log', live: true },
    gradientsField,
  ],
  backwardPasses: passesByForm,
  gradientsAt,
  init: () => undefined,
  weigh({ gramian }, state, options) {
    const weights = alignedWeights(gramian, textOption(options, 'scale'), numberOption(options, 'rankTolerance'));
    if (weights !== undefined) return { weights, state };
    return { weights: gramian.map(() => 1 / gramian.length), state, noSolution: true };
  },
  python: alignedMtlPython,
};
