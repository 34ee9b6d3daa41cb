/** The state of a run as it is kept, stored and sent. Part of protocol.ts, which is how the rest of the program sees it. */
import type { BackendName, ModelId } from '../../core/experiment/experiment.ts';
import type { Hands } from './measuring.ts';

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
