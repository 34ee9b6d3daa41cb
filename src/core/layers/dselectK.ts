/**
 * DSelect-k gate: a mixture of at most k experts, chosen by k selectors in binary codes. Hazimeh et al., "DSelect-k:
 * differentiable selection in the mixture of experts with applications to multi-task learning", NeurIPS 2021, with codes for
 * each example. Selector j puts prod_b S(z_jb) or 1 - S(z_jb) on each code, with the smooth step S (eq. 4, gamma = 1), which reaches 0 and 1: the gate becomes exactly sparse. Selectors are weighed by a softmax.
 * `entropy` times the mean over examples of sum_j h(r_j), h the entropy of selector j's weights r_j on the codes, presses each
 * selector to one expert (section 3.2); the sum over selectors is the paper's, the mean over examples its code's.
 * Codes beyond the last expert are left out, as in public code (LibMTL); the penalty that keeps weight off them is not
 * built: take 2, 4 or 8 experts. Starts as there: codes uniform in +-.01, selectors in +-.05.
 */
import { channelsLast, kerasWeights } from '../code.ts';
import { numberOption, type Options } from '../fields.ts';
import type { Ops, TensorRef } from '../ops.ts';
import { first, ONE_OUT, parameter, sizeOf } from './common.ts';
import { flat, GATE_IN, gateShape, KERAS_WEIGHED, kerasRow, weighExperts } from './gate.ts';
import type { LayerSpec, ParameterSpec } from './layer.ts';
import { countField } from './options.ts';

const bitsFor = (experts: number): number => Math.max(1, Math.ceil(Math.log2(experts)));
const clamp = (ops: Ops, x: TensorRef): TensorRef => {
  const low = ops.maximum(x, ops.scalar(-0.5));
  return ops.unary('neg', ops.maximum(ops.unary('neg', low), ops.scalar(-0.5)));
};
/** 0 up to -1/2, 1 from 1/2, a cubic between: -2 t^3 + 3/2 t + 1/2. */
function smoothStep(ops: Ops, x: TensorRef): TensorRef {
  const t = clamp(ops, x);
  const cube = ops.mul(ops.unary('square', t), t);
  return ops.add(ops.sub(ops.mul(t, ops.scalar(1.5)), ops.mul(cube, ops.scalar(2))), ops.scalar(0.5));
}

interface Selection {
  /** Weights of the experts [B, n]; they sum to 1 where n is a power of two. */
  readonly shares: TensorRef;
  /** Each selector's weights on the codes [B, k, 2^bits]. */
  readonly codes: TensorRef;
}
function select(
  ops: Ops,
  params: Readonly<Record<string, TensorRef>>,
  inputs: readonly TensorRef[],
  options: Options,
): Selection {
  const experts = inputs.length - 1;
  const k = numberOption(options, 'k');
  const bits = bitsFor(experts);
  const read = (name: string): TensorRef =>
    ops.add(ops.matMul(flat(ops, first(inputs)), parameter(params, `${name}Kernel`)), parameter(params, `${name}Bias`));
  const steps = smoothStep(ops, read('code'));
  const shares = ops.softmax(read('selector'));
  const rows = steps.shape[0] ?? 0;
  const byBit = ops.reshape(steps, [rows, k, bits]);
  // Weights on the codes [B, k, 2^bits], doubled with each bit; the first bit counts most.
  let codes: TensorRef | undefined;
  for (let bit = bits - 1; bit >= 0; bit -= 1) {
    const on = ops.slice(byBit, [0, 0, bit], [rows, k, 1]);
    const off = ops.sub(ops.scalar(1), on);
    codes = ops.concat(codes ? [ops.mul(codes, off), ops.mul(codes, on)] : [off, on], 2);
  }
  const mixed = ops.matMul(ops.reshape(shares, [rows, 1, k]), codes as TensorRef);
  return {
    shares: ops.slice(ops.reshape(mixed, [rows, 2 ** bits]), [0, 0], [rows, experts]),
    codes: codes as TensorRef,
  };
}

/** Keeps the logarithm of a code that is out of reach finite. */
const TINY = 1e-6;
/** Mean over examples of the selectors' summed entropies: a scalar. */
function entropy(ops: Ops, codes: TensorRef): TensorRef {
  const logs = ops.unary('log', ops.add(codes, ops.scalar(TINY)));
  return ops.mul(ops.sum(ops.mul(codes, logs)), ops.scalar(-1 / Math.max(1, codes.shape[0] ?? 1)));
}

const KERAS_SELECTORS = {
  selector_codes: `
def selector_codes(gate, seen, k, bits):
    """DSelect-k (Hazimeh et al., NeurIPS 2021): each selector's weights on the binary codes [B, k, 2^bits]."""
    t = tf.clip_by_value(tf.matmul(seen, gate.codeKernel) + gate.codeBias, -0.5, 0.5)
    steps = tf.reshape(1.5 * t - 2 * t**3 + 0.5, [-1, k, bits])
    codes = tf.ones_like(steps[:, :, :1])
    for bit in reversed(range(bits)):
        on = steps[:, :, bit : bit + 1]
        codes = tf.concat([codes * (1 - on), codes * on], 2)
    return codes`,
  selected: `
def selected(gate, seen, codes):
    """The experts' shares [B, 2^bits]: the selectors' codes, mixed by what the gate sees."""
    selectors = tf.nn.softmax(tf.matmul(seen, gate.selectorKernel) + gate.selectorBias)
    return tf.reduce_sum(selectors[:, :, None] * codes, 1)`,
  selector_entropy: `
def selector_entropy(codes, batch):
    """Presses each selector to one expert: the summed entropies of the selectors, meaned over the batch (section 3.2)."""
    return -tf.reduce_sum(codes * tf.math.log(codes + ${TINY})) / batch.rows`,
};

export const dselectK: LayerSpec = {
  kind: 'dselectK',
  glyph: '⋲',
  category: 'exchange',
  inputs: GATE_IN,
  outputs: ONE_OUT,
  fields: [
    countField('k', 2, 1, 8),
    { name: 'entropy', type: 'number', default: 0, min: 0, max: 1, step: 0.001, live: true, quiet: true },
  ],
  inferShape: gateShape,
  parameters(inputs, options) {
    const fanIn = sizeOf(first(inputs));
    const k = numberOption(options, 'k');
    const codes = k * bitsFor(inputs.length - 1);
    const part = (name: string, width: number, limit: number): ParameterSpec[] => [
      { name: `${name}Kernel`, shape: [fanIn, width], init: { kind: 'uniform', limit }, decay: true },
      { name: `${name}Bias`, shape: [width], init: { kind: 'uniform', limit }, decay: false },
    ];
    return [...part('code', codes, 0.01), ...part('selector', k, 0.05)];
  },
  multiplyAdds(inputs, outputs, options) {
    const experts = inputs.length - 1;
    const k = numberOption(options, 'k');
    const bits = bitsFor(experts);
    return sizeOf(first(inputs)) * k * (bits + 1) + k * 2 ** bits * bits + experts * sizeOf(first(outputs));
  },
  forward(ops, params, inputs, options, context) {
    const { shares, codes } = select(ops, params, inputs, options);
    const pressure = numberOption(options, 'entropy');
    if (pressure > 0) context.penalise?.(ops.mul(entropy(ops, codes), ops.scalar(pressure)));
    return [weighExperts(ops, shares, inputs.slice(1))];
  },
  display: {
    kind: 'bars',
    of: 'experts',
    batched: true,
    values: (ops, params, inputs, options) => select(ops, params, inputs, options).shares,
  },
  pytorch: ({ name, inputs, inputShapes, options }) => ({
    module: `DSelectK(${sizeOf(first(inputShapes))}, ${inputs.length - 1}, ${numberOption(options, 'k')})`,
    call: `self.${name}(${channelsLast(first(inputs), first(inputShapes))}.flatten(1), ${inputs.slice(1).join(', ')})`,
    ...(numberOption(options, 'entropy') > 0
      ? {
          penalty: `${numberOption(options, 'entropy')} * self.${name}.entropy(${channelsLast(first(inputs), first(inputShapes))}.flatten(1), batch)`,
        }
      : {}),
    parameters: Object.fromEntries(
      ['codeKernel', 'codeBias', 'selectorKernel', 'selectorBias'].map((each) => [each, { name: each }]),
    ),
    helpers: {
      DSelectK: `
class DSelectK(nn.Module):
    """A gate that settles on at most k experts by binary codes (Hazimeh et al., NeurIPS 2021)."""

    def __init__(self, seen, experts, k):
        super().__init__()
        self.k, self.experts, self.bits = k, experts, max(1, math.ceil(math.log2(experts)))
        width = k * self.bits
        self.codeKernel, self.codeBias = nn.Parameter(torch.zeros(seen, width)), nn.Parameter(torch.zeros(width))
        self.selectorKernel, self.selectorBias = nn.Parameter(torch.zeros(seen, k)), nn.Parameter(torch.zeros(k))

    def codes(self, seen):
        """Each selector's weights on the codes [B, k, 2^bits]."""
        t = (seen @ self.codeKernel + self.codeBias).clamp(-0.5, 0.5)
        steps = (1.5 * t - 2 * t**3 + 0.5).reshape(-1, self.k, self.bits)
        codes = torch.ones_like(steps[:, :, :1])
        for bit in reversed(range(self.bits)):
            on = steps[:, :, bit : bit + 1]
            codes = torch.cat([codes * (1 - on), codes * on], 2)
        return codes

    def entropy(self, seen, batch):
        """Presses each selector to one expert: the summed entropies of the selectors, meaned over the batch (section 3.2)."""
        codes = self.codes(seen)
        return -batch.total((codes * (codes + ${TINY}).log()).sum()) / batch.rows

    def forward(self, seen, *experts):
        codes = self.codes(seen)
        selectors = torch.softmax(seen @ self.selectorKernel + self.selectorBias, 1)
        shares = torch.einsum("bk,bkn->bn", selectors, codes)[:, : self.experts]
        return sum(shares[:, i].reshape(-1, *[1] * (e.dim() - 1)) * e for i, e in enumerate(experts))`,
    },
  }),
  keras({ name, inputs, inputShapes, options, parameters }) {
    const [experts, seen] = [inputs.slice(1), kerasRow(first(inputs), first(inputShapes))];
    const codes = `selector_codes(self.${name}, ${seen}, ${numberOption(options, 'k')}, ${bitsFor(experts.length)})`;
    const pressure = numberOption(options, 'entropy');
    return {
      module: kerasWeights(parameters),
      call: `weighed(selected(self.${name}, ${seen}, ${codes}), [${experts.join(', ')}])`,
      ...(pressure > 0 ? { penalty: `${pressure} * selector_entropy(${codes}, batch)` } : {}),
      helpers: { ...KERAS_SELECTORS, weighed: KERAS_WEIGHED },
    };
  },
};
