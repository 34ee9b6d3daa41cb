/**
 * The page's side: answers find their askers, stale reports are dropped, and an engine that ends is followed by a fresh
 * one that is told everything.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWorkerClient } from '../../src/engine/client.ts';
import { type Checkpoint, type Command, type Report, runId } from '../../src/engine/protocol.ts';
import { TICK_MS } from '../../src/engine/watchdog.ts';
import { experimentOf } from '../support/experiments.ts';

class FakeWorker {
  static made: FakeWorker[] = [];
  sent: Command[] = [];
  pings = 0;
  ended = false;
  onmessage: ((event: { data: Report | { type: 'alive' } }) => void) | undefined;
  onerror: ((event: { message: string; preventDefault(): void }) => void) | undefined;
  constructor() {
    FakeWorker.made.push(this);
  }
  postMessage(command: Command | { type: 'ping' }): void {
    if (command.type === 'ping') this.pings += 1;
    else this.sent.push(command);
  }
  die(message = 'out of memory'): void {
    this.onerror?.({ message, preventDefault: () => undefined });
  }
  terminate(): void {
    this.ended = true;
  }
}
beforeEach(() => {
  vi.useFakeTimers();
  FakeWorker.made = [];
  vi.stubGlobal('Worker', FakeWorker);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const progress = { step: 0, epoch: 0, samples: 0, seconds: 0, stepsPerSecond: 0 };
const rested = (run: number, request: number): Report => ({
  type: 'rested',
  run: runId(run),
  request,
  reason: { code: 'stop.stepped' },
  progress,
});
function begin() {
  const client = createWorkerClient();
  const reports: Report[] = [];
  client.subscribe((report) => reports.push(report));
  const start = {
    type: 'start',
    run: runId(1),
    request: client.request(),
    experiment: experimentOf(),
    dataUrl: '',
  } as const;
  client.send(start);
  const worker = FakeWorker.made[0];
  if (!worker) throw new Error('no worker was made');
  return { client, reports, worker };
}

describe('the client', () => {
  it('gives each asker its own answer', async () => {
    const { client, worker } = begin();
    const [first, second] = [client.request(), client.request()];
    const answers = [first, second].map((request) => client.ask({ type: 'step', run: runId(1), request, count: 1 }));
    worker.onmessage?.({ data: rested(1, second) });
    worker.onmessage?.({ data: rested(1, first) });
    expect(await Promise.all(answers)).toMatchObject([{ request: first }, { request: second }]);
  });

  it('drops reports of a stale run and gives its askers up', async () => {
    const { client, reports, worker } = begin();
    const request = client.request();
    const stale = client.ask({ type: 'step', run: runId(1), request, count: 1 });
    client.send({ type: 'start', run: runId(2), request: client.request(), experiment: experimentOf(), dataUrl: '' });
    await expect(stale).rejects.toMatchObject({ code: 'engine.superseded' });
    worker.onmessage?.({ data: rested(1, request) });
    expect(reports).toEqual([]);
  });

  it('is idle when no question is open and no loop runs', async () => {
    const { client, worker } = begin();
    client.send({ type: 'play', run: runId(1) });
    let idle = false;
    const waiting = client.idle().then(() => {
      idle = true;
    });
    await client.idle(true);
    expect(idle).toBe(false);
    worker.onmessage?.({ data: rested(1, 99) });
    await waiting;
    expect(idle).toBe(true);
  });
});

/** A worker that has started run 1 on `name`, and the client's next one. */
function started(name: 'webgl' | 'wasm' | 'cpu' = 'wasm') {
  const begun = begin();
  const say = (worker: FakeWorker, report: object): void =>
    worker.onmessage?.({ data: { run: runId(1), ...report } as Report });
  const start = (worker: FakeWorker, backend: string, at = 0): void => {
    const { request } = worker.sent[0] as { request: number };
    say(worker, {
      type: 'started',
      request,
      backend: { name: backend, reason: 'chosen', worker: true },
      progress: { ...progress, step: at },
      rows: {},
      stepsPerEpoch: 1,
    });
  };
  start(begun.worker, name);
  begun.reports.length = 0;
  const next = (): FakeWorker => FakeWorker.made.at(-1) as FakeWorker;
  const lose = (worker: FakeWorker, code = 'backend.lost'): void =>
    say(worker, {
      type: 'failed',
      request: undefined,
      stage: 'training',
      issue: { code, params: { reason: 'x' }, severity: 'error' },
      canContinue: false,
    });
  /** The engine answers a checkpoint at `step`, asked for now. */
  const checkpoint = async (worker: FakeWorker, step: number): Promise<void> => {
    const request = begun.client.request();
    const answer = begun.client.ask({ type: 'checkpoint', run: runId(1), request });
    say(worker, { type: 'progress', progress: { ...progress, step }, rows: {}, tuned: [] });
    say(worker, { type: 'checkpointed', request, checkpoint: { step, lastRow: step - 1 } as Checkpoint });
    await answer;
  };
  return { ...begun, say, start, next, lose, checkpoint };
}

describe('when an engine ends', () => {
  it('a fresh one goes on from the newest checkpoint with all that was said since', async () => {
    const { client, reports, worker, start, next, checkpoint } = started();
    const run = runId(1);
    client.send({ type: 'limit', run, stepsPerSecond: 20 });
    client.send({ type: 'watch', run, probes: [], hz: 8 });
    client.send({ type: 'play', run });
    await checkpoint(worker, 40);
    const tuned = { ...experimentOf(), title: 'tuned' };
    client.send({ type: 'tune', run, experiment: tuned });
    const request = client.request();
    const asked = client.ask({ type: 'pause', run, request });
    worker.die();
    expect(worker.ended).toBe(true);
    expect(next()).not.toBe(worker);
    expect(next().sent).toMatchObject([
      { type: 'start', run, checkpoint: { step: 40 }, experiment: { title: '' } },
      { type: 'limit', stepsPerSecond: 20 },
      { type: 'watch', hz: 8 },
      { type: 'tune', experiment: tuned, at: 40 },
      { type: 'play' },
      { type: 'pause', request },
    ]);
    reports.length = 0;
    start(next(), 'wasm', 40);
    expect(reports).toMatchObject([
      { type: 'recovered', cause: 'ended', reason: 'out of memory', keptTo: 39, progress: { step: 40 } },
    ]);
    next().onmessage?.({ data: rested(1, request) });
    await expect(asked).resolves.toMatchObject({ type: 'rested', request });
    client.dispose();
  });
  it('counts only the steps that are left, and begins anew where there is no checkpoint', async () => {
    const { client, worker, next, checkpoint } = started();
    const run = runId(1);
    const request = client.request();
    const asked = client.ask({ type: 'step', run, request, count: 100 });
    await checkpoint(worker, 30);
    worker.die();
    expect(next().sent.at(-1)).toMatchObject({ type: 'step', request, count: 70 });
    client.send({ type: 'start', run: runId(2), request: client.request(), experiment: experimentOf(), dataUrl: '' });
    await expect(asked).rejects.toMatchObject({ code: 'engine.superseded' });
    next().onmessage?.({ data: { type: 'alive' } });
    next().die();
    expect(next().sent).toMatchObject([{ type: 'start', run: runId(2) }]);
    expect(next().sent[0]).not.toHaveProperty('checkpoint');
    client.dispose();
  });
  it('ignores what a dead worker still says', () => {
    const { client, reports, worker, lose } = started();
    worker.die();
    reports.length = 0;
    lose(worker, 'engine.model');
    expect(reports).toEqual([]);
    client.dispose();
  });
  it('gives up after three fresh engines that made no way, and tells every asker', async () => {
    const { client, reports, start, next } = started();
    const asked = client.ask({ type: 'pause', run: runId(1), request: client.request() });
    for (let i = 0; i < 3; i += 1) {
      next().die();
      start(next(), 'wasm');
    }
    next().die('again');
    await expect(asked).rejects.toMatchObject({ code: 'engine.worker', params: { reason: 'again' } });
    expect(reports.at(-1)).toMatchObject({ type: 'failed', stage: 'worker', canContinue: false });
    const made = FakeWorker.made.length;
    client.send({ type: 'start', run: runId(2), request: client.request(), experiment: experimentOf(), dataUrl: '' });
    expect(FakeWorker.made).toHaveLength(made + 1);
    client.dispose();
  });
  it('takes a worker for hung after twenty seconds of silence, and waits twice as long for the next', () => {
    const { client, reports, worker, start, next } = started();
    vi.advanceTimersByTime(10 * TICK_MS);
    expect(worker.pings).toBe(10);
    worker.onmessage?.({ data: { type: 'alive' } });
    vi.advanceTimersByTime(10 * TICK_MS);
    expect(next()).toBe(worker);
    vi.advanceTimersByTime(TICK_MS);
    expect(worker.ended).toBe(true);
    start(next(), 'wasm');
    expect(reports).toMatchObject([{ type: 'recovered', cause: 'hung' }]);
    const second = next();
    vi.advanceTimersByTime(20 * TICK_MS);
    expect(next()).toBe(second);
    vi.advanceTimersByTime(TICK_MS);
    expect(next()).not.toBe(second);
    client.dispose();
  });
  it('takes a worker for hung that answers and makes no step, and only where steps are due', () => {
    const { client, worker, say, next } = started();
    const answers = (ticks: number): void => {
      for (let i = 0; i < ticks; i += 1) {
        vi.advanceTimersByTime(TICK_MS);
        worker.onmessage?.({ data: { type: 'alive' } });
      }
    };
    answers(100);
    client.send({ type: 'play', run: runId(1) });
    answers(10);
    say(worker, { type: 'progress', progress: { ...progress, step: 1 }, rows: {}, tuned: [] });
    answers(10);
    say(worker, rested(1, 99));
    answers(100);
    client.send({ type: 'play', run: runId(1) });
    answers(10);
    // Checkpoints and pictures of a loop that waits are no steps.
    say(worker, { type: 'progress', progress: { ...progress, step: 1 }, rows: {}, tuned: [] });
    expect(worker.ended).toBe(false);
    answers(1);
    expect(worker.ended).toBe(true);
    expect(next().sent.at(-1)).toMatchObject({ type: 'play' });
    client.dispose();
  });
  it('never takes a worker for hung that is still loading, nor a machine that slept', () => {
    const { client, worker } = begin();
    vi.advanceTimersByTime(1000 * TICK_MS);
    expect(worker.ended).toBe(false);
    worker.onmessage?.({ data: { type: 'alive' } });
    // Hours asleep: the clock jumps, the ticks do not.
    vi.setSystemTime(Date.now() + 8 * 3_600_000);
    vi.advanceTimersByTime(2 * TICK_MS);
    expect(worker.ended).toBe(false);
    client.dispose();
  });
});

describe('a worker', () => {
  it('is replaced after two dozen runs, so that what it holds stays bounded', () => {
    const { client } = begin();
    for (let run = 2; run <= 60; run += 1) {
      client.send({ type: 'start', run: runId(run), request: run, experiment: experimentOf(), dataUrl: '' });
    }
    expect(FakeWorker.made.map((worker) => worker.sent.length)).toEqual([24, 24, 12]);
    expect(FakeWorker.made.map((worker) => worker.ended)).toEqual([true, true, false]);
    client.dispose();
  });
});

describe('when a backend breaks down', () => {
  const without = (worker: FakeWorker): unknown => (worker.sent[0] as { without?: unknown }).without;
  it('tries WebGL once more after it was lost, then leaves it alone for good', () => {
    const { client, reports, lose, start, next } = started('webgl');
    lose(next());
    expect(without(next())).toBeUndefined();
    start(next(), 'webgl');
    lose(next());
    expect(without(next())).toEqual(['webgl']);
    start(next(), 'wasm');
    expect(reports).toMatchObject([
      { type: 'recovered', cause: 'lost', backend: { name: 'webgl', reason: 'chosen' } },
      { type: 'recovered', cause: 'lost', backend: { name: 'wasm', reason: 'recovered' } },
    ]);
    client.send({ type: 'start', run: runId(2), request: client.request(), experiment: experimentOf(), dataUrl: '' });
    expect(next().sent.at(-1)).toMatchObject({ run: runId(2), without: ['webgl'] });
    client.dispose();
  });
  it('leaves a backend whose step threw for this run, and says so where none is left', () => {
    const { client, reports, lose, start, next } = started('wasm');
    lose(next(), 'engine.training');
    expect(without(next())).toEqual(['wasm']);
    start(next(), 'cpu');
    expect(reports).toMatchObject([{ type: 'recovered', cause: 'broke', backend: { name: 'cpu' } }]);
    lose(next(), 'engine.training');
    expect(reports.at(-1)).toMatchObject({ type: 'failed', issue: { code: 'engine.training' } });
    client.send({ type: 'start', run: runId(2), request: client.request(), experiment: experimentOf(), dataUrl: '' });
    expect(next().sent.at(-1)).not.toHaveProperty('without');
    client.dispose();
  });
});
