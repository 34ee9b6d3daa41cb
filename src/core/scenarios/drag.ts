/**
 * The one drag that shows what a scenario teaches: which slider, and how far. Declared once, by the scenario, so that what
 * the screen says of it, what the slider does and what `npm run scenarios` measured are the same edit.
 */
import type { Edit } from '../experiment/edit.ts';
import type { Experiment, TaskId } from '../experiment/experiment.ts';

export interface Drag {
  readonly task: TaskId;
  /** labelled: the task's labelled rows, pulled down. weight: its weight in the first model, pulled up. */
  readonly slider: 'labelled' | 'weight';
  readonly to: number;
}

export function dragEdit({ models }: Experiment, { task, slider, to }: Drag): Edit {
  if (slider === 'labelled') return { type: 'setTask', task, patch: { labelled: to } };
  const [first] = models;
  if (!first) throw new TypeError('an experiment without models has no weights');
  return { type: 'setTaskWeight', model: first.id, task, weight: to };
}

/** Whether the slider stands at the end of the drag, or beyond: then the drag back shows the same. */
export function isDragged({ data, models }: Experiment, { task, slider, to }: Drag): boolean {
  if (slider === 'labelled') return (data.tasks[task]?.labelled ?? Number.POSITIVE_INFINITY) <= to;
  return models.some(({ balancing }) => (balancing.taskWeights[task] ?? 1) >= to);
}
