/** Every kind of task, by `kind`. */
import { createRegistry } from '../registry.ts';
import type { TaskDef } from '../scenarios/scenario.ts';
import { binary } from './binary.ts';
import { mask } from './mask.ts';
import { multiclass } from './multiclass.ts';
import { regression } from './regression.ts';
import type { MetricSpec, TaskSpec } from './task.ts';

export const tasks = createRegistry<TaskSpec>('task kind', (spec) => spec.kind, [binary, multiclass, regression, mask]);

/** What a task is measured by, its main metric first: the one that it names, else the first of its kind. */
export function metricsOf(task: TaskDef): readonly MetricSpec[] {
  const fitting = tasks.get(task.kind).metrics.filter((metric) => metric.applies?.(task) ?? true);
  const main = fitting.find((metric) => metric.id === task.metric);
  return main ? [main, ...fitting.filter((metric) => metric !== main)] : fitting;
}
export function mainMetric(task: TaskDef): MetricSpec {
  const [main] = metricsOf(task);
  if (!main) throw new TypeError(`task kind '${task.kind}' has no metric`);
  return main;
}
