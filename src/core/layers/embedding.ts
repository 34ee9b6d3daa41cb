/**
 * Embedding: a table row for each word number. ids [B, L] -> [B, L, dimension]. The table's height is the vocabulary
 * of the scenario's input on the wire, so it must come straight from a token input. Rows start uniform in +-spread: .05 as in
 * the common high-level libraries; where few words carry a short sentence, rows of unit size learn many times faster.
 * With `maskZero` the number 0 is no word but an empty place: its row counts as zeros and does not learn.
 */
import { kerasBuilt } from '../code.ts';
import { numberOption, switchOption } from '../fields.ts';
import { first, fits, misfit, ONE_IN, ONE_OUT, parameter, printShape } from './common.ts';
import type { ShapeContext } from './layer.ts';
import { countField } from './options.ts';
import { reusable } from './reusable.ts';

function vocabularyOf(context: ShapeContext): number | undefined {
  const source = context.carried?.[0];
  return source?.kind === 'tokens' ? source.vocabulary : undefined;
}

export const embedding = reusable({
  kind: 'embedding',
  glyph: '≡',
  category: 'layer',
  inputs: ONE_IN,
  outputs: ONE_OUT,
  fields: [
    countField('dimension', 16, 1, 512),
    { name: 'spread', type: 'number', default: 0.05, min: 0.001, max: 3, scale: 'log' },
    { name: 'maskZero', type: 'switch', default: false },
  ],
  inferShape(inputs, options, context) {
    const shape = first(inputs);
    const [length] = shape;
    if (shape.length !== 1 || length === undefined || vocabularyOf(context) === undefined) {
      return misfit('shape.tokens', { found: printShape(shape), expected: 'length' });
    }
    return fits([length, numberOption(options, 'dimension')]);
  },
  parameters(_inputs, options, context) {
    const shape = [vocabularyOf(context) ?? 0, numberOption(options, 'dimension')];
    return [{ name: 'table', shape, init: { kind: 'uniform', limit: numberOption(options, 'spread') }, decay: true }];
  },
  multiplyAdds: () => 0,
  forward(ops, params, inputs, options) {
    const ids = first(inputs);
    const rows = ops.gather(parameter(params, 'table'), ids);
    if (!switchOption(options, 'maskZero')) return [rows];
    return [ops.mul(rows, ops.reshape(ops.greater(ids, ops.scalar(0)), [...ids.shape, 1]))];
  },
  pytorch({ name, inputs, options, parameters }) {
    const [words, dimension] = parameters.table ?? [];
    const ids = first(inputs);
    const masked = switchOption(options, 'maskZero') ? ` * (${ids} > 0).unsqueeze(1)` : '';
    return {
      module: `nn.Embedding(${words}, ${dimension})`,
      call: `self.${name}(${ids}.long()).transpose(1, 2)${masked}`,
      parameters: { table: { name: 'weight' } },
    };
  },
  keras({ name, inputs, inputShapes, options, parameters }) {
    const [words, dimension] = parameters.table ?? [];
    const ids = first(inputs);
    const masked = switchOption(options, 'maskZero') ? ` * tf.sign(${ids})[..., None]` : '';
    return {
      module: kerasBuilt(`layers.Embedding(${words}, ${dimension})`, first(inputShapes)),
      call: `self.${name}(${ids})${masked}`,
    };
  },
  tfjs: ({ options, parameters }) =>
    switchOption(options, 'maskZero')
      ? { refused: 'export.tfjs.noWord' }
      : {
          className: 'Embedding',
          config: { input_dim: parameters.table?.[0] ?? 1, output_dim: parameters.table?.[1] ?? 1 },
        },
});
