/**
 * The run that an engine has at the moment: its loop, what is watched of it, and everything it tells the page. Whatever
 * is told after it has ended is kept back.
 */
import type { Experiment, TaskId } from '../../core/experiment/experiment.ts';
import { error, type Issue } from '../../core/result.ts';
import { dataWarnings } from '../../core/scenarios/dataWarnings.ts';
import type { Probe, ProbeResult, Progress, Report, RunId, Tuning } from '../protocol.ts';
import type { OpenBackend } from './choice.ts';
import { type Clock, runLoop, type YieldTo } from './loop.ts';
import { probeIssue } from './probeBench.ts';
import { measureProbes } from './probes.ts';
import type { Run } from './run.ts';

/** More than a screen of two models asks for. */
const MANY_PROBES = 40;
/** The page draws on the same graphics card: long slices would hold its frames up. */
const SHARED_GPU_SLICE_MS = 8;

export type FailStage = Extract<Report, { type: 'failed' }>['stage'];

export interface ActiveParts {
  readonly id: RunId;
  readonly run: Run;
  readonly backend: OpenBackend;
  /** Trained before. */
  readonly seconds: number;
  post(report: Report): void;
  readonly clock: Clock;
  readonly yieldTo: YieldTo;
  /** How long the loop leaves the processor to the page after it has sent it many pictures, ms. */
  readonly rest: number;
  /** Makes the changes that wait for the present step; returns the step for which others wait. */
  changes(): number;
}
export interface ActiveRun {
  readonly id: RunId;
  readonly run: Run;
  readonly training: boolean;
  /** Steps per second at most. */
  limit: number | undefined;
  /** The state before the first step, and that the run is there. */
  begin(request: number): void;
  /** Tells once that the device was lost; nothing more is computed on it. */
  lost(): boolean;
  /** Posts what is new: rows, tunings, progress. */
  report(tuned?: readonly Tuning[], change?: number): void;
  watch(probes: readonly Probe[], hz: number): void;
  /** What is watched, where nothing trains. */
  probeAtRest(): void;
  probe(request: number, wanted: Probe): void;
  checkpoint(request: number): void;
  train(request: number | undefined, count?: number, only?: readonly TaskId[]): void;
  cancel(): void;
  /** Resolves when the loop has come to rest. */
  settled(): Promise<void>;
  /** Comes to rest, and says so. */
  pause(request: number): Promise<void>;
  end(): Promise<void>;
}
type Loop = { cancelled: boolean; done: Promise<void> };

export function createActiveRun(parts: ActiveParts): ActiveRun {
  const { id, run, backend, post, clock } = parts;
  let { seconds } = parts;
  let rate = 0;
  let counted = { step: run.step, seconds };
  let limit: number | undefined;
  let probes: readonly Probe[] = [];
  let hz = 1;
  let probed = Number.NEGATIVE_INFINITY;
  let loop: Loop | undefined;
  let toldLost = false;
  let ended = false;

  const failed = (request: number | undefined, stage: FailStage, issue: Issue, canContinue = false): void =>
    post({ type: 'failed', run: id, request, stage, issue, canContinue });
  const lostIssue = (): Issue => error('backend.lost', { backend: backend.info.name });
  const progress = (): Progress => progressOf(run, seconds, rate);

  const report = (tuned: readonly Tuning[] = [], change?: number): void => {
    const since = seconds - counted.seconds;
    if (since > 0.2) {
      rate = (run.step - counted.step) / since;
      counted = { step: run.step, seconds };
    }
    const rows = run.takeRows() ?? { steps: new Float64Array(), columns: {} };
    post({ type: 'progress', run: id, progress: progress(), rows, tuned, change });
  };

  const measure = (wanted: readonly Probe[]) => measureProbes(run, run.experiment.training.seed, wanted);
  const probeAll = (): void => {
    if (probes.length === 0) return;
    probed = clock.now();
    const alone = (each: Probe) => {
      try {
        return measure([each]);
      } catch {
        return [];
      }
    };
    let results: readonly ProbeResult[];
    try {
      results = measure(probes);
    } catch {
      // The screen may watch a node that this run does not have (yet): that one is skipped, the others are measured.
      results = probes.flatMap(alone);
    }
    if (results.length > 0) post({ type: 'probes', run: id, results });
  };

  const lost = (): boolean => {
    if (!backend.lost()) return false;
    if (!loop && !toldLost) failed(undefined, 'training', lostIssue());
    if (!loop) toldLost = true;
    return true;
  };

  const loopOnce = (own: Loop, count: number | undefined, only: readonly TaskId[] | undefined) => {
    let worked = clock.now();
    return runLoop({
      run,
      clock,
      yieldTo: parts.yieldTo,
      ...(count === undefined ? {} : { count }),
      only,
      sliceMs: backend.info.hardware ? SHARED_GPU_SLICE_MS : undefined,
      cancelled: () => own.cancelled,
      changes: parts.changes,
      limit: () => (count === undefined ? limit : undefined),
      worked() {
        const time = clock.now();
        seconds += (time - worked) / 1000;
        worked = time;
      },
      report() {
        if (backend.lost()) throw new Error('the graphics device was lost');
        report();
        if (clock.now() - probed < 1000 / hz) return 0;
        probeAll();
        return count === undefined && probes.length > MANY_PROBES ? parts.rest : 0;
      },
    });
  };

  const train = async (own: Loop, request: number | undefined, count?: number, only?: readonly TaskId[]) => {
    try {
      const outcome = await loopOnce(own, count, only);
      loop = undefined;
      if (ended) return;
      if (backend.lost()) throw new Error('the graphics device was lost');
      if (outcome.kind === 'notFinite') {
        report();
        failed(request, 'training', notFiniteIssue(outcome.fault), true);
        return;
      }
      const { reason } = outcome;
      run.rest(reason.code !== 'stop.paused' && reason.code !== 'stop.stepped');
      const bad = run.settle();
      report();
      probeAll();
      if (bad) failed(request, 'training', notFiniteIssue(bad), true);
      else post({ type: 'rested', run: id, request, reason, progress: progress() });
      parts.changes();
    } catch (fault) {
      loop = undefined;
      if (ended) return;
      toldLost = backend.lost();
      const issue = toldLost ? lostIssue() : error('engine.training', { reason: reasonOf(fault), step: run.step });
      failed(request, 'training', issue);
    }
  };

  const cancel = (): void => {
    if (loop) loop.cancelled = true;
  };
  const settled = async (): Promise<void> => loop?.done;
  return {
    id,
    run,
    get training() {
      return loop !== undefined;
    },
    get limit() {
      return limit;
    },
    set limit(stepsPerSecond) {
      limit = stepsPerSecond;
    },
    begin(request) {
      run.rest(false);
      const bad = run.settle();
      post(startedReport(parts, request, progress()));
      report();
      if (bad) failed(undefined, 'training', notFiniteIssue(bad), true);
    },
    lost,
    report,
    watch(wanted, often) {
      probes = wanted;
      hz = Math.max(0.1, often);
      if (!loop) probeAll();
    },
    probeAtRest() {
      if (!loop) probeAll();
    },
    probe(request, wanted) {
      try {
        const [result] = measure([wanted]);
        if (result) post({ type: 'probed', run: id, request, result });
      } catch (fault) {
        failed(request, 'probe', probeIssue(fault), true);
      }
    },
    checkpoint(request) {
      // The rows that the checkpoint takes for written must be out before it.
      report();
      const checkpoint = run.checkpoint(seconds);
      // A device lost while it was read gives zeros without a word.
      if (!lost()) post({ type: 'checkpointed', run: id, request, checkpoint });
    },
    train(request, count, only) {
      const own: Loop = { cancelled: false, done: Promise.resolve() };
      loop = own;
      own.done = train(own, request, count, only);
    },
    cancel,
    settled,
    async pause(request) {
      cancel();
      await settled();
      post({ type: 'rested', run: id, request, reason: { code: 'stop.paused' }, progress: progress() });
    },
    async end() {
      ended = true;
      cancel();
      await settled();
      run.dispose();
    },
  };
}

export const reasonOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));

function notFiniteIssue(fault: { step: number; model: string; task: string }): Issue {
  return error('training.notFinite', { step: fault.step, model: fault.model, task: fault.task });
}

function startedReport({ id, run, backend }: ActiveParts, request: number, progress: Progress): Report {
  const { train, validation, test } = run.ready;
  const labelled = Object.fromEntries(
    train.tasks.map((task) => [task.id, task.labelled.reduce((sum, one) => sum + one, 0)]),
  ) as Record<TaskId, number>;
  const { data, training }: Experiment = run.experiment;
  return {
    type: 'started',
    run: id,
    request,
    backend: backend.info,
    progress,
    rows: { train: train.rows, validation: validation.rows, test: test.rows, labelled },
    warnings: dataWarnings(run.dataset, run.outline, data, training.batchSize),
    stepsPerEpoch: run.batches.stepsPerEpoch,
  };
}

function progressOf(run: Run, seconds: number, stepsPerSecond: number): Progress {
  const { stepsPerEpoch, batchSize } = run.batches;
  const epoch = run.batches.epochOf(run.step);
  const inEpoch = run.step - epoch * stepsPerEpoch;
  const samples = epoch * run.ready.train.rows + inEpoch * batchSize;
  return { step: run.step, epoch, samples, seconds, stepsPerSecond };
}
