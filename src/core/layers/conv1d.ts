/**
 * Conv1d: the same short filter at every place of a sequence. x [B, L, C], kernel [k, C, filters], bias [filters].
 * Padding as in conv2d.
 */

import { kerasActivation, kerasBuilt, pyTuple, pytorchActivation, samePadding } from '../code.ts';
import { numberOption, textOption } from '../fields.ts';
import { first, fits, misfit, ONE_IN, ONE_OUT, parameter, printShape, sizeOf } from './common.ts';
import { activate, activationField, countField, paddingField, paddingOption, windows } from './options.ts';
import { reusable } from './reusable.ts';

export const conv1d = reusable({
  kind: 'conv1d',
  glyph: '≋',
  category: 'layer',
  inputs: ONE_IN,
  outputs: ONE_OUT,
  fields: [
    countField('filters', 16, 1, 512),
    countField('size', 3, 1, 31),
    countField('stride', 1, 1, 8),
    paddingField,
    activationField('relu'),
  ],
  inferShape(inputs, options, context) {
    const shape = first(inputs);
    const [length] = shape;
    if (shape.length !== 2 || length === undefined) {
      const insert = context.carried?.[0]?.kind === 'tokens' ? 'embedding' : undefined;
      return misfit('shape.sequence', { found: printShape(shape), expected: 'length×channels' }, insert);
    }
    const size = numberOption(options, 'size');
    const padding = paddingOption(options);
    if (padding === 'valid' && length < size) {
      return misfit('shape.small', { found: printShape(shape), expected: `${size}` });
    }
    return fits([windows(length, size, numberOption(options, 'stride'), padding), numberOption(options, 'filters')]);
  },
  parameters(inputs, options) {
    const channels = first(inputs)[1] ?? 0;
    const size = numberOption(options, 'size');
    const filters = numberOption(options, 'filters');
    const init = { kind: 'glorotUniform', fanIn: size * channels, fanOut: size * filters } as const;
    return [
      { name: 'kernel', shape: [size, channels, filters], init, decay: true },
      { name: 'bias', shape: [filters], init: { kind: 'zeros' }, decay: false },
    ];
  },
  multiplyAdds: (inputs, outputs, options) =>
    sizeOf(first(outputs)) * numberOption(options, 'size') * (first(inputs)[1] ?? 0),
  forward(ops, params, inputs, options) {
    const stride = numberOption(options, 'stride');
    const sum = ops.conv1d(first(inputs), parameter(params, 'kernel'), stride, paddingOption(options));
    return [activate(ops, options, ops.add(sum, parameter(params, 'bias')))];
  },
  pytorch({ name, inputs, inputShapes, options }) {
    const [length = 0, channels = 0] = first(inputShapes);
    const [size, stride] = [numberOption(options, 'size'), numberOption(options, 'stride')];
    const same = paddingOption(options) === 'same';
    const settings = `${stride > 1 ? `, stride=${stride}` : same ? ', padding="same"' : ''}`;
    const x =
      same && stride > 1 ? `F.pad(${first(inputs)}, ${pyTuple(samePadding(length, size, stride))})` : first(inputs);
    return {
      module: `nn.Conv1d(${channels}, ${numberOption(options, 'filters')}, ${size}${settings})`,
      call: pytorchActivation(options, `self.${name}(${x})`),
      parameters: { kernel: { name: 'weight', order: [2, 1, 0] }, bias: { name: 'bias' } },
    };
  },
  keras: ({ name, inputs, inputShapes, options }) => ({
    module: kerasBuilt(
      `layers.Conv1D(${numberOption(options, 'filters')}, ${numberOption(options, 'size')}, strides=${numberOption(options, 'stride')}, padding="${paddingOption(options)}"${kerasActivation(options)})`,
      first(inputShapes),
    ),
    call: `self.${name}(${first(inputs)})`,
  }),
  tfjs: ({ options }) => ({
    className: 'Conv1D',
    config: {
      filters: numberOption(options, 'filters'),
      kernel_size: numberOption(options, 'size'),
      strides: numberOption(options, 'stride'),
      padding: paddingOption(options),
      activation: textOption(options, 'activation'),
    },
  }),
});
