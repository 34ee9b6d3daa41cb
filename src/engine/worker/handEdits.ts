/**
 * What a person does to a model by hand: write one number of a parameter, silence units, freeze units.
 * A unit is one place of a layer's last axis; every parameter of a layer has its units on its own last axis, too.
 * Silenced: the unit's output is times 0 wherever the model runs, so neither values nor gradients pass it.
 * Frozen: no gradient reaches its column of any parameter, and what momentum, L2, decay or ties would do is undone to
 * the bit. The marks travel in the plan, which training, evaluation and probes all follow; they are not in the document.
 */
import type { NodeId } from '../../core/experiment/experiment.ts';
import type { ModelPlan, PlanNode } from '../../core/graph/modelPlan.ts';
import type { Ops, TensorRef } from '../../core/ops.ts';
import { error, fail, ok, type Result } from '../../core/result.ts';
import type { HandEdit, Hands } from '../protocol.ts';
import type { Executor } from './executor.ts';

export const NO_HANDS: Hands = { silenced: {}, frozen: {} };

/** The plan with the marks of `hands`, and no others. */
export function withHands(plan: ModelPlan, hands: Hands): ModelPlan {
  return {
    ...plan,
    nodes: plan.nodes.map(({ silenced: _, frozenUnits: __, ...node }): PlanNode => {
      const silenced = hands.silenced[node.id];
      const frozenUnits = hands.frozen[node.id];
      return { ...node, ...(silenced ? { silenced } : {}), ...(frozenUnits ? { frozenUnits } : {}) };
    }),
  };
}

/** [units], 1 where a unit is in the list. */
export function marks(list: readonly number[], units: number): Float32Array {
  const values = new Float32Array(units);
  for (const unit of list) values[unit] = 1;
  return values;
}
const lastOf = (shape: readonly number[]): number => shape.at(-1) ?? 0;

/** Outputs [..., units] with the listed units at 0. */
export function silence(
  ops: Ops,
  node: PlanNode,
  outputs: readonly TensorRef[],
  units: readonly number[],
): TensorRef[] {
  return outputs.map((output, i) => {
    const count = lastOf(node.outputShapes[i] ?? []);
    const open = marks(units, count).map((marked) => 1 - marked);
    return ops.mul(output, ops.constant(open, [count]));
  });
}

/** The same values; gradients reach only the columns that are not listed. */
export function withoutGradientOf(
  ops: Ops,
  parameter: TensorRef,
  shape: readonly number[],
  units: readonly number[],
): TensorRef {
  const count = lastOf(shape);
  const held = marks(units, count);
  const free = ops.constant(
    held.map((marked) => 1 - marked),
    [count],
  );
  return ops.add(ops.mul(parameter, free), ops.mul(ops.stopGradient(parameter), ops.constant(held, [count])));
}

/** The listed columns of `before` in `after`, in place. */
export function holdInArray(
  before: Float32Array,
  after: Float32Array,
  units: readonly number[],
  width: number,
): Float32Array {
  for (let start = 0; start < after.length; start += width) {
    for (const unit of units) after[start + unit] = before[start + unit] as number;
  }
  return after;
}

/** Parameters after the ties, with frozen columns as before them. Tensors that give way are disposed. */
export function holdUnits(
  executor: Executor,
  plan: ModelPlan,
  hands: Hands,
  before: readonly TensorRef[],
  after: readonly TensorRef[],
): readonly TensorRef[] {
  if (Object.keys(hands.frozen).length === 0) return after;
  return after.map((moved, index) => {
    const units = hands.frozen[plan.parameters[index]?.node as NodeId];
    const old = before[index] as TensorRef;
    if (!units || moved === old) return moved;
    const held = executor.holdColumns(old, moved, units);
    executor.dispose(moved);
    return held;
  });
}

/** A parameter with one number changed: a new tensor, kept. */
export function withValue(executor: Executor, parameter: TensorRef, at: number, value: number): TensorRef {
  const [values] = executor.read([parameter]) as [Float32Array];
  values[at] = value;
  return executor.load(values, parameter.shape);
}

/** What a hand may do to a model in training. */
interface Handled {
  readonly plan: ModelPlan;
  readonly hands: Hands;
  setHands(hands: Hands): void;
  write(index: number, at: number, value: number): void;
}
/** Does it, and says how the tuning log is to name it. */
export function applyHand(
  learner: Handled,
  id: NodeId,
  edit: HandEdit,
): Result<{ readonly path: string; readonly value: unknown }> {
  const { plan, hands } = learner;
  const node = plan.nodes.find((each) => each.id === id);
  if (!node) return fail(error('engine.probeNode', { found: id }));
  const path = `hand.${plan.model}.${id}`;
  switch (edit.kind) {
    case 'value': {
      const parameter = plan.parameters.find((each) => each.node === id && each.name === edit.parameter);
      const inside = parameter && Number.isInteger(edit.at) && edit.at >= 0 && edit.at < parameter.size;
      if (!inside) return fail(error('engine.handPlace', { found: `${edit.parameter}[${edit.at}]`, node: id }));
      if (!Number.isFinite(Math.fround(edit.value))) {
        return fail(error('engine.handValue', { found: String(edit.value) }));
      }
      learner.write(parameter.index, edit.at, edit.value);
      return ok({ path: `${path}.${edit.parameter}.${edit.at}`, value: edit.value });
    }
    case 'silence':
    case 'freeze': {
      const count = lastOf(node.outputShapes[0] ?? []);
      const units = [...new Set(edit.units)].sort((a, b) => a - b);
      const wrong = units.find((unit) => !Number.isInteger(unit) || unit < 0 || unit >= count);
      if (wrong !== undefined) return fail(error('engine.handPlace', { found: wrong, node: id }));
      const name = edit.kind === 'silence' ? 'silenced' : 'frozen';
      const { [id]: _, ...others } = hands[name];
      learner.setHands({ ...hands, [name]: units.length > 0 ? { ...others, [id]: units } : others });
      return ok({ path: `${path}.${name}`, value: units });
    }
  }
}
