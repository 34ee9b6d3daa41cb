/**
 * The page's side of the engine. Keeps the book of questions, drops reports of stale runs, and goes on with a fresh
 * engine from the newest checkpoint when one ended: the device lost, the worker dead or hung, a step that threw.
 * A WebGL lost twice, and any backend whose step threw, is not opened again. Askers notice nothing but the time it takes.
 */
import type { BackendName } from '../core/experiment/experiment.ts';
import { error } from '../core/result.ts';
import { createFailures } from './failures.ts';
import { type Line, type LineHandlers, type Open, openInPage, openWorker } from './lines.ts';
import { createMemory } from './memory.ts';
import type { BackendInfo, Breakdown, Command, EngineClient, Report, RunId } from './protocol.ts';
import { createQuestions } from './questions.ts';
import { createWatchdog, type Watchdog } from './watchdog.ts';

export function createWorkerClient(): EngineClient {
  if (typeof Worker === 'undefined') return createClient(openInPage, undefined);
  return createClient(openWorker, openInPage, true);
}
/** Everything in the page: no worker at all. */
export async function createInPageClient(): Promise<EngineClient> {
  return createClient(openInPage, undefined);
}

/** Fresh engines in a row that may end before a single step was made. */
const ATTEMPTS = 3;
/** Ticks of the watchdog; doubled at every hang, since the next engine may only be as slow. */
const PATIENCE = 10;
const MOST_PATIENCE = 80;
/** Runs after which a worker is replaced: compiled shaders and memory once grown are never given back. */
const RUNS_PER_WORKER = 24;
/** Failed reports that a fresh engine may mend. */
const MENDABLE: Readonly<Record<string, Breakdown>> = { 'backend.lost': 'lost', 'engine.training': 'broke' };

type Start = Extract<Command, { type: 'start' }>;
interface Reviving {
  readonly request: number;
  readonly cause: Breakdown;
  readonly reason: string;
  readonly keptTo: number;
}

/**
 * @param fallback where to move when the first way cannot be had
 * @param atOnce fetch the engine now, not at the first command
 */
export function createClient(open: Open, fallback: Open | undefined, atOnce = false): EngineClient {
  const listeners = new Set<(report: Report) => void>();
  const memory = createMemory();
  const failures = createFailures();
  let requests = 0;
  let run: RunId | undefined;
  let running = false;
  const questions = createQuestions(() => running);
  /** The step that the present engine stands at; unknown while it loads. */
  let reached: number | undefined;
  let line: Line | undefined;
  let dog: Watchdog | undefined;
  let runs = 0;
  let inPage = fallback === undefined;
  let pin: 'auto' | BackendName = 'auto';
  let backend: BackendInfo | undefined;
  // Recovery.
  let reviving: Reviving | undefined;
  let attempts = 0;
  let patience = PATIENCE;

  const tell = (report: Report): void => {
    for (const listener of listeners) listener(report);
  };
  const nextRequest = (): number => {
    requests += 1;
    return requests;
  };

  /** Steps are due: the run is loaded, and was told to train. */
  const busy = (): boolean => running && reached !== undefined;
  const moved = (step: number): void => {
    if (step !== reached) dog?.moved();
    reached = step;
  };
  const receive = (report: Report): void => {
    if (report.run !== run) return;
    if (report.type === 'started') {
      if (wantsPage(report)) {
        inPage = true;
        revive('ended', 'a worker has no WebGL here');
        return;
      }
      backend = report.backend;
    }
    const cause = report.type === 'failed' && report.issue.code in MENDABLE ? MENDABLE[report.issue.code] : undefined;
    if (cause && report.type === 'failed' && failures.mayMend(cause, backend?.name, inPage)) {
      revive(cause, String(report.issue.params.reason ?? ''));
      return;
    }
    memory.heard(report);
    if (report.type === 'started' || report.type === 'progress') moved(report.progress.step);
    if (memory.own(report)) return;
    // What was mended holds once the point to go back to has moved on.
    if (report.type === 'checkpointed') attempts = 0;
    if (report.type === 'rested' || report.type === 'failed') running = false;
    const told = reviving && 'request' in report && report.request === reviving.request ? revived(report) : report;
    tell(told);
    questions.answer(told);
    questions.look();
  };
  /** What is said of a fresh engine's start: that the run goes on, or that it could not. */
  const revived = (report: Report): Report => {
    const { cause, reason, keptTo } = reviving as Reviving;
    reviving = undefined;
    if (report.type !== 'started') return { ...report, request: undefined } as Report;
    const { progress, run: same } = report;
    backend = failures.without().length > 0 ? { ...report.backend, reason: 'recovered' } : report.backend;
    return { type: 'recovered', run: same, cause, reason, backend, progress, keptTo };
  };

  const giveUp = (reason: string): void => {
    if (run === undefined) return;
    running = false;
    reviving = undefined;
    const issue = error('engine.worker', { reason });
    tell({ type: 'failed', run, request: undefined, stage: 'worker', issue, canContinue: false });
    questions.giveUp(issue);
    questions.look();
  };
  /** A fresh engine takes over: the same run from its newest checkpoint, and everything that is still to be answered. */
  const revive = (cause: Breakdown, reason: string): void => {
    closeLine();
    attempts += 1;
    const open = questions.open();
    const starting = open.find((command) => command.type === 'start');
    const request = starting?.request ?? nextRequest();
    const revival = memory.revive(
      request,
      open.filter((command) => command !== starting && command.run === run),
    );
    if (!revival) return;
    if (attempts > ATTEMPTS) {
      attempts = 0;
      giveUp(reason);
      return;
    }
    // An asker that still waits for the start hears of the start itself.
    reviving = starting ? undefined : { request, cause, reason, keptTo: revival.keptTo };
    const fresh = openLine();
    for (const command of [limited(revival.start), ...revival.follow]) fresh.send(command);
  };

  const limited = (start: Start): Start =>
    failures.without().length > 0 ? { ...start, without: failures.without() } : start;

  const closeLine = (): void => {
    runs = 0;
    reached = undefined;
    dog?.stop();
    line?.close();
    line = undefined;
  };
  const openBest = (handlers: LineHandlers): Line => {
    if (inPage && fallback) return fallback(handlers);
    try {
      return open(handlers);
    } catch (fault) {
      // A policy may forbid workers altogether.
      if (!fallback) throw fault;
      inPage = true;
      return fallback(handlers);
    }
  };
  const openLine = (): Line => {
    let over = false;
    const broken = (cause: Breakdown) => (reason: string) => {
      if (over) return;
      over = true;
      // A worker that never came up at all: the engine runs in the page instead.
      if (cause === 'ended' && fallback && !inPage && !heard) inPage = true;
      if (cause === 'hung') patience = Math.min(MOST_PATIENCE, 2 * patience);
      revive(cause, reason);
    };
    let heard = false;
    const handlers: LineHandlers = {
      report: (report) => {
        if (!over && made === line) receive(report);
      },
      alive() {
        heard = true;
        dog?.heard();
      },
      broken: broken('ended'),
    };
    const made = openBest(handlers);
    line = made;
    if (made.ping) dog = createWatchdog({ ping: made.ping, hung: () => broken('hung')(''), busy, patience });
    return made;
  };

  /** WebGL is pinned, and a worker cannot give it: the page itself may. */
  const wantsPage = (report: Extract<Report, { type: 'started' }>): boolean =>
    !inPage &&
    fallback !== undefined &&
    pin === 'webgl' &&
    report.backend.wanted === 'webgl' &&
    !failures.gone('webgl') &&
    pageHasWebgl();

  const send = (command: Command): void => {
    if (command.type === 'start') {
      run = command.run;
      pin = command.experiment.training.backend;
      running = false;
      reached = undefined;
      reviving = undefined;
      attempts = 0;
      failures.newRun();
      if (runs >= RUNS_PER_WORKER && line?.ping) closeLine();
      runs += 1;
      questions.giveUp(error('engine.superseded'), command.run);
    }
    if (command.run !== run) return;
    if (command.type === 'play' || command.type === 'step') {
      running = true;
      dog?.moved();
    }
    const noted = memory.sent(command);
    (line ?? openLine()).send(noted.type === 'start' ? limited(noted) : noted);
  };

  if (atOnce) openLine();
  return {
    send,
    request: nextRequest,
    async ask(command) {
      const told = questions.note(command);
      send(command);
      return told;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    idle: (whileRunning = false) => questions.idle(whileRunning),
    dispose() {
      closeLine();
      run = undefined;
      questions.giveUp(error('engine.superseded'));
      listeners.clear();
      questions.look();
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
