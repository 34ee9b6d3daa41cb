/**
 * What each unit is worth to each task: the validation losses as they are, and with one unit of a layer silenced at a
 * time (ablation, as in Morcos et al., 'On the importance of single directions for generalization', ICLR 2018).
 * Only what lies behind the layer is run again. At most as many rows as a running evaluation takes.
 */
import { concat, reshape, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { NodeId, TaskId } from '../../core/experiment/experiment.ts';
import type { ModelPlan } from '../../core/graph/modelPlan.ts';
import type { Ops, TensorRef } from '../../core/ops.ts';
import type { TaskDef } from '../../core/scenarios/scenario.ts';
import { tasks as taskKinds } from '../../core/tasks/index.ts';
import { makeBatch } from './batches.ts';
import { SAMPLE_ROWS } from './evaluation.ts';
import { silence } from './handEdits.ts';
import type { Learner } from './learner.ts';
import { forward, headOutputs, stepContext } from './network.ts';
import { readTogether } from './rows.ts';
import type { Run } from './run.ts';

interface UnitLosses {
  readonly tasks: readonly TaskId[];
  readonly units: number;
  /** [1 + units, tasks] */
  readonly values: Float32Array;
}

/** @returns `undefined` where the node is not in the plan */
export function unitLosses(run: Run, learner: Learner, ops: Ops, id: NodeId, most: number): UnitLosses | undefined {
  const { plan, parameters } = learner;
  const node = plan.nodes.find((each) => each.id === id);
  if (!node) return undefined;
  const rows = Uint32Array.from({ length: Math.min(SAMPLE_ROWS, run.ready.validation.rows) }, (_, row) => row);
  const batch = makeBatch(run.ready.validation, rows);
  const tasks = plan.tasks.filter((task) => node.feeds.includes(task) && (batch.tasks[task]?.count ?? 0) > 0);
  const units = Math.min(most, node.outputShapes[0]?.at(-1) ?? 0);
  const context = stepContext(ops, run.experiment.training.seed, 0, false);
  const lossesOf = (outputs: ReadonlyMap<NodeId, readonly TensorRef[]>): Tensor =>
    concat(
      tasks.map((task) => {
        const def = run.outline.tasks.find((each) => each.id === task) as TaskDef;
        const head = plan.heads.find((each) => each.task === task);
        const loss = taskKinds.get(def.kind).losses.find((each) => each.id === head?.loss);
        const held = batch.tasks[task];
        if (!loss || !held) throw new Error(`task ${task} has no loss or no labels`);
        const raw = headOutputs(plan, outputs, task);
        return reshape(loss.apply(ops, raw, held.labels, held.mask, held.count, def) as Tensor, [1]);
      }),
    );
  if (tasks.length === 0) {
    batch.dispose();
    return { tasks, units, values: new Float32Array() };
  }
  const tensors = tidy(() => {
    const whole = forward({ ops, plan, parameters, inputs: batch.inputs, context });
    const behind = downstream(plan, id);
    const without = Array.from({ length: units }, (_, unit) =>
      tidy(() => {
        const given = new Map([...whole].filter(([each]) => !behind.has(each)));
        given.set(id, silence(ops, node, whole.get(id) ?? [], [unit]));
        return lossesOf(forward({ ops, plan, parameters, inputs: batch.inputs, context, given }));
      }),
    );
    return [lossesOf(whole), ...without];
  });
  const values = Float32Array.from(readTogether(tensors).flatMap((each) => Array.from(each)));
  for (const each of tensors) each.dispose();
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
