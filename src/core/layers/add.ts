/** Add: the sum of its inputs, number by number (a skip connection is an Add). Shapes must be equal. */
import { TFJS_PASS } from '../code.ts';
import { first, fits, MANY_IN, misfit, ONE_OUT, printShape, sameShape } from './common.ts';
import type { LayerSpec } from './layer.ts';

export const add: LayerSpec = {
  kind: 'add',
  glyph: '+',
  category: 'combine',
  inputs: MANY_IN,
  outputs: ONE_OUT,
  fields: [],
  inferShape(inputs) {
    const shape = first(inputs);
    const odd = inputs.find((other) => !sameShape(other, shape));
    return odd ? misfit('shape.equal', { found: printShape(odd), expected: printShape(shape) }) : fits(shape);
  },
  parameters: () => [],
  multiplyAdds: () => 0,
  forward: (ops, _params, inputs) => [inputs.slice(1).reduce((sum, x) => ops.add(sum, x), first(inputs))],
  pytorch: ({ inputs }) => ({ call: inputs.join(' + ') }),
  keras: ({ inputs }) => ({ call: inputs.join(' + ') }),
  tfjs: ({ inputs }) => (inputs.length === 1 ? TFJS_PASS : { className: 'Add', config: {} }),
};
