/**
 * What a step of a plan takes on this machine by backend, and whether it computes the same there: measured where the rule may be wrong, in a second worker while
 * the run trains on what the rule chose, and remembered by kind and size of the plan. The next start goes by it.
 */
import type { BackendName, Experiment } from '../core/experiment/experiment.ts';
import { type BackendInfo, type Command, type EngineClient, type KnownSpeeds, type Report, runId } from './protocol.ts';

/** Where the measurements are kept; may forget. */
export interface SpeedStore {
  read(): string | null;
  write(text: string): void;
}

/** Quiet time after a start before anything is measured. */
const DELAY_MS = 2500;
const WARM_UP_STEPS = 3;
const FIRST_STEPS = 8;
/** Shorter runs say little: then more steps are made. */
const ENOUGH_SECONDS = 0.1;
const MOST_STEPS = 400;
/** Two backends agree where losses of the first steps differ by less than this share of 1 + the loss. */
const AGREES = 1e-3;
/** Plans remembered; the oldest give way. */
const MOST_PLANS = 64;

function readSpeeds(store: SpeedStore): Record<string, KnownSpeeds> {
  try {
    const found: unknown = JSON.parse(store.read() ?? '{}');
    return typeof found === 'object' && found !== null ? (found as Record<string, KnownSpeeds>) : {};
  } catch {
    return {};
  }
}

interface Measured {
  /** Milliseconds a step. */
  readonly time: number;
  /** Training losses of the first steps, by step and name. */
  readonly losses: ReadonlyMap<string, number>;
}
/** The experiment on a pinned backend, its first steps only or timed as well; `undefined` where it cannot be had. */
async function measure(
  make: () => EngineClient,
  start: Extract<Command, { type: 'start' }>,
  backend: BackendName,
  timed: boolean,
): Promise<Measured | undefined> {
  let opened: EngineClient | undefined;
  const run = runId(1);
  const losses = new Map<string, number>();
  const secondsOf = (report: Report): number => ('progress' in report ? report.progress.seconds : Number.NaN);
  try {
    // A worker may not be had: then there is nothing to measure on.
    const probe = make();
    opened = probe;
    probe.subscribe((report) => {
      if (report.type !== 'progress' || !report.rows) return;
      const { steps, columns } = report.rows;
      for (const [name, values] of Object.entries(columns)) {
        if (!name.endsWith('train/loss')) continue;
        steps.forEach((step, i) => {
          if (step <= WARM_UP_STEPS) losses.set(`${step} ${name}`, values[i] as number);
        });
      }
    });
    const step = async (count: number): Promise<number> =>
      secondsOf(await probe.ask({ type: 'step', run, request: probe.request(), count }));
    const { experiment, dataUrl } = start;
    const training = { ...experiment.training, backend, stop: { kind: 'never' as const } };
    const pinned: Experiment = { ...experiment, training };
    const started = await probe.ask({ type: 'start', run, request: probe.request(), experiment: pinned, dataUrl });
    if (started.type !== 'started' || started.backend.name !== backend) return undefined;
    let before = await step(WARM_UP_STEPS);
    if (!timed) return { time: Number.NaN, losses };
    let count = FIRST_STEPS;
    let took = (await step(count)) - before;
    if (took < ENOUGH_SECONDS && took > 0) {
      before += took;
      count = Math.min(MOST_STEPS, Math.ceil((count * ENOUGH_SECONDS) / took));
      took = (await step(count)) - before;
    }
    return took > 0 ? { time: (1000 * took) / count, losses } : undefined;
  } catch {
    return undefined;
  } finally {
    opened?.dispose();
  }
}

const agrees = (found: ReadonlyMap<string, number>, wanted: ReadonlyMap<string, number>): boolean =>
  [...wanted].every(([key, loss]) => {
    const other = found.get(key);
    return other === undefined || Math.abs(other - loss) <= AGREES * (1 + Math.abs(loss));
  });

const informedBy =
  (store: SpeedStore) =>
  <Sent extends Command>(command: Sent): Sent =>
    command.type === 'start' ? { ...command, speeds: readSpeeds(store) } : command;

/** A client that hands every start what is known and measures nothing: for studies. */
export function withKnownSpeeds(client: EngineClient, store: SpeedStore): EngineClient {
  const informed = informedBy(store);
  return {
    ...client,
    send: (command) => client.send(informed(command)),
    ask: (command) => client.ask(informed(command)),
  };
}

/** The client, which hands every start what is known, and measures what is not. @param make clients of their own */
export function withSpeeds(client: EngineClient, make: () => EngineClient, store: SpeedStore): EngineClient {
  let latest: Extract<Command, { type: 'start' }> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let measuring = false;
  const inform = informedBy(store);
  const informed = <Sent extends Command>(command: Sent): Sent => {
    if (command.type === 'start') {
      latest = command;
      clearTimeout(timer);
    }
    return inform(command);
  };
  const consider = async ({ plan, contenders = [] }: BackendInfo): Promise<void> => {
    const start = latest;
    if (!start || plan === undefined || contenders.length < 2 || measuring) return;
    if (readSpeeds(store)[plan] !== undefined) return;
    measuring = true;
    const found: Partial<Record<BackendName, number>> = {};
    const wrong: BackendName[] = [];
    const judge = await measure(make, start, 'cpu', false);
    for (const backend of contenders) {
      const measured = await measure(make, start, backend, true);
      if (!measured) continue;
      if (judge && !agrees(measured.losses, judge.losses)) wrong.push(backend);
      else found[backend] = measured.time;
    }
    measuring = false;
    if (Object.keys(found).length + wrong.length < 2) return;
    const known: KnownSpeeds = wrong.length > 0 ? { ...found, wrong } : found;
    const all = Object.entries({ ...readSpeeds(store), [plan]: known }).slice(-MOST_PLANS);
    store.write(JSON.stringify(Object.fromEntries(all)));
  };
  client.subscribe((report) => {
    if (report.type !== 'started' || report.backend.reason !== 'chosen') return;
    const { backend } = report;
    clearTimeout(timer);
    timer = setTimeout(() => void consider(backend), DELAY_MS);
  });
  return {
    ...client,
    send: (command) => client.send(informed(command)),
    ask: (command) => client.ask(informed(command)),
    dispose() {
      clearTimeout(timer);
      client.dispose();
    },
  };
}
