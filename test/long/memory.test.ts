/**
 * Nothing grows, preset by preset: 5,000 steps of each in the engine's own loop on wasm hold the tensors and bytes that
 * 200 steps did, and a run that is stopped leaves none. In Node, where a step costs a fraction of one in a page that draws;
 * memory.spec.ts has the page, its worker and WebGL.
 */
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { diskAssets, openNodeBackend } from '../../scripts/nodeBackend.ts';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { type Report, runId } from '../../src/engine/protocol.ts';
import { createEngine } from '../../src/engine/worker/engine.ts';
import { arrayUpdater } from '../../src/engine/worker/tfjs/arrayUpdater.ts';
import { createTfExecutor } from '../../src/engine/worker/tfjs/tfExecutor.ts';

const EARLY = 200;
/** BRAID_MEMORY_STEPS: fewer, for a look at all of them on a busy machine. */
const STEPS = Number(process.env.BRAID_MEMORY_STEPS ?? 5000);
const RUN = runId(1);

/** Rows change nothing about what a step holds, nor does the size of a batch. */
const short = (experiment: Experiment): Experiment => ({
  ...experiment,
  data: { ...experiment.data, sizes: { train: 24, validation: 8, test: 8 } },
  training: { ...experiment.training, batchSize: 3, backend: 'wasm', stop: { kind: 'never' } },
});
const trainable = presets.all
  .map((preset) => [preset.id, short(preset.build())] as const)
  .filter(([, { models }]) => models.every(({ wiring }) => wiring.nodes.some(({ kind }) => kind === 'head')));

/** An engine whose answers are waited for. */
function engineOf() {
  const waiting = new Map<number, (report: Report) => void>();
  let requests = 0;
  const engine = createEngine({
    post(report) {
      if (!('request' in report) || report.request === undefined) return;
      waiting.get(report.request)?.(report);
      waiting.delete(report.request);
    },
    assets: () => diskAssets,
    clock: { now: () => performance.now() },
    yieldTo: () => new Promise((resolve) => setImmediate(resolve)),
    openBackend: () =>
      Promise.resolve({
        ok: true,
        value: {
          info: { name: 'wasm', reason: 'chosen', worker: false },
          executor: createTfExecutor(arrayUpdater),
          lost: () => false,
        },
      }),
  });
  const ask = (command: { readonly type: 'start' | 'step' } & Record<string, unknown>): Promise<Report> => {
    requests += 1;
    const request = requests;
    return new Promise((resolve) => {
      waiting.set(request, resolve);
      engine.handle({ ...command, run: RUN, request } as Parameters<typeof engine.handle>[0]);
    });
  };
  return { engine, ask };
}
const held = (): { tensors: number; bytes: number } => ({ tensors: memory().numTensors, bytes: memory().numBytes });

beforeAll(() => openNodeBackend('wasm'));

it.each(trainable)(
  `${STEPS} steps of '%s' hold no more than ${EARLY}`,
  async (_, experiment) => {
    const before = held();
    const { engine, ask } = engineOf();
    expect((await ask({ type: 'start', experiment, dataUrl: '' })).type).toBe('started');
    expect((await ask({ type: 'step', count: EARLY })).type).toBe('rested');
    const early = held();
    expect(early.tensors).toBeGreaterThan(before.tensors);
    const last = await ask({ type: 'step', count: STEPS - EARLY });
    expect(last).toMatchObject({ type: 'rested', progress: { step: STEPS } });
    const late = held();
    expect(late.tensors).toBe(early.tensors);
    expect(late.bytes).toBeLessThanOrEqual(early.bytes);
    engine.handle({ type: 'stop', run: RUN });
    await new Promise((resolve) => setImmediate(resolve));
    expect(held()).toEqual(before);
  },
  600_000,
);
