/**
 * Phases of one experiment: first some tasks train some layers, then others, as 'learn a representation first, then
 * freeze it and train heads on it'. The curves go on through all of them. After the last phase its rules hold on.
 */
import type { Phase, TaskId } from './experiment.ts';

/** The phase that rules at this step, or `undefined` where there are none. */
export function phaseAt(phases: readonly Phase[], step: number): Phase | undefined {
  let end = 0;
  for (const phase of phases) {
    end += phase.steps;
    if (step < end) return phase;
  }
  return phases.at(-1);
}
/** Steps at which a new phase begins, without 0. */
export function phaseStarts(phases: readonly Phase[]): number[] {
  let end = 0;
  return phases.slice(0, -1).map(({ steps }) => {
    end += steps;
    return end;
  });
}
export const trainsIn = (phase: Phase | undefined, task: TaskId): boolean =>
  phase?.tasks === undefined || phase.tasks.includes(task);

/** Which of the parts that a phase can freeze a layer belongs to. */
export function partOf(isHead: boolean, tasks: number): 'shared' | 'private' | 'heads' {
  return isHead ? 'heads' : tasks >= 2 ? 'shared' : 'private';
}
