/**
 * Layer mixture: one learned weighted sum of several layers' outputs, sum_l beta_l h_l: a task can read from any depth.
 * Ruder et al., AAAI 2019, eq. 5 (the beta of sluice networks). Starts with equal weights 1/L; like there they are not held
 * to sum to 1.
 */

import { kerasWeights } from '../code.ts';
import { numberOption } from '../fields.ts';
import { first, MANY_IN, ONE_OUT, parameter, sizeOf } from './common.ts';
import type { LayerSpec } from './layer.ts';
import { rateField } from './options.ts';
import { asRows, equalShapes } from './towers.ts';

export const layerMix: LayerSpec = {
  kind: 'layerMix',
  glyph: 'β',
  category: 'exchange',
  inputs: MANY_IN,
  outputs: ONE_OUT,
  fields: [rateField],
  inferShape(inputs) {
    const equal = equalShapes(inputs);
    return equal.ok ? { ok: true, shapes: [first(inputs)] } : equal;
  },
  parameters: (inputs, options) => [
    {
      name: 'beta',
      shape: [1, inputs.length],
      init: { kind: 'constant', value: 1 / inputs.length },
      decay: false,
      rateFactor: numberOption(options, 'rate'),
    },
  ],
  multiplyAdds: (inputs) => inputs.length * sizeOf(first(inputs)),
  forward: (ops, params, inputs) => [
    ops.reshape(ops.matMul(parameter(params, 'beta'), asRows(ops, inputs)), first(inputs).shape),
  ],
  display: {
    kind: 'bars',
    of: 'in',
    values: (ops, params) => {
      const beta = parameter(params, 'beta');
      return ops.reshape(beta, [beta.shape[1] ?? 0]);
    },
  },
  pytorch: ({ name, inputs }) => ({
    module: `LayerMix(${inputs.length})`,
    call: `self.${name}(${inputs.join(', ')})`,
    parameters: { beta: { name: 'beta' } },
    helpers: {
      LayerMix: `
class LayerMix(nn.Module):
    """A learned weighted sum of several layers' outputs."""

    def __init__(self, count):
        super().__init__()
        self.beta = nn.Parameter(torch.zeros(1, count))

    def forward(self, *inputs):
        return sum(self.beta[0, i] * x for i, x in enumerate(inputs))`,
    },
  }),
  keras: ({ name, inputs, parameters }) => ({
    module: kerasWeights(parameters),
    call: inputs.map((x, i) => `self.${name}.beta[0, ${i}] * ${x}`).join(' + '),
  }),
};
