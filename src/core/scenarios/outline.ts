/** What an experiment's data will look like, before any data exist. */
import type { DataSpec } from '../experiment/experiment.ts';
import { withDefaults } from '../fields.ts';
import { scenarios } from './index.ts';
import type { ScenarioOutline, TaskDef } from './scenario.ts';

export function outlineOf(data: DataSpec): ScenarioOutline {
  const scenario = scenarios.get(data.scenario);
  return scenario.outline(withDefaults(scenario.fields, data.options), data.own);
}

/** The tasks that are switched on, in order. */
export function enabledTasks(data: DataSpec, outline: ScenarioOutline): TaskDef[] {
  return outline.tasks.filter((task) => data.tasks[task.id]?.enabled !== false);
}
