/**
 * Max-pool: keeps the largest number of each window of a picture, channel by channel. x [B, H, W, C]; whole windows only.
 * Of equal largest numbers in a window the first (row by row) gets the gradient.
 */
import { numberOption } from '../fields.ts';
import { first, fits, misfit, ONE_IN, ONE_OUT, printShape } from './common.ts';
import type { LayerSpec } from './layer.ts';
import { countField, windows } from './options.ts';

export const maxPool: LayerSpec = {
  kind: 'maxPool',
  glyph: '▽',
  category: 'shape',
  inputs: ONE_IN,
  outputs: ONE_OUT,
  fields: [countField('size', 2, 2, 8), countField('stride', 2, 1, 8)],
  inferShape(inputs, options) {
    const shape = first(inputs);
    const [height, width, channels] = shape;
    if (shape.length !== 3 || height === undefined || width === undefined || channels === undefined) {
      return misfit('shape.image', { found: printShape(shape), expected: 'height×width×channels' });
    }
    const size = numberOption(options, 'size');
    if (Math.min(height, width) < size) {
      return misfit('shape.small', { found: printShape(shape), expected: `${size}×${size}` });
    }
    const stride = numberOption(options, 'stride');
    return fits([windows(height, size, stride, 'valid'), windows(width, size, stride, 'valid'), channels]);
  },
  parameters: () => [],
  multiplyAdds: () => 0,
  forward: (ops, _params, inputs, options) => [
    ops.maxPool2d(first(inputs), numberOption(options, 'size'), numberOption(options, 'stride')),
  ],
  pytorch: ({ inputs, options }) => ({
    call: `F.max_pool2d(${first(inputs)}, ${numberOption(options, 'size')}, stride=${numberOption(options, 'stride')})`,
  }),
  keras: ({ inputs, options }) => ({
    call: `tf.nn.max_pool2d(${first(inputs)}, ${numberOption(options, 'size')}, ${numberOption(options, 'stride')}, "VALID")`,
  }),
  tfjs: ({ options }) => ({
    className: 'MaxPooling2D',
    config: { pool_size: numberOption(options, 'size'), strides: numberOption(options, 'stride') },
  }),
};
