/**
 * The sampling ratio of a task: in which steps it is trained. Each step's draw comes from (seed, task, step) alone, so a
 * checkpoint needs no state, all models agree, and a larger ratio keeps every step of a smaller one. The task's loss
 * coefficient is not raised in return: a task that is sampled half as often pulls half as much.
 */
import { createRng } from '../math/rng.ts';
import type { DataSpec, TaskId } from './experiment.ts';

export function isSampled({ tasks }: Pick<DataSpec, 'tasks'>, seed: number, step: number, task: TaskId): boolean {
  const ratio = tasks[task]?.sampling ?? 1;
  return ratio >= 1 || createRng(seed, `sampling ${task}`).fork(step).uniform() < ratio;
}
