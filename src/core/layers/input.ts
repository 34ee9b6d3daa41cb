/**
 * Input: where a scenario's rows enter the model. Its shape is the scenario's; a scenario with several inputs
 * has one such node for each.
 */
import { textOption } from '../fields.ts';
import { first, fits, misfit, ONE_OUT } from './common.ts';
import type { LayerSpec } from './layer.ts';

export const input: LayerSpec = {
  kind: 'input',
  glyph: '⇥',
  category: 'source',
  inputs: [],
  outputs: ONE_OUT,
  fields: [{ name: 'input', type: 'input', default: 'x' }],
  inferShape(_, options, context) {
    const id = textOption(options, 'input');
    const found = context.inputs.find((candidate) => candidate.id === id);
    if (found) return fits(found.shape);
    return misfit('node.unknownInput', { found: id, expected: context.inputs.map((known) => known.id).join(', ') });
  },
  parameters: () => [],
  multiplyAdds: () => 0,
  // The engine hands the batch of this input in as the only tensor.
  forward: (_ops, _params, inputs) => [first(inputs)],
  pytorch: ({ inputs }) => ({ call: first(inputs) }),
  keras: ({ inputs }) => ({ call: first(inputs) }),
};
