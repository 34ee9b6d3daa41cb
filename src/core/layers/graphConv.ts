/**
 * Graph convolution: every place takes the mean of its neighbours and itself, x [B, N, C] -> f(A x W + b) [B, N, units], with
 * A = D^-1/2 (adjacency + I) D^-1/2. Kipf & Welling, "Semi-supervised classification with graph convolutional networks",
 * ICLR 2017, eq. 2. The graph is a chain over the places of a sequence, a ring, all with all, or a wire [N, N] of the data
 * (non-negative weights; every example may have its own).
 */
import { kerasActivated, kerasWeights, pytorchActivation } from '../code.ts';
import { numberOption, type Options, textOption } from '../fields.ts';
import type { Ops, TensorRef } from '../ops.ts';
import { first, fits, misfit, ONE_IN, ONE_OUT, parameter, printShape } from './common.ts';
import type { LayerSpec } from './layer.ts';
import { activate, activationField, countField } from './options.ts';
import { project } from './towers.ts';

const wired = (options: Options): boolean => textOption(options, 'graph') === 'wired';
/** Neighbours by the name of the graph, itself included [N][N]. */
function neighbours(graph: string, count: number): number[][] {
  const near = (i: number, j: number): boolean => {
    const apart = Math.abs(i - j);
    if (graph === 'all') return true;
    return apart <= 1 || (graph === 'ring' && apart === count - 1);
  };
  return Array.from({ length: count }, (_, i) => Array.from({ length: count }, (__, j) => (near(i, j) ? 1 : 0)));
}
function constantGraph(ops: Ops, graph: string, count: number): TensorRef {
  const rows = neighbours(graph, count);
  const degree = rows.map((row) => Math.sqrt(row.reduce((sum, value) => sum + value, 0)));
  const values = rows.flatMap((row, i) =>
    row.map((value, j) => value / ((degree[i] as number) * (degree[j] as number))),
  );
  return ops.constant(Float32Array.from(values), [count, count]);
}
/** A * x for x [B, N, C]. */
function spread(ops: Ops, x: TensorRef, graph: TensorRef | undefined, options: Options): TensorRef {
  const [batch = 0, count = 0, channels = 0] = x.shape;
  if (!graph) {
    const turned = ops.reshape(ops.transpose(x, [1, 0, 2]), [count, batch * channels]);
    const mixed = ops.matMul(constantGraph(ops, textOption(options, 'graph'), count), turned);
    return ops.transpose(ops.reshape(mixed, [count, batch, channels]), [1, 0, 2]);
  }
  const self = Float32Array.from({ length: count * count }, (_, i) => (Math.floor(i / count) === i % count ? 1 : 0));
  const all = ops.add(graph, ops.constant(self, [1, count, count]));
  const degree = ops.unary('sqrt', ops.sum(all, [2], true));
  return ops.div(ops.matMul(all, ops.div(x, degree)), degree);
}

export const graphConv: LayerSpec = {
  kind: 'graphConv',
  glyph: '⌬',
  category: 'layer',
  inputs: ONE_IN,
  outputs: ONE_OUT,
  fields: [
    countField('units', 16, 1, 512),
    { name: 'graph', type: 'choice', default: 'chain', choices: ['chain', 'ring', 'all', 'wired'] },
    activationField('relu'),
  ],
  ports: (options) => ({
    inputs: wired(options) ? [{ id: 'in' }, { id: 'graph' }] : ONE_IN,
    outputs: ONE_OUT,
  }),
  inferShape(inputs, options) {
    const [shape = [], graph] = inputs;
    const [count] = shape;
    if (shape.length !== 2 || count === undefined) {
      return misfit('shape.sequence', { found: printShape(shape), expected: 'length×channels' });
    }
    if (graph && (graph.length !== 2 || graph[0] !== count || graph[1] !== count)) {
      return misfit('shape.equal', { found: printShape(graph), expected: `${count}×${count}` });
    }
    return fits([count, numberOption(options, 'units')]);
  },
  parameters(inputs, options) {
    const fanIn = first(inputs)[1] ?? 0;
    const fanOut = numberOption(options, 'units');
    return [
      { name: 'kernel', shape: [fanIn, fanOut], init: { kind: 'glorotUniform', fanIn, fanOut }, decay: true },
      { name: 'bias', shape: [fanOut], init: { kind: 'zeros' }, decay: false },
    ];
  },
  multiplyAdds(inputs, _outputs, options) {
    const [count = 0, channels = 0] = first(inputs);
    return count * channels * (count + numberOption(options, 'units'));
  },
  forward(ops, params, inputs, options) {
    const [x, graph] = inputs as [TensorRef, TensorRef | undefined];
    const sum = project(ops, spread(ops, x, graph, options), parameter(params, 'kernel'));
    return [activate(ops, options, ops.add(sum, parameter(params, 'bias')))];
  },
  pytorch({ name, inputs, inputShapes, options }) {
    const [count = 0, channels = 0] = first(inputShapes);
    const [x, graph] = inputs;
    const edges = graph ? `${graph}.transpose(1, 2)` : `neighbours(${count}, "${textOption(options, 'graph')}")`;
    return {
      module: `GraphConv(${channels}, ${numberOption(options, 'units')})`,
      call: pytorchActivation(options, `self.${name}(${x}, ${edges})`),
      parameters: { kernel: { name: 'kernel' }, bias: { name: 'bias' } },
      helpers: {
        neighbours: `
def neighbours(count, graph):
    """Which places are next to each other, [count, count]: in a chain, in a ring, or all."""
    places = torch.arange(count)
    apart = (places[:, None] - places).abs()
    return {"chain": apart == 1, "ring": (apart == 1) | (apart == count - 1), "all": apart > 0}[graph].to(torch.get_default_dtype())`,
        GraphConv: `
class GraphConv(nn.Module):
    """The mean over each place of [B, C, N] and its neighbours, then one dense layer for all (Kipf & Welling, ICLR 2017, eq. 2)."""

    def __init__(self, channels, units):
        super().__init__()
        self.kernel, self.bias = nn.Parameter(torch.zeros(channels, units)), nn.Parameter(torch.zeros(units))

    def forward(self, x, graph):
        graph = (graph + torch.eye(graph.shape[-1])).to(x.device)
        root = graph.sum(-1, keepdim=True).sqrt()
        mixed = graph @ (x.transpose(1, 2) / root) / root
        return (mixed @ self.kernel + self.bias).transpose(1, 2)`,
      },
    };
  },
  keras({ name, inputs, inputShapes, options, parameters }) {
    const [count = 0] = first(inputShapes);
    const [x, graph = `neighbours(${count}, "${textOption(options, 'graph')}")`] = inputs;
    return {
      module: kerasWeights(parameters),
      call: kerasActivated(options, `graph_conv(self.${name}, ${x}, ${graph})`),
      helpers: {
        neighbours: `
def neighbours(count, graph):
    """Which places are next to each other, [count, count]: in a chain, in a ring, or all."""
    apart = np.abs(np.arange(count)[:, None] - np.arange(count))
    return {"chain": apart == 1, "ring": (apart == 1) | (apart == count - 1), "all": apart > 0}[graph].astype(keras.config.floatx())`,
        graph_conv: `
def graph_conv(layer, x, graph):
    """The mean over each place of [B, N, C] and its neighbours, then one dense layer for all (Kipf & Welling, ICLR 2017, eq. 2)."""
    graph = graph + np.eye(graph.shape[-1], dtype=keras.config.floatx())
    root = tf.sqrt(tf.reduce_sum(graph, -1, keepdims=True))
    mixed = tf.matmul(graph, x / root) / root
    return tf.tensordot(mixed, tf.convert_to_tensor(layer.kernel), 1) + layer.bias`,
      },
    };
  },
};
