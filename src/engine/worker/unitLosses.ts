/**
 * What each unit is worth to each task: the validation losses as they are, and with one unit of a layer silenced at a
 * time (ablation, as in Morcos et al., 'On the importance of single directions for generalization', ICLR 2018).
 * Only what lies behind the layer is run again. At most as many rows as a running evaluation takes.
 */
import type { NodeId, TaskId } from '../../core/experiment/experiment.ts';
import type { ModelPlan } from '../../core/graph/modelPlan.ts';
import type { TensorRef } from '../../core/ops.ts';
import type { TaskDef } from '../../core/scenarios/scenario.ts';
import { makeBatch } from './batches.ts';
import { SAMPLE_ROWS } from './evaluation.ts';
import { silence } from './handEdits.ts';
import type { Learner } from './learner.ts';
import { forward, stepContext, taskLoss } from './network.ts';
import type { Run } from './run.ts';

interface UnitLosses {
  readonly tasks: readonly TaskId[];
  readonly units: number;
  /** [1 + units, tasks] */
  readonly values: Float32Array;
}

/** @returns `undefined` where the node is not in the plan */
export function unitLosses(run: Run, learner: Learner, id: NodeId, most: number): UnitLosses | undefined {
  const { executor } = run;
  const { ops } = executor;
  const { plan, parameters } = learner;
  const node = plan.nodes.find((each) => each.id === id);
  if (!node) return undefined;
  const rows = Uint32Array.from({ length: Math.min(SAMPLE_ROWS, run.ready.validation.rows) }, (_, row) => row);
  const batch = makeBatch(executor, run.ready.validation, rows);
  const tasks = plan.tasks.filter((task) => node.feeds.includes(task) && (batch.tasks[task]?.count ?? 0) > 0);
  const units = Math.min(most, node.outputShapes[0]?.at(-1) ?? 0);
  const context = stepContext(ops, run.experiment.training.seed, 0, false);
  const lossesOf = (outputs: ReadonlyMap<NodeId, readonly TensorRef[]>): TensorRef =>
    ops.concat(
      tasks.map((task) => {
        const def = run.outline.tasks.find((each) => each.id === task) as TaskDef;
        return ops.reshape(taskLoss(ops, plan, outputs, def, batch.tasks[task]), [1]);
      }),
      0,
    );
  if (tasks.length === 0) {
    batch.dispose();
    return { tasks, units, values: new Float32Array() };
  }
  const tensors = executor.tidy(() => {
    const whole = forward({ ops, plan, parameters, inputs: batch.inputs, context });
    const behind = downstream(plan, id);
    const without = Array.from({ length: units }, (_, unit) =>
      executor.tidy(() => {
        const given = new Map([...whole].filter(([each]) => !behind.has(each)));
        given.set(id, silence(ops, node, whole.get(id) ?? [], [unit]));
        return executor.copy(lossesOf(forward({ ops, plan, parameters, inputs: batch.inputs, context, given })));
      }),
    );
    return [executor.copy(lossesOf(whole)), ...without];
  });
  const values = Float32Array.from(executor.read(tensors).flatMap((each) => Array.from(each)));
  for (const each of tensors) executor.dispose(each);
  batch.dispose();
  return { tasks, units, values };
}

/** Nodes that depend on `id`, without itself. */
function downstream(plan: ModelPlan, id: NodeId): ReadonlySet<NodeId> {
  const found = new Set<NodeId>();
  for (const node of plan.nodes) {
    if (node.inputs.some((input) => input.node === id || found.has(input.node))) found.add(node.id);
  }
  return found;
}
