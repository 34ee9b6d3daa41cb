/** A mini-batch on its executor: types only. */
import type { TaskId } from '../../core/experiment/experiment.ts';
import type { TensorRef } from '../../core/ops.ts';

export interface BatchTask {
  /** [B, labelWidth], 0 in unlabelled rows. */
  readonly labels: TensorRef;
  /** [B, 1], 1 = labelled. */
  readonly mask: TensorRef;
  /** 1 / `count`, a scalar; 0 where no row is labelled. */
  readonly share: TensorRef;
  /** Labelled rows. */
  readonly count: number;
}
export interface Batch {
  readonly rows: number;
  /** By input id, [B, ...shape]. */
  readonly inputs: Readonly<Record<string, TensorRef>>;
  readonly tasks: Readonly<Record<TaskId, BatchTask>>;
  dispose(): void;
}
