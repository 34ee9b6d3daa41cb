/**
 * Trains the jobs of studies on engine clients of their own, two at a time, so that the page's own run and the page stay
 * as they are. Results come in job by job, seed by seed; pause and resume act within a job; cancel keeps what there is.
 * Clients are made when the first job waits and let go when none is left.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { createRunLog } from '../core/metrics/runLog.ts';
import { error, type Issue } from '../core/result.ts';
import { curvesOf, rowsOf } from '../core/study/results.ts';
import type { StudyFailure, StudyJob, StudyProgress, StudyResult, StudySpec, Variant } from '../core/study/study.ts';
import { jobsOf, variantsOf } from '../core/study/variants.ts';
import type { EngineClient, Report, RunId } from '../engine/protocol.ts';

const POOL = 2;

export interface Study {
  readonly spec: StudySpec;
  readonly variants: readonly Variant[];
  readonly progress: StudyProgress;
  readonly result: StudyResult;
}
export interface StudiesState {
  /** Newest first. */
  readonly studies: readonly Study[];
}
export interface StartOptions {
  /** Engines at most; absent: all of the pool. */
  readonly engines?: number;
}
export interface StudyStore extends StoreApi<StudiesState> {
  /** Returns the study's id. A study that cannot be trained is there too, 'failed' with its issue. */
  start(spec: Omit<StudySpec, 'id'>, options?: StartOptions): string;
  pause(id: string): void;
  resume(id: string): void;
  cancel(id: string): void;
  /** Cancels it if need be, and forgets it. */
  remove(id: string): void;
  /** A finished study from a file. */
  add(result: StudyResult): void;
  /** Resolves when the study is done, cancelled or failed. */
  ended(id: string): Promise<void>;
}
export interface StudyParts {
  readonly createClient: () => EngineClient;
  readonly dataUrl: string;
  /** Milliseconds from any fixed moment. */
  readonly now: () => number;
  readonly pool?: number;
}

interface Worker {
  readonly client: EngineClient;
  runs: number;
  /** The job under way, with the ways to hold it. */
  task: { readonly study: string; hold(): void; go(): void; give(): void } | undefined;
}
interface Plan {
  waiting: StudyJob[];
  running: number;
  readonly engines: number;
  /** Since when it has been working. */
  since: number | undefined;
}
const CANCELLED = error('study.cancelled');

export function createStudies(parts: StudyParts): StudyStore {
  const store = createStore<StudiesState>(() => ({ studies: [] }));
  const plans = new Map<string, Plan>();
  let workers: Worker[] = [];
  const find = (id: string): Study | undefined => store.getState().studies.find((study) => study.spec.id === id);
  const change = (id: string, next: (study: Study) => Study): void =>
    store.setState(({ studies }) => ({
      studies: studies.map((study) => (study.spec.id === id ? next(study) : study)),
    }));
  const setProgress = (id: string, patch: Partial<StudyProgress>): void =>
    change(id, (study) => ({ ...study, progress: { ...study.progress, ...patch } }));
  /** Notes the seconds worked since the last time. */
  const clock = (id: string): number => {
    const plan = plans.get(id);
    const before = find(id)?.progress.seconds ?? 0;
    if (plan?.since === undefined) return before;
    const now = parts.now();
    const seconds = before + (now - plan.since) / 1000;
    plan.since = now;
    return seconds;
  };

  const noted = (id: string, outcome: Partial<StudyResult>): void => {
    const seconds = clock(id);
    change(id, (study) => {
      const { result, progress } = study;
      const done = progress.done + 1;
      const secondsLeft = (seconds / done) * (progress.total - done);
      const failures: StudyFailure[] = [...result.failures, ...(outcome.failures ?? [])];
      return {
        ...study,
        progress: { ...progress, done, seconds, secondsLeft },
        result: {
          ...result,
          rows: [...result.rows, ...(outcome.rows ?? [])],
          curves: [...result.curves, ...(outcome.curves ?? [])],
          failures,
          times: [...(result.times ?? []), ...(outcome.times ?? [])],
        },
      };
    });
  };
  const finish = (id: string): void => {
    const study = find(id);
    const plan = plans.get(id);
    if (!study || !plan || plan.running > 0 || plan.waiting.length > 0) return;
    plans.delete(id);
    const [failure] = study.result.failures;
    const nothing = failure !== undefined && study.result.rows.length === 0;
    setProgress(id, nothing ? { status: 'failed', issue: failure.issue } : { status: 'done', secondsLeft: 0 });
  };

  const runJob = async (worker: Worker, id: string, job: StudyJob, plan: Plan): Promise<void> => {
    plan.running += 1;
    let outcome: Partial<StudyResult> | undefined;
    try {
      const trained = train(worker, job, find(id)?.spec.steps ?? 0, parts.dataUrl, id);
      // Paused between the choice of the job and its start.
      if (find(id)?.progress.status === 'paused') worker.task?.hold();
      const { log, seconds, steps } = await trained;
      const time = { variant: job.variant.key, seed: job.seed, seconds, steps };
      outcome = { rows: rowsOf(job, log), curves: curvesOf(job, log), times: [time] };
    } catch (fault) {
      const issue = isIssue(fault) ? fault : error('engine.worker', { reason: String(fault) });
      if (issue !== CANCELLED) outcome = { failures: [{ variant: job.variant.key, seed: job.seed, issue }] };
    }
    worker.task = undefined;
    plan.running -= 1;
    if (outcome && find(id)) noted(id, outcome);
    finish(id);
    fill();
  };

  /** Gives every idle client the next job of the oldest study that runs. */
  const fill = (): void => {
    const ready = (): [string, Plan] | undefined =>
      [...plans].find(
        ([id, plan]) =>
          plan.waiting.length > 0 && plan.running < plan.engines && find(id)?.progress.status === 'running',
      );
    for (let next = ready(); next; next = ready()) {
      let worker = workers.find((each) => !each.task);
      if (!worker) {
        if (workers.length >= (parts.pool ?? POOL)) return;
        worker = { client: parts.createClient(), runs: 0, task: undefined };
        workers.push(worker);
      }
      const [id, plan] = next;
      void runJob(worker, id, plan.waiting.shift() as StudyJob, plan);
    }
    if (plans.size === 0) {
      for (const { client } of workers) client.dispose();
      workers = [];
    }
  };
  const tasksOf = (id: string) => workers.flatMap(({ task }) => (task?.study === id ? [task] : []));

  const freshId = (): string => {
    const taken = store.getState().studies.map((study) => study.spec.id);
    let n = taken.length + 1;
    while (taken.includes(`study${n}`)) n += 1;
    return `study${n}`;
  };
  const put = (study: Study): void => store.setState(({ studies }) => ({ studies: [study, ...studies] }));
  const stop = (id: string): void => {
    const plan = plans.get(id);
    if (!plan) return;
    setProgress(id, { status: 'cancelled', seconds: clock(id) });
    plans.delete(id);
    plan.waiting = [];
    for (const task of tasksOf(id)) task.give();
    fill();
  };

  return {
    ...store,
    start(asked, { engines = Number.POSITIVE_INFINITY } = {}) {
      const spec: StudySpec = { ...asked, id: freshId() };
      const variants = variantsOf(spec);
      const jobs = jobsOf(spec);
      const result: StudyResult = { spec, rows: [], curves: [], failures: [] };
      const progress: StudyProgress = {
        status: 'running',
        done: 0,
        total: jobs.ok ? jobs.value.length : 0,
        seconds: 0,
      };
      if (!variants.ok || !jobs.ok) {
        const issue = variants.ok ? (jobs as { issue: Issue }).issue : variants.issue;
        put({ spec, variants: [], result, progress: { ...progress, status: 'failed', issue } });
        return spec.id;
      }
      put({ spec, variants: variants.value, result, progress });
      plans.set(spec.id, { waiting: jobs.value, running: 0, engines, since: parts.now() });
      // A form without values has nothing to train.
      finish(spec.id);
      fill();
      return spec.id;
    },
    pause(id) {
      const plan = plans.get(id);
      if (!plan || find(id)?.progress.status !== 'running') return;
      setProgress(id, { status: 'paused', seconds: clock(id) });
      plan.since = undefined;
      for (const task of tasksOf(id)) task.hold();
    },
    resume(id) {
      const plan = plans.get(id);
      if (!plan || find(id)?.progress.status !== 'paused') return;
      plan.since = parts.now();
      setProgress(id, { status: 'running' });
      for (const task of tasksOf(id)) task.go();
      fill();
    },
    cancel: stop,
    remove(id) {
      stop(id);
      store.setState(({ studies }) => ({ studies: studies.filter((study) => study.spec.id !== id) }));
    },
    add(result) {
      const spec = { ...result.spec, id: freshId() };
      const variants = variantsOf(spec);
      const total = result.rows.length;
      put({
        spec,
        variants: variants.ok ? variants.value : [],
        result: { ...result, spec },
        progress: { status: 'done', done: total, total, seconds: 0, secondsLeft: 0 },
      });
    },
    ended: (id) =>
      new Promise((resolve) => {
        const over = (): boolean => {
          const status = find(id)?.progress.status;
          return status !== 'running' && status !== 'paused';
        };
        if (over()) {
          resolve();
          return;
        }
        const end = store.subscribe(() => {
          if (!over()) return;
          end();
          resolve();
        });
      }),
  };
}

const isIssue = (fault: unknown): fault is Issue => typeof fault === 'object' && fault !== null && 'code' in fault;

/**
 * Trains one job to its end and returns its log, the full splits measured. A rule that may never hold (target, patience)
 * is cut at exactly `most` steps: the steps are counted out, then the rule is changed to one that holds there.
 */
function train(worker: Worker, job: StudyJob, most: number, dataUrl: string, study: string) {
  const { client } = worker;
  const { experiment } = job;
  const { stop } = experiment.training;
  worker.runs += 1;
  const run = worker.runs as RunId;
  const log = createRunLog();
  let step = 0;
  let started = false;
  let held = false;
  let cut = stop.kind === 'steps';
  const go = (): void => {
    held = false;
    if (!started) return;
    if (cut) client.send({ type: 'play', run });
    else client.send({ type: 'step', run, request: client.request(), count: Math.max(1, most - step) });
  };
  return new Promise<{ log: typeof log; seconds: number; steps: number }>((resolve, reject) => {
    const end = client.subscribe((report: Report) => {
      if (report.run !== run) return;
      if (report.type === 'progress') {
        step = report.progress.step;
        if (report.rows.steps.length > 0) log.append(report.rows);
      } else if (report.type === 'recovered') {
        step = report.progress.step;
        log.truncate(report.keptTo);
      } else if (report.type === 'failed') {
        close();
        reject(report.issue);
      } else if (report.type === 'rested') {
        step = report.progress.step;
        const { code } = report.reason;
        if (code === 'stop.paused') return;
        if (code === 'stop.stepped') {
          cut = true;
          const training = { ...experiment.training, stop: { kind: 'steps' as const, steps: step } };
          client.send({ type: 'tune', run, experiment: { ...experiment, training } });
          if (!held) go();
          return;
        }
        const { seconds } = report.progress;
        close();
        resolve({ log, seconds, steps: step });
      }
    });
    const close = (): void => {
      end();
      client.send({ type: 'stop', run });
    };
    worker.task = {
      study,
      hold() {
        held = true;
        if (started) client.send({ type: 'pause', run, request: client.request() });
      },
      go,
      give() {
        close();
        reject(CANCELLED);
      },
    };
    client.ask({ type: 'start', run, request: client.request(), experiment, dataUrl }).then(
      () => {
        started = true;
        if (!held) go();
      },
      // The failed report has been seen already.
      () => undefined,
    );
  });
}
