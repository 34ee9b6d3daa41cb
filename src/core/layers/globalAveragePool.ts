/**
 * Global average pool: one number a channel, the mean over all places. [B, H, W, C] or [B, L, C] -> [B, C]. With `divide` at
 * 'root' the sum over the root of the number of places that are not all zeros: as large for a short sentence as for a
 * long one where words are independent, while a mean fades as sentences grow (Arora et al., ICLR 2017, discuss such sums).
 */
import { pyTuple } from '../code.ts';
import { type Options, textOption } from '../fields.ts';
import { first, fits, misfit, ONE_IN, ONE_OUT, printShape } from './common.ts';
import type { LayerSpec } from './layer.ts';

const byRoot = (options: Options): boolean => textOption(options, 'divide') === 'root';

export const globalAveragePool: LayerSpec = {
  kind: 'globalAveragePool',
  glyph: 'μ',
  category: 'shape',
  inputs: ONE_IN,
  outputs: ONE_OUT,
  fields: [{ name: 'divide', type: 'choice', default: 'count', choices: ['count', 'root'] }],
  inferShape(inputs, _options, context) {
    const shape = first(inputs);
    const channels = shape.at(-1);
    if (shape.length < 2 || channels === undefined) {
      const insert = context.carried?.[0]?.kind === 'tokens' ? 'embedding' : undefined;
      return misfit('shape.places', { found: printShape(shape), expected: 'height×width×channels' }, insert);
    }
    return fits([channels]);
  },
  parameters: () => [],
  multiplyAdds: () => 0,
  forward(ops, _params, inputs, options) {
    const x = first(inputs);
    const places = x.shape.slice(1, -1).map((_, axis) => axis + 1);
    if (!byRoot(options)) return [ops.mean(x, places)];
    const filled = ops.greater(ops.sum(ops.unary('abs', x), [x.shape.length - 1]), ops.scalar(0)); // [B, …places]
    const count = ops.maximum(ops.sum(filled, places), ops.scalar(1)); // [B]
    const root = ops.reshape(ops.unary('sqrt', count), [x.shape[0] ?? 0, 1]);
    return [ops.div(ops.sum(x, places), root)];
  },
  pytorch({ inputs, inputShapes, options }) {
    const x = first(inputs);
    const places = pyTuple(
      first(inputShapes)
        .slice(1)
        .map((_, place) => place + 2),
    );
    if (!byRoot(options)) return { call: `${x}.mean(${places})` };
    return { call: `${x}.sum(${places}) / (${x} != 0).any(1).flatten(1).sum(1, keepdim=True).clamp(min=1).sqrt()` };
  },
  keras({ inputs, inputShapes, options }) {
    const x = first(inputs);
    const axes = pyTuple(
      first(inputShapes)
        .slice(1)
        .map((_, axis) => axis + 1),
    );
    if (!byRoot(options)) return { call: `tf.reduce_mean(${x}, ${axes})` };
    return {
      call: `summed_by_root(${x}, ${axes})`,
      helpers: {
        summed_by_root: `
def summed_by_root(x, places):
    """The sum over the places, by the root of how many of them hold anything."""
    filled = tf.cast(tf.reduce_any(x != 0, axis=-1, keepdims=True), x.dtype)
    return tf.reduce_sum(x, places) / tf.sqrt(tf.maximum(tf.reduce_sum(filled, places), 1.0))`,
      },
    };
  },
  tfjs: ({ inputShapes, options }) =>
    byRoot(options)
      ? { refused: 'export.tfjs.root' }
      : { className: `GlobalAveragePooling${first(inputShapes).length - 1}D`, config: {} },
};
