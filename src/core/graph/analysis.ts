/**
 * What is derived from one model's wiring: shapes, sharing, counts, problems, plan. Types only; analyse.ts makes it.
 * Sharing is derived from the wiring, never a checkbox.
 */
import type { EdgeId, NodeId, TaskId, TieId } from '../experiment/experiment.ts';
import type { Shape } from '../ops.ts';
import type { Issue } from '../result.ts';
import type { ModelPlan } from './modelPlan.ts';

/** 'shared': every task of the model sends gradient here; 'partly': two or more, not all; 'private': one; 'none': no task. */
export type SharingKind = 'shared' | 'partly' | 'private' | 'none';
export interface NodeAnalysis {
  /** Absent where an input is missing or does not fit. Without the batch axis. */
  readonly inputShapes: readonly Shape[] | undefined;
  readonly outputShapes: readonly Shape[] | undefined;
  /** Tasks whose loss sends gradient here, in the scenario's order. */
  readonly tasks: readonly TaskId[];
  readonly sharing: SharingKind;
  /** Number of trainable numbers; 0 where unknown. */
  readonly parameterCount: number;
  /** Problems that stand on this node. */
  readonly issues: readonly Issue[];
}
export interface EdgeAnalysis {
  readonly tasks: readonly TaskId[];
  readonly shape: Shape | undefined;
}
export interface ParameterCounts {
  readonly total: number;
  readonly shared: number;
  readonly partly: number;
  readonly private: Readonly<Record<TaskId, number>>;
}
export interface ModelAnalysis {
  /** All problems of the model, those on nodes included. */
  readonly issues: readonly Issue[];
  readonly nodes: ReadonlyMap<NodeId, NodeAnalysis>;
  readonly edges: ReadonlyMap<EdgeId, EdgeAnalysis>;
  readonly ties: ReadonlyMap<TieId, { readonly issues: readonly Issue[] }>;
  readonly counts: ParameterCounts;
  /** The task index (hue, letter) is the position in the scenario's task list. */
  readonly tasks: readonly TaskId[];
  /** Present when no problem is an error. */
  readonly plan: ModelPlan | undefined;
}
