/**
 * Controls: the same experiment with one task spoilt or replaced, to tell transfer from mere regularisation. Labels
 * shuffled (placebo): whatever still helps the others is not knowledge of this task. A copy of another task: the most
 * that sharing can give. Unrelated: what sharing costs when there is nothing to share.
 */
import type { Experiment, TaskData, TaskId } from '../experiment/experiment.ts';
import type { Options } from '../fields.ts';
import { error, fail, ok, type Result } from '../result.ts';
import { scenarios } from '../scenarios/index.ts';
import { copySource } from '../scenarios/labels.ts';
import { outlineOf } from '../scenarios/outline.ts';
import type { Control } from './study.ts';

/** By a dial of the scenario: how alike its tasks are, and the end of it at which they have nothing in common. */
function unrelatedOptions(scenario: string, options: Options): Options | undefined {
  const { fields } = scenarios.get(scenario);
  for (const field of fields) {
    if (field.type !== 'number') continue;
    if (field.name === 'relatedness' && (!field.when || field.when.is.includes(optionOf(options, field.when.field)))) {
      return { ...options, relatedness: field.min };
    }
    if (field.name === 'delta') return { ...options, delta: field.max };
  }
  return undefined;

  function optionOf(all: Options, name: string): string | number | boolean {
    return all[name] ?? fields.find((field) => field.name === name)?.default ?? '';
  }
}

/** Codes: `study.noSuchTask`, `study.noCopy`, `study.noUnrelated`. */
export function withControl(experiment: Experiment, task: TaskId, control: Control): Result<Experiment> {
  const { data } = experiment;
  const outline = outlineOf(data);
  const def = outline.tasks.find((each) => each.id === task);
  if (!def) return fail(error('study.noSuchTask', { found: task }));
  const { control: _, ...plain } = data.tasks[task] ?? {};
  const withTask = (entry: TaskData, options = data.options): Experiment => ({
    ...experiment,
    data: { ...data, options, tasks: { ...data.tasks, [task]: entry } },
  });
  switch (control) {
    case 'none':
      return ok(withTask(plain));
    case 'shuffled':
      return ok(withTask({ ...plain, control }));
    case 'copy':
      return copySource(outline, def) ? ok(withTask({ ...plain, control })) : fail(error('study.noCopy', { task }));
    case 'unrelated': {
      const options = unrelatedOptions(data.scenario, data.options);
      return options ? ok(withTask(plain, options)) : fail(error('study.noUnrelated', { scenario: data.scenario }));
    }
  }
}
