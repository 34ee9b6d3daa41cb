/**
 * Cross-stitch unit: after a layer every task's tower goes on with a mixture of all towers, x'_t = sum_s alpha_ts x_s.
 * Misra, Shrivastava, Gupta & Hebert, "Cross-stitch networks for multi-task learning", CVPR 2016, eq. 1. How much is shared is
 * learned: the identity is separate networks. Starts with `keep` (0.9) for the own tower and the rest spread over the
 * others (0.1 for two), as in the paper; public code often starts every alpha at 1, which multiplies activations by T.
 * The paper learns alpha 100 to 1000 times faster than the rest, under plain SGD; here the factor is an option. One alpha for
 * a whole layer, or one for each unit or channel.
 */

import { kerasWeights } from '../code.ts';
import { numberOption, textOption } from '../fields.ts';
import type { Ops, TensorRef } from '../ops.ts';
import { first, parameter, sizeOf } from './common.ts';
import type { LayerSpec } from './layer.ts';
import { rateField } from './options.ts';
import { asRows, equalShapes, fromRows, towerPorts, towersField, towersOf } from './towers.ts';

function mixUnits(ops: Ops, alpha: TensorRef, inputs: readonly TensorRef[]): TensorRef[] {
  const units = alpha.shape[2] ?? 0;
  return inputs.map((_, t) =>
    inputs
      .map((x, s) => ops.mul(x, ops.reshape(ops.slice(alpha, [t, s, 0], [1, 1, units]), [units])))
      .reduce((sum, term) => ops.add(sum, term)),
  );
}

export const crossStitch: LayerSpec = {
  kind: 'crossStitch',
  glyph: '⤨',
  category: 'exchange',
  inputs: [{ id: 'in' }, { id: 'in2' }],
  outputs: [{ id: 'out' }, { id: 'out2' }],
  fields: [
    towersField,
    { name: 'per', type: 'choice', default: 'layer', choices: ['layer', 'unit'] },
    { name: 'keep', type: 'number', default: 0.9, min: 0, max: 1, step: 0.05 },
    rateField,
  ],
  ports: towerPorts,
  inferShape: equalShapes,
  parameters(inputs, options) {
    const count = towersOf(options);
    const units = textOption(options, 'per') === 'unit' ? (first(inputs).at(-1) ?? 1) : undefined;
    const keep = numberOption(options, 'keep');
    const values = Array.from({ length: count * count }, (_, i) =>
      Math.floor(i / count) === i % count ? keep : (1 - keep) / (count - 1),
    );
    return [
      {
        name: 'alpha',
        shape: units === undefined ? [count, count] : [count, count, units],
        init: { kind: 'values', values, each: units ?? 1 },
        decay: false,
        rateFactor: numberOption(options, 'rate'),
      },
    ];
  },
  multiplyAdds: (inputs, _outputs, options) => towersOf(options) ** 2 * sizeOf(first(inputs)),
  forward(ops, params, inputs) {
    const alpha = parameter(params, 'alpha');
    if (alpha.shape.length === 3) return mixUnits(ops, alpha, inputs);
    return fromRows(ops, ops.matMul(alpha, asRows(ops, inputs)), first(inputs).shape);
  },
  display: {
    kind: 'matrix',
    values(ops, params) {
      const alpha = parameter(params, 'alpha');
      return alpha.shape.length === 3 ? ops.mean(alpha, [2]) : alpha;
    },
  },
  pytorch({ name, inputs, parameters }) {
    const shape = parameters.alpha ?? [];
    return {
      module: `CrossStitch(${shape.join(', ')})`,
      call: `self.${name}(${inputs.join(', ')})`,
      parameters: { alpha: { name: 'alpha' } },
      helpers: {
        CrossStitch: `
class CrossStitch(nn.Module):
    """Every tower goes on with a learned mixture of all towers (Misra et al., CVPR 2016)."""

    def __init__(self, *shape):
        super().__init__()
        self.alpha = nn.Parameter(torch.zeros(*shape))  # [to, from] or [to, from, channel]

    def share(self, t, s, x):
        alpha = self.alpha[t, s]
        return alpha if alpha.dim() == 0 else alpha.reshape(-1, *[1] * (x.dim() - 2))

    def forward(self, *towers):
        return tuple(sum(self.share(t, s, x) * x for s, x in enumerate(towers)) for t in range(len(towers)))`,
      },
    };
  },
  keras: ({ name, inputs, parameters }) => ({
    module: kerasWeights(parameters),
    call: `cross_stitch(self.${name}.alpha, [${inputs.join(', ')}])`,
    helpers: {
      cross_stitch: `
def cross_stitch(alpha, towers):
    """Every tower goes on with a learned mixture of all towers (Misra et al., CVPR 2016); alpha [to, from] or [to, from, channel]."""
    return [sum(alpha[t, s] * x for s, x in enumerate(towers)) for t in range(len(towers))]`,
    },
  }),
};
