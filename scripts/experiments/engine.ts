/** The page's engine in a thread of Node: same core, files from disk, backends without a browser. */
import { parentPort, workerData } from 'node:worker_threads';
import { ok } from '../../src/core/result.ts';
import type { Command } from '../../src/engine/protocol.ts';
import { createArrayExecutor } from '../../src/engine/worker/arrays/arrayExecutor.ts';
import { suitsArrays } from '../../src/engine/worker/choice.ts';
import { createEngine } from '../../src/engine/worker/engine.ts';
import { arrayUpdater } from '../../src/engine/worker/tfjs/arrayUpdater.ts';
import { createTfExecutor } from '../../src/engine/worker/tfjs/tfExecutor.ts';
import { diskAssets, type NodeBackend, openNodeBackend } from '../nodeBackend.ts';

/** 'auto': our own arrays where the page's rule takes them; wasm otherwise. */
const { backend } = workerData as { backend: 'auto' | 'arrays' | NodeBackend };
let opened: Promise<void> | undefined;

const engine = createEngine({
  post: (report) => parentPort?.postMessage(report),
  assets: () => diskAssets,
  clock: performance,
  yieldTo: (ms) => new Promise((done) => (ms > 1 ? setTimeout(done, ms) : setImmediate(done))),
  async openBackend(request) {
    const name = backend === 'auto' ? (suitsArrays(request) ? 'arrays' : 'wasm') : backend;
    const info = { name, reason: 'pinned', worker: true } as const;
    if (name === 'arrays') return ok({ info, executor: createArrayExecutor(), lost: () => false });
    opened ??= openNodeBackend(name);
    await opened;
    return ok({ info, executor: createTfExecutor(arrayUpdater), lost: () => false });
  },
});
parentPort?.on('message', (command: Command) => engine.handle(command));
