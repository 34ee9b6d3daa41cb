/** The page's side: answers find their askers, stale reports are dropped, and a dead worker is a failed report. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWorkerClient } from '../../src/engine/client.ts';
import { type Command, type Report, runId } from '../../src/engine/protocol.ts';
import { experimentOf } from '../support/experiments.ts';

class FakeWorker {
  static made: FakeWorker[] = [];
  sent: Command[] = [];
  ended = false;
  onmessage: ((event: { data: Report }) => void) | undefined;
  onerror: ((event: { message: string; preventDefault(): void }) => void) | undefined;
  constructor() {
    FakeWorker.made.push(this);
  }
  postMessage(command: Command): void {
    this.sent.push(command);
  }
  terminate(): void {
    this.ended = true;
  }
}
beforeEach(() => {
  FakeWorker.made = [];
  vi.stubGlobal('Worker', FakeWorker);
});
afterEach(() => vi.unstubAllGlobals());

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

  it('turns the death of a worker into a failed report, and makes a new one at the next start', async () => {
    const { client, reports, worker } = begin();
    const asked = client.ask({ type: 'pause', run: runId(1), request: client.request() });
    worker.onerror?.({ message: 'out of memory', preventDefault: () => undefined });
    await expect(asked).rejects.toMatchObject({ code: 'engine.worker', params: { reason: 'out of memory' } });
    expect(worker.ended).toBe(true);
    expect(reports).toMatchObject([{ type: 'failed', stage: 'worker', canContinue: false }]);
    client.send({ type: 'start', run: runId(2), request: client.request(), experiment: experimentOf(), dataUrl: '' });
    expect(FakeWorker.made).toHaveLength(2);
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
