/**
 * What the page and the training engine say to each other: types and guards, nothing else. Both sides import it.
 * Every command that is answered carries a `request` number; every report of a run carries its RunId, and the client
 * drops those of stale runs. Typed arrays in reports are transferred, never shared.
 */
import type { BackendName, Experiment, ModelId, NodeId, TaskId, TieId } from '../core/experiment/experiment.ts';
import type { LogRows } from '../core/metrics/logRows.ts';
import type { Issue } from '../core/result.ts';
import type { Checkpoint, Tuning } from './protocol/checkpoint.ts';
import type { HandEdit, Probe, ProbeResult, SplitName } from './protocol/measuring.ts';

export type { Checkpoint, CheckpointModel, Tuning } from './protocol/checkpoint.ts';
export type { HandEdit, Hands, Probe, ProbeResult, SplitName } from './protocol/measuring.ts';

declare const brand: unique symbol;
export type RunId = number & { readonly [brand]: 'run' };
export const runId = (n: number): RunId => n as RunId;

export type Command =
  /** Builds data, models and backend, and rests at step 0 (or at the checkpoint's step). Ends any run before it. */
  | {
      readonly type: 'start';
      readonly run: RunId;
      readonly request: number;
      readonly experiment: Experiment;
      /** Base address of public/data files. */
      readonly dataUrl: string;
      /** The person's own table (core/own/packTable.ts), where the experiment asks for one. */
      readonly table?: Uint8Array;
      readonly checkpoint?: Checkpoint;
      /** What was measured on this machine, by plan. */
      readonly speeds?: Readonly<Record<string, KnownSpeeds>>;
      /** Backends that broke down before: not to be opened, whatever is pinned. */
      readonly without?: readonly BackendName[];
    }
  | { readonly type: 'play'; readonly run: RunId }
  /** Answered when the loop has come to rest. */
  | { readonly type: 'pause'; readonly run: RunId; readonly request: number }
  /** `count` steps as fast as possible; `tasks` restricts which tasks step ('step task A only'). Answered at the end. */
  | {
      readonly type: 'step';
      readonly run: RunId;
      readonly request: number;
      readonly count: number;
      readonly tasks?: readonly TaskId[];
      /** What is said after it waits until it is done. */
      readonly whole?: boolean;
    }
  /** Live changes: the engine takes over every live value of the experiment and notes them in the tuning log. */
  | ({ readonly type: 'tune'; readonly run: RunId; readonly experiment: Experiment } & Ordered)
  /** Steps per second at most; `undefined`: as fast as it goes. */
  | { readonly type: 'limit'; readonly run: RunId; readonly stepsPerSecond: number | undefined }
  /** Replaces the list of things measured while training, about `hz` times a second at most, and at once when at rest. */
  | { readonly type: 'watch'; readonly run: RunId; readonly probes: readonly Probe[]; readonly hz: number }
  | { readonly type: 'probe'; readonly run: RunId; readonly request: number; readonly probe: Probe }
  /** A person's hand on a node of the running model; answered as a 'parameters' probe of it. Noted in the tuning log. */
  | ({
      readonly type: 'hand';
      readonly run: RunId;
      readonly request: number;
      readonly model: ModelId;
      readonly node: NodeId;
      readonly edit: HandEdit;
    } & Ordered)
  | { readonly type: 'checkpoint'; readonly run: RunId; readonly request: number }
  | { readonly type: 'stop'; readonly run: RunId };
/** Set by the client, so that a fresh engine can make a change where the one before it did. */
interface Ordered {
  /** Comes back in the report of the change. */
  readonly change?: number;
  /** Waits for this step. */
  readonly at?: number | undefined;
}

/**
 * The log's columns. Names: `<model>/<task>/<train|validation|test>/<loss|metric id>`, `<model>/<task>/weight`,
 * `<model>/tie/<tie>/{distance,penalty}`, `<model>/l2/penalty`, `<model>/<task>/gradient/norm`,
 * `<model>/<task>~<task>/gradient/{cosine,magnitude}`, `<model>/<task>/method/<diagnostic>`.
 * <model> is the model's id. Step 0 is the state before the first update.
 */
export type { LogRows } from '../core/metrics/logRows.ts';

export interface BackendInfo {
  readonly name: BackendName;
  /** Why this one: a code under `backend.reason.<code>`. */
  readonly reason: 'pinned' | 'chosen' | 'fallback' | 'recovered';
  /** The pin that could not be kept. */
  readonly wanted?: BackendName;
  /** Floating-point operations of one step, of all models together: what the choice goes by. */
  readonly operations?: number;
  /** Milliseconds a step, where they were measured on this machine. */
  readonly measured?: Speeds;
  /** Kind and size of the plan, and who may be fastest on it: what is worth measuring. */
  readonly plan?: string;
  readonly contenders?: readonly BackendName[];
  /** WebGL on a graphics card, which the page needs too. */
  readonly hardware?: boolean;
  /** Those that would have come first. */
  readonly refused?: readonly Refusal[];
  /** WebGL's renderer string, where there is one. */
  readonly renderer?: string;
  /** False where the loop runs in the page because a worker cannot. */
  readonly worker: boolean;
  readonly simd?: boolean;
}
/** Milliseconds a step by backend. */
export type Speeds = Readonly<Partial<Record<BackendName, number>>>;
/** And whose losses differed from those of cpu: not to be trusted with such a plan. */
export type KnownSpeeds = Speeds & { readonly wrong?: readonly BackendName[] };
/** Why a backend was passed over. */
export interface Refusal {
  readonly backend: BackendName;
  /** In words for engineers. */
  readonly reason: string;
  /** It should have worked. */
  readonly failed: boolean;
}
export interface Progress {
  readonly step: number;
  readonly epoch: number;
  readonly samples: number;
  readonly seconds: number;
  readonly stepsPerSecond: number;
}
export type StopReason =
  | { readonly code: 'stop.paused' | 'stop.stepped' }
  | { readonly code: 'stop.steps'; readonly steps: number }
  | { readonly code: 'stop.epochs'; readonly epochs: number }
  | { readonly code: 'stop.target'; readonly loss: number }
  | { readonly code: 'stop.patience'; readonly evaluations: number };

/** How an engine ended: its graphics device was lost, it broke in a step, it gave no sign of life, or it died. */
export type Breakdown = 'lost' | 'broke' | 'hung' | 'ended';

export type Report =
  | {
      readonly type: 'started';
      readonly run: RunId;
      readonly request: number;
      readonly backend: BackendInfo;
      readonly progress: Progress;
      /** Rows per split as loaded, and labelled training rows per task. */
      readonly rows: {
        readonly train: number;
        readonly validation: number;
        readonly test: number;
        readonly labelled: Readonly<Record<TaskId, number>>;
      };
      /** What is odd about the training rows: warnings, most of them on a task. */
      readonly warnings: readonly Issue[];
      readonly stepsPerEpoch: number;
    }
  | {
      readonly type: 'progress';
      readonly run: RunId;
      readonly progress: Progress;
      readonly rows: LogRows;
      readonly tuned: readonly Tuning[];
      /** Of the change that was just made. */
      readonly change?: number | undefined;
    }
  | { readonly type: 'probes'; readonly run: RunId; readonly results: readonly ProbeResult[] }
  /** From the client: the engine ended, and a fresh one goes on from the newest checkpoint, or from step 0. */
  | {
      readonly type: 'recovered';
      readonly run: RunId;
      readonly cause: Breakdown;
      /** In the words of whoever noticed it. */
      readonly reason: string;
      readonly backend: BackendInfo;
      readonly progress: Progress;
      /** Rows of the log up to this step stand; later ones are written anew. -1: none stand. */
      readonly keptTo: number;
    }
  | {
      readonly type: 'rested';
      readonly run: RunId;
      readonly request: number | undefined;
      readonly reason: StopReason;
      readonly progress: Progress;
    }
  | { readonly type: 'probed'; readonly run: RunId; readonly request: number; readonly result: ProbeResult }
  | { readonly type: 'checkpointed'; readonly run: RunId; readonly request: number; readonly checkpoint: Checkpoint }
  | {
      readonly type: 'loading';
      readonly run: RunId;
      readonly stage: 'backend' | 'data' | 'model';
      readonly fraction: number;
    }
  | {
      readonly type: 'failed';
      readonly run: RunId;
      /** The request that failed, where it was one. */
      readonly request: number | undefined;
      readonly stage: 'backend' | 'data' | 'model' | 'training' | 'probe' | 'worker';
      readonly issue: Issue;
      /** After a NaN: the last good parameters are in place again, and the run may go on. */
      readonly canContinue: boolean;
    };

/** Builds the names of the log's columns, so that nobody spells them by hand. */
export const series = {
  loss: (model: ModelId, task: TaskId, split: SplitName): string => `${model}/${task}/${split}/loss`,
  metric: (model: ModelId, task: TaskId, split: SplitName, metric: string): string =>
    `${model}/${task}/${split}/${metric}`,
  weight: (model: ModelId, task: TaskId): string => `${model}/${task}/weight`,
  tieDistance: (model: ModelId, tie: TieId): string => `${model}/tie/${tie}/distance`,
  tiePenalty: (model: ModelId, tie: TieId): string => `${model}/tie/${tie}/penalty`,
  l2: (model: ModelId): string => `${model}/l2/penalty`,
  gradientNorm: (model: ModelId, task: TaskId): string => `${model}/${task}/gradient/norm`,
  gradientCosine: (model: ModelId, a: TaskId, b: TaskId): string => `${model}/${a}~${b}/gradient/cosine`,
  magnitudeSimilarity: (model: ModelId, a: TaskId, b: TaskId): string => `${model}/${a}~${b}/gradient/magnitude`,
  diagnostic: (model: ModelId, task: TaskId, name: string): string => `${model}/${task}/method/${name}`,
} as const;

/** The engine as the page sees it. `client.ts` makes one over a worker and one in the page. */
export interface EngineClient {
  send(command: Command): void;
  /** Fresh number for commands that are answered. */
  request(): number;
  /** Resolves with the report that answers `request`; rejects with the Issue of a failure. */
  ask(command: Command & { readonly request: number }): Promise<Report>;
  subscribe(listener: (report: Report) => void): () => void;
  /** Resolves once no command is under way (a running loop counts as idle only when `whileRunning`). */
  idle(whileRunning?: boolean): Promise<void>;
  dispose(): void;
}
