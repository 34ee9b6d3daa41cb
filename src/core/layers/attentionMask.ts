/**
 * Attention mask of a task: features ⊙ sigmoid(relu(look W1 + b1) W2 + b2), channel by channel at every place: the task
 * picks from shared features what it needs. Liu, Johns & Davison, "End-to-end multi-task learning with attention" (MTAN), CVPR
 * 2019, eq. 1 to 2. `look` takes the shared features and, in deeper modules, the task's own masked features of the module
 * before; 1x1 convolutions are matrix products over the last axis. The paper's batch normalisations are left out: see
 * docs/decisions.md.
 */

import { kerasWeights } from '../code.ts';
import { numberOption } from '../fields.ts';
import type { Ops, TensorRef } from '../ops.ts';
import { first, fits, misfit, ONE_OUT, parameter, printShape, sameShape, sizeOf } from './common.ts';
import type { LayerSpec } from './layer.ts';
import { countField } from './options.ts';

/** The mask [places, C], places = batch times places of a row. */
function maskOf(ops: Ops, params: Readonly<Record<string, TensorRef>>, inputs: readonly TensorRef[]): TensorRef {
  const looks = inputs.slice(1).map((x) => {
    const channels = x.shape.at(-1) ?? 0;
    return ops.reshape(x, [sizeOf(x.shape) / channels, channels]);
  });
  const look = looks.length === 1 ? first(looks) : ops.concat(looks, 1);
  const sum = ops.add(ops.matMul(look, parameter(params, 'kernel1')), parameter(params, 'bias1'));
  const logits = ops.add(ops.matMul(ops.unary('relu', sum), parameter(params, 'kernel2')), parameter(params, 'bias2'));
  return ops.unary('sigmoid', logits);
}

export const attentionMask: LayerSpec = {
  kind: 'attentionMask',
  glyph: '◐',
  category: 'exchange',
  inputs: [{ id: 'in' }, { id: 'look', variadic: true }],
  outputs: ONE_OUT,
  fields: [countField('units', 16, 1, 512)],
  inferShape(inputs) {
    const [features = [], ...looks] = inputs;
    const places = features.slice(0, -1);
    const odd = looks.find((shape) => !sameShape(shape.slice(0, -1), places));
    if (odd) return misfit('shape.concatenate', { found: printShape(odd), expected: [...places, 'n'].join('×') });
    return fits(features);
  },
  parameters(inputs, options) {
    const channels = first(inputs).at(-1) ?? 0;
    const seen = inputs.slice(1).reduce((sum, shape) => sum + (shape.at(-1) ?? 0), 0);
    const units = numberOption(options, 'units');
    const kernel = (name: string, fanIn: number, fanOut: number) => ({
      name,
      shape: [fanIn, fanOut],
      init: { kind: 'glorotUniform', fanIn, fanOut } as const,
      decay: true,
    });
    const bias = (name: string, width: number) => ({
      name,
      shape: [width],
      init: { kind: 'zeros' } as const,
      decay: false,
    });
    return [
      kernel('kernel1', seen, units),
      bias('bias1', units),
      kernel('kernel2', units, channels),
      bias('bias2', channels),
    ];
  },
  multiplyAdds(inputs, _outputs, options) {
    const features = first(inputs);
    const channels = features.at(-1) ?? 1;
    const seen = inputs.slice(1).reduce((sum, shape) => sum + (shape.at(-1) ?? 0), 0);
    const places = sizeOf(features) / channels;
    return places * (numberOption(options, 'units') * (seen + channels) + channels);
  },
  forward(ops, params, inputs) {
    const features = first(inputs);
    return [ops.mul(features, ops.reshape(maskOf(ops, params, inputs), features.shape))];
  },
  display: { kind: 'bars', batched: true, values: maskOf },
  pytorch: ({ name, inputs, parameters }) => ({
    module: `AttentionMask(${first(parameters.kernel1 ?? [])}, ${first(parameters.bias1 ?? [])}, ${first(parameters.bias2 ?? [])})`,
    call: `self.${name}(${inputs.join(', ')})`,
    parameters: Object.fromEntries(['kernel1', 'bias1', 'kernel2', 'bias2'].map((each) => [each, { name: each }])),
    helpers: {
      AttentionMask: `
class AttentionMask(nn.Module):
    """Multiplies shared features by a mask between 0 and 1 (MTAN: Liu et al., CVPR 2019)."""

    def __init__(self, seen, hidden, channels):
        super().__init__()
        self.kernel1, self.bias1 = nn.Parameter(torch.zeros(seen, hidden)), nn.Parameter(torch.zeros(hidden))
        self.kernel2, self.bias2 = nn.Parameter(torch.zeros(hidden, channels)), nn.Parameter(torch.zeros(channels))

    def forward(self, features, *looks):
        look = torch.cat(looks, 1).movedim(1, -1)
        mask = torch.sigmoid(torch.relu(look @ self.kernel1 + self.bias1) @ self.kernel2 + self.bias2)
        return features * mask.movedim(-1, 1)`,
    },
  }),
  keras: ({ name, inputs, parameters }) => ({
    module: kerasWeights(parameters),
    call: `attention_mask(self.${name}, ${first(inputs)}, [${inputs.slice(1).join(', ')}])`,
    helpers: {
      attention_mask: `
def attention_mask(layer, features, looks):
    """Multiplies shared features by a mask between 0 and 1 (MTAN: Liu et al., CVPR 2019)."""
    kernel1, bias1, kernel2, bias2 = (tf.convert_to_tensor(weights) for weights in layer.weights)
    hidden = tf.nn.relu(tf.tensordot(tf.concat(looks, -1), kernel1, 1) + bias1)
    return features * tf.sigmoid(tf.tensordot(hidden, kernel2, 1) + bias2)`,
    },
  }),
};
