/** Every kind of tie. A new one: one file here and one line in this list. */
import { createRegistry, type Registry } from '../registry.ts';
import { squaredDistance } from './squaredDistance.ts';
import type { TieSpec } from './tie.ts';

export const ties: Registry<TieSpec> = createRegistry<TieSpec>('tie', (spec) => spec.kind, [squaredDistance]);
