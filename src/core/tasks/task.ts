/**
 * TaskSpec: what one kind of task is (binary, multiclass, regression): its outputs, losses and metrics.
 * Labels are Float32Array [N, labelWidth]; NaN in a row's first number means: no label. Losses are means over
 * labelled rows; the engine never calls a loss for a batch without labels.
 * Words under `task.<kind>…`, `loss.<id>…`, `metric.<id>…`.
 */
import type { LossCode } from '../code.ts';
import type { Ops, TensorRef } from '../ops.ts';
import type { TaskDef, TaskKind } from '../scenarios/scenario.ts';

export interface LossSpec {
  readonly id: string;
  /**
   * outputs [B, K] raw head outputs (logits); labels [B, labelWidth] with 0 in unlabelled rows;
   * mask [B, 1] 1 = labelled; share = scalar, 1 / number of labelled rows. Returns a scalar. Both are tensors, so that
   * one recording of the operations serves every batch of the same size.
   */
  apply(ops: Ops, outputs: TensorRef, labels: TensorRef, mask: TensorRef, share: TensorRef, task: TaskDef): TensorRef;
  /** The same loss as text of a generated program, before the mean over labelled rows; absent: it cannot be exported. */
  readonly pytorch?: LossCode;
  readonly keras?: LossCode;
}
export interface MetricSpec {
  readonly id: string;
  /** Which direction is better: decides the sign of delta-m. */
  readonly better: 'higher' | 'lower';
  /** For some tasks of the kind only; absent: for all. */
  readonly applies?: (task: TaskDef) => boolean;
  /** In percent on screen (accuracy), or a plain number. */
  readonly format: 'percent' | 'number';
  /**
   * outputs [N, K] raw, labels [N, labelWidth], float32; rows without a label are skipped.
   * `undefined` where it cannot be said (no labelled rows; AUC with one class).
   */
  measure(outputs: Float32Array, labels: Float32Array, task: TaskDef): number | undefined;
}
export interface TaskSpec {
  readonly kind: TaskKind;
  /** Numbers that the head puts out: 1, classes, or label width. */
  outputUnits(task: TaskDef): number;
  labelWidth(task: TaskDef): number;
  readonly losses: readonly LossSpec[];
  /** The first is the main metric unless the task names another. */
  readonly metrics: readonly MetricSpec[];
}
