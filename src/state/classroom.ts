/**
 * What a teacher's settings mean for the page as it stands: what is locked, whether play is still shut, what came of the
 * prediction. Whoever sets them up ('teaching') is not bound by them.
 */
import { lockedChange } from '../core/experiment/classroom.ts';
import type { Experiment } from '../core/experiment/experiment.ts';
import { candidatesOf, type Outcome, outcomeOf } from '../core/experiment/prediction.ts';
import type { Answers } from '../core/experiment/view.ts';
import type { RunLog } from '../core/metrics/logRows.ts';
import { error, type Issue } from '../core/result.ts';
import { series } from '../engine/protocol.ts';
import type { ExperimentState, RunState, ViewStore } from './stores.ts';

/** Refuses what the class may not change. */
export const fence =
  (views: ViewStore) =>
  (before: Experiment, after: Experiment): Issue | undefined =>
    views.getState().teaching ? undefined : lockedChange(before, after);

/** The class has been asked and has not answered. A question with fewer than two candidates shuts nothing. */
export function predictionWaits({ experiment }: Pick<ExperimentState, 'experiment'>, teaching: boolean): boolean {
  const { classroom, answers } = experiment.view;
  if (teaching || !classroom?.predict || answers?.predicted !== undefined) return false;
  return candidatesOf(experiment, classroom.predict).length > 1;
}
export const predictFirst = (): Issue => error('class.predictFirst');

/** What came of the prediction, once the run has got as far as the teacher said. */
export function outcomeOfRun(
  experiment: Experiment,
  { log, progress }: { readonly log: RunLog; readonly progress: Pick<RunState['progress'], 'step'> },
): Outcome | undefined {
  const { predict } = experiment.view.classroom ?? {};
  if (!predict || progress.step < predict.steps) return undefined;
  return outcomeOf(
    candidatesOf(experiment, predict),
    ({ model, task, metric }) => log.at(series.metric(model, task, 'test', metric), predict.steps)?.value,
  );
}

/** The document as others may have it: without a student's answers. */
export function withoutAnswers(experiment: Experiment): Experiment {
  if (!experiment.view.answers) return experiment;
  const { answers: _, ...view } = experiment.view;
  return { ...experiment, view };
}
/** The answers with some changed; empty texts go. */
export function withAnswers(
  answers: Answers | undefined,
  patch: { readonly [Key in keyof Answers]?: Answers[Key] | undefined },
): Answers {
  return Object.fromEntries(
    Object.entries({ ...answers, ...patch }).filter(([, value]) => value !== undefined && value !== ''),
  );
}
