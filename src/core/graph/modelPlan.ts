/**
 * ModelPlan: a wiring made ready to run. Derived, never stored. plan.ts makes it, the engine executes it.
 * Types only.
 */
import type { GroupId, ModelId, NodeId, TaskId, TieId } from '../experiment/experiment.ts';
import type { Options } from '../fields.ts';
import type { Init } from '../layers/layer.ts';
import type { Shape } from '../ops.ts';

export interface PlanNode {
  readonly id: NodeId;
  readonly kind: string;
  /** Complete: field defaults filled in. */
  readonly options: Options;
  readonly initKey: string;
  /** One entry per wire, in port order then edge order: which node's which output port. */
  readonly inputs: readonly { readonly node: NodeId; readonly output: number }[];
  readonly inputShapes: readonly Shape[];
  readonly outputShapes: readonly Shape[];
  /** Indices into ModelPlan.parameters. */
  readonly parameters: readonly number[];
  /** Tasks whose loss reaches this node, forward sense: the node feeds their head. In task order. */
  readonly feeds: readonly TaskId[];
  /** Tasks whose loss sends gradient into this node (a stop-gradient cuts it). Subset of `feeds`. */
  readonly tasks: readonly TaskId[];
  /** Units (places of the last axis) that a person has silenced in the run: they put out 0. Never from the document. */
  readonly silenced?: readonly number[];
  /** Units whose parameters a person has frozen in the run. Never from the document. */
  readonly frozenUnits?: readonly number[];
}
export interface PlanParameter {
  /** Position in the frozen order: optimiser moments and checkpoints are aligned with it. */
  readonly index: number;
  /** `<node>/<name>` */
  readonly id: string;
  readonly node: NodeId;
  readonly name: string;
  readonly shape: Shape;
  readonly size: number;
  readonly init: Init;
  /** Initial values: createRng(hash32(run seed, initKey, name)). */
  readonly initKey: string;
  readonly decay: boolean;
  /** Times the learning rate of its group; absent: 1. */
  readonly rateFactor?: number;
  /** A running statistic, which no gradient trains; its tasks are none. */
  readonly statistic?: boolean;
  /** Tasks whose loss sends gradient here. Two or more: shared. None: never updated. */
  readonly tasks: readonly TaskId[];
  readonly group: GroupId | undefined;
}
export interface PlanHead {
  readonly node: NodeId;
  readonly task: TaskId;
  /** A loss id of the task's kind. */
  readonly loss: string;
}
export interface PlanTie {
  readonly id: TieId;
  readonly kind: string;
  readonly nodes: readonly NodeId[];
  /** One row per tied parameter name: the parameter index in each twin, aligned with `nodes`. */
  readonly members: readonly (readonly number[])[];
}
export interface ModelPlan {
  readonly model: ModelId;
  /** Topological order; only nodes that feed a head of an enabled task. */
  readonly nodes: readonly PlanNode[];
  readonly parameters: readonly PlanParameter[];
  readonly heads: readonly PlanHead[];
  readonly ties: readonly PlanTie[];
  /** Tasks of this model in the scenario's order. */
  readonly tasks: readonly TaskId[];
  /** Last node whose parameters are shared by all tasks of the model (GradNorm's and the representation form's place). */
  readonly lastShared: NodeId | undefined;
  /** Multiply-adds of one example, forward. */
  readonly multiplyAdds: number;
}
