/**
 * The Experiment: the one document. Presets, links, undo history, saved files and the message that starts
 * training are all this same plain JSON value. Everything else (shapes, sharing, plan, code) is derived from it.
 * Types only: ids in ids.ts, what is not trained in view.ts, the schema in schema.ts, defaults in defaults.ts, gestures
 * in edit.ts.
 */
import type { Options } from '../fields.ts';
import type { EdgeId, GroupId, ModelId, NodeId, TaskId, TieId } from './ids.ts';
import type { ViewSpec } from './view.ts';

export type { EdgeId, GroupId, ModelId, NodeId, TaskId, TieId } from './ids.ts';
export { edgeId, groupId, modelId, nodeId, taskId, tieId } from './ids.ts';

export interface Experiment {
  readonly version: 1;
  readonly title: string;
  readonly notes: string;
  readonly data: DataSpec;
  /** 1 to 4 models over the same data, trained in lock-step. */
  readonly models: readonly ModelSpec[];
  readonly training: TrainingSpec;
  /** Panels, lesson, hidden controls. Outside undo. */
  readonly view: ViewSpec;
}

export interface DataSpec {
  /** A scenario's id. */
  readonly scenario: string;
  readonly options: Options;
  /** Draws the data (uint32). */
  readonly seed: number;
  /** Rows per split; what is not given is the scenario's default. */
  readonly sizes: { readonly train?: number; readonly validation?: number; readonly test?: number };
  /** Only tasks that differ from the default (on, every row labelled, no noise) need an entry. */
  readonly tasks: Readonly<Record<TaskId, TaskData>>;
  /** What a person brings along, for the scenarios that take it. */
  readonly own?: OwnData;
}
export interface OwnData {
  /** How a person's table is read. The table itself stays in the browser. */
  readonly table?: OwnTable;
  /** Points drawn on the plane, four whole numbers each: task (0, 1, 2), class, x, y in hundredths of half the plane. */
  readonly points?: readonly number[];
}
export interface OwnTable {
  readonly file: string;
  readonly bytes: number;
  /** Rows that could be read. */
  readonly rows: number;
  /** Of the file's bytes (core/own/fingerprint.ts). */
  readonly fingerprint: string;
  /** Columns that are used, inputs and tasks. */
  readonly columns: readonly OwnColumn[];
  /** Place of the column whose equal values stay in one split; absent: rows are dealt out one by one. */
  readonly group?: number;
}
export interface OwnColumn {
  /** Made from the name; tasks have it as their id. */
  readonly id: string;
  readonly name: string;
  /** Place in the file, from 0. */
  readonly at: number;
  readonly role: 'input' | 'task';
  readonly kind: 'number' | 'category';
  /** Categories: how many different ones there are. */
  readonly distinct?: number;
  /** Tasks that are categories: what the classes are called, in order. */
  readonly classes?: readonly string[];
}
export interface TaskData {
  readonly enabled?: boolean;
  /** How many training rows carry a label; absent: all of them. */
  readonly labelled?: number;
  /** Share of training labels replaced (classes) or standard deviations added (regression), 0..1. */
  readonly labelNoise?: number;
  /**
   * A comparison that tells transfer from chance. 'shuffled': the training labels belong to other rows. 'copy': every
   * label of every split is that of the first other task of the same kind. Absent: 'none'.
   */
  readonly control?: 'none' | 'shuffled' | 'copy';
  /** Share of the steps in which the task is trained, 0..1; absent: all of them. */
  readonly sampling?: number;
}

export interface ModelSpec {
  readonly id: ModelId;
  readonly name: string;
  readonly wiring: Wiring;
  /** Canvas positions in px. Moving a node never touches the wiring. */
  readonly positions: Readonly<Record<NodeId, Point>>;
  readonly balancing: Balancing;
  readonly ties: readonly Tie[];
  /** Optimiser groups. The first group that selects a node wins. */
  readonly groups: readonly Group[];
  /** What this model's optimiser does differently from `training.optimizer`. */
  readonly optimizer?: Partial<OptimizerSpec>;
}
export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Wiring {
  readonly nodes: readonly WiringNode[];
  readonly edges: readonly Edge[];
}
export interface WiringNode {
  readonly id: NodeId;
  /** A layer kind of the layer registry. */
  readonly kind: string;
  /** Only what differs from the layer's field defaults needs an entry. */
  readonly options: Options;
  /**
   * Initial values are drawn from hash(run seed, initKey, parameter name). Copies keep the key, so corresponding
   * layers of two models, and the twins of a split trunk, start equal. Heads use `head:<task>`.
   */
  readonly initKey: string;
  /** A person's own name for the layer; absent: the kind's label. */
  readonly label?: string;
}
export interface Edge {
  readonly id: EdgeId;
  readonly source: NodeId;
  readonly sourcePort: string;
  readonly target: NodeId;
  readonly targetPort: string;
}
/** Soft sharing: the named nodes (twins of equal parameter shapes) are held near each other. */
export interface Tie {
  readonly id: TieId;
  /** A tie kind of the tie registry. */
  readonly kind: string;
  /** Two or more twins, at most one per task tower. */
  readonly nodes: readonly NodeId[];
  /** lambda >= 0; `'infinite'` is the limit (of the distances: hard sharing). Live. */
  readonly strength: number | 'infinite';
  /**
   * How closely each two twins are related, for kinds that ask: the pairs (0,1), (0,2), …, (1,2), … of `nodes`. The
   * strength is multiplied by them; what is not listed is 1. Live.
   */
  readonly pairs?: readonly number[];
}
export interface Balancing {
  /** A method id of the balancing registry. */
  readonly method: string;
  readonly options: Options;
  /** Loss coefficients lambda_t >= 0; absent means 1. They multiply each loss before the method sees it. Live. */
  readonly taskWeights: Readonly<Record<TaskId, number>>;
}
export interface Group {
  readonly id: GroupId;
  /** 'shared': layers reached by two tasks or more; 'heads': task heads; 'private': all others; or named nodes. */
  readonly select: 'shared' | 'private' | 'heads' | readonly NodeId[];
  /** Absolute learning rate of this group; absent: the model's. Live. */
  readonly learningRate?: number;
  /** Parameters stay bit-unchanged. Live. */
  readonly frozen?: boolean;
}

export type OptimizerKind = 'sgd' | 'momentum' | 'rmsprop' | 'adam' | 'adamw';
export interface OptimizerSpec {
  readonly kind: OptimizerKind;
  /** Live. */
  readonly learningRate: number;
  /** momentum only; default .9 */
  readonly momentum: number;
  /** adam, adamw; defaults .9, .999 */
  readonly beta1: number;
  readonly beta2: number;
  /** rmsprop's decay of the squared gradient; default .9 */
  readonly rho: number;
  /** Always explicit: one backend's own default is a thousand times too large. Default 1e-7. */
  readonly epsilon: number;
  /** adamw only: decoupled decay per step, times the learning rate. Default .01 */
  readonly weightDecay: number;
}
export type Schedule =
  | { readonly kind: 'constant' }
  /** times `factor` every `every` steps */
  | { readonly kind: 'step'; readonly every: number; readonly factor: number }
  /** from 1 to `floor` over `steps` steps along half a cosine */
  | { readonly kind: 'cosine'; readonly steps: number; readonly floor: number }
  /** linear from 0 to 1 over `steps` steps, then 1 */
  | { readonly kind: 'warmup'; readonly steps: number };
export type StopRule =
  | { readonly kind: 'never' }
  | { readonly kind: 'steps'; readonly steps: number }
  | { readonly kind: 'epochs'; readonly epochs: number }
  /** when the mean over tasks of the validation loss is at or below `loss` in every model */
  | { readonly kind: 'target'; readonly loss: number }
  /** when no model's mean validation loss has improved for `evaluations` measurements */
  | { readonly kind: 'patience'; readonly evaluations: number };
export type BackendName = 'arrays' | 'webgl' | 'wasm' | 'cpu';
/** For every model, on kernels (not biases). Live. */
export interface Regularisation {
  /** Penalty l2 / 2 * sum of squares. */
  readonly l2: number;
  /** Penalty l1 * sum of magnitudes, by a proximal step after the update. Absent: 0. */
  readonly l1?: number;
  readonly pruning?: Pruning;
}
/** Magnitude pruning: the smallest numbers become zero and stay so. */
export interface Pruning {
  /** The share of zeros is counted in each layer, or over the whole model. */
  readonly scope: 'layer' | 'model';
  /** Share of zeros in the end, 0 <= sparsity < 1. */
  readonly sparsity: number;
  /** The step at which pruning begins, and over how many steps the share rises; 0 steps: at once. */
  readonly begin: number;
  readonly steps: number;
}
export const PHASE_PARTS = ['shared', 'private', 'heads'] as const;
/** A stretch of training with rules of its own. After the last one its rules hold on. */
export interface Phase {
  readonly steps: number;
  /** Tasks that step; absent: all. */
  readonly tasks?: readonly TaskId[];
  /** Parts of every model that stay as they are: layers of two tasks or more, task heads, all others. */
  readonly frozen?: readonly (typeof PHASE_PARTS)[number][];
}
export interface TrainingSpec {
  /** Draws initial values, batch order, dropout masks, method noise (uint32). */
  readonly seed: number;
  /** Draws all of these but the initial values, where it is given: so that repeats can hold one still and vary the other. */
  readonly orderSeed?: number;
  readonly optimizer: OptimizerSpec;
  readonly schedule: Schedule;
  /** Rows per step; 0 = the whole training split (full batch). */
  readonly batchSize: number;
  readonly stop: StopRule;
  readonly repeats: {
    readonly count: number;
    readonly vary: { readonly data: boolean; readonly init: boolean; readonly order: boolean };
  };
  readonly regularisation: Regularisation;
  /** One after the other; empty: all tasks train all layers from first to last. */
  readonly phases: readonly Phase[];
  /** Left open by version: later versions give these entries a form. */
  readonly constraints: readonly unknown[];
  /** A pin: every opener of a link trains on this backend if the machine has it. */
  readonly backend: 'auto' | BackendName;
}
/** Limits that hostile input must not pass; the schema enforces them. */
export const LIMITS = {
  models: 4,
  nodesPerModel: 200,
  edgesPerModel: 600,
  unitsPerLayer: 4096,
  parametersPerModel: 20_000_000,
  rowsPerSplit: 100_000,
  batch: 8192,
  epochs: 100_000,
  steps: 100_000_000,
  repeats: 100,
  text: 4000,
  ownColumns: 256,
  ownClasses: 100,
  ownPoints: 1000,
} as const;
