/**
 * A layer used more than once: the same parameters on several inputs, one way in and one way out for each use (a siamese
 * network, or one encoder for two texts). What comes in at one use is seen at that use's output only; the parameters
 * get the gradients of all.
 */
import type { CodeContext, LayerCode } from '../code.ts';
import { type NumberField, numberOption } from '../fields.ts';
import { first, misfit, printShape, sameShape } from './common.ts';
import type { LayerSpec, ShapeContext } from './layer.ts';
import { numbered, placeOf } from './towers.ts';

const usesField: NumberField = { name: 'uses', type: 'integer', default: 1, min: 1, max: 6, step: 1, quiet: true };

const oneUse = (code: CodeContext, use: number): CodeContext => ({
  ...code,
  inputs: code.inputs.slice(use, use + 1),
  inputShapes: code.inputShapes.slice(use, use + 1),
  outputShapes: code.outputShapes.slice(use, use + 1),
});
/** One module, called once for each use; several outputs are a tuple. */
function allUses<Code extends LayerCode>(write: (code: CodeContext) => Code, code: CodeContext): Code {
  const written = code.inputs.map((_, use) => write(oneUse(code, use)));
  if (written.length === 1) return first(written);
  return { ...first(written), call: `(${written.map(({ call }) => call).join(', ')})` };
}

/** @param spec a layer with one input and one output */
export function reusable(spec: LayerSpec): LayerSpec {
  const contextOf = (context: ShapeContext, use: number): ShapeContext => ({
    ...context,
    ...(context.carried ? { carried: [context.carried[use]] } : {}),
  });
  const { pytorch, keras, tfjs } = spec;
  return {
    ...spec,
    ...(pytorch ? { pytorch: (code: CodeContext) => allUses(pytorch, code) } : {}),
    ...(keras ? { keras: (code: CodeContext) => allUses(keras, code) } : {}),
    ...(tfjs ? { tfjs: (code: CodeContext) => ({ ...tfjs(oneUse(code, 0)), each: true }) } : {}),
    fields: [...spec.fields, usesField],
    ports: (options) => {
      const uses = numberOption(options, 'uses');
      return { inputs: numbered('in', uses), outputs: numbered('out', uses) };
    },
    passes: (input, output) => placeOf(input, 'in') === placeOf(output, 'out'),
    inferShape(inputs, options, context) {
      const odd = inputs.find((shape) => !sameShape(shape, first(inputs)));
      if (odd) return misfit('shape.equal', { found: printShape(odd), expected: printShape(first(inputs)) });
      const shapes = [];
      for (const [use, shape] of inputs.entries()) {
        const result = spec.inferShape([shape], options, contextOf(context, use));
        if (!result.ok) return result;
        shapes.push(first(result.shapes));
      }
      return { ok: true, shapes };
    },
    parameters: (inputs, options, context) => spec.parameters([first(inputs)], options, contextOf(context, 0)),
    multiplyAdds: (inputs, outputs, options) =>
      inputs.length * spec.multiplyAdds([first(inputs)], [first(outputs)], options),
    forward: (ops, params, inputs, options, context) =>
      inputs.flatMap((x) => spec.forward(ops, params, [x], options, context)),
  };
}
