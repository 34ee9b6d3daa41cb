/** The losses of one batch through the plan, in whatever tensors the operations are. */
import type { NodeId, TaskId } from '../../core/experiment/experiment.ts';
import type { ModelPlan, PlanNode } from '../../core/graph/modelPlan.ts';
import type { ForwardContext, Ops, TensorRef } from '../../core/ops.ts';
import type { TaskDef } from '../../core/scenarios/scenario.ts';
import type { Batch } from './batch.ts';
import { forward, taskLoss } from './network.ts';

export interface MeasureArgs {
  readonly ops: Ops;
  readonly plan: ModelPlan;
  /** In frozen order. */
  readonly parameters: readonly TensorRef[];
  readonly batch: Pick<Batch, 'inputs' | 'tasks'>;
  readonly context: (node: PlanNode) => ForwardContext;
  readonly measured: readonly TaskId[];
  readonly taskDefs: ReadonlyMap<TaskId, TaskDef>;
}
export interface Measured {
  /** A scalar by task. */
  readonly losses: ReadonlyMap<TaskId, TensorRef>;
  readonly outputs: ReadonlyMap<NodeId, readonly TensorRef[]>;
}
export function measureLosses(args: MeasureArgs): Measured {
  const { ops, plan, parameters, batch, measured, taskDefs } = args;
  const penalties: Penalty[] = [];
  const context = (node: PlanNode): ForwardContext => ({
    ...args.context(node),
    penalise: (value) => penalties.push({ node, value }),
  });
  const outputs = forward({ ops, plan, parameters, inputs: batch.inputs, context, tasks: measured });
  const losses = new Map(
    measured.map((task) => {
      const loss = taskLoss(ops, plan, outputs, taskDefs.get(task) as TaskDef, batch.tasks[task]);
      return [task, penalties.reduce((sum, penalty) => withPenalty(ops, sum, penalty, task), loss)];
    }),
  );
  return { losses, outputs };
}

/** What a layer asks to be lowered beside the losses. */
interface Penalty {
  readonly node: PlanNode;
  readonly value: TensorRef;
}
/** The loss with the gradient of the task's part of a penalty, at the loss's own value: P - stop(P) is 0. */
function withPenalty(ops: Ops, loss: TensorRef, { node, value }: Penalty, task: TaskId): TensorRef {
  if (!node.tasks.includes(task)) return loss;
  const slope = ops.sub(value, ops.stopGradient(value));
  return ops.add(loss, ops.mul(slope, ops.scalar(1 / node.tasks.length)));
}
