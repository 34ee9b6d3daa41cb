/** Which tasks each model of the run answers, and what an answer is called. */
import type { Experiment, ModelId } from '../../core/experiment/experiment.ts';
import { enabledTasks } from '../../core/scenarios/outline.ts';
import type { InputDef, ScenarioOutline, TaskDef } from '../../core/scenarios/scenario.ts';
import type { Words } from '../parts/i18n/index.ts';

export interface Head {
  readonly task: TaskDef;
  /** Place in the scenario's list: letter and hue. */
  readonly index: number;
}
export interface ModelHeads {
  readonly id: ModelId;
  readonly name: string;
  readonly index: number;
  readonly heads: readonly Head[];
}

export function headsOf(experiment: Experiment, outline: ScenarioOutline): ModelHeads[] {
  const enabled = enabledTasks(experiment.data, outline);
  return experiment.models.map((model, index) => {
    const wired = new Set(model.wiring.nodes.filter((node) => node.kind === 'head').map((node) => node.options.task));
    const heads = enabled
      .filter((task) => wired.has(task.id))
      .map((task) => ({ task, index: outline.tasks.indexOf(task) }));
    return { id: model.id, name: model.name, index, heads };
  });
}

/** A class by its name in the scenario's words. Patterns on the plane have no names: their classes are numbered. */
export function className(
  words: Pick<Words, 'word' | 'has'>,
  scenario: string,
  input: InputDef | undefined,
  task: TaskDef,
  index: number,
): string {
  if (task.kind === 'multiclass' && input?.kind === 'plane') return String(index + 1);
  const names = task.kind === 'binary' ? [index === 1 ? 'yes' : 'no', String(index)] : [String(index)];
  for (const name of [...names.map((each) => `${task.id}.${each}`), ...names]) {
    const key = `scenario.${scenario}.classes.${name}`;
    if (words.has(key)) return words.word(key);
  }
  return String(index);
}

/** The class that an answer names: the likelier side of a binary head, the likeliest of several. */
export function answeredClass(task: TaskDef, values: ArrayLike<number>, row: number): number {
  if (task.kind === 'binary') return (values[row] ?? 0) > 0.5 ? 1 : 0;
  const classes = task.classes ?? 2;
  let best = 0;
  for (let k = 1; k < classes; k += 1) {
    if ((values[row * classes + k] ?? 0) > (values[row * classes + best] ?? 0)) best = k;
  }
  return best;
}
