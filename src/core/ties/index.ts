/** Every kind of tie. A new one: one file here and one line in this list. */
import { createRegistry, type Registry } from '../registry.ts';
import { cosine } from './cosine.ts';
import { featureSelection } from './featureSelection.ts';
import { pairwiseDistance } from './pairwiseDistance.ts';
import { squaredDistance } from './squaredDistance.ts';
import type { TieSpec } from './tie.ts';
import { traceNorm } from './traceNorm.ts';

export const ties: Registry<TieSpec> = createRegistry<TieSpec>('tie', (spec) => spec.kind, [
  squaredDistance,
  pairwiseDistance,
  cosine,
  traceNorm,
  featureSelection,
]);
