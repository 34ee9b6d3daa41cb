/**
 * How far a study has come: pure steps from one state to the next, and what of it outlives a reload. A study that was
 * under way comes back paused, with the jobs that have no result yet still to be done.
 */
import type { StudyFailure, StudyJob, StudyProgress, StudyResult, StudySpec, Variant } from '../core/study/study.ts';
import { jobsOf, variantsOf } from '../core/study/variants.ts';

export interface Study {
  readonly spec: StudySpec;
  readonly variants: readonly Variant[];
  readonly progress: StudyProgress;
  readonly result: StudyResult;
}
/** Kept beside a study's results. */
export interface KeptStudy {
  /** 'open': more was to come. */
  readonly state: 'done' | 'cancelled' | 'open';
  /** Of work. */
  readonly seconds: number;
}

/** `undefined` where nothing of it could be trained. */
export function keptOf({ progress: { status, seconds } }: Study): KeptStudy | undefined {
  if (status === 'failed') return undefined;
  return { state: status === 'done' || status === 'cancelled' ? status : 'open', seconds };
}

/** One more job has ended, after so many seconds of work on the study. */
export function withOutcome(study: Study, outcome: Partial<StudyResult>, seconds: number): Study {
  const { result, progress } = study;
  const done = progress.done + 1;
  const failures: StudyFailure[] = [...result.failures, ...(outcome.failures ?? [])];
  return {
    ...study,
    progress: { ...progress, done, seconds, secondsLeft: (seconds / done) * (progress.total - done) },
    result: {
      ...result,
      rows: [...result.rows, ...(outcome.rows ?? [])],
      curves: [...result.curves, ...(outcome.curves ?? [])],
      failures,
      times: [...(result.times ?? []), ...(outcome.times ?? [])],
    },
  };
}

export interface Restored {
  readonly study: Study;
  /** What is still to be trained, in order; empty unless the study was under way. */
  readonly waiting: StudyJob[];
}
/** A study from a file or an earlier visit under a new id. */
export function restored(found: StudyResult, id: string, { state, seconds }: KeptStudy): Restored {
  const spec = { ...found.spec, id };
  const variants = variantsOf(spec);
  const jobs = jobsOf(spec);
  const all = jobs.ok ? jobs.value : [];
  const ended = new Set((found.times ?? []).map(({ variant, seed }) => `${seed} ${variant}`));
  const left = all.filter(({ variant, seed }) => !ended.has(`${seed} ${variant.key}`));
  const open = state === 'open' && left.length > 0;
  const total = all.length;
  const status = open ? 'paused' : state === 'cancelled' ? 'cancelled' : 'done';
  return {
    study: {
      spec,
      variants: variants.ok ? variants.value : [],
      // What had failed is tried once more, and would be counted twice.
      result: { ...found, spec, failures: open ? [] : found.failures },
      progress: { status, done: status === 'done' ? total : total - left.length, total, seconds },
    },
    waiting: open ? left : [],
  };
}
