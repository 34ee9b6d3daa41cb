/**
 * Session: keeps the engine's run in step with the document. Live changes are tuned into the run at once; structural ones
 * wait for 'Apply changes' unless nothing would be lost (step 0). Verbs run one after another, so that a pause that
 * follows a play never overtakes it.
 */
import type { StoreApi } from 'zustand/vanilla';
import { changeKind } from '../core/experiment/changes.ts';
import type { Edit } from '../core/experiment/edit.ts';
import type { Experiment, TaskId } from '../core/experiment/experiment.ts';
import type { LogRows } from '../core/metrics/logRows.ts';
import { error, type Issue } from '../core/result.ts';
import {
  type Checkpoint,
  type Command,
  type EngineClient,
  type Report,
  type RunId,
  runId,
} from '../engine/protocol.ts';
import type { Activity } from './activity.ts';
import { createAutosave } from './autosave.ts';
import type { SavedRun } from './database.ts';
import type { LiveBus } from './live.ts';
import type { Persist } from './persist.ts';
import { applyReport, beginRun, clearRun, keepAsGhost } from './runStore.ts';
import type { OpenOptions, Session } from './services.ts';
import type { ExperimentStore, RunState } from './stores.ts';

const PROBE_HZ = 8;

export interface SessionParts {
  readonly experiments: ExperimentStore;
  readonly runs: StoreApi<RunState>;
  readonly live: LiveBus;
  readonly client: EngineClient;
  readonly persist: Persist;
  readonly activity: Activity;
  /** Base address of the data files. */
  readonly dataUrl: string;
  /** Why nothing may train yet: a prediction comes first. */
  shut?(): Issue | undefined;
  /** What a person should know: the run was taken up again, another backend than wished trains. */
  notify(issue: Issue): void;
}
export interface ManagedSession extends Session {
  /** Prepares the first run, from a checkpoint where there is one. */
  begin(saved?: SavedRun): Promise<void>;
  /** A new run of the present document, or the saved one; the old curves become a ghost. */
  restart(options?: RestartOptions): Promise<void>;
}
interface RestartOptions extends OpenOptions {
  /** Another experiment was opened: the old run ends even where the new one cannot train yet. */
  readonly afresh?: boolean;
}

export function createSession(parts: SessionParts): ManagedSession {
  const { experiments, runs, live, client, persist, activity, dataUrl, notify } = parts;
  let run: RunId = runId(0);
  let endTraining: (() => void) | undefined;
  let endCheckpoints: (() => void) | undefined;

  // Verbs one at a time; a failed one does not stop those behind it.
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <Value>(name: string, work: () => Promise<Value>): Promise<Value> => {
    const turn = queue.then(work, work);
    queue = turn.catch(() => undefined);
    return activity.during(name, turn);
  };

  const sendWatch = (): void => client.send({ type: 'watch', run, probes: live.probes, hz: PROBE_HZ });
  /** Asks; failures are already in the store by their report, so the promise settles either way. */
  const ask = async (command: Command & { readonly request: number }): Promise<Report | undefined> =>
    client.ask(command).catch(() => undefined);

  const start = async (experiment: Experiment, checkpoint?: Checkpoint, log?: LogRows): Promise<void> => {
    atRest();
    run = runId(run + 1);
    live.clear();
    beginRun(runs, experiment, log);
    if (checkpoint && checkpoint.tuning.length > 0) runs.setState({ tuned: true });
    const command = { type: 'start', run, request: client.request(), experiment, dataUrl } as const;
    const answer = await ask(checkpoint ? { ...command, checkpoint } : command);
    if (answer?.type !== 'started') {
      if (runs.getState().status === 'starting') runs.setState({ status: 'failed' });
      return;
    }
    const limit = runs.getState().stepsPerSecondLimit;
    if (limit !== undefined) client.send({ type: 'limit', run, stepsPerSecond: limit });
    sendWatch();
    follow();
  };

  const capture = async (): Promise<SavedRun | undefined> => {
    const { experiment, status, log } = runs.getState();
    if (!experiment || status === 'starting' || status === 'idle') return undefined;
    const answer = await ask({ type: 'checkpoint', run, request: client.request() });
    if (answer?.type !== 'checkpointed') return undefined;
    return { experiment, checkpoint: answer.checkpoint, log: log.snapshot() };
  };
  const autosave = createAutosave({
    persist,
    activity,
    capture,
    document: () => experiments.getState().experiment,
  });
  const atRest = (): void => {
    endCheckpoints?.();
    endCheckpoints = undefined;
    endTraining?.();
    endTraining = undefined;
  };
  const endRun = (): void => {
    atRest();
    client.send({ type: 'stop', run });
    live.clear();
    clearRun(runs);
  };
  const startLoop = (): void => {
    const { status, experiment } = runs.getState();
    if (status !== 'ready' && status !== 'stopped') return;
    runs.setState({ status: 'running', stop: undefined, issue: undefined });
    // A run without a stop rule would never be quiet: it does not count.
    if (experiment?.training.stop.kind !== 'never') endTraining = activity.begin('training until its stop rule holds');
    endCheckpoints = autosave.whileTraining();
    client.send({ type: 'play', run });
  };
  const ready = async (): Promise<boolean> => {
    const shut = parts.shut?.();
    if (shut) {
      notify(shut);
      return false;
    }
    const { status, canContinue } = runs.getState();
    if (status === 'failed' && canContinue) runs.setState({ status: 'ready', issue: undefined });
    else if (status === 'idle' || status === 'failed') await start(experiments.getState().experiment);
    return runs.getState().status !== 'failed';
  };
  const restart = (options?: RestartOptions): Promise<void> =>
    inTurn('starting a run', async () => {
      const saved = options?.run;
      if (!saved && !experiments.getState().trainable) {
        if (options?.afresh) endRun();
        else runs.setState({ pending: true });
        return;
      }
      keepAsGhost(runs);
      if (saved) await start(saved.experiment, saved.checkpoint, saved.log);
      else await start(experiments.getState().experiment);
      await persist.saveRun(saved, experiments.getState().experiment);
      if (options?.play && (await ready())) startLoop();
    });

  client.subscribe((report) => {
    applyReport(runs, report);
    activity.pulse();
    if (report.type === 'probes') live.publish(report.results);
    if (report.type === 'rested' || report.type === 'failed') {
      if (report.type === 'rested' || report.stage !== 'probe') atRest();
      if (report.type === 'rested' || report.canContinue) void activity.during('saving the run', autosave.run());
    }
    const issue = noticeOf(report);
    if (issue) notify(issue);
  });

  /** Compares the document with what the run trains, after every change of either. */
  const follow = (): void => {
    const { experiment, trainable } = experiments.getState();
    const state = runs.getState();
    if (state.status === 'idle' && trainable) restartSoon();
    if (!state.experiment || experiment === state.experiment) return;
    const kind = changeKind(state.experiment, experiment);
    if (kind === 'structural') {
      const nothingToLose = state.progress.step === 0 && state.status !== 'running';
      if (nothingToLose && trainable) restartSoon();
      else if (!state.pending) runs.setState({ pending: true });
      return;
    }
    if (kind === 'live') {
      // The run that is being built has the older document: `start` comes back here once it stands.
      if (state.status === 'starting') return;
      client.send({ type: 'tune', run, experiment });
    }
    runs.setState({ experiment, pending: false });
  };
  // While a slider is dragged at step 0 only the newest document is built.
  let restarting = false;
  let again = false;
  const restartSoon = (): void => {
    if (restarting) {
      again = true;
      return;
    }
    restarting = true;
    void restart().finally(() => {
      restarting = false;
      if (again) {
        again = false;
        follow();
      }
    });
  };

  experiments.subscribe((state, before) => {
    if (state.experiment === before.experiment) return;
    autosave.documentSoon(state.experiment);
    follow();
  });
  live.onProbesChanged(() => queueMicrotask(sendWatch));

  return {
    begin: (saved) =>
      inTurn('starting the first run', async () => {
        const { experiment, trainable } = experiments.getState();
        if (saved) await start(saved.experiment, saved.checkpoint, saved.log);
        else if (trainable) await start(experiment);
        follow();
      }),
    restart,
    play: () =>
      inTurn('play', async () => {
        if (runs.getState().status === 'running') return;
        if (await ready()) startLoop();
      }),
    pause: () =>
      inTurn('pause', async () => {
        if (runs.getState().status === 'running') await ask({ type: 'pause', run, request: client.request() });
      }),
    step: (count = 1, tasks?: readonly TaskId[]) =>
      inTurn('step', async () => {
        if (runs.getState().status === 'running') await ask({ type: 'pause', run, request: client.request() });
        if (!(await ready())) return;
        const command = { type: 'step', run, request: client.request(), count } as const;
        await ask(tasks ? { ...command, tasks } : command);
      }),
    reset: () => restart(),
    dice: async () => {
      const seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 1;
      // Small enough to read aloud in class.
      experiments.edit({ type: 'setTraining', patch: { seed: seed % 10_000 } });
      await restart({ play: runs.getState().status === 'running' });
    },
    apply: () => restart({ play: runs.getState().status === 'running' }),
    limit(stepsPerSecond) {
      runs.setState({ stepsPerSecondLimit: stepsPerSecond });
      client.send({ type: 'limit', run, stepsPerSecond });
    },
    async halveLearningRate() {
      experiments.edit(halvedLearningRates(experiments.getState().experiment));
      await this.play();
    },
    async probe(probe) {
      const report = await activity.during(
        'probe',
        client.ask({ type: 'probe', run, request: client.request(), probe }),
      );
      if (report.type !== 'probed') throw new Error(`asked for a probe, got '${report.type}'`);
      return report.result;
    },
    async hand(model, node, edit) {
      const command = { type: 'hand', run, request: client.request(), model, node, edit } as const;
      const report = await activity.during('a change by hand', client.ask(command));
      if (report.type !== 'probed') throw new Error(`asked for a change by hand, got '${report.type}'`);
      // Nothing else knows of it: without a checkpoint it would be lost with the engine.
      void activity.during('saving the run', autosave.run());
      return report.result;
    },
    capture: () => inTurn('reading the run', async () => (runs.getState().progress.step > 0 ? capture() : undefined)),
    idle: () => activity.idle(),
  };
}

/** What a report is worth saying in a sentence. */
function noticeOf(report: Report): Issue | undefined {
  if (report.type === 'recovered') {
    const { cause, reason, progress, backend } = report;
    return error(`engine.recovered.${cause}`, { step: progress.step, backend: backend.name, reason });
  }
  if (report.type !== 'started' || report.backend.reason !== 'fallback') return undefined;
  return error('backend.fallback', { wanted: report.backend.wanted ?? 'auto', backend: report.backend.name });
}

/** Half of every learning rate in use: the common one, models' overrides, groups'. */
function halvedLearningRates(experiment: Experiment): Edit {
  const edits: Edit[] = [
    { type: 'setOptimizer', patch: { learningRate: experiment.training.optimizer.learningRate / 2 } },
  ];
  for (const model of experiment.models) {
    const rate = model.optimizer?.learningRate;
    if (rate !== undefined) edits.push({ type: 'setOptimizer', model: model.id, patch: { learningRate: rate / 2 } });
    for (const group of model.groups) {
      if (group.learningRate === undefined) continue;
      edits.push({ type: 'setGroup', model: model.id, group: { ...group, learningRate: group.learningRate / 2 } });
    }
  }
  return { type: 'batch', edits };
}
