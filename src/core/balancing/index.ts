/** Every balancing method, in the order of the screen's list. A new one: one file here and one line in this list. */
import { createRegistry, type Registry } from '../registry.ts';
import { alternating } from './alternating.ts';
import type { BalancingSpec } from './method.ts';
import { pcgrad } from './pcgrad.ts';
import { uncertainty } from './uncertainty.ts';
import { weightedSum } from './weightedSum.ts';

export const methods: Registry<BalancingSpec> = createRegistry<BalancingSpec>('balancing method', (spec) => spec.id, [
  weightedSum,
  uncertainty,
  pcgrad,
  alternating,
]);
