/** Flatten: lays a picture or a sequence out as one row of numbers, [B, ...shape] -> [B, n]. */
import { channelsLast } from '../code.ts';
import { first, fits, ONE_IN, ONE_OUT, sizeOf } from './common.ts';
import type { LayerSpec } from './layer.ts';

export const flatten: LayerSpec = {
  kind: 'flatten',
  glyph: '▬',
  category: 'shape',
  inputs: ONE_IN,
  outputs: ONE_OUT,
  fields: [],
  inferShape: (inputs) => fits([sizeOf(first(inputs))]),
  parameters: () => [],
  multiplyAdds: () => 0,
  forward(ops, _params, inputs) {
    const x = first(inputs);
    return [ops.reshape(x, [x.shape[0] ?? 0, sizeOf(x.shape.slice(1))])];
  },
  // Places first, channels last: the order in which the next layer's parameters were made.
  pytorch: ({ inputs, inputShapes }) => ({ call: `${channelsLast(first(inputs), first(inputShapes))}.flatten(1)` }),
  keras: ({ inputs, outputShapes }) => ({ call: `tf.reshape(${first(inputs)}, [-1, ${first(first(outputShapes))}])` }),
  tfjs: () => ({ className: 'Flatten', config: {} }),
};
