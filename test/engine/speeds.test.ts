/** What is measured of a plan, when, and that the next start is told. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { BackendName } from '../../src/core/experiment/experiment.ts';
import { type Command, type EngineClient, type Report, runId } from '../../src/engine/protocol.ts';
import { type SpeedStore, withSpeeds } from '../../src/engine/speeds.ts';
import { experimentOf } from '../support/experiments.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const SECONDS: Partial<Record<BackendName, number>> = { arrays: 0.004, wasm: 0.002 };
const LOSSES: Partial<Record<BackendName, number>> = {};
afterEach(() => {
  delete LOSSES.wasm;
});
/** An engine whose steps take a fixed time on each backend; webgl cannot be opened. */
function fakeClient(sent: Command[]): EngineClient {
  const listeners = new Set<(report: Report) => void>();
  let seconds = 0;
  let backend: BackendName = 'arrays';
  const ask: EngineClient['ask'] = async (command) => {
    sent.push(command);
    if (command.type === 'start') {
      const { backend: pin } = command.experiment.training;
      backend = pin === 'auto' || pin === 'webgl' ? 'arrays' : pin;
    }
    if (command.type === 'step') {
      seconds += command.count * (SECONDS[backend] ?? 0);
      const rows = { steps: Float64Array.of(1), columns: { 'm/t/train/loss': Float32Array.of(LOSSES[backend] ?? 1) } };
      for (const listener of listeners) listener({ type: 'progress', rows } as unknown as Report);
    }
    const report = {
      type: command.type === 'start' ? 'started' : 'rested',
      progress: { seconds },
      backend: { name: backend, reason: 'chosen', plan: '22 dense', contenders: ['arrays', 'wasm', 'webgl'] },
    } as unknown as Report;
    for (const listener of listeners) listener(report);
    return report;
  };
  return {
    send: (command) => void sent.push(command),
    request: () => 1,
    ask,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    idle: async () => undefined,
    dispose: () => undefined,
  };
}
const start = (): Command & { request: number } => ({
  type: 'start',
  run: runId(7),
  request: 1,
  experiment: experimentOf(),
  dataUrl: 'http://data/',
});
function memoryStore(): SpeedStore {
  let text: string | null = null;
  return {
    read: () => text,
    write(next) {
      text = next;
    },
  };
}

it('measures the contenders once, beside the run, and tells the next start', async () => {
  const [sent, probed, store] = [[] as Command[], [] as Command[], memoryStore()];
  const client = withSpeeds(fakeClient(sent), () => fakeClient(probed), store);
  await client.ask(start());
  expect(sent[0]).toMatchObject({ speeds: {} });
  await vi.runAllTimersAsync();
  const speeds = JSON.parse(store.read() ?? '{}')['22 dense'];
  expect(speeds.arrays).toBeCloseTo(4, 6);
  expect(speeds.wasm).toBeCloseTo(2, 6);
  // Pinned, and it came up as another one.
  expect(speeds.webgl).toBeUndefined();
  const asked = probed.length;
  await client.ask(start());
  await vi.runAllTimersAsync();
  expect(sent.at(-1)).toMatchObject({ speeds: { '22 dense': speeds } });
  expect(probed).toHaveLength(asked);
});

it('does not trust a backend whose first losses differ from those of cpu', async () => {
  const [sent, store] = [[] as Command[], memoryStore()];
  LOSSES.wasm = 1.01;
  const client = withSpeeds(fakeClient(sent), () => fakeClient([]), store);
  await client.ask(start());
  await vi.runAllTimersAsync();
  const known = JSON.parse(store.read() ?? '{}')['22 dense'];
  expect(known.wrong).toEqual(['wasm']);
  expect(known.wasm).toBeUndefined();
  expect(known.arrays).toBeCloseTo(4, 6);
});

it('waits for a quiet moment, and takes what is stored for what it is', async () => {
  const [probed, store] = [[] as Command[], memoryStore()];
  store.write('{nonsense');
  const client = withSpeeds(fakeClient([]), () => fakeClient(probed), store);
  await client.ask(start());
  await vi.advanceTimersByTimeAsync(1000);
  expect(probed).toHaveLength(0);
  await client.ask(start());
  await vi.advanceTimersByTimeAsync(2000);
  expect(probed).toHaveLength(0);
  client.dispose();
  await vi.runAllTimersAsync();
  expect(probed).toHaveLength(0);
});

it('goes on where no second worker can be had, and measures once one can', async () => {
  const store = memoryStore();
  let short = true;
  const make = (): EngineClient => {
    if (short) throw new Error('no worker');
    return fakeClient([]);
  };
  const client = withSpeeds(fakeClient([]), make, store);
  await client.ask(start());
  await vi.runAllTimersAsync();
  expect(store.read()).toBeNull();
  short = false;
  await client.ask(start());
  await vi.runAllTimersAsync();
  expect(JSON.parse(store.read() ?? '{}')['22 dense'].arrays).toBeCloseTo(4, 6);
});
