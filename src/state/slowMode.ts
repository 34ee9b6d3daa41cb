/**
 * Slow mode: one training step of one model, stop by stop. The engine rehearses the step when the walk begins, so every
 * number is known before; the step is really taken on the way to the last stop, in all models. Whatever changes the run
 * from outside ends the walk, or has it measured anew where it can go on.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ModelId } from '../core/experiment/experiment.ts';
import { analyseModel } from '../core/graph/analyse.ts';
import { type Stop, walkthrough } from '../core/graph/walkthrough.ts';
import { error, type Issue } from '../core/result.ts';
import { outlineOf } from '../core/scenarios/outline.ts';
import type { Probe, ProbeResult } from '../engine/protocol.ts';
import type { RunStore } from './stores.ts';

export interface SlowState {
  /** 'busy': the step is being measured or taken. */
  readonly status: 'closed' | 'busy' | 'walking';
  readonly model: ModelId | undefined;
  /** The step that is walked through, counted from 0. */
  readonly step: number;
  readonly stops: readonly Stop[];
  readonly at: number;
  /** The step was really taken: what follows is the next one. */
  readonly taken: boolean;
  /** Goes on by itself. */
  readonly playing: boolean;
  /** Seconds for each stop while it goes on by itself. */
  readonly pace: number;
}
export interface SlowMode extends StoreApi<SlowState> {
  /** Pauses training and measures the next step of the model. */
  begin(model: ModelId): Promise<void>;
  /** The next stop; behind the last one, the first of the next step. */
  next(): Promise<void>;
  back(): void;
  go(at: number): Promise<void>;
  play(on: boolean): void;
  setPace(seconds: number): void;
  close(): void;
}

const CLOSED: Omit<SlowState, 'pace'> = {
  status: 'closed',
  model: undefined,
  step: 0,
  stops: [],
  at: 0,
  taken: false,
  playing: false,
};
const FIRST_PACE = 4;

export interface SlowParts {
  readonly runs: RunStore;
  /** What of the session a walk needs. */
  readonly session: {
    pause(): Promise<void>;
    step(count?: number): Promise<void>;
    probe(probe: Probe): Promise<ProbeResult>;
  };
  notify(issue: Issue): void;
}

export function createSlowMode({ runs, session, notify }: SlowParts): SlowMode {
  const store = createStore<SlowState>(() => ({ ...CLOSED, pace: FIRST_PACE }));
  const { getState, setState } = store;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** A newer walk makes the answers to an older one worthless. */
  let walk = 0;
  let revision = 0;

  const close = (): void => {
    walk += 1;
    clearTimeout(timer);
    setState(CLOSED);
  };
  const wait = (): void => {
    clearTimeout(timer);
    const { playing, pace, status } = getState();
    if (playing && status === 'walking') timer = setTimeout(() => void next(), pace * 1000);
  };
  const arrive = (change: Partial<SlowState>): void => {
    revision = runs.getState().revision;
    setState({ ...change, status: 'walking' });
    wait();
  };

  const measure = async (model: ModelId, at: number): Promise<void> => {
    walk += 1;
    const mine = walk;
    setState({ status: 'busy', model, taken: false });
    try {
      await session.pause();
      const { rehearsal } = await session.probe({ kind: 'rehearsal', key: 'slow mode', model });
      const { experiment } = runs.getState();
      const spec = experiment?.models.find((each) => each.id === model);
      const plan = experiment && spec && analyseModel(spec, experiment.data, outlineOf(experiment.data)).plan;
      if (mine !== walk) return;
      if (!plan || !rehearsal) throw error('engine.probeModel', { found: model });
      const stops = walkthrough(plan, rehearsal);
      // The last stop tells of a step taken: it is not arrived at by measuring.
      arrive({ stops, step: rehearsal.step, at: Math.min(at, stops.length - 2) });
    } catch (fault) {
      if (mine !== walk) return;
      close();
      notify(isIssue(fault) ? fault : error('engine.probe', { reason: String(fault) }));
    }
  };

  const go = async (at: number): Promise<void> => {
    const { status, stops, taken, step } = getState();
    if (status !== 'walking' || at < 0 || at >= stops.length) return;
    if (at < stops.length - 1 || taken) {
      arrive({ at });
      return;
    }
    walk += 1;
    const mine = walk;
    setState({ status: 'busy' });
    await session.step(1);
    if (mine !== walk) return;
    // The stop rule, or a loss that is no number, may have forbidden it.
    if (runs.getState().progress.step === step + 1) arrive({ at, taken: true });
    else close();
  };
  const next = async (): Promise<void> => {
    const { model, at, stops, status } = getState();
    if (status !== 'walking' || model === undefined) return;
    await (at === stops.length - 1 ? measure(model, 0) : go(at + 1));
  };

  runs.subscribe((run, before) => {
    const { status, model, step, taken, at } = getState();
    if (status !== 'walking' || model === undefined) return;
    const gone = run.log !== before.log || run.status === 'running' || run.status === 'starting';
    if (gone || run.progress.step !== step + (taken ? 1 : 0)) close();
    else if (run.revision !== revision && !taken) void measure(model, at);
  });

  return {
    ...store,
    begin: (model) => measure(model, 0),
    next,
    back: () => void go(getState().at - 1),
    go,
    play(on) {
      setState({ playing: on });
      wait();
    },
    setPace(seconds) {
      setState({ pace: seconds });
      wait();
    },
    close,
  };
}

const isIssue = (fault: unknown): fault is Issue =>
  typeof fault === 'object' && fault !== null && 'code' in fault && 'params' in fault;
