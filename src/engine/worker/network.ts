/**
 * A model plan made real: the forward pass through the layer registry, and its dropout masks.
 */
import type { NodeId, TaskId } from '../../core/experiment/experiment.ts';
import type { ModelPlan, PlanNode } from '../../core/graph/modelPlan.ts';
import { layers } from '../../core/layers/index.ts';
import { createRng, hash32, lazyRng } from '../../core/math/rng.ts';
import type { ForwardContext, Ops, StepNumbers, TensorRef } from '../../core/ops.ts';
import type { TaskDef } from '../../core/scenarios/scenario.ts';
import { tasks as taskKinds } from '../../core/tasks/index.ts';
import type { BatchTask } from './batch.ts';
import { silence, withoutGradientOf } from './handEdits.ts';

/** The dropout masks of one step: the same for every node that has the same initKey. */
export function stepContext(
  ops: Ops,
  seed: number,
  step: number,
  training: boolean,
): (node: PlanNode) => ForwardContext {
  return (node) => ({
    training,
    mask(rate, shape) {
      const size = shape.reduce((product, length) => product * length, 1);
      return ops.constant(fillMask(new Float32Array(size), rate, seed, step, node.initKey), shape);
    },
    fresh(shape, fill) {
      const values = new Float32Array(shape.reduce((product, length) => product * length, 1));
      fill(values, stepNumbers(seed, step, node.initKey));
      return ops.constant(values, shape);
    },
  });
}

export const stepNumbers = (seed: number, step: number, initKey: string): StepNumbers => ({
  step,
  rng: lazyRng(() => createRng(hash32(seed, 'fresh', step, initKey))),
});

/** Draws the mask of (seed, step, initKey) into `values`, and returns it. */
export function fillMask(
  values: Float32Array,
  rate: number,
  seed: number,
  step: number,
  initKey: string,
): Float32Array {
  const rng = createRng(hash32(seed, 'mask', step, initKey));
  const keep = 1 / (1 - rate);
  for (let i = 0; i < values.length; i += 1) values[i] = rng.uniform() < rate ? 0 : keep;
  return values;
}

export interface ForwardArgs {
  readonly ops: Ops;
  readonly plan: ModelPlan;
  /** In frozen order. */
  readonly parameters: readonly TensorRef[];
  /** By input id, [B, ...shape]. */
  readonly inputs: Readonly<Record<string, TensorRef>>;
  readonly context: (node: PlanNode) => ForwardContext;
  /** Only nodes that feed one of these tasks are run; absent: all. */
  readonly tasks?: readonly TaskId[];
  /** Outputs that are known already: these nodes are not run. */
  readonly given?: ReadonlyMap<NodeId, readonly TensorRef[]>;
}

/** Runs the plan; the outputs of every node that was run, by id. */
export function forward(args: ForwardArgs): Map<NodeId, readonly TensorRef[]> {
  const { ops, plan, parameters, inputs, context, tasks, given } = args;
  const outputs = new Map<NodeId, readonly TensorRef[]>();
  for (const node of plan.nodes) {
    if (tasks && !node.feeds.some((task) => tasks.includes(task))) continue;
    const known = given?.get(node.id);
    if (known) {
      outputs.set(node.id, known);
      continue;
    }
    const layer = layers.get(node.kind);
    const wires =
      layer.category === 'source'
        ? [sourceTensor(node, inputs)]
        : node.inputs.map((wire) => outputs.get(wire.node)?.[wire.output] as TensorRef);
    const named: Record<string, TensorRef> = {};
    for (const index of node.parameters) {
      const parameter = plan.parameters[index];
      if (!parameter) continue;
      const value = parameters[index] as TensorRef;
      named[parameter.name] = node.frozenUnits
        ? withoutGradientOf(ops, value, parameter.shape, node.frozenUnits)
        : value;
    }
    const found = layer.forward(ops, named, wires, node.options, context(node));
    outputs.set(node.id, node.silenced ? silence(ops, node, found, node.silenced) : found);
  }
  return outputs;
}

function sourceTensor(node: PlanNode, inputs: Readonly<Record<string, TensorRef>>): TensorRef {
  const wanted = node.options.input;
  const tensor = typeof wanted === 'string' ? inputs[wanted] : undefined;
  const found = tensor ?? Object.values(inputs)[0];
  if (!found) throw new Error(`the scenario has no input for node ${node.id}`);
  return found;
}

/** A head's raw outputs [B, K] after `forward`. */
export function headOutputs(
  plan: ModelPlan,
  outputs: ReadonlyMap<NodeId, readonly TensorRef[]>,
  task: TaskId,
): TensorRef {
  const head = plan.heads.find((candidate) => candidate.task === task);
  const tensor = head && outputs.get(head.node)?.[0];
  if (!tensor) throw new Error(`no head was run for task ${task}`);
  return tensor;
}

/** A task's loss, a scalar, after `forward`. @throws Error where the plan or the batch lacks the task */
export function taskLoss(
  ops: Ops,
  plan: ModelPlan,
  outputs: ReadonlyMap<NodeId, readonly TensorRef[]>,
  def: TaskDef,
  rows: BatchTask | undefined,
): TensorRef {
  const head = plan.heads.find((candidate) => candidate.task === def.id);
  const loss = taskKinds.get(def.kind).losses.find((candidate) => candidate.id === head?.loss);
  if (!loss || !rows) throw new Error(`task ${def.id} has no loss or no labels`);
  return loss.apply(ops, headOutputs(plan, outputs, def.id), rows.labels, rows.mask, rows.share, def);
}
