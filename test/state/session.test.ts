/** The session against a scripted engine: what is sent when, and what the store says. */
import { describe, expect, it, vi } from 'vitest';
import { FIRST_PRESET, presets } from '../../src/core/experiment/presets/index.ts';
import { error, type Issue } from '../../src/core/result.ts';
import type { Checkpoint, Command, EngineClient, Report } from '../../src/engine/protocol.ts';
import { createActivity } from '../../src/state/activity.ts';
import type { SavedRun } from '../../src/state/database.ts';
import { createExperimentStore } from '../../src/state/experimentStore.ts';
import { createLive } from '../../src/state/live.ts';
import type { Persist } from '../../src/state/persist.ts';
import { createRunStore } from '../../src/state/runStore.ts';
import { createSession } from '../../src/state/session.ts';

const PROGRESS = { step: 0, epoch: 0, samples: 0, seconds: 0, stepsPerSecond: 0 };

function scriptedEngine() {
  const sent: Command[] = [];
  const listeners = new Set<(report: Report) => void>();
  const say = (report: Report): void => {
    for (const listener of listeners) listener(report);
  };
  let requests = 0;
  let step = 0;
  const answer = (command: Command & { request: number }): Report => {
    const { run, request } = command;
    if (command.type === 'start') {
      step = 0;
      const rows = { train: 10, validation: 5, test: 5, labelled: {} };
      const backend = { name: 'cpu', reason: 'pinned', worker: false } as const;
      return { type: 'started', run, request, backend, progress: PROGRESS, rows, warnings: [], stepsPerEpoch: 1 };
    }
    if (command.type === 'step') {
      step += command.count;
      say({
        type: 'progress',
        run,
        progress: { ...PROGRESS, step },
        rows: { steps: Float64Array.of(step), columns: { x: Float32Array.of(1) } },
        tuned: [],
      });
      return { type: 'rested', run, request, reason: { code: 'stop.stepped' }, progress: { ...PROGRESS, step } };
    }
    if (command.type === 'pause') {
      return { type: 'rested', run, request, reason: { code: 'stop.paused' }, progress: { ...PROGRESS, step } };
    }
    if (command.type === 'checkpoint') {
      return { type: 'checkpointed', run, request, checkpoint: { step, tuning: [] } as unknown as Checkpoint };
    }
    const issue = error('engine.unscripted', { found: command.type });
    return { type: 'failed', run, request, stage: 'probe', issue, canContinue: true };
  };
  const client: EngineClient = {
    send: (command) => void sent.push(command),
    request: () => ++requests,
    async ask(command) {
      sent.push(command);
      await Promise.resolve();
      const report = answer(command);
      say(report);
      if (report.type === 'failed') throw report.issue;
      return report;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    idle: async () => {},
    dispose: () => {},
  };
  return { client, sent, say };
}
function fresh() {
  const experiments = createExperimentStore(presets.get(FIRST_PRESET).build());
  const runs = createRunStore();
  const live = createLive();
  const engine = scriptedEngine();
  const saved: (SavedRun | undefined)[] = [];
  const persist: Persist = {
    restore: async () => undefined,
    saveExperiment: async () => {},
    saveRun: async (run) => void saved.push(run),
    saveHistory: async () => {},
    saveStudies: async () => {},
  };
  const activity = createActivity();
  const notices: Issue[] = [];
  const session = createSession({
    experiments,
    runs,
    live,
    client: engine.client,
    persist,
    activity,
    dataUrl: '',
    notify: (issue) => notices.push(issue),
  });
  const types = (): string[] => engine.sent.map((command) => command.type);
  return { experiments, runs, live, session, types, notices, saved, ...engine };
}
const structural = { type: 'setTraining', patch: { seed: 77 } } as const;
const live = { type: 'setOptimizer', patch: { learningRate: 0.123 } } as const;

describe('the session', () => {
  it('starts, plays and rests', async () => {
    const { session, runs, types } = fresh();
    await session.begin();
    expect(runs.getState().status).toBe('ready');
    await session.play();
    expect(runs.getState().status).toBe('running');
    await session.pause();
    expect(runs.getState().status).toBe('ready');
    expect(types()).toContain('play');
  });
  it('restarts by itself on a structural change while nothing would be lost', async () => {
    const { session, experiments, runs, types } = fresh();
    await session.begin();
    experiments.edit(structural);
    await session.idle();
    expect(types().filter((type) => type === 'start')).toHaveLength(2);
    expect(runs.getState()).toMatchObject({ pending: false, ghosts: [] });
  });
  it('offers structural changes once there are curves, and keeps the curves when they are applied', async () => {
    const { session, experiments, runs, types } = fresh();
    await session.begin();
    await session.step(5);
    experiments.edit(structural);
    await session.idle();
    expect(runs.getState().pending).toBe(true);
    expect(types().filter((type) => type === 'start')).toHaveLength(1);
    await session.apply();
    expect(runs.getState()).toMatchObject({ pending: false, status: 'ready', progress: { step: 0 } });
    expect(runs.getState().ghosts.map((ghost) => ghost.steps)).toEqual([5]);
  });
  it('takes the offer back when the change is undone', async () => {
    const { session, experiments, runs } = fresh();
    await session.begin();
    await session.step(5);
    experiments.edit(structural);
    expect(runs.getState().pending).toBe(true);
    experiments.undo();
    expect(runs.getState().pending).toBe(false);
  });
  it('has no run after something was opened that cannot train, and begins one once it can', async () => {
    const { session, experiments, runs, types } = fresh();
    await session.begin();
    await session.step(5);
    experiments.edit({ type: 'replace', experiment: presets.get('empty').build() });
    await session.restart({ afresh: true });
    expect(runs.getState()).toMatchObject({ status: 'idle', experiment: undefined, progress: { step: 0 } });
    expect(types()).toContain('stop');
    experiments.undo();
    await session.idle();
    expect(runs.getState().status).toBe('ready');
  });
  it('tunes live changes into the run without a restart', async () => {
    const { session, experiments, runs, sent, types } = fresh();
    await session.begin();
    await session.play();
    experiments.edit(live, 'ephemeral');
    const tune = sent.findLast((command) => command.type === 'tune');
    expect(tune?.type === 'tune' && tune.experiment.training.optimizer.learningRate).toBe(0.123);
    expect(types().filter((type) => type === 'start')).toHaveLength(1);
    expect(runs.getState()).toMatchObject({ pending: false, status: 'running' });
  });
  it('tunes what was changed while the run was being built, once it stands', async () => {
    const { session, experiments, runs, sent } = fresh();
    const begun = session.begin();
    await Promise.resolve();
    expect(runs.getState().status).toBe('starting');
    experiments.edit(live);
    await begun;
    const tune = sent.findLast((command) => command.type === 'tune');
    expect(tune?.type === 'tune' && tune.experiment.training.optimizer.learningRate).toBe(0.123);
    expect(runs.getState().experiment).toBe(experiments.getState().experiment);
  });
  it('offers half the learning rate after a loss that is not finite, and goes on', async () => {
    const { session, experiments, runs, say, types } = fresh();
    await session.begin();
    await session.play();
    const before = experiments.getState().experiment.training.optimizer.learningRate;
    const issue = error('training.notFinite', { task: 'a', step: 3 });
    const run = 1 as never;
    say({ type: 'failed', run, request: undefined, stage: 'training', issue, canContinue: true });
    expect(runs.getState()).toMatchObject({ status: 'failed', canContinue: true });
    await session.halveLearningRate();
    expect(experiments.getState().experiment.training.optimizer.learningRate).toBe(before / 2);
    expect(runs.getState().status).toBe('running');
    expect(types().filter((type) => type === 'start')).toHaveLength(1);
  });
  it('keeps the good parameters after a loss that is not finite, and nothing where the run is beyond help', async () => {
    for (const canContinue of [true, false]) {
      const { session, say, saved, types } = fresh();
      await session.begin();
      await session.step(3);
      await session.play();
      await vi.waitFor(() => expect(saved.length).toBeGreaterThan(0));
      saved.length = 0;
      const asked = types().length;
      const issue = error('training.notFinite', { task: 'a', step: 3 });
      say({ type: 'failed', run: 1 as never, request: undefined, stage: 'training', issue, canContinue });
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
      expect(types().slice(asked)).toEqual(canContinue ? ['checkpoint'] : []);
      expect(saved.map((run) => run?.checkpoint.step)).toEqual(canContinue ? [3] : []);
    }
  });
  it('sends the union of what is watched', async () => {
    const { session, live: bus, sent } = fresh();
    await session.begin();
    const probe = { kind: 'gradients', key: 'g', model: 'A' as never } as const;
    const stop = bus.watch(probe);
    await Promise.resolve();
    expect(sent.at(-1)).toMatchObject({ type: 'watch', probes: [probe] });
    stop();
    await Promise.resolve();
    expect(sent.at(-1)).toMatchObject({ type: 'watch', probes: [] });
  });
});
