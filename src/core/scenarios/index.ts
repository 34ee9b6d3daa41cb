/** Every scenario, in the order of the menu. */
import { createRegistry } from '../registry.ts';
import { linearTasks } from './linearTasks.ts';
import { multiMnist } from './multiMnist.ts';
import { plane } from './plane.ts';
import type { ScenarioSpec } from './scenario.ts';
import { teachers } from './teachers.ts';
import { textbook100 } from './textbook100.ts';

export const scenarios = createRegistry<ScenarioSpec>('scenario', (spec) => spec.id, [
  plane,
  multiMnist,
  textbook100,
  teachers,
  linearTasks,
]);
