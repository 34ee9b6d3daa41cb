/**
 * NDDR unit: the channels of all towers side by side, then for every tower a 1x1 convolution of its own back to as many
 * channels. Gao, Ma, Zhao, Liu & Yuille, "NDDR-CNN: layerwise feature fusing in multi-task CNNs by neural discriminative
 * dimensionality reduction", CVPR 2019. Starts with `keep` (0.9) times the identity for the own channels and the rest
 * spread over the others', as in the paper. The batch normalisation and ReLU that follow there are layers of their own here.
 */

import { kerasWeights } from '../code.ts';
import { numberOption } from '../fields.ts';
import { first, misfit, parameter, printShape, sizeOf } from './common.ts';
import type { LayerSpec } from './layer.ts';
import { equalShapes, towerPorts, towersField, towersOf } from './towers.ts';

const kernelOf = (tower: number): string => `kernel${tower + 1}`;

export const nddr: LayerSpec = {
  kind: 'nddr',
  glyph: '⋈',
  category: 'exchange',
  inputs: [{ id: 'in' }, { id: 'in2' }],
  outputs: [{ id: 'out' }, { id: 'out2' }],
  fields: [towersField, { name: 'keep', type: 'number', default: 0.9, min: 0, max: 1, step: 0.05 }],
  ports: towerPorts,
  inferShape(inputs) {
    const shape = first(inputs);
    if (shape.length === 0) return misfit('shape.vector', { found: printShape(shape), expected: 'n' });
    return equalShapes(inputs);
  },
  parameters(inputs, options) {
    const channels = first(inputs).at(-1) ?? 0;
    const count = towersOf(options);
    const keep = numberOption(options, 'keep');
    return Array.from({ length: count }, (_, t) => ({
      name: kernelOf(t),
      shape: [count * channels, channels],
      init: {
        kind: 'blocks',
        size: channels,
        values: Array.from({ length: count }, (__, s) => (s === t ? keep : (1 - keep) / (count - 1))),
      } as const,
      decay: true,
    }));
  },
  multiplyAdds: (inputs, _outputs, options) =>
    towersOf(options) ** 2 * sizeOf(first(inputs)) * (first(inputs).at(-1) ?? 0),
  forward(ops, params, inputs) {
    const { shape } = first(inputs);
    const channels = shape.at(-1) ?? 0;
    const places = sizeOf(shape) / channels;
    const flat = inputs.map((x) => ops.reshape(x, [places, channels]));
    const together = ops.concat(flat, 1);
    return inputs.map((_, t) => ops.reshape(ops.matMul(together, parameter(params, kernelOf(t))), shape));
  },
  display: {
    kind: 'matrix',
    /** Mean absolute weight between towers [T, T], times the channels: the identity shows as 1. */
    values(ops, params) {
      const names = Object.keys(params);
      const rows = names.map((_, t) => {
        const kernel = parameter(params, kernelOf(t));
        const channels = kernel.shape[1] ?? 1;
        const blocks = ops.reshape(ops.unary('abs', kernel), [1, names.length, channels * channels]);
        return ops.mul(ops.mean(blocks, [2]), ops.scalar(channels));
      });
      return ops.concat(rows, 0);
    },
  },
  pytorch: ({ name, inputs, inputShapes }) => ({
    module: `Nddr(${inputs.length}, ${first(inputShapes).at(-1)})`,
    call: `self.${name}(${inputs.join(', ')})`,
    parameters: Object.fromEntries(inputs.map((_, t) => [kernelOf(t), { name: `kernels.${t}` }])),
    helpers: {
      Nddr: `
class Nddr(nn.Module):
    """All towers' channels side by side, mixed back for each tower (Gao et al., CVPR 2019)."""

    def __init__(self, count, channels):
        super().__init__()
        self.kernels = nn.ParameterList([nn.Parameter(torch.zeros(count * channels, channels)) for _ in range(count)])

    def forward(self, *towers):
        together = torch.cat(towers, 1)
        return tuple(torch.einsum("bc...,cd->bd...", together, kernel) for kernel in self.kernels)`,
    },
  }),
  keras: ({ name, inputs, parameters }) => ({
    module: kerasWeights(parameters),
    call: `nddr(self.${name}.weights, [${inputs.join(', ')}])`,
    helpers: {
      nddr: `
def nddr(kernels, towers):
    """All towers' channels side by side, mixed back for each tower (Gao et al., CVPR 2019)."""
    together = tf.concat(towers, -1)
    return [tf.tensordot(together, tf.convert_to_tensor(kernel), 1) for kernel in kernels]`,
    },
  }),
};
