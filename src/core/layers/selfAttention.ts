/**
 * Multi-head self-attention over a sequence: every place asks all places, x [B, L, C] -> [B, L, C],
 * concat_h(softmax(Q_h K_h^T / sqrt(d)) V_h) W_o. Vaswani et al., "Attention is all you need", NeurIPS 2017, section 3.2. The skip
 * connection and the normalisation around it are layers of their own; there is no mask and no position code. The live picture is
 * the mean over heads and examples.
 */

import { kerasWeights } from '../code.ts';
import { numberOption, type Options } from '../fields.ts';
import type { Ops, TensorRef } from '../ops.ts';
import { first, fits, misfit, ONE_IN, ONE_OUT, parameter, printShape } from './common.ts';
import type { LayerSpec } from './layer.ts';
import { countField } from './options.ts';
import { project } from './towers.ts';

/** [B, L, C] -> [B * heads, L, C / heads] */
function splitHeads(ops: Ops, x: TensorRef, heads: number): TensorRef {
  const [batch = 0, length = 0, channels = 0] = x.shape;
  const apart = ops.reshape(x, [batch, length, heads, channels / heads]);
  return ops.reshape(ops.transpose(apart, [0, 2, 1, 3]), [batch * heads, length, channels / heads]);
}
function joinHeads(ops: Ops, x: TensorRef, heads: number): TensorRef {
  const [rows = 0, length = 0, width = 0] = x.shape;
  const apart = ops.reshape(x, [rows / heads, heads, length, width]);
  return ops.reshape(ops.transpose(apart, [0, 2, 1, 3]), [rows / heads, length, heads * width]);
}

type Params = Readonly<Record<string, TensorRef>>;
/** [B * heads, L, L], rows sum to 1. */
function attention(ops: Ops, params: Params, inputs: readonly TensorRef[], options: Options): TensorRef {
  const heads = numberOption(options, 'heads');
  const query = splitHeads(ops, project(ops, first(inputs), parameter(params, 'query')), heads);
  const key = splitHeads(ops, project(ops, first(inputs), parameter(params, 'key')), heads);
  const scale = 1 / Math.sqrt(query.shape[2] ?? 1);
  return ops.softmax(ops.mul(ops.matMul(query, key, false, true), ops.scalar(scale)));
}

export const selfAttention: LayerSpec = {
  kind: 'selfAttention',
  glyph: '◉',
  category: 'layer',
  inputs: ONE_IN,
  outputs: ONE_OUT,
  fields: [countField('heads', 2, 1, 16)],
  inferShape(inputs, options, context) {
    const shape = first(inputs);
    const [, channels = 0] = shape;
    if (shape.length !== 2) {
      const insert = context.carried?.[0]?.kind === 'tokens' ? 'embedding' : undefined;
      return misfit('shape.sequence', { found: printShape(shape), expected: 'length×channels' }, insert);
    }
    const heads = numberOption(options, 'heads');
    return channels % heads === 0 ? fits(shape) : misfit('shape.divides', { found: channels, expected: heads });
  },
  parameters(inputs) {
    const channels = first(inputs)[1] ?? 0;
    const init = { kind: 'glorotUniform', fanIn: channels, fanOut: channels } as const;
    return ['query', 'key', 'value', 'out'].map((name) => ({ name, shape: [channels, channels], init, decay: true }));
  },
  multiplyAdds(inputs) {
    const [length = 0, channels = 0] = first(inputs);
    return 4 * length * channels * channels + 2 * length * length * channels;
  },
  forward(ops, params, inputs, options) {
    const heads = numberOption(options, 'heads');
    const value = splitHeads(ops, project(ops, first(inputs), parameter(params, 'value')), heads);
    const seen = joinHeads(ops, ops.matMul(attention(ops, params, inputs, options), value), heads);
    return [project(ops, seen, parameter(params, 'out'))];
  },
  display: { kind: 'matrix', batched: true, values: attention },
  pytorch: ({ name, inputs, inputShapes, options }) => ({
    module: `SelfAttention(${first(inputShapes)[1]}, ${numberOption(options, 'heads')})`,
    call: `self.${name}(${first(inputs)})`,
    parameters: Object.fromEntries(['query', 'key', 'value', 'out'].map((each) => [each, { name: each }])),
    helpers: {
      SelfAttention: `
class SelfAttention(nn.Module):
    """Every place of a sequence [B, C, L] asks all places what matters to it (Vaswani et al., NeurIPS 2017)."""

    def __init__(self, channels, heads):
        super().__init__()
        self.heads = heads
        self.query, self.key = nn.Parameter(torch.zeros(channels, channels)), nn.Parameter(torch.zeros(channels, channels))
        self.value, self.out = nn.Parameter(torch.zeros(channels, channels)), nn.Parameter(torch.zeros(channels, channels))

    def split(self, x):
        return x.reshape(*x.shape[:2], self.heads, -1).transpose(1, 2)  # [B, heads, L, C / heads]

    def forward(self, x):
        x = x.transpose(1, 2)
        query, key, value = self.split(x @ self.query), self.split(x @ self.key), self.split(x @ self.value)
        shares = torch.softmax(query @ key.transpose(2, 3) / math.sqrt(query.shape[3]), 3)
        seen = (shares @ value).transpose(1, 2).reshape(x.shape)
        return (seen @ self.out).transpose(1, 2)`,
    },
  }),
  keras: ({ name, inputs, options, parameters }) => ({
    module: kerasWeights(parameters),
    call: `self_attention(self.${name}, ${first(inputs)}, ${numberOption(options, 'heads')})`,
    helpers: {
      self_attention: `
def self_attention(layer, x, heads):
    """Every place of a sequence [B, L, C] asks all places what matters to it (Vaswani et al., NeurIPS 2017)."""
    length, channels = x.shape[1:]
    project = lambda x, kernel: tf.tensordot(x, tf.convert_to_tensor(kernel), 1)
    split = lambda x: tf.transpose(tf.reshape(x, [-1, length, heads, channels // heads]), [0, 2, 1, 3])
    query, key, value = (split(project(x, kernel)) for kernel in (layer.query, layer.key, layer.value))
    shares = tf.nn.softmax(tf.matmul(query, key, transpose_b=True) / math.sqrt(channels / heads))
    seen = tf.reshape(tf.transpose(tf.matmul(shares, value), [0, 2, 1, 3]), [-1, length, channels])
    return project(seen, layer.out)`,
    },
  }),
};
