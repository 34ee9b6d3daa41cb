/**
 * Layer normalisation: each row (at each place) gets mean 0 and variance 1 over its channels, then a learned gain and
 * shift. Ba, Kiros & Hinton, "Layer normalization", 2016, eq. 4. It needs no running statistics, so that tasks that bring
 * different data do not disturb each other through it.
 */
import { channelsFirst, channelsLast, kerasBuilt } from '../code.ts';
import { first, fits, misfit, ONE_IN, ONE_OUT, parameter, printShape, sizeOf } from './common.ts';
import type { LayerSpec } from './layer.ts';

/** Added to the variance: a row of equal numbers is not divided by 0. */
const EPSILON = 1e-5;

export const layerNorm: LayerSpec = {
  kind: 'layerNorm',
  glyph: 'σ',
  category: 'regularise',
  inputs: ONE_IN,
  outputs: ONE_OUT,
  fields: [],
  inferShape(inputs) {
    const shape = first(inputs);
    return shape.length === 0 ? misfit('shape.vector', { found: printShape(shape), expected: 'n' }) : fits(shape);
  },
  parameters(inputs) {
    const channels = first(inputs).at(-1) ?? 0;
    return [
      { name: 'gain', shape: [channels], init: { kind: 'ones' }, decay: false },
      { name: 'shift', shape: [channels], init: { kind: 'zeros' }, decay: false },
    ];
  },
  multiplyAdds: (inputs) => 2 * sizeOf(first(inputs)),
  forward(ops, params, inputs) {
    const x = first(inputs);
    const last = [x.shape.length - 1];
    const centred = ops.sub(x, ops.mean(x, last, true));
    const variance = ops.mean(ops.unary('square', centred), last, true);
    const unit = ops.div(centred, ops.unary('sqrt', ops.add(variance, ops.scalar(EPSILON))));
    return [ops.add(ops.mul(unit, parameter(params, 'gain')), parameter(params, 'shift'))];
  },
  pytorch({ name, inputs, inputShapes }) {
    const shape = first(inputShapes);
    const normed = `self.${name}(${channelsLast(first(inputs), shape)})`;
    return {
      module: `nn.LayerNorm(${shape.at(-1)}, eps=${EPSILON})`,
      call: channelsFirst(normed, shape),
      parameters: { gain: { name: 'weight' }, shift: { name: 'bias' } },
    };
  },
  keras: ({ name, inputs, inputShapes }) => ({
    module: kerasBuilt(`layers.LayerNormalization(epsilon=${EPSILON})`, first(inputShapes)),
    call: `self.${name}(${first(inputs)})`,
  }),
  tfjs: () => ({ className: 'LayerNormalization', config: { axis: -1, epsilon: EPSILON } }),
};
