/**
 * Results that travel: the author's numbers beside an experiment that was opened with them, drawn as an earlier run, and
 * what this machine makes of the same experiment.
 */
import type { StoreApi } from 'zustand/vanilla';
import { changeKind } from '../core/experiment/changes.ts';
import type { Experiment } from '../core/experiment/experiment.ts';
import { compareRun, resultsOf, rowsOf, type TravellingResults } from '../core/experiment/travelling.ts';
import { createRunLog } from '../core/metrics/runLog.ts';
import { enabledTasks, outlineOf } from '../core/scenarios/outline.ts';
import { mainMetric } from '../core/tasks/index.ts';
import { series } from '../engine/protocol.ts';
import { addRun } from './history.ts';
import type { RunState } from './stores.ts';

/** Every model's and task's training loss, test loss and main test score. */
export function travellingNames({ models, data }: Experiment): string[] {
  const tasks = enabledTasks(data, outlineOf(data));
  return models.flatMap(({ id }) =>
    tasks.flatMap((task) => [
      series.loss(id, task.id, 'train'),
      series.loss(id, task.id, 'test'),
      series.metric(id, task.id, 'test', mainMetric(task).id),
    ]),
  );
}

/** What would travel now; `undefined` before the first step, and where the numbers belong to other settings. */
export function resultsNow(state: RunState, document: Experiment): TravellingResults | undefined {
  const { experiment, log, progress, pending, tuned, backend } = state;
  if (!experiment || pending || tuned || progress.step === 0 || !backend) return undefined;
  if (!sameRun(experiment, document)) return undefined;
  return resultsOf(log, travellingNames(experiment), backend.name);
}
const sameRun = (a: Experiment, b: Experiment): boolean => ['none', 'view', 'layout'].includes(changeKind(a, b));

/** Draws the author's curves as an earlier run and waits for this machine to get as far. */
export function showResults(runs: StoreApi<RunState>, experiment: Experiment, results: TravellingResults): void {
  const log = createRunLog();
  log.append(rowsOf(results));
  const ghosts = addRun(runs.getState().ghosts, { experiment, log, steps: results.step }).map((ghost, place) =>
    place === 0 ? { ...ghost, changes: undefined, travelled: true } : ghost,
  );
  runs.setState({ ghosts, author: { experiment, results, changed: false, comparison: undefined } });
}

/** Compares each run with the author's once it gets as far as theirs: then its rows are still as they were measured. */
export function watchResults(runs: StoreApi<RunState>): void {
  runs.subscribe((state, before) => {
    const { author } = state;
    if (!author) return;
    const anew = state.log !== before.log;
    const changed = state.experiment !== undefined && (state.tuned || !sameRun(author.experiment, state.experiment));
    const settled =
      !anew && author.comparison !== undefined && author.comparison.compared === author.results.series.length;
    const comparison = settled
      ? author.comparison
      : anew
        ? undefined
        : (compareRun(author.results, state.log, state.progress.step) ?? author.comparison);
    if (changed === author.changed && same(comparison, author.comparison)) return;
    runs.setState({ author: { ...author, changed, comparison } });
  });
}
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
