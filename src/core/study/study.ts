/**
 * A study: one experiment trained many times, so that a difference between models can be told from luck. Types only.
 * `variants.ts` lists what is trained (a variant is an experiment with one thing changed), `seeds.ts` draws the repeats,
 * state/studyRunner.ts trains them, `results.ts`, `verdict.ts`, `sweep.ts` and `labels.ts` read the rows.
 * Everything here is plain JSON: a study travels in a saved file, its settings (the experiment with
 * `training.repeats`, and the form) in a link.
 */
import type { Experiment, ModelId, TaskId } from '../experiment/experiment.ts';
import type { Options } from '../fields.ts';
import type { Issue } from '../result.ts';

/** What is varied beside the seed. */
export type StudyForm =
  /** The experiment's models as they stand. */
  | { readonly kind: 'compare' }
  /** Copies of one soft-sharing model, one per strength, between separate networks and hard sharing. */
  | {
      readonly kind: 'strengths';
      readonly model: ModelId;
      readonly grid: readonly Strength[];
      /** And all of that for each value of one option of the data (relatedness, delta): a heat map. */
      readonly across?: { readonly option: string; readonly values: readonly number[] };
    }
  /** All models at each learning rate; each model's own is chosen on validation. */
  | { readonly kind: 'rates'; readonly grid: readonly number[] }
  /** All models at each number of labels of one task. */
  | { readonly kind: 'labels'; readonly task: TaskId; readonly counts: readonly number[] }
  /**
   * One wiring under several balancing methods; beside them each task alone, and the weighted sum at each of `shares`,
   * which is always among them. `rates`: learning rates tried by everyone, each one's own chosen on validation; empty:
   * the experiment's.
   */
  | {
      readonly kind: 'methods';
      readonly model: ModelId;
      readonly contenders: readonly MethodChoice[];
      readonly rates: readonly number[];
      /** Task B's share w of the weighted sums (1 - w, w); of more tasks, how much of the weight one of them has. */
      readonly shares: readonly number[];
    }
  /** One wiring for every set of its tasks: which of them should be trained together? */
  | { readonly kind: 'groups'; readonly model: ModelId }
  /** All models under each control; 'none' is the experiment as it stands. */
  | { readonly kind: 'controls'; readonly task: TaskId; readonly controls: readonly Control[] };
export interface MethodChoice {
  readonly method: string;
  readonly options: Options;
}
export type Strength = number | 'infinite';
/** 'shuffled': the task's training labels belong to other rows (placebo). 'copy': the task is another task (upper bound). */
export type Control = 'none' | 'shuffled' | 'copy' | 'unrelated';

export interface StudySpec {
  readonly id: string;
  readonly name: string;
  /** How often and what a repeat varies stands in `training.repeats`. */
  readonly experiment: Experiment;
  readonly form: StudyForm;
  /** A repeat ends after this many steps at the latest; the experiment's own stop rule may end it before. */
  readonly steps: number;
}

/** One thing to train; every seed trains each of them once. */
export interface Variant {
  /** Unique in its study: `strength=0.1`, `labels=30`; '' where nothing but the seed varies. */
  readonly key: string;
  /** The numbers of the key, for axes: { strength: .1 }, { labels: 30 }, { control: 'shuffled' }, { end: 'hard' }. */
  readonly params: Readonly<Record<string, number | string>>;
  readonly experiment: Experiment;
}
export interface StudyJob {
  readonly variant: Variant;
  /** Which repeat, from 0. Repeat 0 is the experiment's own seeds. */
  readonly seed: number;
  readonly experiment: Experiment;
}

export type StudySplit = 'train' | 'validation' | 'test';
/** One number at the end of one repeat, over the whole split. Training: the loss of the last step's batch. */
export interface StudyRow {
  readonly variant: string;
  readonly seed: number;
  readonly model: ModelId;
  readonly task: TaskId;
  readonly split: StudySplit;
  /** 'loss' or a metric's id. */
  readonly metric: string;
  readonly value: number;
}
/** The validation loss of one task on the way, at a few dozen steps that all repeats share. */
export interface StudyCurve {
  readonly variant: string;
  readonly seed: number;
  readonly model: ModelId;
  readonly task: TaskId;
  readonly steps: readonly number[];
  readonly values: readonly number[];
}
export interface StudyFailure {
  readonly variant: string;
  readonly seed: number;
  readonly issue: Issue;
}
/** What there is so far; complete when `progress.status` is 'done'. */
export interface StudyResult {
  readonly spec: StudySpec;
  readonly rows: readonly StudyRow[];
  readonly curves: readonly StudyCurve[];
  readonly failures: readonly StudyFailure[];
  /** How long trainings took, all models of a repeat together. Waiting for the other engine of the pool is in it. */
  readonly times?: readonly StudyTime[];
}
export interface StudyTime {
  readonly variant: string;
  readonly seed: number;
  readonly seconds: number;
  readonly steps: number;
}

export interface StudyProgress {
  /** 'cancelled' keeps what there is; 'failed' only where nothing could be trained at all. */
  readonly status: 'running' | 'paused' | 'done' | 'cancelled' | 'failed';
  /** Jobs that ended, failed ones included. */
  readonly done: number;
  readonly total: number;
  /** Seconds of work so far, pauses left out. */
  readonly seconds: number;
  /** Seconds to go by the pace so far; absent before the first job has ended. */
  readonly secondsLeft?: number;
  readonly issue?: Issue;
}

/** One of the things compared: a model within a variant. */
export interface Arm {
  readonly variant: string;
  readonly model: ModelId;
}
