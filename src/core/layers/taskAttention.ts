/**
 * Attention between tasks: every tower asks all towers, x'_t = x_t + sum_s a_ts (x_s V), a = softmax over s of
 * (x_t Q)(x_s K)^T / sqrt(d). Scaled dot-product attention (Vaswani et al., "Attention is all you need", NeurIPS 2017, eq. 1)
 * with one position a task, for each example anew; in the spirit of cross-task attention (for instance Lopes, Vu & de
 * Charette, "Cross-task attention mechanism for dense multi-task learning", WACV 2023). The T x T matrix is its mean.
 */

import { kerasWeights } from '../code.ts';
import { numberOption } from '../fields.ts';
import type { Ops, TensorRef } from '../ops.ts';
import { first, parameter } from './common.ts';
import type { LayerSpec } from './layer.ts';
import { countField } from './options.ts';
import { asSequence, equalVectors, fromSequence, project, towerPorts, towersField, towersOf } from './towers.ts';

/** a [B, T, T], rows sum to 1. */
function attention(ops: Ops, params: Readonly<Record<string, TensorRef>>, inputs: readonly TensorRef[]): TensorRef {
  const x = asSequence(ops, inputs);
  const query = project(ops, x, parameter(params, 'query'));
  const key = project(ops, x, parameter(params, 'key'));
  const scale = 1 / Math.sqrt(query.shape[2] ?? 1);
  return ops.softmax(ops.mul(ops.matMul(query, key, false, true), ops.scalar(scale)));
}

export const taskAttention: LayerSpec = {
  kind: 'taskAttention',
  glyph: '⊛',
  category: 'exchange',
  inputs: [{ id: 'in' }, { id: 'in2' }],
  outputs: [{ id: 'out' }, { id: 'out2' }],
  fields: [towersField, countField('units', 8, 1, 256)],
  ports: towerPorts,
  inferShape: equalVectors,
  parameters(inputs, options) {
    const width = first(inputs)[0] ?? 0;
    const units = numberOption(options, 'units');
    const kernel = (name: string, fanOut: number) => ({
      name,
      shape: [width, fanOut],
      init: { kind: 'glorotUniform', fanIn: width, fanOut } as const,
      decay: true,
    });
    return [kernel('query', units), kernel('key', units), kernel('value', width)];
  },
  multiplyAdds(inputs, _outputs, options) {
    const [count, width, units] = [towersOf(options), first(inputs)[0] ?? 0, numberOption(options, 'units')];
    return count * width * (2 * units + width) + count * count * (units + width);
  },
  forward(ops, params, inputs) {
    const x = asSequence(ops, inputs);
    const heard = ops.matMul(attention(ops, params, inputs), project(ops, x, parameter(params, 'value')));
    return fromSequence(ops, ops.add(x, heard));
  },
  display: { kind: 'matrix', batched: true, values: attention },
  pytorch: ({ name, inputs, parameters }) => ({
    module: `TaskAttention(${(parameters.query ?? []).join(', ')})`,
    call: `self.${name}(${inputs.join(', ')})`,
    parameters: { query: { name: 'query' }, key: { name: 'key' }, value: { name: 'value' } },
    helpers: {
      TaskAttention: `
class TaskAttention(nn.Module):
    """Each tower asks all towers, example by example, and adds what it hears."""

    def __init__(self, width, units):
        super().__init__()
        self.query, self.key = nn.Parameter(torch.zeros(width, units)), nn.Parameter(torch.zeros(width, units))
        self.value = nn.Parameter(torch.zeros(width, width))

    def forward(self, *towers):
        x = torch.stack(towers, 1)
        query, key = x @ self.query, x @ self.key
        shares = torch.softmax(query @ key.transpose(1, 2) / math.sqrt(query.shape[2]), 2)
        return (x + shares @ (x @ self.value)).unbind(1)`,
    },
  }),
  keras: ({ name, inputs, parameters }) => ({
    module: kerasWeights(parameters),
    call: `task_attention(self.${name}, [${inputs.join(', ')}])`,
    helpers: {
      task_attention: `
def task_attention(layer, towers):
    """Each tower asks all towers, example by example, and adds what it hears."""
    x = tf.stack(towers, 1)
    query, key, value = (tf.tensordot(x, tf.convert_to_tensor(kernel), 1) for kernel in layer.weights)
    shares = tf.nn.softmax(tf.matmul(query, key, transpose_b=True) / math.sqrt(query.shape[2]))
    return tf.unstack(x + tf.matmul(shares, value), axis=1)`,
    },
  }),
};
