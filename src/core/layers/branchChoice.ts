/**
 * Learned branching: a block chooses its one parent among several. Guo, Lee & Ulbricht, "Learning to branch for multi-task
 * learning", ICML 2020, eq. 2 to 5. While searching, the parent is drawn anew at each step by the Gumbel-softmax: one_hot
 * argmax_i(theta_i + G_i) forward, the gradient of softmax((theta + G) / tau) backward (hard: straight-through, as public
 * code), or that softmax itself (soft: the paper's relaxation). tau falls in a straight line to a tenth over `cooling` steps.
 * Measured, and once fixed, the most probable parent is taken; fixed, nothing is drawn and theta rests.
 * Differs: one run trains parameters and theta together; the paper searches first, and then trains the tree from new values.
 */
import { kerasWeights, pyString } from '../code.ts';
import { numberOption, type Options, textOption } from '../fields.ts';
import type { ForwardContext, Ops, TensorRef } from '../ops.ts';
import { first, MANY_IN, ONE_OUT, parameter, sizeOf } from './common.ts';
import type { LayerSpec } from './layer.ts';
import { countField, rateField } from './options.ts';
import { asRows, equalShapes } from './towers.ts';

/** tau never falls below this share of its start: at 0 the softmax has no gradient. */
const COLDEST = 0.1;
/** Between parents of equal theta the first one wins: at the start all are equal. */
const TIE_BREAK = 1e-6;

const temperatureAt = (options: Options, step: number): number => {
  const cooling = numberOption(options, 'cooling');
  return numberOption(options, 'temperature') * Math.max(COLDEST, cooling > 0 ? 1 - step / cooling : 1);
};

/** scores [1, n] -> 1 at the largest, 0 elsewhere; no gradient. */
function largest(ops: Ops, scores: TensorRef): TensorRef {
  const count = scores.shape[1] ?? 0;
  const order = Float32Array.from({ length: count }, (_, i) => -TIE_BREAK * i);
  const apart = ops.add(scores, ops.constant(order, [1, count]));
  let peak = ops.slice(apart, [0, 0], [1, 1]);
  for (let i = 1; i < count; i += 1) peak = ops.maximum(peak, ops.slice(apart, [0, i], [1, 1]));
  return ops.sub(ops.scalar(1), ops.greater(peak, apart));
}

/** The share of each parent in this step [1, n]. */
function choose(ops: Ops, logits: TensorRef, options: Options, context: ForwardContext): TensorRef {
  const pick = textOption(options, 'pick');
  if (!context.training || pick === 'fixed') return largest(ops, ops.stopGradient(logits));
  const noise = context.fresh(logits.shape, (values, { rng }) => {
    // 1 - u lies in (0, 1]: the inner logarithm is finite, and 0 is kept from the outer one.
    for (let i = 0; i < values.length; i += 1) values[i] = -Math.log(Math.max(1e-12, -Math.log(1 - rng.uniform())));
  });
  const heat = context.fresh([1, 1], (values, { step }) => values.fill(temperatureAt(options, step)));
  const scores = ops.add(logits, noise);
  const soft = ops.softmax(ops.div(scores, heat));
  if (pick === 'soft') return soft;
  return ops.add(soft, ops.stopGradient(ops.sub(largest(ops, scores), soft)));
}

export const branchChoice: LayerSpec = {
  kind: 'branchChoice',
  glyph: '⋎',
  category: 'exchange',
  inputs: MANY_IN,
  outputs: ONE_OUT,
  fields: [
    { name: 'pick', type: 'choice', default: 'hard', choices: ['hard', 'soft', 'fixed'], live: true },
    { name: 'temperature', type: 'number', default: 2, min: 0.05, max: 50, scale: 'log', live: true },
    countField('cooling', 1000, 0, 1_000_000),
    rateField,
  ],
  inferShape(inputs) {
    const equal = equalShapes(inputs);
    return equal.ok ? { ok: true, shapes: [first(inputs)] } : equal;
  },
  parameters: (inputs, options) => [
    {
      name: 'theta',
      shape: [1, inputs.length],
      init: { kind: 'zeros' },
      decay: false,
      rateFactor: numberOption(options, 'rate'),
    },
  ],
  multiplyAdds: (inputs) => inputs.length * sizeOf(first(inputs)),
  forward(ops, params, inputs, options, context) {
    const shares = choose(ops, parameter(params, 'theta'), options, context);
    return [ops.reshape(ops.matMul(shares, asRows(ops, inputs)), first(inputs).shape)];
  },
  display: {
    kind: 'bars',
    of: 'in',
    /** Probability of each parent: by the Gumbel trick, softmax(theta). */
    values: (ops, params) => {
      const theta = parameter(params, 'theta');
      return ops.reshape(ops.softmax(theta), [theta.shape[1] ?? 0]);
    },
  },
  pytorch({ name, initKey, inputs, options }) {
    const pick = textOption(options, 'pick');
    const heat = `${numberOption(options, 'temperature')}, ${numberOption(options, 'cooling')}`;
    const search = pick === 'fixed' ? '' : `, ${pyString(initKey)}, ${heat}${pick === 'soft' ? ', soft=True' : ''}`;
    return {
      module: `BranchChoice(${inputs.length}${search})`,
      call: `self.${name}(batch, ${inputs.join(', ')})`,
      parameters: { theta: { name: 'theta' } },
      helpers: {
        BranchChoice: `
class BranchChoice(nn.Module):
    """A block that chooses one parent (Guo et al., ICML 2020, eq. 2 to 5). While searching it is drawn at each step, with the
    gradient of a softmax that cools down; measured, and without a key for its draws, it is the most probable one."""

    def __init__(self, count, key=None, temperature=1.0, cooling=0, soft=False):
        super().__init__()
        self.theta = nn.Parameter(torch.zeros(1, count))
        self.key, self.temperature, self.cooling, self.soft = key, temperature, cooling, soft

    @staticmethod
    def largest(scores):
        """Between equal parents the first one wins."""
        return int((scores.detach()[0] - ${TIE_BREAK} * torch.arange(scores.shape[1], device=scores.device)).argmax())

    def forward(self, batch, *parents):
        if batch is None or self.key is None:
            return parents[self.largest(self.theta)]
        drawn = 1 - batch.stream(self.key).uniforms(len(parents))
        scores = self.theta + self.theta.new_tensor(-np.log(np.maximum(1e-12, -np.log(drawn))))
        heat = self.temperature * max(${COLDEST}, 1 - batch.number / self.cooling if self.cooling else 1.0)
        shares = torch.softmax(scores / heat, 1)
        if not self.soft:
            hard = F.one_hot(torch.tensor([self.largest(scores)]), len(parents)).to(shares)
            shares = shares + (hard - shares).detach()
        return sum(share * parent for share, parent in zip(shares[0], parents))`,
      },
    };
  },
  keras({ name, initKey, inputs, options, parameters }) {
    const pick = textOption(options, 'pick');
    const heat = `${numberOption(options, 'temperature')}, ${numberOption(options, 'cooling')}`;
    const search = pick === 'fixed' ? '' : `, ${pyString(initKey)}, ${heat}${pick === 'soft' ? ', soft=True' : ''}`;
    // Only a branch that is drawn reads the batch.
    const batch = pick === 'fixed' ? 'None' : 'batch';
    return {
      module: kerasWeights(parameters),
      call: `branch(self.${name}.theta, [${inputs.join(', ')}], ${batch}${search})`,
      helpers: {
        branch: `
def largest(scores):
    """Between equal parents the first one wins."""
    return int(np.argmax(np.array(scores)[0] - ${TIE_BREAK} * np.arange(scores.shape[1])))


def branch(theta, parents, batch, key=None, temperature=1.0, cooling=0, soft=False):
    """A block that chooses one parent (Guo et al., ICML 2020, eq. 2 to 5). While searching it is drawn at each step, with the
    gradient of a softmax that cools down; measured, and without a key for its draws, it is the most probable one."""
    if batch is None or key is None:
        return parents[largest(theta)]
    drawn = 1 - batch.stream(key).uniforms(len(parents))
    scores = theta + tf.constant(-np.log(np.maximum(1e-12, -np.log(drawn))), keras.config.floatx())
    heat = temperature * max(${COLDEST}, 1 - batch.number / cooling if cooling else 1.0)
    shares = tf.nn.softmax(scores / heat)
    if not soft:
        hard = tf.one_hot([largest(scores)], len(parents), dtype=shares.dtype)
        shares = shares + tf.stop_gradient(hard - shares)
    return sum(shares[0, i] * parent for i, parent in enumerate(parents))`,
      },
    };
  },
};
