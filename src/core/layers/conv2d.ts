/**
 * Conv2d: the same small filter at every place of a picture. x [B, H, W, C], kernel [k, k, C, filters], bias [filters].
 * 'same' pads with zeros so that H' = ceil(H / stride); 'valid' uses whole windows only.
 */

import { kerasActivation, kerasBuilt, pyTuple, pytorchActivation, samePadding } from '../code.ts';
import { numberOption, textOption } from '../fields.ts';
import type { Shape } from '../ops.ts';
import { first, fits, misfit, ONE_IN, ONE_OUT, parameter, printShape, sizeOf } from './common.ts';
import { activate, activationField, countField, paddingField, paddingOption, windows } from './options.ts';
import { reusable } from './reusable.ts';

export const conv2d = reusable({
  kind: 'conv2d',
  glyph: '▦',
  category: 'layer',
  inputs: ONE_IN,
  outputs: ONE_OUT,
  fields: [
    countField('filters', 8, 1, 512),
    countField('size', 3, 1, 11),
    countField('stride', 1, 1, 4),
    paddingField,
    activationField('relu'),
  ],
  inferShape(inputs, options) {
    const shape = first(inputs);
    const [height, width] = shape;
    if (shape.length !== 3 || height === undefined || width === undefined) {
      return misfit('shape.image', { found: printShape(shape), expected: 'height×width×channels' });
    }
    const size = numberOption(options, 'size');
    const padding = paddingOption(options);
    if (padding === 'valid' && Math.min(height, width) < size) {
      return misfit('shape.small', { found: printShape(shape), expected: `${size}×${size}` });
    }
    const stride = numberOption(options, 'stride');
    const places = [windows(height, size, stride, padding), windows(width, size, stride, padding)];
    return fits([...places, numberOption(options, 'filters')]);
  },
  parameters(inputs, options) {
    const channels = first(inputs)[2] ?? 0;
    const size = numberOption(options, 'size');
    const filters = numberOption(options, 'filters');
    const shape: Shape = [size, size, channels, filters];
    const fanIn = size * size * channels;
    const fanOut = size * size * filters;
    return [
      { name: 'kernel', shape, init: { kind: 'glorotUniform', fanIn, fanOut }, decay: true },
      { name: 'bias', shape: [filters], init: { kind: 'zeros' }, decay: false },
    ];
  },
  multiplyAdds: (inputs, outputs, options) =>
    sizeOf(first(outputs)) * numberOption(options, 'size') ** 2 * (first(inputs)[2] ?? 0),
  forward(ops, params, inputs, options) {
    const stride = numberOption(options, 'stride');
    const sum = ops.conv2d(first(inputs), parameter(params, 'kernel'), stride, paddingOption(options));
    return [activate(ops, options, ops.add(sum, parameter(params, 'bias')))];
  },
  pytorch({ name, inputs, inputShapes, options }) {
    const [height = 0, width = 0, channels = 0] = first(inputShapes);
    const [size, stride] = [numberOption(options, 'size'), numberOption(options, 'stride')];
    const same = paddingOption(options) === 'same';
    const settings = `${stride > 1 ? `, stride=${stride}` : same ? ', padding="same"' : ''}`;
    // PyTorch has no "same" for strides: the zeros are put there by hand, last axis first.
    const zeros = [...samePadding(width, size, stride), ...samePadding(height, size, stride)];
    const x = same && stride > 1 ? `F.pad(${first(inputs)}, ${pyTuple(zeros)})` : first(inputs);
    return {
      module: `nn.Conv2d(${channels}, ${numberOption(options, 'filters')}, ${size}${settings})`,
      call: pytorchActivation(options, `self.${name}(${x})`),
      parameters: { kernel: { name: 'weight', order: [3, 2, 0, 1] }, bias: { name: 'bias' } },
    };
  },
  keras: ({ name, inputs, inputShapes, options }) => ({
    module: kerasBuilt(
      `layers.Conv2D(${numberOption(options, 'filters')}, ${numberOption(options, 'size')}, strides=${numberOption(options, 'stride')}, padding="${paddingOption(options)}"${kerasActivation(options)})`,
      first(inputShapes),
    ),
    call: `self.${name}(${first(inputs)})`,
  }),
  tfjs: ({ options }) => ({
    className: 'Conv2D',
    config: {
      filters: numberOption(options, 'filters'),
      kernel_size: numberOption(options, 'size'),
      strides: numberOption(options, 'stride'),
      padding: paddingOption(options),
      activation: textOption(options, 'activation'),
    },
  }),
});
