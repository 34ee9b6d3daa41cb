/**
 * Optimiser arithmetic on typed arrays: one plain loop per parameter, in float64, rounded once on storing. On the cpu
 * and wasm backends this is several times faster than a dozen tensor operations per parameter. The loss update always
 * gives a NEW tensor: wasm caches packed weights by tensor id, so writing in place would train on stale weights.
 */
import { keep, type Tensor, tensor } from '@tensorflow/tfjs-core';
import type { OptimizerSpec } from '../../core/experiment/experiment.ts';
import { holdInArray } from './handEdits.ts';
import type { Slot, UpdateEntry, Updater } from './optimizer.ts';

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
        const slope = g(i);
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

const arrayOf = (slot: Slot): Float32Array => slot as Float32Array;
const sizeOf = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

export const arrayUpdater: Updater = {
  zeros: (shape) => new Float32Array(sizeOf(shape)),
  load: (values) => values.slice(),
  read: (slot) => arrayOf(slot).slice(),
  keep: (slot) => arrayOf(slot).slice(),
  dispose: () => undefined,
  hold: (before, after, units, width) => holdInArray(arrayOf(before), arrayOf(after), units, width),
  update(spec, entries) {
    return entries.map((entry) => {
      const theta = (entry.parameter.dataSync() as Float32Array).slice();
      updateArrays(
        spec,
        theta,
        entry.gradient?.dataSync() as Float32Array | undefined,
        entry.slots.map(arrayOf),
        entry,
      );
      return keep(tensor(theta, entry.parameter.shape) as Tensor);
    });
  },
};
