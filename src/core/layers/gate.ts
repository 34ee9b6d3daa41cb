/**
 * Gate over experts: looks at its input, and hands on a mixture of the experts' outputs, sum_i g_i e_i with
 * g = softmax(x W + b). Ma, Zhao, Yi, Chen, Hong & Chi, "Modeling task relationships in multi-task learning with multi-gate
 * mixture-of-experts", KDD 2018, eq. 6 to 8. One gate a task is MMoE, one for all tasks OMoE; gates over shared and own
 * experts make CGC, stacked with a gate over all experts for the shared part PLE (Tang et al., RecSys 2020).
 * With a bias as in LibMTL; without it as in DeepCTR (an option). Pictures are flattened for the gate.
 */
import { channelsLast, kerasWeights } from '../code.ts';
import { switchOption } from '../fields.ts';
import type { Ops, Shape, TensorRef } from '../ops.ts';
import { first, fits, misfit, ONE_OUT, parameter, printShape, sameShape, sizeOf } from './common.ts';
import type { LayerSpec } from './layer.ts';
import { asSequence } from './towers.ts';

/** Two ports: what the gate looks at, and the experts it chooses between. */
export const GATE_IN = [{ id: 'in' }, { id: 'experts', variadic: true }] as const;

export const flat = (ops: Ops, x: TensorRef): TensorRef =>
  x.shape.length === 2 ? x : ops.reshape(x, [x.shape[0] ?? 0, sizeOf(x.shape.slice(1))]);

export function gateShape(inputs: readonly Shape[]) {
  const [, expert = [], ...others] = inputs;
  const odd = others.find((shape) => !sameShape(shape, expert));
  return odd ? misfit('shape.equal', { found: printShape(odd), expected: printShape(expert) }) : fits(expert);
}
/** Experts n of [B, ...shape] weighed by g [B, n]. */
export function weighExperts(ops: Ops, weights: TensorRef, experts: readonly TensorRef[]): TensorRef {
  const [batch = 0, count = 0] = weights.shape;
  const mixed = ops.matMul(ops.reshape(weights, [batch, 1, count]), asSequence(ops, experts));
  return ops.reshape(mixed, first(experts).shape);
}

/** Python of what gates end with, in Keras. */
export const KERAS_WEIGHED = `
def weighed(shares, experts):
    """The sum of the experts, each times its share [B, n] of every example."""
    return sum(tf.reshape(shares[:, i], [-1] + [1] * (len(e.shape) - 1)) * e for i, e in enumerate(experts))`;
/** Pictures and sequences as one row, in Keras. */
export const kerasRow = (x: string, shape: Shape): string =>
  shape.length > 1 ? `tf.reshape(${x}, [-1, ${sizeOf(shape)}])` : x;

/** g [B, n] */
export function gateWeights(
  ops: Ops,
  params: Readonly<Record<string, TensorRef>>,
  inputs: readonly TensorRef[],
): TensorRef {
  const logits = ops.matMul(flat(ops, first(inputs)), parameter(params, 'kernel'));
  return ops.softmax(params.bias ? ops.add(logits, params.bias) : logits);
}

export const gate: LayerSpec = {
  kind: 'gate',
  glyph: '⋔',
  category: 'exchange',
  inputs: GATE_IN,
  outputs: ONE_OUT,
  fields: [{ name: 'bias', type: 'switch', default: true }],
  inferShape: gateShape,
  parameters(inputs, options) {
    const fanIn = sizeOf(first(inputs));
    const fanOut = inputs.length - 1;
    const init = { kind: 'glorotUniform', fanIn, fanOut } as const;
    return [
      { name: 'kernel', shape: [fanIn, fanOut], init, decay: true },
      ...(switchOption(options, 'bias')
        ? [{ name: 'bias', shape: [fanOut], init: { kind: 'zeros' } as const, decay: false }]
        : []),
    ];
  },
  multiplyAdds: (inputs, outputs) => (inputs.length - 1) * (sizeOf(first(inputs)) + sizeOf(first(outputs))),
  forward: (ops, params, inputs) => [weighExperts(ops, gateWeights(ops, params, inputs), inputs.slice(1))],
  display: { kind: 'bars', of: 'experts', batched: true, values: gateWeights },
  pytorch: ({ name, inputs, inputShapes, options }) => ({
    module: `Gate(${sizeOf(first(inputShapes))}, ${inputs.length - 1}, bias=${switchOption(options, 'bias') ? 'True' : 'False'})`,
    call: `self.${name}(${channelsLast(first(inputs), first(inputShapes))}.flatten(1), ${inputs.slice(1).join(', ')})`,
    parameters: {
      kernel: { name: 'kernel' },
      ...(switchOption(options, 'bias') ? { bias: { name: 'bias' } } : {}),
    },
    helpers: {
      Gate: `
class Gate(nn.Module):
    """Weighs experts for each example by what it sees (Ma et al., KDD 2018)."""

    def __init__(self, seen, experts, bias):
        super().__init__()
        self.kernel = nn.Parameter(torch.zeros(seen, experts))
        self.bias = nn.Parameter(torch.zeros(experts)) if bias else None

    def forward(self, seen, *experts):
        logits = seen @ self.kernel if self.bias is None else seen @ self.kernel + self.bias
        shares = torch.softmax(logits, 1)
        return sum(shares[:, i].reshape(-1, *[1] * (e.dim() - 1)) * e for i, e in enumerate(experts))`,
    },
  }),
  keras({ name, inputs, inputShapes, options, parameters }) {
    const logits = `tf.matmul(${kerasRow(first(inputs), first(inputShapes))}, self.${name}.kernel)`;
    const biased = switchOption(options, 'bias') ? `${logits} + self.${name}.bias` : logits;
    return {
      module: kerasWeights(parameters),
      call: `weighed(tf.nn.softmax(${biased}), [${inputs.slice(1).join(', ')}])`,
      helpers: { weighed: KERAS_WEIGHED },
    };
  },
};
