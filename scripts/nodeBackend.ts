/** The engine's backends outside a browser: wasm with its files from node_modules, or plain cpu; data files from disk. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ready, setBackend } from '@tensorflow/tfjs-core';
import type { Assets } from '../src/core/scenarios/scenario.ts';
import { registerWasmKernels } from '../src/engine/worker/tfjs/wasmKernels.ts';

export type NodeBackend = 'wasm' | 'cpu';

export async function openNodeBackend(backend: NodeBackend): Promise<void> {
  if (backend === 'cpu') await import('@tensorflow/tfjs-backend-cpu');
  else {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    setWasmPaths(`${resolve('node_modules/@tensorflow/tfjs-backend-wasm/dist')}/`);
    registerWasmKernels();
  }
  await setBackend(backend);
  await ready();
}
export const diskAssets: Assets = {
  read: async (file) => new Uint8Array(await readFile(resolve('public/data', file))),
};
