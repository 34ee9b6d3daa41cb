/**
 * Multiply: the product of its inputs, number by number: a gate. Besides inputs of equal shape it takes one number
 * a channel, [C] beside [H, W, C], or one number for all, [1] beside anything; these are repeated over the places.
 */

import { TFJS_PASS } from '../code.ts';
import type { Ops, Shape, TensorRef } from '../ops.ts';
import { first, fits, MANY_IN, misfit, ONE_OUT, printShape, sameShape, sizeOf } from './common.ts';
import type { LayerSpec } from './layer.ts';

const largest = (shapes: readonly Shape[]): Shape =>
  shapes.reduce((most, shape) => (shape.length > most.length || sizeOf(shape) > sizeOf(most) ? shape : most));

/** [B, c] -> [B, 1, …, c] so that it broadcasts over `rank` axes. */
function spread(ops: Ops, x: TensorRef, rank: number): TensorRef {
  if (x.shape.length === rank) return x;
  const ones = new Array<number>(rank - x.shape.length).fill(1);
  return ops.reshape(x, [x.shape[0] ?? 0, ...ones, ...x.shape.slice(1)]);
}

export const multiply: LayerSpec = {
  kind: 'multiply',
  glyph: '×',
  category: 'combine',
  inputs: MANY_IN,
  outputs: ONE_OUT,
  fields: [],
  inferShape(inputs) {
    const shape = largest(inputs);
    const gates = (other: Shape): boolean => other.length === 1 && (other[0] === 1 || other[0] === shape.at(-1));
    const odd = inputs.find((other) => !sameShape(other, shape) && !gates(other));
    return odd ? misfit('shape.equal', { found: printShape(odd), expected: printShape(shape) }) : fits(shape);
  },
  parameters: () => [],
  multiplyAdds: (inputs, outputs) => sizeOf(first(outputs)) * (inputs.length - 1),
  forward(ops, _params, inputs) {
    const rank = Math.max(...inputs.map((x) => x.shape.length));
    const factors = inputs.map((x) => spread(ops, x, rank));
    return [factors.slice(1).reduce((product, x) => ops.mul(product, x), first(factors))];
  },
  pytorch({ inputs, inputShapes }) {
    const rank = Math.max(...inputShapes.map((shape) => shape.length));
    const spreadText = (x: string, at: number): string => {
      const missing = rank - (inputShapes[at]?.length ?? 0);
      return missing === 0 ? x : `${x}[(...,) + (None,) * ${missing}]`;
    };
    return { call: inputs.map(spreadText).join(' * ') };
  },
  keras({ inputs, inputShapes }) {
    const rank = Math.max(...inputShapes.map((shape) => shape.length));
    const spreadText = (x: string, at: number): string => {
      const missing = rank - (inputShapes[at]?.length ?? 0);
      return missing === 0 ? x : `${x}[:, ${new Array<string>(missing).fill('None').join(', ')}]`;
    };
    return { call: inputs.map(spreadText).join(' * ') };
  },
  tfjs({ inputShapes }) {
    const [shape = [], ...others] = inputShapes;
    if (others.length === 0) return TFJS_PASS;
    return others.every((other) => sameShape(other, shape))
      ? { className: 'Multiply', config: {} }
      : { refused: 'export.tfjs.spread' };
  },
};
