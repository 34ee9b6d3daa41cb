/** The page's engine in a thread of Node: same core, files from disk, backends without a browser. */
import { parentPort, workerData } from 'node:worker_threads';
import { ok } from '../../src/core/result.ts';
import type { Command } from '../../src/engine/protocol.ts';
import { createEngine } from '../../src/engine/worker/engine.ts';
import { arrayUpdater } from '../../src/engine/worker/tfjs/arrayUpdater.ts';
import { createTfExecutor } from '../../src/engine/worker/tfjs/tfExecutor.ts';
import { diskAssets, type NodeBackend, openNodeBackend } from '../nodeBackend.ts';

const { backend } = workerData as { backend: NodeBackend };
let opened: Promise<void> | undefined;

const engine = createEngine({
  post: (report) => parentPort?.postMessage(report),
  assets: () => diskAssets,
  clock: performance,
  yieldTo: (ms) => new Promise((done) => (ms > 1 ? setTimeout(done, ms) : setImmediate(done))),
  async openBackend() {
    opened ??= openNodeBackend(backend);
    await opened;
    const executor = createTfExecutor(arrayUpdater);
    return ok({ info: { name: backend, reason: 'pinned', worker: true }, executor, lost: () => false });
  },
});
parentPort?.on('message', (command: Command) => engine.handle(command));
