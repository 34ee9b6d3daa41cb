/** Every scenario, in the order of the menu. */
import { createRegistry } from '../registry.ts';
import { plane } from './plane.ts';
import type { ScenarioSpec } from './scenario.ts';

export const scenarios = createRegistry<ScenarioSpec>('scenario', (spec) => spec.id, [plane]);
