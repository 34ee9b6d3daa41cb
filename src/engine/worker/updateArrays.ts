/**
 * Optimiser arithmetic on typed arrays, in place: one plain loop per parameter, in float64, rounded once on storing.
 */
import type { OptimizerSpec } from '../../core/experiment/experiment.ts';
import { holdInArray } from './handEdits.ts';
import type { UpdateEntry } from './optimizer.ts';

/** Steps `theta` and `slots` in place. `gradient` is without L2. */
export function updateArrays(
  spec: OptimizerSpec,
  theta: Float32Array | Float64Array,
  gradient: Float32Array | Float64Array | undefined,
  slots: readonly (Float32Array | Float64Array)[],
  { rate, l2, decay, count }: Pick<UpdateEntry, 'rate' | 'l2' | 'decay' | 'count'>,
): void {
  const n = theta.length;
  const [first, second] = slots as [Float32Array, Float32Array];
  const g = (i: number): number => (gradient ? (gradient[i] as number) : 0) + l2 * (theta[i] as number);
  switch (spec.kind) {
    case 'sgd':
      for (let i = 0; i < n; i += 1) theta[i] = (theta[i] as number) - rate * g(i);
      return;
    case 'momentum':
      for (let i = 0; i < n; i += 1) {
        const v = spec.momentum * (first[i] as number) + g(i);
        first[i] = v;
        theta[i] = (theta[i] as number) - rate * v;
      }
      return;
    case 'rmsprop':
      for (let i = 0; i < n; i += 1) {
        const slope = g(i);
        const s = spec.rho * (first[i] as number) + (1 - spec.rho) * slope * slope;
        first[i] = s;
        theta[i] = (theta[i] as number) - (rate * slope) / (Math.sqrt(s) + spec.epsilon);
      }
      return;
    case 'adam':
    case 'adamw': {
      const { beta1, beta2, epsilon } = spec;
      const correct1 = 1 - beta1 ** count;
      const correct2 = 1 - beta2 ** count;
      for (let i = 0; i < n; i += 1) {
        const slope = (gradient ? (gradient[i] as number) : 0) + l2 * (theta[i] as number);
        const m = beta1 * (first[i] as number) + (1 - beta1) * slope;
        const v = beta2 * (second[i] as number) + (1 - beta2) * slope * slope;
        first[i] = m;
        second[i] = v;
        const kept = (theta[i] as number) * (1 - rate * decay);
        theta[i] = kept - (rate * (m / correct1)) / (Math.sqrt(v / correct2) + epsilon);
      }
    }
  }
}

/** The same, with the columns of held units (of `width`) put back. */
export function updateHeld(
  spec: OptimizerSpec,
  theta: Float32Array,
  gradient: Float32Array | undefined,
  slots: readonly Float32Array[],
  entry: Pick<UpdateEntry, 'rate' | 'l2' | 'decay' | 'count' | 'hold'>,
  width: number,
): void {
  const { hold } = entry;
  const before = hold ? [theta, ...slots].map((each) => each.slice()) : [];
  updateArrays(spec, theta, gradient, slots, entry);
  if (!hold) return;
  for (const [i, each] of [theta, ...slots].entries()) holdInArray(before[i] as Float32Array, each, hold, width);
}
