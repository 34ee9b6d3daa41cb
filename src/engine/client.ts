/**
 * The page's side of the engine. Keeps the book of requests, drops reports of stale runs, turns a worker's death into a
 * failed report, and moves into the page where a worker, or a pinned WebGL in a worker, cannot be had.
 */
import { error, type Issue } from '../core/result.ts';
import type { Command, EngineClient, Report, RunId } from './protocol.ts';

/** One way of running the engine. */
interface Line {
  send(command: Command): void;
  close(): void;
}
export type Open = (handlers: { report(report: Report): void; broken(reason: string): void }) => Line;

export function createWorkerClient(): EngineClient {
  if (typeof Worker === 'undefined') return createClient(openInPage, undefined);
  return createClient(openWorker, openInPage);
}
/** Everything in the page: no worker at all. */
export async function createInPageClient(): Promise<EngineClient> {
  return createClient(openInPage, undefined);
}

const openWorker: Open = ({ report, broken }) => {
  const worker = new Worker(new URL('./worker/entry.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<Report>) => report(data);
  worker.onerror = (event) => {
    event.preventDefault();
    broken(event.message || 'the worker could not be loaded');
  };
  worker.onmessageerror = () => broken('a report could not be read');
  return { send: (command) => worker.postMessage(command), close: () => worker.terminate() };
};

const openInPage: Open = ({ report, broken }) => {
  let closed = false;
  const handler = import('./worker/inPage.ts').then(({ startInPage }) =>
    startInPage((each) => {
      if (!closed) report(each);
    }),
  );
  handler.catch((fault) => broken(String(fault)));
  return {
    // Commands wait for the code in order; a failed load has been reported already.
    send: (command) => void handler.then((handle) => handle(command)).catch(() => undefined),
    close() {
      closed = true;
    },
  };
};

interface Waiting {
  readonly run: RunId;
  resolve(report: Report): void;
  reject(issue: Issue): void;
}

/** @param fallback where to move when the first way cannot be had */
export function createClient(open: Open, fallback: Open | undefined): EngineClient {
  const listeners = new Set<(report: Report) => void>();
  const waiting = new Map<number, Waiting>();
  const idlers = new Set<() => void>();
  let requests = 0;
  let run: RunId | undefined;
  let running = false;
  let line: Line | undefined;
  let lastStart: Extract<Command, { type: 'start' }> | undefined;
  let inPage = fallback === undefined;

  const tell = (report: Report): void => {
    for (const listener of listeners) listener(report);
  };
  const wakeIdlers = (): void => {
    for (const wake of [...idlers]) wake();
  };
  const answer = (report: Report): void => {
    if (!('request' in report) || report.request === undefined) return;
    const held = waiting.get(report.request);
    if (!held) return;
    waiting.delete(report.request);
    if (report.type === 'failed') held.reject(report.issue);
    else held.resolve(report);
  };
  const receive = (report: Report): void => {
    if (report.run !== run) return;
    if (report.type === 'started' && wantsPage(report)) {
      moveToPage();
      return;
    }
    if (report.type === 'rested' || report.type === 'failed') running = false;
    tell(report);
    answer(report);
    wakeIdlers();
  };
  const broken = (reason: string): void => {
    line?.close();
    line = undefined;
    // A worker that never came up: the same start again, in the page.
    const starting = lastStart && waiting.has(lastStart.request);
    if (fallback && !inPage && starting) {
      moveToPage();
      return;
    }
    if (run === undefined) return;
    running = false;
    const issue = error('engine.worker', { reason });
    tell({ type: 'failed', run, request: undefined, stage: 'worker', issue, canContinue: false });
    for (const held of [...waiting.values()]) held.reject(issue);
    waiting.clear();
    wakeIdlers();
  };
  /** WebGL is pinned, and a worker cannot give it: the page itself may. */
  const wantsPage = (report: Extract<Report, { type: 'started' }>): boolean =>
    !inPage && fallback !== undefined && report.backend.wanted === 'webgl' && pageHasWebgl();
  const moveToPage = (): void => {
    line?.close();
    inPage = true;
    line = (fallback as Open)({ report: receive, broken });
    if (lastStart) line.send(lastStart);
  };
  const send = (command: Command): void => {
    if (command.type === 'start') {
      run = command.run;
      lastStart = command;
      running = false;
      const superseded = error('engine.superseded');
      for (const [request, held] of [...waiting]) {
        if (held.run === command.run) continue;
        waiting.delete(request);
        held.reject(superseded);
      }
    }
    if (command.run !== run) return;
    if (command.type === 'play' || command.type === 'step') running = true;
    line ??= (inPage && fallback ? fallback : open)({ report: receive, broken });
    line.send(command);
  };

  return {
    send,
    request: () => {
      requests += 1;
      return requests;
    },
    ask: (command) =>
      new Promise((resolve, reject) => {
        waiting.set(command.request, { run: command.run, resolve, reject });
        send(command);
      }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    idle: (whileRunning = false) =>
      new Promise((resolve) => {
        const wake = (): void => {
          if (waiting.size > 0 || (running && !whileRunning)) return;
          idlers.delete(wake);
          resolve();
        };
        idlers.add(wake);
        wake();
      }),
    dispose() {
      line?.close();
      line = undefined;
      for (const held of waiting.values()) held.reject(error('engine.superseded'));
      waiting.clear();
      listeners.clear();
      wakeIdlers();
    },
  };
}

function pageHasWebgl(): boolean {
  try {
    return document.createElement('canvas').getContext('webgl2') !== null;
  } catch {
    return false;
  }
}
