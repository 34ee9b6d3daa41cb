/** Global average pool: one number a channel, the mean over all places. [B, H, W, C] or [B, L, C] -> [B, C]. */
import { pyTuple } from '../code.ts';
import { first, fits, misfit, ONE_IN, ONE_OUT, printShape } from './common.ts';
import type { LayerSpec } from './layer.ts';

export const globalAveragePool: LayerSpec = {
  kind: 'globalAveragePool',
  glyph: 'μ',
  category: 'shape',
  inputs: ONE_IN,
  outputs: ONE_OUT,
  fields: [],
  inferShape(inputs, _options, context) {
    const shape = first(inputs);
    const channels = shape.at(-1);
    if (shape.length < 2 || channels === undefined) {
      const insert = context.carried?.[0]?.kind === 'tokens' ? 'embedding' : undefined;
      return misfit('shape.places', { found: printShape(shape), expected: 'height×width×channels' }, insert);
    }
    return fits([channels]);
  },
  parameters: () => [],
  multiplyAdds: () => 0,
  forward(ops, _params, inputs) {
    const x = first(inputs);
    const places = x.shape.slice(1, -1).map((_, axis) => axis + 1);
    return [ops.mean(x, places)];
  },
  pytorch: ({ inputs, inputShapes }) => ({
    call: `${first(inputs)}.mean(${pyTuple(
      first(inputShapes)
        .slice(1)
        .map((_, place) => place + 2),
    )})`,
  }),
  keras: ({ name, inputs, inputShapes }) => ({
    call: `layers.GlobalAveragePooling${first(inputShapes).length - 1}D(name="${name}")(${first(inputs)})`,
  }),
  tfjs: ({ inputShapes }) => ({
    className: `GlobalAveragePooling${first(inputShapes).length - 1}D`,
    config: {},
  }),
};
