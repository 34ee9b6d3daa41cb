/**
 * The two ways of running the engine: in a worker, or in the page where a worker, or a pinned WebGL in a worker, cannot
 * be had. A line carries commands one way and reports the other, and says once when it is broken.
 */
import type { Command, Report } from './protocol.ts';

export interface Line {
  send(command: Command): void;
  /** Asks for a sign of life, where it may stay away: of a worker. */
  readonly ping?: () => void;
  close(): void;
}
export interface LineHandlers {
  report(report: Report): void;
  /** Anything that was heard, reports included. */
  alive(): void;
  /** Called at most once; the line is of no use any more. */
  broken(reason: string): void;
}
export type Open = (handlers: LineHandlers) => Line;

export const openWorker: Open = ({ report, alive, broken }) => {
  const worker = new Worker(new URL('./worker/entry.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<Report | { readonly type: 'alive' }>) => {
    alive();
    if (data.type !== 'alive') report(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    broken(event.message || 'the worker could not be loaded');
  };
  worker.onmessageerror = () => broken('a report could not be read');
  return {
    send: (command) => worker.postMessage(command),
    ping: () => worker.postMessage({ type: 'ping' }),
    close: () => worker.terminate(),
  };
};

export const openInPage: Open = ({ report, broken }) => {
  let closed = false;
  let last: Command | undefined;
  const handler = import('./worker/inPage.ts').then(({ startInPage }) =>
    startInPage((each) => {
      if (!closed) report(each);
    }),
  );
  handler.catch((fault) => broken(String(fault)));
  // Commands wait for the code in order; a failed load has been reported already.
  const send = (command: Command): void => {
    last = command;
    void handler.then((handle) => handle(command)).catch(() => undefined);
  };
  return {
    send,
    close() {
      closed = true;
      if (last) send({ type: 'stop', run: last.run });
    },
  };
};
