/**
 * GRU: reads a sequence from left to right and keeps a state, x [B, L, C] -> the last state [B, units]. Cho et al., EMNLP
 * 2014, eq. 5 to 8, in the form that puts the reset gate after the recurrent product (Keras' `reset_after`, PyTorch's):
 * z = s(x Wz + h Uz + bz), r = s(x Wr + h Ur + br), n = tanh(x Wn + bn + r * (h Un + cn)), h' = z * h + (1 - z) * n.
 * kernel [C, 3 units] and recurrent [units, 3 units] in the order z, r, n. Unrolled: keep sequences short.
 */
import { kerasWeights } from '../code.ts';
import { numberOption } from '../fields.ts';
import type { TensorRef } from '../ops.ts';
import { first, fits, misfit, ONE_IN, ONE_OUT, parameter, printShape } from './common.ts';
import type { LayerSpec } from './layer.ts';
import { countField } from './options.ts';

export const gru: LayerSpec = {
  kind: 'gru',
  glyph: '↻',
  category: 'layer',
  inputs: ONE_IN,
  outputs: ONE_OUT,
  fields: [countField('units', 16, 1, 256)],
  inferShape(inputs, options, context) {
    const shape = first(inputs);
    if (shape.length !== 2) {
      const insert = context.carried?.[0]?.kind === 'tokens' ? 'embedding' : undefined;
      return misfit('shape.sequence', { found: printShape(shape), expected: 'length×channels' }, insert);
    }
    return fits([numberOption(options, 'units')]);
  },
  parameters(inputs, options) {
    const channels = first(inputs)[1] ?? 0;
    const units = numberOption(options, 'units');
    const kernel = { kind: 'glorotUniform', fanIn: channels, fanOut: 3 * units } as const;
    const recurrent = { kind: 'glorotUniform', fanIn: units, fanOut: 3 * units } as const;
    return [
      { name: 'kernel', shape: [channels, 3 * units], init: kernel, decay: true },
      { name: 'recurrent', shape: [units, 3 * units], init: recurrent, decay: true },
      { name: 'bias', shape: [3 * units], init: { kind: 'zeros' }, decay: false },
      { name: 'stateBias', shape: [units], init: { kind: 'zeros' }, decay: false },
    ];
  },
  multiplyAdds(inputs, _outputs, options) {
    const [length = 0, channels = 0] = first(inputs);
    const units = numberOption(options, 'units');
    return length * units * (3 * channels + 3 * units + 3);
  },
  forward(ops, params, inputs, options) {
    const x = first(inputs);
    const [batch = 0, length = 0, channels = 0] = x.shape;
    const units = numberOption(options, 'units');
    const flat = ops.matMul(ops.reshape(x, [batch * length, channels]), parameter(params, 'kernel'));
    const seen = ops.reshape(ops.add(flat, parameter(params, 'bias')), [batch, length, 3 * units]);
    const part = (from: TensorRef, at: number, count: number): TensorRef =>
      ops.slice(from, [0, at * units], [batch, count * units]);
    let state: TensorRef = ops.constant(new Float32Array(batch * units), [batch, units]);
    for (let t = 0; t < length; t += 1) {
      const now = ops.reshape(ops.slice(seen, [0, t, 0], [batch, 1, 3 * units]), [batch, 3 * units]);
      const heard = ops.matMul(state, parameter(params, 'recurrent'));
      const gates = ops.unary('sigmoid', ops.add(part(now, 0, 2), part(heard, 0, 2)));
      const keep = part(gates, 0, 1);
      const memory = ops.mul(part(gates, 1, 1), ops.add(part(heard, 2, 1), parameter(params, 'stateBias')));
      const fresh = ops.unary('tanh', ops.add(part(now, 2, 1), memory));
      state = ops.add(fresh, ops.mul(keep, ops.sub(state, fresh)));
    }
    return [state];
  },
  pytorch: ({ name, inputs, inputShapes, options }) => ({
    module: `GRU(${first(inputShapes)[1]}, ${numberOption(options, 'units')})`,
    call: `self.${name}(${first(inputs)})`,
    parameters: Object.fromEntries(
      [
        ['kernel', 'kernel'],
        ['recurrent', 'recurrent'],
        ['bias', 'bias'],
        ['stateBias', 'state_bias'],
      ].map(([own, there]) => [own, { name: there }]),
    ) as Readonly<Record<string, { readonly name: string }>>,
    helpers: {
      GRU: `
class GRU(nn.Module):
    """Reads a sequence [B, C, L] and gives the last state [B, units] (Cho et al., EMNLP 2014). Unlike nn.GRU it has one bias for
    each of the gates z and r, and only n has a second one for the state."""

    def __init__(self, channels, units):
        super().__init__()
        self.kernel = nn.Parameter(torch.zeros(channels, 3 * units))
        self.recurrent = nn.Parameter(torch.zeros(units, 3 * units))
        self.bias, self.state_bias = nn.Parameter(torch.zeros(3 * units)), nn.Parameter(torch.zeros(units))

    def forward(self, x):
        seen = x.transpose(1, 2) @ self.kernel + self.bias
        state = x.new_zeros(len(x), len(self.state_bias))
        for now in seen.unbind(1):
            heard = state @ self.recurrent
            (z, r, n), (hz, hr, hn) = now.chunk(3, 1), heard.chunk(3, 1)
            keep, reset = torch.sigmoid(z + hz), torch.sigmoid(r + hr)
            fresh = torch.tanh(n + reset * (hn + self.state_bias))
            state = fresh + keep * (state - fresh)
        return state`,
    },
  }),
  keras: ({ name, inputs, parameters }) => ({
    module: kerasWeights(parameters),
    call: `gru(self.${name}, ${first(inputs)})`,
    helpers: {
      gru: `
def gru(layer, x):
    """Reads a sequence [B, L, C] and gives the last state [B, units] (Cho et al., EMNLP 2014). Unlike layers.GRU it has one bias
    for each of the gates z and r, and only n has a second one for the state."""
    seen = tf.tensordot(x, tf.convert_to_tensor(layer.kernel), 1) + layer.bias
    state = tf.zeros([x.shape[0], layer.stateBias.shape[0]], x.dtype)
    for now in tf.unstack(seen, axis=1):
        (z, r, n), (hz, hr, hn) = tf.split(now, 3, 1), tf.split(tf.matmul(state, layer.recurrent), 3, 1)
        keep, reset = tf.sigmoid(z + hz), tf.sigmoid(r + hr)
        fresh = tf.tanh(n + reset * (hn + layer.stateBias))
        state = fresh + keep * (state - fresh)
    return state`,
    },
  }),
};
