/**
 * Product head: a yes-or-no task whose probability is the product of others, p = prod_i sigmoid(a_i), as 'clicked and bought' is
 * 'clicked' times 'bought once clicked'. Ma et al., "Entire space multi-task model" (ESMM), SIGIR 2018, eq. 1 and 3: the
 * factors are trained through the product on all examples. Takes raw outputs (logits) of one number each and has no
 * parameters. Its own raw output is the logit of the product, log p - log(1 - p), with 1 - p = sum_i (prod_{j<i} p_j)(1 - p_i)
 * summed from positive terms, so that nothing cancels.
 */

import { textOption } from '../fields.ts';
import type { Ops, TensorRef } from '../ops.ts';
import { first, fits, MANY_IN, misfit, ONE_OUT, printShape } from './common.ts';
import { AUTO_LOSS } from './head.ts';
import type { LayerSpec } from './layer.ts';

/** The smallest probability whose logarithm is taken. */
const FLOOR = 1e-30;

function logitOfProduct(ops: Ops, logits: readonly TensorRef[]): TensorRef {
  let logYes: TensorRef | undefined;
  let no: TensorRef | undefined;
  let yes: TensorRef | undefined;
  for (const logit of logits) {
    const minus = ops.unary('neg', logit);
    const logP = ops.unary('neg', ops.unary('softplus', minus));
    const miss = ops.unary('sigmoid', minus);
    const term = yes ? ops.mul(yes, miss) : miss;
    no = no ? ops.add(no, term) : term;
    logYes = logYes ? ops.add(logYes, logP) : logP;
    const p = ops.unary('sigmoid', logit);
    yes = yes ? ops.mul(yes, p) : p;
  }
  const logNo = ops.unary('log', ops.maximum(no as TensorRef, ops.scalar(FLOOR)));
  return ops.sub(logYes as TensorRef, logNo);
}

export const productHead: LayerSpec = {
  kind: 'productHead',
  glyph: '∏',
  category: 'head',
  inputs: MANY_IN,
  outputs: ONE_OUT,
  fields: [
    { name: 'task', type: 'task', default: '' },
    { name: 'loss', type: 'choice', default: AUTO_LOSS, choices: [AUTO_LOSS, 'binaryCrossEntropy'] },
  ],
  inferShape(inputs, options, context) {
    const id = textOption(options, 'task');
    const task = context.tasks.find((known) => known.id === id);
    const expected = context.tasks.map((known) => known.id).join(', ');
    if (id === '') return misfit('node.noTask', { expected });
    if (!task) return misfit('node.unknownTask', { found: id, expected });
    if (task.kind !== 'binary') return misfit('node.binaryTask', { found: id });
    const odd = inputs.find((shape) => shape.length !== 1 || shape[0] !== 1);
    return odd ? misfit('shape.equal', { found: printShape(odd), expected: '1' }) : fits([1]);
  },
  parameters: () => [],
  multiplyAdds: (inputs) => 2 * inputs.length,
  forward: (ops, _params, inputs) => [logitOfProduct(ops, inputs.length === 0 ? [first(inputs)] : inputs)],
  pytorch: ({ inputs }) => ({
    call: `logit_of_product([${inputs.join(', ')}])`,
    helpers: {
      logit_of_product: `
def logit_of_product(logits):
    """The logit of a product of probabilities, from their logits (ESMM: Ma et al., SIGIR 2018)."""
    log_yes, no, yes = 0.0, 0.0, 1.0
    for logit in logits:
        log_yes = log_yes + F.logsigmoid(logit)
        no = no + yes * torch.sigmoid(-logit)
        yes = yes * torch.sigmoid(logit)
    return log_yes - torch.log(no.clamp(min=1e-30))`,
    },
  }),
  keras: ({ inputs }) => ({
    call: `logit_of_product([${inputs.join(', ')}])`,
    helpers: {
      logit_of_product: `
def logit_of_product(logits):
    """The logit of a product of probabilities, from their logits (ESMM: Ma et al., SIGIR 2018)."""
    log_yes, no, yes = 0.0, 0.0, 1.0
    for logit in logits:
        log_yes = log_yes - tf.nn.softplus(-logit)
        no = no + yes * tf.sigmoid(-logit)
        yes = yes * tf.sigmoid(logit)
    return log_yes - tf.math.log(tf.maximum(no, 1e-30))`,
    },
  }),
};
