/**
 * Embedding: a table row for each word number. ids [B, L] -> [B, L, dimension]. The table's height is the vocabulary
 * of the scenario's input on the wire, so it must come straight from a token input. Rows start uniform in +-spread: .05 as in
 * the common high-level libraries; where few words carry a short sentence, rows of unit size learn many times faster.
 */
import { numberOption } from '../fields.ts';
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
  forward: (ops, params, inputs) => [ops.gather(parameter(params, 'table'), first(inputs))],
  pytorch({ name, inputs, parameters }) {
    const [words, dimension] = parameters.table ?? [];
    return {
      module: `nn.Embedding(${words}, ${dimension})`,
      call: `self.${name}(${first(inputs)}.long()).transpose(1, 2)`,
      parameters: { table: { name: 'weight' } },
    };
  },
  keras({ name, inputs, parameters }) {
    const [words, dimension] = parameters.table ?? [];
    return { call: `layers.Embedding(${words}, ${dimension}, name="${name}")(${first(inputs)})` };
  },
  tfjs: ({ parameters }) => ({
    className: 'Embedding',
    config: { input_dim: parameters.table?.[0] ?? 1, output_dim: parameters.table?.[1] ?? 1 },
  }),
});
