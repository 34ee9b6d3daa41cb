/**
 * Trains the jobs of studies on engine clients of their own, several at a time, so that the page's own run and the page stay
 * as they are. Results come in job by job, seed by seed; pause and resume act within a job; cancel keeps what there is.
 * Clients are made when the first job waits and let go when none is left.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { error, type Issue } from '../core/result.ts';
import { curvesOf, rowsOf } from '../core/study/results.ts';
import type { StudyJob, StudyProgress, StudyResult, StudySpec } from '../core/study/study.ts';
import { jobsOf, variantsOf } from '../core/study/variants.ts';
import type { EngineClient } from '../engine/protocol.ts';
import { type KeptStudy, restored, type Study, withOutcome } from './studyProgress.ts';
import { type StudyWorker, trainJob } from './studyTraining.ts';

const POOL = 2;
/** Each holds data and a backend: more than this would cost memory rather than save time. */
const MOST_ENGINES = 6;
/** Seeds that a study mostly has. */
const USUAL_JOBS = 5;
/**
 * More than the processor has cores: an engine that begins or hands its rows over then leaves no core idle, and five seeds
 * share two cores to the end. With three engines, two of which take turns on one core, the fifth begins when the others
 * are done, and has one core to itself while the other rests: three rounds in the place of two and a half.
 */
export const enginesFor = (cores: number | undefined): number =>
  Math.min(Math.max((cores || 1) + 1, USUAL_JOBS), MOST_ENGINES);

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
  /** A study from a file, finished, or from an earlier visit: one that was under way waits for `resume`. */
  add(result: StudyResult, kept?: KeptStudy): void;
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

interface Plan {
  waiting: StudyJob[];
  running: number;
  readonly engines: number;
  /** Since when it has been working. */
  since: number | undefined;
}

export function createStudies(parts: StudyParts): StudyStore {
  const store = createStore<StudiesState>(() => ({ studies: [] }));
  const plans = new Map<string, Plan>();
  let workers: StudyWorker[] = [];
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
    change(id, (study) => withOutcome(study, outcome, seconds));
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

  const runJob = async (worker: StudyWorker, id: string, job: StudyJob, plan: Plan): Promise<void> => {
    plan.running += 1;
    let outcome: Partial<StudyResult> | undefined;
    try {
      const trained = trainJob(worker, job, find(id)?.spec.steps ?? 0, parts.dataUrl, id);
      // Paused between the choice of the job and its start.
      if (find(id)?.progress.status === 'paused') worker.task?.hold();
      const { log, seconds, steps } = await trained;
      const time = { variant: job.variant.key, seed: job.seed, seconds, steps };
      outcome = { rows: rowsOf(job, log), curves: curvesOf(job, log), times: [time] };
    } catch (fault) {
      const issue = isIssue(fault) ? fault : error('engine.worker', { reason: String(fault) });
      if (issue.code !== 'study.cancelled')
        outcome = { failures: [{ variant: job.variant.key, seed: job.seed, issue }] };
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
    add(result, kept = { state: 'done', seconds: 0 }) {
      const { study, waiting } = restored(result, freshId(), kept);
      put(study);
      if (waiting.length > 0) {
        const engines = Number.POSITIVE_INFINITY;
        plans.set(study.spec.id, { waiting, running: 0, engines, since: undefined });
      }
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
