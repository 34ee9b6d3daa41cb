/**
 * Dropout: while training, each number is set to zero with probability `rate` and the others are scaled by
 * 1 / (1 - rate), so that measuring needs no change. Srivastava et al., JMLR 2014 (inverted form).
 */

import { channelsFirst, pyString, pyTuple } from '../code.ts';
import { numberOption } from '../fields.ts';
import { first, fits, ONE_IN, ONE_OUT } from './common.ts';
import type { LayerSpec } from './layer.ts';

export const dropout: LayerSpec = {
  kind: 'dropout',
  glyph: '⁘',
  category: 'regularise',
  inputs: ONE_IN,
  outputs: ONE_OUT,
  fields: [{ name: 'rate', type: 'number', default: 0.2, min: 0, max: 0.9, step: 0.05, live: true }],
  inferShape: (inputs) => fits(first(inputs)),
  parameters: () => [],
  multiplyAdds: () => 0,
  forward(ops, _params, inputs, options, context) {
    const x = first(inputs);
    const rate = numberOption(options, 'rate');
    return [context.training && rate > 0 ? ops.mul(x, context.mask(rate, x.shape)) : x];
  },
  // `batch.mask` draws the same numbers as the page does, channels last.
  pytorch({ initKey, inputs, inputShapes, options }) {
    const [x, shape, rate] = [first(inputs), first(inputShapes), numberOption(options, 'rate')];
    if (rate === 0) return { call: x };
    const drawn = `batch.mask(${pyString(initKey)}, ${rate}, ${pyTuple(shape)})`;
    return { call: `${x} * ${channelsFirst(drawn, shape)} if batch else ${x}` };
  },
  keras({ initKey, inputs, inputShapes, options }) {
    const [x, rate] = [first(inputs), numberOption(options, 'rate')];
    if (rate === 0) return { call: x };
    const drawn = `batch.mask(${pyString(initKey)}, ${rate}, ${pyTuple(first(inputShapes))})`;
    return { call: `${x} * ${drawn} if batch else ${x}` };
  },
  tfjs: ({ options }) => ({ className: 'Dropout', config: { rate: numberOption(options, 'rate') } }),
};
