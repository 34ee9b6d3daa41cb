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
/** The step at which each phase begins: 0 for the first. */
export function phaseStarts(phases: readonly Phase[]): number[] {
  let end = 0;
  return phases.map(({ steps }) => {
    end += steps;
    return end - steps;
  });
}
/** 1 for the first phase; 0 where there are none. */
export const phaseNumber = (phases: readonly Phase[], step: number): number =>
  phaseStarts(phases).filter((start) => start <= step).length;
export const trainsIn = (phase: Phase | undefined, task: TaskId): boolean =>
  phase?.tasks === undefined || phase.tasks.includes(task);

/** Which of the parts that a phase can freeze a layer belongs to. */
export function partOf(isHead: boolean, tasks: number): 'shared' | 'private' | 'heads' {
  return isHead ? 'heads' : tasks >= 2 ? 'shared' : 'private';
}
