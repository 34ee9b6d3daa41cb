/** Upsample: repeats every pixel `factor` times in both directions (nearest neighbour). x [B, H, W, C]. */
import { numberOption } from '../fields.ts';
import { first, fits, misfit, ONE_IN, ONE_OUT, printShape } from './common.ts';
import type { LayerSpec } from './layer.ts';
import { countField } from './options.ts';

export const upsample: LayerSpec = {
  kind: 'upsample',
  glyph: '△',
  category: 'shape',
  inputs: ONE_IN,
  outputs: ONE_OUT,
  fields: [countField('factor', 2, 2, 8)],
  inferShape(inputs, options) {
    const shape = first(inputs);
    const [height, width, channels] = shape;
    if (shape.length !== 3 || height === undefined || width === undefined || channels === undefined) {
      return misfit('shape.image', { found: printShape(shape), expected: 'height×width×channels' });
    }
    const factor = numberOption(options, 'factor');
    return fits([height * factor, width * factor, channels]);
  },
  parameters: () => [],
  multiplyAdds: () => 0,
  forward: (ops, _params, inputs, options) => [ops.upsample2d(first(inputs), numberOption(options, 'factor'))],
  pytorch: ({ inputs, options }) => ({
    call: `F.interpolate(${first(inputs)}, scale_factor=${numberOption(options, 'factor')}, mode="nearest")`,
  }),
  keras: ({ inputs, options }) => ({
    call: `tf.repeat(tf.repeat(${first(inputs)}, ${numberOption(options, 'factor')}, 1), ${numberOption(options, 'factor')}, 2)`,
  }),
  tfjs: ({ options }) => ({
    className: 'UpSampling2D',
    config: { size: [numberOption(options, 'factor'), numberOption(options, 'factor')] },
  }),
};
