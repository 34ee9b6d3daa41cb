/** Which numbers each kind of optimiser uses, beside its learning rate. */
import type { OptimizerKind, OptimizerSpec } from '../../core/experiment/experiment.ts';

export type OptimizerNumber = Exclude<keyof OptimizerSpec, 'kind' | 'learningRate'>;
export const OPTIMIZER_NUMBERS: Readonly<Record<OptimizerKind, readonly OptimizerNumber[]>> = {
  sgd: [],
  momentum: ['momentum'],
  rmsprop: ['rho', 'epsilon'],
  adam: ['beta1', 'beta2', 'epsilon'],
  adamw: ['beta1', 'beta2', 'epsilon', 'weightDecay'],
};
