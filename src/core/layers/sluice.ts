/**
 * Sluice unit: a cross-stitch between subspaces. Every tower's units are cut into `subspaces` equal parts, and each part
 * goes on with a mixture of all parts of all towers, alpha of size (T S)^2. Ruder, Bingel, Augenstein & Sogaard, "Latent
 * multi-task architecture learning", AAAI 2019, eq. 2. Starts imbalanced: `keep` (0.95) for the own part, the rest spread over
 * the others. The paper's mixture of layers (beta) is the layer mixture. `apart` times the orthogonality penalty of eq. 3,
 * sum_t sum_{p<q} |H_tp^T H_tq / B|_F^2 over the parts of each tower as they come in, keeps the parts from saying the same;
 * divided by the batch size B, which the paper does not do, so that a strength means the same for every batch.
 */

import { kerasWeights, type LayerCode } from '../code.ts';
import { numberOption, type Options } from '../fields.ts';
import type { Ops, TensorRef } from '../ops.ts';
import { first, misfit, parameter, sizeOf } from './common.ts';
import type { LayerSpec } from './layer.ts';
import { countField, rateField } from './options.ts';
import { asRows, equalVectors, fromRows, towerPorts, towersField, towersOf } from './towers.ts';

/** The orthogonality penalty of T * parts tensors [B, width]: a scalar. */
function overlap(ops: Ops, cut: readonly TensorRef[], parts: number): TensorRef {
  let sum = ops.scalar(0);
  for (const [i, one] of cut.entries()) {
    const end = (Math.floor(i / parts) + 1) * parts;
    const share = ops.scalar(1 / Math.max(1, one.shape[0] ?? 1));
    for (const other of cut.slice(i + 1, end)) {
      const product = ops.mul(ops.matMul(one, other, true), share);
      sum = ops.add(sum, ops.sum(ops.unary('square', product)));
    }
  }
  return sum;
}

const PYTORCH_OVERLAP = `
def overlap(towers, parts, batch):
    """How much the parts of each tower say the same: squared mean products of their units (Ruder et al., AAAI 2019, eq. 3)."""
    pairs = [pair for tower in towers for pair in itertools.combinations(tower.chunk(parts, 1), 2)]
    return sum((batch.total(one.T @ other) / batch.rows).square().sum() for one, other in pairs)`;
const KERAS_OVERLAP = `
def overlap(towers, parts, batch):
    """How much the parts of each tower say the same: squared mean products of their units (Ruder et al., AAAI 2019, eq. 3)."""
    pairs = [pair for tower in towers for pair in itertools.combinations(tf.split(tower, parts, 1), 2)]
    return sum(tf.reduce_sum((tf.matmul(one, other, transpose_a=True) / batch.rows) ** 2) for one, other in pairs)`;
/** The penalty as text, where there is one. */
function penaltyCode(
  inputs: readonly string[],
  options: Options,
  overlapText: string,
): Pick<LayerCode, 'penalty' | 'helpers'> | undefined {
  const [apart, parts] = [numberOption(options, 'apart'), numberOption(options, 'subspaces')];
  if (apart === 0 || parts < 2) return undefined;
  return {
    penalty: `${apart} * overlap([${inputs.join(', ')}], ${parts}, batch)`,
    helpers: { overlap: overlapText },
  };
}

export const sluice: LayerSpec = {
  kind: 'sluice',
  glyph: '⩩',
  category: 'exchange',
  inputs: [{ id: 'in' }, { id: 'in2' }],
  outputs: [{ id: 'out' }, { id: 'out2' }],
  fields: [
    towersField,
    countField('subspaces', 2, 1, 8),
    { name: 'keep', type: 'number', default: 0.95, min: 0, max: 1, step: 0.05 },
    rateField,
    { name: 'apart', type: 'number', default: 0, min: 0, max: 10, step: 0.01, live: true, quiet: true },
  ],
  ports: towerPorts,
  inferShape(inputs, options) {
    const parts = numberOption(options, 'subspaces');
    const units = first(inputs)[0] ?? 0;
    const equal = equalVectors(inputs);
    if (!equal.ok || units % parts === 0) return equal;
    return misfit('shape.divides', { found: units, expected: parts });
  },
  parameters(_inputs, options) {
    const count = towersOf(options) * numberOption(options, 'subspaces');
    const keep = count === 1 ? 1 : numberOption(options, 'keep');
    const values = Array.from({ length: count * count }, (_, i) =>
      Math.floor(i / count) === i % count ? keep : (1 - keep) / (count - 1),
    );
    const init = { kind: 'values', values, each: 1 } as const;
    return [{ name: 'alpha', shape: [count, count], init, decay: false, rateFactor: numberOption(options, 'rate') }];
  },
  multiplyAdds: (inputs, _outputs, options) =>
    towersOf(options) ** 2 * numberOption(options, 'subspaces') * sizeOf(first(inputs)),
  forward(ops, params, inputs, options, context) {
    const parts = numberOption(options, 'subspaces');
    const [batch = 0, units = 0] = first(inputs).shape;
    const width = units / parts;
    const cut = inputs.flatMap((x) =>
      Array.from({ length: parts }, (_, p) => ops.slice(x, [0, p * width], [batch, width])),
    );
    const apart = numberOption(options, 'apart');
    if (apart > 0 && parts > 1) context.penalise?.(ops.mul(overlap(ops, cut, parts), ops.scalar(apart)));
    const mixed = fromRows(ops, ops.matMul(parameter(params, 'alpha'), asRows(ops, cut)), [batch, width]);
    return inputs.map((_, t) => {
      const own = mixed.slice(t * parts, (t + 1) * parts);
      return own.length === 1 ? first(own) : ops.concat(own, 1);
    });
  },
  display: { kind: 'matrix', values: (_ops, params) => parameter(params, 'alpha') },
  pytorch: ({ name, inputs, options, parameters }) => ({
    module: `Sluice(${first(parameters.alpha ?? [])}, ${numberOption(options, 'subspaces')})`,
    call: `self.${name}(${inputs.join(', ')})`,
    parameters: { alpha: { name: 'alpha' } },
    ...penaltyCode(inputs, options, PYTORCH_OVERLAP),
    helpers: {
      ...penaltyCode(inputs, options, PYTORCH_OVERLAP)?.helpers,
      Sluice: `
class Sluice(nn.Module):
    """A cross-stitch between parts of towers (Ruder et al., AAAI 2019)."""

    def __init__(self, count, parts):
        super().__init__()
        self.parts = parts
        self.alpha = nn.Parameter(torch.zeros(count, count))

    def forward(self, *towers):
        cut = torch.stack([part for x in towers for part in x.chunk(self.parts, 1)])
        mixed = torch.einsum("ts,sbd->tbd", self.alpha, cut)
        return tuple(torch.cat(tuple(own), 1) for own in mixed.split(self.parts))`,
    },
  }),
  keras: ({ name, inputs, options, parameters }) => ({
    module: kerasWeights(parameters),
    call: `sluice(self.${name}.alpha, ${numberOption(options, 'subspaces')}, [${inputs.join(', ')}])`,
    ...penaltyCode(inputs, options, KERAS_OVERLAP),
    helpers: {
      ...penaltyCode(inputs, options, KERAS_OVERLAP)?.helpers,
      sluice: `
def sluice(alpha, parts, towers):
    """A cross-stitch between parts of towers (Ruder et al., AAAI 2019)."""
    cut = tf.stack([part for x in towers for part in tf.split(x, parts, 1)])
    mixed = tf.unstack(tf.tensordot(tf.convert_to_tensor(alpha), cut, 1))
    return [tf.concat(mixed[t * parts : (t + 1) * parts], 1) for t in range(len(towers))]`,
    },
  }),
};
