/**
 * The engine's core: commands in, reports out. It runs in a worker, in the page, and in Node tests; everything that
 * differs between them (posting, files, clock, giving way, opening a backend) is handed in.
 * Commands are taken one after another; a new start ends the run before it at once.
 */
import { liveTunings } from '../../core/experiment/changes.ts';
import { error, type Issue, type Result } from '../../core/result.ts';
import { loadData } from '../../core/scenarios/loadData.ts';
import { ownTableOf, withOwnTable } from '../../core/scenarios/ownTable.ts';
import type { Assets } from '../../core/scenarios/scenario.ts';
import type { Command, Report, RunId } from '../protocol.ts';
import { type ActiveRun, createActiveRun, type FailStage, reasonOf } from './activeRun.ts';
import { checkExperiment, sameParameters } from './checkExperiment.ts';
import { checkpointFits } from './checkpoint.ts';
import type { BackendRequest, OpenBackend } from './choice.ts';
import type { Clock, YieldTo } from './loop.ts';
import { createRun } from './run.ts';

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
type Tune = Extract<Command, { type: 'tune' }>;
type Hand = Extract<Command, { type: 'hand' }>;

/** Where in the whole of a start the data begin and end. */
const DATA_FROM = 0.2;
const DATA_TO = 0.5;

export function createEngine(parts: EngineParts): Engine {
  const { post, clock, yieldTo } = parts;
  let active: ActiveRun | undefined;
  /** The newest run asked for: work for any other is given up. */
  let newest: RunId | undefined;
  let queue: Promise<void> = Promise.resolve();
  /** Changes that wait for their step, in order. */
  let later: (Tune | Hand)[] = [];

  const failed = (run: RunId, request: number | undefined, stage: FailStage, issue: Issue, canContinue = false): void =>
    post({ type: 'failed', run, request, stage, issue, canContinue });

  const end = async (): Promise<void> => {
    const ended = active;
    active = undefined;
    later = [];
    await ended?.end();
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
        split: dataset.train,
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
      const now = createActiveRun({
        ...{ id, run, backend, seconds, post, clock, yieldTo },
        rest: parts.rest ?? 0,
        changes: () => makeChanges(now, run.step),
      });
      active = now;
      active.begin(request);
    } catch (fault) {
      if (active) await end();
      if (!stale()) failed(id, request, stage, error(`engine.${stage}`, { reason: reasonOf(fault) }));
    }
  };

  const execute = async (command: Command): Promise<void> => {
    if (command.type === 'start') {
      if (newest === command.run) await start(command);
      return;
    }
    const now = active;
    if (!now || now.id !== command.run) return;
    if (command.type !== 'stop' && now.lost()) return;
    makeChanges(now, now.run.step);
    switch (command.type) {
      case 'play':
        if (!now.training) now.train(undefined);
        return;
      case 'pause':
        await now.pause(command.request);
        return;
      case 'step':
        now.cancel();
        await now.settled();
        now.train(command.request, command.count, command.tasks);
        if (command.whole) await now.settled();
        return;
      case 'tune':
      case 'hand':
        if ((command.at ?? 0) > now.run.step) later.push(command);
        else {
          // Those that wait were made before this one.
          makeChanges(now, Number.POSITIVE_INFINITY);
          change(now, command);
        }
        return;
      case 'limit':
        now.limit = command.stepsPerSecond;
        return;
      case 'watch':
        now.watch(command.probes, command.hz);
        return;
      case 'probe':
        now.probe(command.request, command.probe);
        return;
      case 'checkpoint':
        now.checkpoint(command.request);
        return;
      case 'stop':
        await end();
    }
  };

  /** A command that broke must not silence those behind it; the page then goes on from its newest checkpoint. */
  const broke = (command: Command, fault: unknown): void => {
    const issue = error('engine.training', { reason: reasonOf(fault), step: active?.run.step ?? 0 });
    failed(command.run, 'request' in command ? command.request : undefined, 'training', issue);
  };

  const change = (now: ActiveRun, command: Tune | Hand): void =>
    command.type === 'tune' ? tune(now, command) : hand(now, command);
  /** Makes those that wait for a step up to `step`; returns the step for which the next one waits. */
  const makeChanges = (now: ActiveRun, step: number): number => {
    for (;;) {
      const [next] = later;
      const at = next?.at ?? Number.POSITIVE_INFINITY;
      if (!next || at > step) return at;
      later.shift();
      change(now, next);
    }
  };

  const hand = (now: ActiveRun, { request, model, node, edit, change: number }: Hand): void => {
    const done = now.run.hand(model, node, edit);
    if (!done.ok) {
      failed(now.id, request, 'probe', done.issue, true);
      return;
    }
    now.report(done.value, number);
    now.probe(request, { kind: 'parameters', key: 'hand', model, node });
    now.probeAtRest();
  };

  const tune = (now: ActiveRun, { experiment, change: number }: Tune): void => {
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
    now.report(now.run.tune(checked.value.experiment, plans, changes), number);
  };

  return {
    handle(command) {
      if (command.type === 'start') newest = command.run;
      if (command.type === 'stop' && newest === command.run) newest = undefined;
      if (command.type === 'start' || command.type === 'stop') active?.cancel();
      queue = queue.then(() => execute(command)).catch((fault: unknown) => broke(command, fault));
    },
    look() {
      active?.lost();
    },
    async settled() {
      await queue;
      await active?.settled();
    },
  };
}
