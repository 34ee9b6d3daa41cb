/**
 * Graph network over tasks: one round of message passing on a graph whose nodes are the towers,
 * x'_t = f(x_t S + sum_{s != t} A_ts (x_s N) + b), A_ts = sigmoid(l_ts) / (T - 1). Message passing after Gilmer et al., "Neural
 * message passing for quantum chemistry", ICML 2017, with the weighted adjacency A itself learned: how much task t listens
 * to task s. It need not be symmetric. All links start at one half.
 */
import { kerasActivated, kerasWeights, pytorchActivation } from '../code.ts';
import { numberOption } from '../fields.ts';
import type { Ops, TensorRef } from '../ops.ts';
import { first, parameter } from './common.ts';
import type { LayerSpec } from './layer.ts';
import { activate, activationField, rateField } from './options.ts';
import {
  asRows,
  asSequence,
  equalVectors,
  fromRows,
  fromSequence,
  project,
  towerPorts,
  towersField,
  towersOf,
} from './towers.ts';

/** sigmoid(l) off the diagonal, 0 on it [T, T]. */
function links(ops: Ops, params: Readonly<Record<string, TensorRef>>): TensorRef {
  const logits = parameter(params, 'links');
  const count = logits.shape[0] ?? 0;
  const others = Float32Array.from({ length: count * count }, (_, i) => (Math.floor(i / count) === i % count ? 0 : 1));
  return ops.mul(ops.unary('sigmoid', logits), ops.constant(others, [count, count]));
}

export const taskGraph: LayerSpec = {
  kind: 'taskGraph',
  glyph: '⬡',
  category: 'exchange',
  inputs: [{ id: 'in' }, { id: 'in2' }],
  outputs: [{ id: 'out' }, { id: 'out2' }],
  fields: [towersField, activationField('relu'), rateField],
  ports: towerPorts,
  inferShape: equalVectors,
  parameters(inputs, options) {
    const width = first(inputs)[0] ?? 0;
    const count = towersOf(options);
    const init = { kind: 'glorotUniform', fanIn: width, fanOut: width } as const;
    return [
      { name: 'self', shape: [width, width], init, decay: true },
      { name: 'neighbour', shape: [width, width], init, decay: true },
      { name: 'bias', shape: [width], init: { kind: 'zeros' }, decay: false },
      {
        name: 'links',
        shape: [count, count],
        init: { kind: 'zeros' },
        decay: false,
        rateFactor: numberOption(options, 'rate'),
      },
    ];
  },
  multiplyAdds(inputs, _outputs, options) {
    const [count, width] = [towersOf(options), first(inputs)[0] ?? 0];
    return 2 * count * width * width + count * count * width;
  },
  forward(ops, params, inputs, options) {
    const x = asSequence(ops, inputs);
    const { shape } = first(inputs);
    const sent = fromSequence(ops, project(ops, x, parameter(params, 'neighbour')));
    const share = ops.mul(links(ops, params), ops.scalar(1 / (inputs.length - 1)));
    const heard = fromRows(ops, ops.matMul(share, asRows(ops, sent)), shape);
    const own = fromSequence(ops, project(ops, x, parameter(params, 'self')));
    return own.map((mine, t) => {
      const sum = ops.add(ops.add(mine, heard[t] as TensorRef), parameter(params, 'bias'));
      return activate(ops, options, sum);
    });
  },
  display: { kind: 'matrix', values: links },
  pytorch: ({ name, inputs, inputShapes, options }) => ({
    module: `TaskGraph(${inputs.length}, ${first(first(inputShapes))})`,
    call:
      pytorchActivation(options, `self.${name}(${inputs.join(', ')})`) === `self.${name}(${inputs.join(', ')})`
        ? `self.${name}(${inputs.join(', ')})`
        : `tuple(${pytorchActivation(options, 'each')} for each in self.${name}(${inputs.join(', ')}))`,
    parameters: {
      self: { name: 'own' },
      neighbour: { name: 'neighbour' },
      bias: { name: 'bias' },
      links: { name: 'links' },
    },
    helpers: {
      TaskGraph: `
class TaskGraph(nn.Module):
    """Towers send each other messages along links whose strengths are learned."""

    def __init__(self, count, width):
        super().__init__()
        self.own, self.neighbour = nn.Parameter(torch.zeros(width, width)), nn.Parameter(torch.zeros(width, width))
        self.bias, self.links = nn.Parameter(torch.zeros(width)), nn.Parameter(torch.zeros(count, count))

    def forward(self, *towers):
        x = torch.stack(towers, 1)
        others = 1 - torch.eye(len(towers), device=x.device)
        share = torch.sigmoid(self.links) * others / (len(towers) - 1)
        return (x @ self.own + share @ (x @ self.neighbour) + self.bias).unbind(1)`,
    },
  }),
  keras: ({ name, inputs, options, parameters }) => ({
    module: kerasWeights(parameters),
    call: `tf.unstack(${kerasActivated(options, `task_graph(self.${name}, [${inputs.join(', ')}])`)}, axis=1)`,
    helpers: {
      task_graph: `
def task_graph(layer, towers):
    """Towers send each other messages along links whose strengths are learned: [B, T, C]."""
    x = tf.stack(towers, 1)
    others = 1 - np.eye(len(towers), dtype=keras.config.floatx())
    share = tf.sigmoid(tf.convert_to_tensor(layer.links)) * others / (len(towers) - 1)
    own, sent = (tf.tensordot(x, tf.convert_to_tensor(kernel), 1) for kernel in (layer.self, layer.neighbour))
    return own + tf.matmul(share, sent) + layer.bias`,
    },
  }),
};
