/** Rows of made-up studies: values by seed for a model, a task and a split. */
import { type ModelId, type TaskId, taskId } from '../../../src/core/experiment/experiment.ts';
import type { Arm, StudyRow, StudySplit } from '../../../src/core/study/study.ts';

export const T = taskId('t');
export const arm = (model: string, variant = ''): Arm => ({ variant, model: model as ModelId });
export function rowsFor(
  of: Arm,
  values: readonly number[],
  { task = T, metric = 'loss', split = 'test' }: { task?: TaskId; metric?: string; split?: StudySplit } = {},
): StudyRow[] {
  return values.map((value, seed) => ({ ...of, seed, task, split, metric, value }));
}
