/**
 * What the page and the training engine say to each other: types and guards, nothing else. Both sides import it.
 * Every command that is answered carries a `request` number; every report of a run carries its RunId, and the client
 * drops those of stale runs. Typed arrays in reports are transferred, never shared.
 */
import type { BackendName, Experiment, ModelId, NodeId, TaskId, TieId } from '../core/experiment/experiment.ts';
import type { StepReading } from '../core/graph/walkthrough.ts';
import type { LogRows } from '../core/metrics/logRows.ts';
import type { Issue } from '../core/result.ts';

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
    }
  /** Live changes: the engine takes over every live value of the experiment and notes them in the tuning log. */
  | { readonly type: 'tune'; readonly run: RunId; readonly experiment: Experiment }
  /** Steps per second at most; `undefined`: as fast as it goes. */
  | { readonly type: 'limit'; readonly run: RunId; readonly stepsPerSecond: number | undefined }
  /** Replaces the list of things measured while training, about `hz` times a second at most, and at once when at rest. */
  | { readonly type: 'watch'; readonly run: RunId; readonly probes: readonly Probe[]; readonly hz: number }
  | { readonly type: 'probe'; readonly run: RunId; readonly request: number; readonly probe: Probe }
  /** A person's hand on a node of the running model; answered as a 'parameters' probe of it. Noted in the tuning log. */
  | {
      readonly type: 'hand';
      readonly run: RunId;
      readonly request: number;
      readonly model: ModelId;
      readonly node: NodeId;
      readonly edit: HandEdit;
    }
  | { readonly type: 'checkpoint'; readonly run: RunId; readonly request: number }
  | { readonly type: 'stop'; readonly run: RunId };

/** What can be done by hand. Units are places of the node's last output axis; a list replaces the one before. */
export type HandEdit =
  /** One number of a parameter, by its place in the flat array. */
  | { readonly kind: 'value'; readonly parameter: string; readonly at: number; readonly value: number }
  /** These units put out 0, in training and wherever else the model runs. */
  | { readonly kind: 'silence'; readonly units: readonly number[] }
  /** The parameters of these units stay as they are. */
  | { readonly kind: 'freeze'; readonly units: readonly number[] };
/** Silenced and frozen units by node. In the run and its checkpoints only, never in the document. */
export interface Hands {
  readonly silenced: Readonly<Record<NodeId, readonly number[]>>;
  readonly frozen: Readonly<Record<NodeId, readonly number[]>>;
}

/** Something to be measured on the present parameters. `key` returns in the result. */
export type Probe =
  /** Head output on a grid over the plane, row 0 = top (y = +range): values [resolution, resolution, K], as probabilities for classes. */
  | {
      readonly kind: 'surface';
      readonly key: string;
      readonly model: ModelId;
      readonly task: TaskId;
      readonly resolution: number;
    }
  /** Every unit of a node on a grid over the plane: values [units, resolution, resolution]; at most `units` of them. */
  | {
      readonly kind: 'unitSurfaces';
      readonly key: string;
      readonly model: ModelId;
      readonly node: NodeId;
      readonly resolution: number;
      readonly units: number;
    }
  /** A node's activations for rows of a split: values [rows, ...shape], in one flat array. */
  | {
      readonly kind: 'activations';
      readonly key: string;
      readonly model: ModelId;
      readonly node: NodeId;
      readonly split: SplitName;
      readonly rows: readonly number[];
    }
  /** Head outputs for rows of a split as probabilities: values [rows, K]. */
  | {
      readonly kind: 'predictions';
      readonly key: string;
      readonly model: ModelId;
      readonly task: TaskId;
      readonly split: SplitName;
      readonly rows: readonly number[];
    }
  /** Head outputs for an input made by hand, [1, ...shape] of the input 'x'. */
  | {
      readonly kind: 'answer';
      readonly key: string;
      readonly model: ModelId;
      readonly task: TaskId;
      readonly input: Float32Array;
    }
  /** Gradient norm of each task at each node with parameters: values [nodes, tasks]; and cosines [nodes, tasks, tasks]. */
  | { readonly kind: 'gradients'; readonly key: string; readonly model: ModelId }
  /** Inputs and labels of rows: `values` = inputs, `labels` by task. For scatter plots and sample pictures. */
  | { readonly kind: 'samples'; readonly key: string; readonly split: SplitName; readonly rows: readonly number[] }
  /** The parameters of one node, concatenated in order, and which of its units are silenced or frozen. */
  | { readonly kind: 'parameters'; readonly key: string; readonly model: ModelId; readonly node: NodeId }
  /** What a layer mixes, by its `display`, as the mean over these validation rows: values [n] or [rows, columns]. */
  | {
      readonly kind: 'display';
      readonly key: string;
      readonly model: ModelId;
      readonly node: NodeId;
      /** Validation rows, from the first. */
      readonly rows: number;
    }
  /** Main metric of each task on validation rows, with the smallest parameters set to zero: values [levels, tasks]. */
  | {
      readonly kind: 'sparsity';
      readonly key: string;
      readonly model: ModelId;
      readonly scope: 'layer' | 'model';
      /** Shares of zeros. */
      readonly levels: readonly number[];
    }
  /** Validation loss of each task with all units of a node, then without each: values [1 + units, tasks]. */
  | {
      readonly kind: 'withoutUnits';
      readonly key: string;
      readonly model: ModelId;
      readonly node: NodeId;
      /** At most so many units. */
      readonly units: number;
    }
  /** What a step for each task does to every task's loss (TAG): values [tasks, tasks], 1 - loss after / loss before. */
  | { readonly kind: 'affinity'; readonly key: string; readonly model: ModelId }
  /** The next step as it would go, in `rehearsal`: it is made, measured and taken back. */
  | { readonly kind: 'rehearsal'; readonly key: string; readonly model: ModelId };
export type SplitName = 'train' | 'validation' | 'test';

export interface ProbeResult {
  readonly key: string;
  readonly kind: Probe['kind'];
  readonly step: number;
  /** Shape of `values`. */
  readonly shape: readonly number[];
  readonly values: Float32Array;
  /** 'samples': labels by task; NaN = none. */
  readonly labels?: Readonly<Record<TaskId, Float32Array>>;
  /** 'samples': the inputs after the first, by id. */
  readonly inputs?: Readonly<Record<string, Float32Array>>;
  /** 'gradients': the nodes and tasks in order, and cosines. */
  readonly nodes?: readonly NodeId[];
  readonly tasks?: readonly TaskId[];
  readonly cosines?: Float32Array;
  /** 'parameters': units under a person's hand. */
  readonly silenced?: readonly number[];
  readonly frozenUnits?: readonly number[];
  readonly rehearsal?: StepReading;
}

/**
 * The log's columns. Names: `<model>/<task>/<train|validation|test>/<loss|metric id>`, `<model>/<task>/weight`,
 * `<model>/tie/<tie>/{distance,penalty}`, `<model>/l2/penalty`, `<model>/<task>/gradient/norm`,
 * `<model>/<task>~<task>/gradient/{cosine,magnitude}`, `<model>/<task>/method/<diagnostic>`.
 * <model> is the model's id. Step 0 is the state before the first update.
 */
export type { LogRows } from '../core/metrics/logRows.ts';

/** Everything needed to go on as if never interrupted; bit-exact on the same backend and device. Structured-cloneable. */
export interface Checkpoint {
  readonly format: 1;
  readonly step: number;
  /** The last step whose row of the log was written; that of `step` itself may still be to come. */
  readonly lastRow: number;
  readonly epoch: number;
  readonly backend: BackendName;
  readonly models: readonly CheckpointModel[];
  /** Counters of the generators by stream name. */
  readonly generators: Readonly<Record<string, number>>;
  /** Live changes so far. */
  readonly tuning: readonly Tuning[];
  readonly secondsTrained: number;
  /** Stop-rule memory. */
  readonly best: {
    /** Mean over models. */
    readonly loss: number;
    readonly since: number;
    readonly losses?: Readonly<Record<ModelId, number>>;
    /** The rule has held already and is quiet until it is changed. */
    readonly held?: boolean;
  };
}
export interface CheckpointModel {
  readonly model: ModelId;
  /** In frozen order, with ids so that a changed wiring is noticed. */
  readonly parameters: readonly { readonly id: string; readonly values: Float32Array }[];
  /** Optimiser slots by name ('m', 'v', 'momentum' …; '<task>:m' with one state per task), each aligned with `parameters`. */
  readonly optimizer: Readonly<Record<string, readonly Float32Array[]>>;
  /** Updates that each parameter has had (bias correction under masked updates), by slot owner ('' or a task). */
  readonly updates: Readonly<Record<string, readonly number[]>>;
  /** The balancing method's JSON state. */
  readonly method: unknown;
  /** Sums for the running epoch means. */
  readonly epochLosses: Readonly<Record<string, { readonly sum: number; readonly count: number }>>;
  readonly hands?: Hands;
}
/** One live change, at the step before which it took effect. Path as in `training.optimizer.learningRate`. */
export interface Tuning {
  readonly step: number;
  readonly path: string;
  readonly value: unknown;
}

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
