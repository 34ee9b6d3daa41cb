/** The engine in a real browser: it trains in a worker on every backend, and webgl agrees with cpu. */
import { afterEach, describe, expect, it } from 'vitest';
import type { BackendName, Experiment } from '../../src/core/experiment/experiment.ts';
import { createInPageClient, createWorkerClient } from '../../src/engine/client.ts';
import { type EngineClient, type Report, runId, series } from '../../src/engine/protocol.ts';
import { A, B, experimentOf, hard, twins } from '../support/experiments.ts';

const dataUrl = new URL('data/', document.baseURI).href;
let client: EngineClient | undefined;
afterEach(() => client?.dispose());

/** Trains `steps` steps; every training loss by name, and the backend that ran. */
async function trainOn(
  made: EngineClient,
  experiment: Experiment,
  steps: number,
): Promise<{ losses: Record<string, number[]>; backend: Extract<Report, { type: 'started' }>['backend'] }> {
  client = made;
  const losses: Record<string, number[]> = {};
  made.subscribe((report) => {
    if (report.type !== 'progress') return;
    for (const [name, column] of Object.entries(report.rows.columns)) {
      if (!name.endsWith('train/loss')) continue;
      losses[name] = [...(losses[name] ?? []), ...column];
    }
  });
  const run = runId(1);
  const started = await made.ask({ type: 'start', run, request: made.request(), experiment, dataUrl });
  if (started.type !== 'started') throw new Error(`start was answered by ${started.type}`);
  await made.ask({ type: 'step', run, request: made.request(), count: steps });
  return { losses, backend: started.backend };
}
const pinned = (backend: BackendName): Experiment =>
  experimentOf({ models: [hard(), twins(0.1)], training: { backend } });

describe('the engine in a worker', () => {
  it.each(['webgl', 'wasm', 'cpu'] as const)('trains on %s', async (backend) => {
    const { losses, backend: found } = await trainOn(createWorkerClient(), pinned(backend), 60);
    expect(found).toMatchObject({ name: backend, reason: 'pinned', worker: true });
    for (const task of [A, B]) {
      const column = losses[series.loss(hard().id, task, 'train')] ?? [];
      expect(column).toHaveLength(61);
      expect(column.every(Number.isFinite)).toBe(true);
      const mean = (from: number): number => column.slice(from, from + 10).reduce((sum, loss) => sum + loss, 0) / 10;
      expect(mean(50)).toBeLessThan(mean(0));
    }
  });

  it('gives the same losses on webgl, wasm and cpu within 1e-4 over 20 steps, methods on gradients included', async () => {
    const balancing = { method: 'mgda', options: {}, taskWeights: {} };
    const lossesOn = async (backend: BackendName): Promise<Record<string, number[]>> => {
      const models = [hard(), twins(0.1), hard('balanced', { balancing })];
      const { losses } = await trainOn(createWorkerClient(), experimentOf({ models, training: { backend } }), 20);
      client?.dispose();
      return losses;
    };
    const cpu = await lossesOn('cpu');
    for (const backend of ['webgl', 'wasm'] as const) {
      const found = await lossesOn(backend);
      expect(Object.keys(found).sort()).toEqual(Object.keys(cpu).sort());
      for (const [name, column] of Object.entries(cpu)) {
        for (const [step, loss] of column.entries()) {
          const apart = Math.abs((found[name]?.[step] ?? Number.NaN) - loss);
          expect(apart, `${name} at step ${step} on ${backend}`).toBeLessThan(1e-4);
        }
      }
    }
  });
});

describe('the engine in the page', () => {
  it('trains too', async () => {
    const { losses, backend } = await trainOn(await createInPageClient(), pinned('cpu'), 20);
    expect(backend.worker).toBe(false);
    expect(losses[series.loss(hard().id, A, 'train')]).toHaveLength(21);
  });
});
