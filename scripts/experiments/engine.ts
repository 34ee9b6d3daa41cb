/** The page's engine in a thread of Node: same core, files from disk, backends without a browser. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { ready, setBackend } from '@tensorflow/tfjs-core';
import { ok } from '../../src/core/result.ts';
import type { Command } from '../../src/engine/protocol.ts';
import { createEngine } from '../../src/engine/worker/engine.ts';
import { arrayUpdater } from '../../src/engine/worker/tfjs/arrayUpdater.ts';
import { createTfExecutor } from '../../src/engine/worker/tfjs/tfExecutor.ts';
import { registerWasmKernels } from '../../src/engine/worker/tfjs/wasmKernels.ts';

const { backend } = workerData as { backend: 'wasm' | 'cpu' };
async function open(): Promise<void> {
  if (backend === 'cpu') await import('@tensorflow/tfjs-backend-cpu');
  else {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    setWasmPaths(`${resolve('node_modules/@tensorflow/tfjs-backend-wasm/dist')}/`);
    registerWasmKernels();
  }
  await setBackend(backend);
  await ready();
}
let opened: Promise<void> | undefined;

const engine = createEngine({
  post: (report) => parentPort?.postMessage(report),
  assets: () => ({ read: async (file) => new Uint8Array(await readFile(resolve('public/data', file))) }),
  clock: performance,
  yieldTo: (ms) => new Promise((done) => (ms > 1 ? setTimeout(done, ms) : setImmediate(done))),
  async openBackend() {
    opened ??= open();
    await opened;
    const executor = createTfExecutor(arrayUpdater);
    return ok({ info: { name: backend, reason: 'pinned', worker: true }, executor, lost: () => false });
  },
});
parentPort?.on('message', (command: Command) => engine.handle(command));
