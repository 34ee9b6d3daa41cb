/**
 * Batch normalisation: each channel gets mean 0 and variance 1 over the batch (and its places) while training, and by
 * running statistics otherwise; then a learned gain and shift. Ioffe & Szegedy, "Batch normalization", ICML 2015, algorithm 1.
 * Running statistics are parameters that no gradient trains: after each step they move by `momentum` towards those of its
 * batch (variance as in the batch, not the unbiased one), and checkpoints hold them with the others. Where tasks share
 * the layer it mixes their batches: each is normalised by the statistics of all.
 */
import { kerasWeights } from '../code.ts';
import { numberOption } from '../fields.ts';
import { first, fits, misfit, ONE_IN, ONE_OUT, parameter, printShape, sizeOf } from './common.ts';
import type { LayerSpec } from './layer.ts';

/** Added to the variance, as in Keras: a channel of equal numbers is not divided by 0. */
const EPSILON = 1e-3;

export const batchNorm: LayerSpec = {
  kind: 'batchNorm',
  glyph: 'ν',
  category: 'regularise',
  inputs: ONE_IN,
  outputs: ONE_OUT,
  fields: [{ name: 'momentum', type: 'number', default: 0.1, min: 0.001, max: 1, scale: 'log', live: true }],
  inferShape(inputs) {
    const shape = first(inputs);
    return shape.length === 0 ? misfit('shape.vector', { found: printShape(shape), expected: 'n' }) : fits(shape);
  },
  parameters(inputs) {
    const shape = [first(inputs).at(-1) ?? 0];
    return [
      { name: 'gain', shape, init: { kind: 'ones' }, decay: false },
      { name: 'shift', shape, init: { kind: 'zeros' }, decay: false },
      { name: 'mean', shape, init: { kind: 'zeros' }, decay: false, statistic: true },
      { name: 'variance', shape, init: { kind: 'ones' }, decay: false, statistic: true },
    ];
  },
  multiplyAdds: (inputs) => 2 * sizeOf(first(inputs)),
  forward(ops, params, inputs, options, context) {
    const x = first(inputs);
    const axes = x.shape.slice(0, -1).map((_, axis) => axis);
    let [mean, variance] = [params.mean, params.variance];
    if (context.training) {
      mean = ops.mean(x, axes);
      variance = ops.mean(ops.unary('square', ops.sub(x, mean)), axes);
      const share = numberOption(options, 'momentum');
      context.note?.('mean', mean, share);
      context.note?.('variance', variance, share);
    }
    const unit = ops.div(
      ops.sub(x, mean ?? parameter(params, 'mean')),
      ops.unary('sqrt', ops.add(variance ?? parameter(params, 'variance'), ops.scalar(EPSILON))),
    );
    return [ops.add(ops.mul(unit, parameter(params, 'gain')), parameter(params, 'shift'))];
  },
  pytorch: ({ name, inputs, inputShapes, options }) => ({
    module: `BatchNorm(${first(inputShapes).at(-1)}, ${numberOption(options, 'momentum')})`,
    call: `self.${name}(${first(inputs)}, batch)`,
    parameters: {
      gain: { name: 'weight' },
      shift: { name: 'bias' },
      mean: { name: 'mean' },
      variance: { name: 'variance' },
    },
    helpers: {
      BatchNorm: `
class BatchNorm(nn.Module):
    """Batch normalisation over the whole batch, however many processes share it. Unlike nn.BatchNorm, whose running variance
    is the unbiased one, it keeps the variance that it divides by."""

    def __init__(self, channels, momentum):
        super().__init__()
        self.weight, self.bias = nn.Parameter(torch.ones(channels)), nn.Parameter(torch.zeros(channels))
        self.register_buffer("mean", torch.zeros(channels))
        self.register_buffer("variance", torch.ones(channels))
        self.momentum = momentum

    def forward(self, x, batch):
        rows = x.transpose(1, -1).flatten(0, -2)  # [rows and places, channels]
        mean, variance = self.mean, self.variance
        if batch:
            count = batch.rows * x[0, 0].numel()
            mean = batch.total(rows.sum(0)) / count
            variance = batch.total((rows - mean).square().sum(0)) / count
            if batch.moves:
                for kept, found in ((self.mean, mean), (self.variance, variance)):
                    kept.lerp_(found.detach(), self.momentum)
        wide = lambda values: values.reshape(1, -1, *[1] * (x.dim() - 2))
        return (x - wide(mean)) / wide(variance + ${EPSILON}).sqrt() * wide(self.weight) + wide(self.bias)`,
    },
  }),
  keras: ({ name, inputs, options, parameters }) => ({
    module: kerasWeights(parameters),
    call: `batch_norm(self.${name}, ${first(inputs)}, batch, ${numberOption(options, 'momentum')})`,
    helpers: {
      batch_norm: `
def batch_norm(norm, x, batch, momentum):
    """Batch normalisation (Ioffe & Szegedy, ICML 2015) that moves its running statistics by a share of the batch's."""
    mean, variance = norm.mean, norm.variance
    if batch:
        mean, variance = tf.nn.moments(x, list(range(len(x.shape) - 1)))
        if batch.moves:
            for kept, found in ((norm.mean, mean), (norm.variance, variance)):
                kept.assign(kept + momentum * (found - kept))
    return (x - mean) / tf.sqrt(variance + ${EPSILON}) * norm.gain + norm.shift`,
    },
  }),
  tfjs: () => ({ className: 'BatchNormalization', config: { axis: -1, epsilon: EPSILON } }),
};
