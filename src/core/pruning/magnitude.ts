/**
 * Magnitude pruning: the smallest numbers of the kernels are set to zero and stay there. Han, Pool, Tran & Dally, "Learning
 * both weights and connections for efficient neural networks", NeurIPS 2015; gradually while training after Zhu & Gupta, "To
 * prune, or not to prune", ICLR workshop 2018, eq. 1: s_t = s (1 - (1 - (t - t0) / n)^3). Biases and what mixes tasks are not
 * pruned. Counted per layer or over the whole model.
 */
import type { Pruning } from '../experiment/experiment.ts';
import type { PlanParameter } from '../graph/modelPlan.ts';

/** Steps between two rounds, so that what is left can recover. */
export const PRUNE_EVERY = 10;

/** Share of zeros that is due before this step. */
export function sparsityAt({ sparsity, begin, steps }: Pruning, step: number): number {
  if (step < begin) return 0;
  if (step >= begin + steps) return sparsity;
  return sparsity * (1 - (1 - (step - begin) / steps) ** 3);
}

/** Kernels and tables that started at random: zeros of a structured start are no sign of little use. */
export const prunable = ({ decay, init }: PlanParameter): boolean => decay && DRAWN.has(init.kind);
const DRAWN: ReadonlySet<string> = new Set(['glorotUniform', 'heNormal', 'lecunNormal', 'uniform']);

/** Copies with the `share` of smallest magnitudes set to zero: of each array, or of all together. Ties: the first ones. */
export function prune(kernels: readonly Float32Array[], share: number, scope: Pruning['scope']): Float32Array[] {
  if (scope === 'layer') return kernels.map((values) => cut([values], share)[0] as Float32Array);
  return cut(kernels, share);
}
function cut(kernels: readonly Float32Array[], share: number): Float32Array[] {
  const places = kernels.flatMap((values, k) => Array.from(values, (value, i) => ({ k, i, size: Math.abs(value) })));
  const copies = kernels.map((values) => values.slice());
  places.sort((a, b) => a.size - b.size);
  for (const { k, i } of places.slice(0, Math.round(share * places.length))) (copies[k] as Float32Array)[i] = 0;
  return copies;
}
/** Share of exact zeros. */
export function sparsityOf(kernels: readonly Float32Array[]): number {
  const size = kernels.reduce((sum, values) => sum + values.length, 0);
  const zeros = kernels.reduce((sum, values) => sum + values.reduce((n, value) => n + (value === 0 ? 1 : 0), 0), 0);
  return size === 0 ? 0 : zeros / size;
}
