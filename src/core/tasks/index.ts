/** Every kind of task, by `kind`. */
import { createRegistry } from '../registry.ts';
import { binary } from './binary.ts';
import { multiclass } from './multiclass.ts';
import { regression } from './regression.ts';
import type { TaskSpec } from './task.ts';

export const tasks = createRegistry<TaskSpec>('task kind', (spec) => spec.kind, [binary, multiclass, regression]);
