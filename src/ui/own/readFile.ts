/** Asks the worker to read a file; one worker a file, ended with it. */
import type { ReadReport, ReadRequest, TableRead } from './worker/messages.ts';

/** Bytes. */
export const LARGEST_TABLE = 50 * 2 ** 20;

export interface Reading {
  readonly done: Promise<TableRead | Extract<ReadReport, { type: 'refused' }>>;
  cancel(): void;
}
export function readTableFile(file: File, progress: (fraction: number) => void): Reading {
  const worker = new Worker(new URL('./worker/entry.ts', import.meta.url), { type: 'module' });
  const done = new Promise<TableRead | Extract<ReadReport, { type: 'refused' }>>((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<ReadReport>) => {
      if (data.type === 'progress') progress(data.fraction);
      else {
        worker.terminate();
        resolve(data);
      }
    };
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      resolve({ type: 'refused', code: 'unreadable', reason: event.message || file.name });
    };
  });
  const request: ReadRequest = { file };
  worker.postMessage(request);
  return { done, cancel: () => worker.terminate() };
}
