/**
 * 'Predict first': the question a class answers before play unlocks, and what came of it. The score is each task's main
 * test metric (accuracy, R2, …) at or before the step that the teacher named; scores closer than `CLOSE` count as the
 * same, because one run cannot tell them apart.
 */
import { enabledTasks, outlineOf } from '../scenarios/outline.ts';
import { mainMetric } from '../tasks/index.ts';
import type { Experiment, ModelId, TaskId } from './experiment.ts';
import type { Prediction } from './view.ts';

/** Of a metric that is 1 at best: one percentage point of accuracy. */
const CLOSE = 0.01;
export const SAME = 'same';

/** One that may win: a task of a model, or a model at a task. */
export interface Candidate {
  /** What an answer names. */
  readonly id: string;
  readonly model: ModelId;
  readonly task: TaskId;
  readonly metric: string;
  readonly better: 'higher' | 'lower';
}
export interface Outcome {
  readonly scores: readonly (Candidate & { readonly value: number })[];
  /** A candidate's id, or 'same'. */
  readonly winner: string;
}

/** Who may win, in the order of the page; fewer than two where the question has no sense. */
export function candidatesOf(experiment: Experiment, prediction: Prediction): readonly Candidate[] {
  const tasks = enabledTasks(experiment.data, outlineOf(experiment.data));
  const model = experiment.models.find(({ id }) => id === prediction.model) ?? experiment.models[0];
  const task = tasks.find(({ id }) => id === prediction.task) ?? tasks[0];
  if (!model || !task) return [];
  if (prediction.about === 'models') {
    const { id: metric, better } = mainMetric(task);
    return experiment.models.map(({ id }) => ({ id, model: id, task: task.id, metric, better }));
  }
  return tasks.map((def) => {
    const { id: metric, better } = mainMetric(def);
    return { id: def.id, model: model.id, task: def.id, metric, better };
  });
}

/** @param scoreOf a candidate's test score by the step in question; `undefined` before it was measured */
export function outcomeOf(
  candidates: readonly Candidate[],
  scoreOf: (candidate: Candidate) => number | undefined,
): Outcome | undefined {
  const scores: Outcome['scores'][number][] = [];
  for (const candidate of candidates) {
    const value = scoreOf(candidate);
    if (value === undefined) return undefined;
    scores.push({ ...candidate, value });
  }
  const good = ({ value, better }: Outcome['scores'][number]): number => (better === 'higher' ? value : -value);
  const [first, second] = [...scores].sort((a, b) => good(b) - good(a));
  if (!first || !second) return undefined;
  return { scores, winner: good(first) - good(second) < CLOSE ? SAME : first.id };
}
