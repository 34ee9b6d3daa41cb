/**
 * Dense: every output unit sees every number of the row. y = activation(x W + b), x [B, n], W [n, units], b [units].
 * Glorot-uniform kernels for every activation by default, as in the common high-level libraries, so that textbook results
 * carry over.
 */

import { kerasActivation, kerasBuilt, pytorchActivation } from '../code.ts';
import { numberOption, textOption } from '../fields.ts';
import { first, fits, misfit, ONE_IN, ONE_OUT, parameter, printShape } from './common.ts';
import { activate, activationField, countField, startField, startOf } from './options.ts';
import { reusable } from './reusable.ts';

export const dense = reusable({
  kind: 'dense',
  glyph: 'D',
  category: 'layer',
  inputs: ONE_IN,
  outputs: ONE_OUT,
  fields: [countField('units', 16, 1, 4096), activationField('relu'), startField],
  inferShape(inputs, options) {
    const shape = first(inputs);
    if (shape.length !== 1) return misfit('shape.vector', { found: printShape(shape), expected: 'n' }, 'flatten');
    return fits([numberOption(options, 'units')]);
  },
  parameters(inputs, options) {
    const fanIn = first(inputs)[0] ?? 0;
    const fanOut = numberOption(options, 'units');
    return [
      { name: 'kernel', shape: [fanIn, fanOut], init: startOf(options, fanIn, fanOut), decay: true },
      { name: 'bias', shape: [fanOut], init: { kind: 'zeros' }, decay: false },
    ];
  },
  multiplyAdds: (inputs, _outputs, options) => (first(inputs)[0] ?? 0) * numberOption(options, 'units'),
  forward(ops, params, inputs, options) {
    const sum = ops.matMul(first(inputs), parameter(params, 'kernel'));
    return [activate(ops, options, ops.add(sum, parameter(params, 'bias')))];
  },
  pytorch: ({ name, inputs, inputShapes, options }) => ({
    module: `nn.Linear(${first(inputShapes)[0]}, ${numberOption(options, 'units')})`,
    call: pytorchActivation(options, `self.${name}(${first(inputs)})`),
    parameters: { kernel: { name: 'weight', order: [1, 0] }, bias: { name: 'bias' } },
  }),
  keras: ({ name, inputs, inputShapes, options }) => ({
    module: kerasBuilt(
      `layers.Dense(${numberOption(options, 'units')}${kerasActivation(options)})`,
      first(inputShapes),
    ),
    call: `self.${name}(${first(inputs)})`,
  }),
  tfjs: ({ options }) => ({
    className: 'Dense',
    config: { units: numberOption(options, 'units'), activation: textOption(options, 'activation') },
  }),
});
