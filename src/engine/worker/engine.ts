/**
 * The engine's core: commands in, reports out. It runs in a worker, in the page, and in Node tests; everything that
 * differs between them (posting, files, clock, giving way, opening a backend) is handed in.
 * Commands are taken one after another; a new start ends the run before it at once.
 */
import { liveTunings } from '../../core/experiment/changes.ts';
import type { Experiment, TaskId } from '../../core/experiment/experiment.ts';
import { error, type Issue, type Result } from '../../core/result.ts';
import { dataWarnings } from '../../core/scenarios/dataWarnings.ts';
import { loadData } from '../../core/scenarios/loadData.ts';
import { ownTableOf, withOwnTable } from '../../core/scenarios/ownTable.ts';
import type { Assets } from '../../core/scenarios/scenario.ts';
import type { Command, Probe, ProbeResult, Report, RunId } from '../protocol.ts';
import { checkExperiment, sameParameters } from './checkExperiment.ts';
import { checkpointFits } from './checkpoint.ts';
import type { BackendRequest, OpenBackend } from './choice.ts';
import { type Clock, runLoop, type YieldTo } from './loop.ts';
import { probeIssue } from './probeBench.ts';
import { measureProbes } from './probes.ts';
import { createRun, type Run } from './run.ts';

export interface EngineParts {
  post(report: Report): void;
  /** @param progress told how much of a file has come, 0..1 */
  assets(dataUrl: string, progress: (file: string, fraction: number) => void): Assets;
  readonly clock: Clock;
  readonly yieldTo: YieldTo;
  /** How long the loop leaves the processor to the page after it has sent it many pictures, ms. */
  readonly rest?: number;
  openBackend(request: BackendRequest): Promise<Result<OpenBackend>>;
}
export interface Engine {
  handle(command: Command): void;
  /** Says so where the device was lost while nothing was computed. */
  look(): void;
  /** Resolves when everything handed in so far is done, a loop included. */
  settled(): Promise<void>;
}

type Start = Extract<Command, { type: 'start' }>;
type Loop = { cancelled: boolean; done: Promise<void> };
interface Active {
  readonly id: RunId;
  readonly run: Run;
  readonly backend: OpenBackend;
  seconds: number;
  rate: number;
  counted: { step: number; seconds: number };
  limit: number | undefined;
  probes: readonly Probe[];
  hz: number;
  probed: number;
  loop: Loop | undefined;
  toldLost: boolean;
}
const lostIssue = ({ backend }: Active): Issue => error('backend.lost', { backend: backend.info.name });

/** Where in the whole of a start the data begin and end. */
const DATA_FROM = 0.2;
const DATA_TO = 0.5;

export function createEngine(parts: EngineParts): Engine {
  const { post, clock, yieldTo } = parts;
  let active: Active | undefined;
  /** The newest run asked for: work for any other is given up. */
  let newest: RunId | undefined;
  let queue: Promise<void> = Promise.resolve();

  const failed = (run: RunId, request: number | undefined, stage: FailStage, issue: Issue, canContinue = false): void =>
    post({ type: 'failed', run, request, stage, issue, canContinue });

  const end = async (): Promise<void> => {
    const ended = active;
    active = undefined;
    if (!ended) return;
    if (ended.loop) ended.loop.cancelled = true;
    await ended.loop?.done;
    ended.run.dispose();
  };

  const start = async (command: Start): Promise<void> => {
    await end();
    const { run: id, request, checkpoint } = command;
    const stale = (): boolean => newest !== id;
    let stage: FailStage = 'model';
    // Several files one after another each fill what is left of the bar.
    let told = DATA_FROM;
    let reading = '';
    let from = DATA_FROM;
    const came = (file: string, fraction: number): void => {
      if (file !== reading) from = told;
      reading = file;
      const now = from + fraction * (DATA_TO - from) * (from === DATA_FROM ? 1 : 0.5);
      if (now - told < 0.01 && fraction < 1) return;
      told = Math.max(told, now);
      if (!stale()) loading('data', told);
    };
    const loading = (next: 'backend' | 'data' | 'model', fraction: number): void => {
      stage = next;
      post({ type: 'loading', run: id, stage: next, fraction });
    };
    try {
      loading('model', 0);
      const checked = checkExperiment(command.experiment);
      if (!checked.ok) return failed(id, request, 'model', checked.issue);
      const { experiment, outline, plans } = checked.value;
      loading('data', DATA_FROM);
      const own = ownTableOf(experiment.data);
      if (own && !command.table) return failed(id, request, 'data', error('own.missing', { file: own.file }));
      const dataset = await loadData(experiment.data, withOwnTable(parts.assets(command.dataUrl, came), command.table));
      if (stale()) return;
      loading('backend', 0.5);
      const { batchSize, backend: pin } = experiment.training;
      const rows = Math.min(batchSize || dataset.train.rows, dataset.train.rows);
      const { without = [], speeds } = command;
      const opened = await parts.openBackend({
        pin,
        before: checkpoint?.backend,
        without,
        plans,
        outline,
        rows,
        speeds,
      });
      if (stale()) return;
      if (!opened.ok) return failed(id, request, 'backend', opened.issue);
      loading('model', 0.9);
      const fault = checkpoint && checkpointFits(checkpoint, plans);
      if (fault) return failed(id, request, 'model', fault);
      const backend = opened.value;
      const run = createRun({
        experiment,
        outline,
        dataset,
        plans,
        backend: backend.info.name,
        executor: backend.executor,
        checkpoint,
      });
      const seconds = checkpoint?.secondsTrained ?? 0;
      active = {
        id,
        run,
        backend,
        seconds,
        rate: 0,
        counted: { step: run.step, seconds },
        limit: undefined,
        probes: [],
        hz: 1,
        probed: Number.NEGATIVE_INFINITY,
        loop: undefined,
        toldLost: false,
      };
      run.rest(false);
      const bad = run.settle();
      postStarted(active, request);
      report(active);
      if (bad) failed(id, undefined, 'training', notFiniteIssue(bad), true);
    } catch (fault) {
      if (active) await end();
      if (!stale()) failed(id, request, stage, error(`engine.${stage}`, { reason: reasonOf(fault) }));
    }
  };

  /** Tells once that the device was lost; nothing more is computed on it. */
  const lostNow = (now: Active): boolean => {
    if (!now.backend.lost()) return false;
    if (!now.loop && !now.toldLost) failed(now.id, undefined, 'training', lostIssue(now));
    if (!now.loop) now.toldLost = true;
    return true;
  };
  const postStarted = ({ id, run, backend, seconds }: Active, request: number): void => {
    const { train, validation, test } = run.ready;
    const labelled = Object.fromEntries(
      train.tasks.map((task) => [task.id, task.labelled.reduce((sum, one) => sum + one, 0)]),
    ) as Record<TaskId, number>;
    post({
      type: 'started',
      run: id,
      request,
      backend: backend.info,
      progress: progressOf(run, seconds, 0),
      rows: { train: train.rows, validation: validation.rows, test: test.rows, labelled },
      warnings: dataWarnings(run.dataset, run.outline, run.experiment.data, run.experiment.training.batchSize),
      stepsPerEpoch: run.batches.stepsPerEpoch,
    });
  };

  /** Posts what is new: rows, tunings, progress. */
  const report = (now: Active, tuned: Extract<Report, { type: 'progress' }>['tuned'] = []): void => {
    const seconds = now.seconds - now.counted.seconds;
    if (seconds > 0.2) {
      now.rate = (now.run.step - now.counted.step) / seconds;
      now.counted = { step: now.run.step, seconds: now.seconds };
    }
    const rows = now.run.takeRows() ?? { steps: new Float64Array(), columns: {} };
    post({ type: 'progress', run: now.id, progress: progressOf(now.run, now.seconds, now.rate), rows, tuned });
  };

  const probe = (now: Active): void => {
    if (now.probes.length === 0) return;
    now.probed = clock.now();
    const measure = (probes: readonly Probe[]) => measureProbes(now.run, now.run.experiment.training.seed, probes);
    const alone = (each: Probe) => {
      try {
        return measure([each]);
      } catch {
        return [];
      }
    };
    let results: readonly ProbeResult[];
    try {
      results = measure(now.probes);
    } catch {
      // The screen may watch a node that this run does not have (yet): that one is skipped, the others are measured.
      results = now.probes.flatMap(alone);
    }
    if (results.length > 0) post({ type: 'probes', run: now.id, results });
  };

  const measureOne = (now: Active, request: number, wanted: Probe): void => {
    try {
      const [result] = measureProbes(now.run, now.run.experiment.training.seed, [wanted]);
      if (result) post({ type: 'probed', run: now.id, request, result });
    } catch (fault) {
      failed(now.id, request, 'probe', probeIssue(fault), true);
    }
  };

  const train = (now: Active, request: number | undefined, count?: number, only?: readonly TaskId[]): void => {
    const loop: Loop = { cancelled: false, done: Promise.resolve() };
    now.loop = loop;
    let worked = clock.now();
    const work = async (): Promise<void> => {
      try {
        const outcome = await runLoop({
          run: now.run,
          clock,
          yieldTo,
          ...(count === undefined ? {} : { count }),
          only,
          sliceMs: now.backend.info.hardware ? SHARED_GPU_SLICE_MS : undefined,
          cancelled: () => loop.cancelled,
          limit: () => (count === undefined ? now.limit : undefined),
          worked() {
            const time = clock.now();
            now.seconds += (time - worked) / 1000;
            worked = time;
          },
          report() {
            if (now.backend.lost()) throw new Error('the graphics device was lost');
            report(now);
            if (clock.now() - now.probed < 1000 / now.hz) return 0;
            probe(now);
            return count === undefined && now.probes.length > MANY_PROBES ? (parts.rest ?? 0) : 0;
          },
        });
        now.loop = undefined;
        if (now !== active) return;
        if (now.backend.lost()) throw new Error('the graphics device was lost');
        if (outcome.kind === 'notFinite') {
          report(now);
          failed(now.id, request, 'training', notFiniteIssue(outcome.fault), true);
          return;
        }
        const { reason } = outcome;
        const byRule = reason.code !== 'stop.paused' && reason.code !== 'stop.stepped';
        now.run.rest(byRule);
        const bad = now.run.settle();
        report(now);
        probe(now);
        if (bad) failed(now.id, request, 'training', notFiniteIssue(bad), true);
        else
          post({ type: 'rested', run: now.id, request, reason, progress: progressOf(now.run, now.seconds, now.rate) });
      } catch (fault) {
        now.loop = undefined;
        if (now !== active) return;
        const lost = now.backend.lost();
        now.toldLost = lost;
        const issue = lost ? lostIssue(now) : error('engine.training', { reason: reasonOf(fault), step: now.run.step });
        failed(now.id, request, 'training', issue);
      }
    };
    loop.done = work();
  };

  const execute = async (command: Command): Promise<void> => {
    if (command.type === 'start') {
      if (newest === command.run) await start(command);
      return;
    }
    const now = active;
    if (!now || now.id !== command.run) return;
    if (command.type !== 'stop' && lostNow(now)) return;
    switch (command.type) {
      case 'play':
        if (!now.loop) train(now, undefined);
        return;
      case 'pause': {
        const { loop } = now;
        if (loop) {
          loop.cancelled = true;
          await loop.done;
        }
        const progress = progressOf(now.run, now.seconds, now.rate);
        post({ type: 'rested', run: now.id, request: command.request, reason: { code: 'stop.paused' }, progress });
        return;
      }
      case 'step':
        if (now.loop) {
          now.loop.cancelled = true;
          await now.loop.done;
        }
        train(now, command.request, command.count, command.tasks);
        return;
      case 'tune':
        tune(now, command.experiment);
        return;
      case 'limit':
        now.limit = command.stepsPerSecond;
        return;
      case 'watch':
        now.probes = command.probes;
        now.hz = Math.max(0.1, command.hz);
        if (!now.loop) probe(now);
        return;
      case 'probe':
        measureOne(now, command.request, command.probe);
        return;
      case 'hand': {
        const { request, model, node } = command;
        const done = now.run.hand(model, node, command.edit);
        if (!done.ok) {
          failed(now.id, request, 'probe', done.issue, true);
          return;
        }
        report(now, done.value);
        measureOne(now, request, { kind: 'parameters', key: 'hand', model, node });
        if (!now.loop) probe(now);
        return;
      }
      case 'checkpoint': {
        // The rows that the checkpoint takes for written must be out before it.
        report(now);
        const checkpoint = now.run.checkpoint(now.seconds);
        // A device lost while it was read gives zeros without a word.
        if (!lostNow(now)) post({ type: 'checkpointed', run: now.id, request: command.request, checkpoint });
        return;
      }
      case 'stop':
        await end();
    }
  };

  const tune = (now: Active, experiment: Experiment): void => {
    const checked = checkExperiment(experiment);
    if (!checked.ok) {
      failed(now.id, undefined, 'model', checked.issue, true);
      return;
    }
    const { plans } = checked.value;
    const before = now.run.learners.map((learner) => learner.plan);
    if (!sameParameters(before, plans)) {
      failed(now.id, undefined, 'model', error('engine.structure'), true);
      return;
    }
    const changes = liveTunings(now.run.experiment, checked.value.experiment);
    report(now, now.run.tune(checked.value.experiment, plans, changes));
  };

  return {
    handle(command) {
      if (command.type === 'start') newest = command.run;
      if (command.type === 'stop' && newest === command.run) newest = undefined;
      if ((command.type === 'start' || command.type === 'stop') && active?.loop) active.loop.cancelled = true;
      queue = queue.then(() => execute(command));
    },
    look() {
      if (active) lostNow(active);
    },
    async settled() {
      await queue;
      await active?.loop?.done;
    },
  };
}

/** More than a screen of two models asks for. */
const MANY_PROBES = 40;
/** The page draws on the same graphics card: long slices would hold its frames up. */
const SHARED_GPU_SLICE_MS = 8;

type FailStage = Extract<Report, { type: 'failed' }>['stage'];

const reasonOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));

function notFiniteIssue(fault: { step: number; model: string; task: string }): Issue {
  return error('training.notFinite', { step: fault.step, model: fault.model, task: fault.task });
}

function progressOf(
  run: Run,
  seconds: number,
  stepsPerSecond: number,
): Extract<Report, { type: 'progress' }>['progress'] {
  const { stepsPerEpoch, batchSize } = run.batches;
  const epoch = run.batches.epochOf(run.step);
  const inEpoch = run.step - epoch * stepsPerEpoch;
  const samples = epoch * run.ready.train.rows + inEpoch * batchSize;
  return { step: run.step, epoch, samples, seconds, stepsPerSecond };
}
