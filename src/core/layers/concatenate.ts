/** Concatenate: lays its inputs side by side along the last axis, in the order of the wires. All other axes must agree. */
import { TFJS_PASS } from '../code.ts';
import { first, fits, MANY_IN, misfit, ONE_OUT, printShape, sameShape } from './common.ts';
import type { LayerSpec } from './layer.ts';

export const concatenate: LayerSpec = {
  kind: 'concatenate',
  glyph: '⧺',
  category: 'combine',
  inputs: MANY_IN,
  outputs: ONE_OUT,
  fields: [],
  inferShape(inputs) {
    const places = first(inputs).slice(0, -1);
    const odd = inputs.find((shape) => !sameShape(shape.slice(0, -1), places));
    if (odd) {
      return misfit('shape.concatenate', { found: printShape(odd), expected: [...places, 'n'].join('×') });
    }
    return fits([...places, inputs.reduce((sum, shape) => sum + (shape.at(-1) ?? 0), 0)]);
  },
  parameters: () => [],
  multiplyAdds: () => 0,
  forward: (ops, _params, inputs) => [
    inputs.length === 1 ? first(inputs) : ops.concat(inputs, first(inputs).shape.length - 1),
  ],
  pytorch: ({ inputs }) => ({ call: `torch.cat([${inputs.join(', ')}], 1)` }),
  keras: ({ inputs }) => ({ call: `tf.concat([${inputs.join(', ')}], -1)` }),
  tfjs: ({ inputs }) => (inputs.length === 1 ? TFJS_PASS : { className: 'Concatenate', config: { axis: -1 } }),
};
