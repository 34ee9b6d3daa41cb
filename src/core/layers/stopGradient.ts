/** Stop-gradient: hands its input on unchanged, but no task's gradient passes back through it. */
import { TFJS_PASS } from '../code.ts';
import { first, fits, ONE_IN, ONE_OUT } from './common.ts';
import type { LayerSpec } from './layer.ts';

export const stopGradient: LayerSpec = {
  kind: 'stopGradient',
  glyph: '⊣',
  category: 'regularise',
  inputs: ONE_IN,
  outputs: ONE_OUT,
  fields: [],
  stopsGradient: true,
  inferShape: (inputs) => fits(first(inputs)),
  parameters: () => [],
  multiplyAdds: () => 0,
  forward: (ops, _params, inputs) => [ops.stopGradient(first(inputs))],
  pytorch: ({ inputs }) => ({ call: `${first(inputs)}.detach()` }),
  keras: ({ inputs }) => ({ call: `tf.stop_gradient(${first(inputs)})` }),
  // A trained model sends no gradient anywhere: what passes is all.
  tfjs: () => TFJS_PASS,
};
