/**
 * Where each parameter of a plan stands in the exported PyTorch module, and its values in PyTorch's order of axes. The files
 * (initial and trained parameters) use these names, so that `load_state_dict` takes them as they are.
 */
import type { PytorchParameter } from '../code.ts';
import type { PlanParameter } from '../graph/modelPlan.ts';
import { layers } from '../layers/index.ts';
import type { Shape } from '../ops.ts';
import { codeContext, type ModelForCode, nodeName, wires } from './exportable.ts';

export interface NamedParameter {
  readonly parameter: PlanParameter;
  /** In the model's `state_dict`. */
  readonly name: string;
  readonly order: readonly number[] | undefined;
}
export function namedParameters(model: ModelForCode): NamedParameter[] {
  return model.plan.parameters.map((parameter) => {
    const node = model.plan.nodes.find(({ id }) => id === parameter.node);
    const code = node && layers.get(node.kind).pytorch?.(codeContext(model, node, wires(model, node)));
    const place: PytorchParameter | undefined = code?.parameters?.[parameter.name];
    if (!place) throw new RangeError(`parameter ${parameter.id} has no place in the exported module`);
    return { parameter, name: `${nodeName(model, parameter.node)}.${place.name}`, order: place.order };
  });
}

/** In Keras, and in the file beside its program, parameters keep our names and axes. */
export const kerasParameter = (model: ModelForCode, { node, name }: PlanParameter): string =>
  `${nodeName(model, node)}.${name}`;

export interface Values {
  readonly shape: Shape;
  readonly values: Float32Array;
}
/** Axis i of the result is axis order[i] of `values`. */
export function permuted(values: Float32Array, shape: Shape, order: readonly number[] | undefined): Values {
  if (!order) return { shape, values };
  const next = order.map((axis) => shape[axis] ?? 1);
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, n) => product * n, 1));
  const out = new Float32Array(values.length);
  const place = next.map(() => 0);
  for (let i = 0; i < out.length; i += 1) {
    let from = 0;
    for (const [axis, at] of place.entries()) from += at * (strides[order[axis] as number] as number);
    out[i] = values[from] as number;
    for (let axis = place.length - 1; axis >= 0; axis -= 1) {
      place[axis] = (place[axis] as number) + 1;
      if ((place[axis] as number) < (next[axis] as number)) break;
      place[axis] = 0;
    }
  }
  return { shape: next, values: out };
}
