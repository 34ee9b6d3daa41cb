/**
 * GradDrop: at every shared parameter one sign is drawn, and only the task gradients with that sign are kept. The sign is
 * positive with chance P = 1/2 (1 + sum_t g_t / sum_t |g_t|).
 * Chen, Ngiam, Huang, Luong, Kretzschmar, Chai & Anguelov, "Just pick a sign: optimizing deep multitask models with
 * gradient sign dropout", NeurIPS 2020, Algorithm 1, on parameters (TorchJD, FAMO's code); LibMTL has it on
 * representations only. `leak` keeps that share of the dropped gradients. Sum over tasks. Heads: plain.
 */
import { numberOption } from '../fields.ts';
import { backwardPerTask } from './common.ts';
import type { JacobianMethod } from './method.ts';
import { graddropPython } from './python/graddrop.ts';

/** Keeps 0 / 0 at 0 where every task's gradient is 0; far below any gradient that matters. */
const TINY = 1e-30;

export const graddrop: JacobianMethod<undefined> = {
  id: 'graddrop',
  family: 'gradient surgery',
  paper: {
    authors: 'Chen, Ngiam, Huang, Luong, Kretzschmar, Chai, Anguelov',
    title: 'Just pick a sign: optimizing deep multitask models with gradient sign dropout',
    venue: 'NeurIPS',
    year: 2020,
    equation: 'Algorithm 1',
  },
  convention: { reduction: 'sum' },
  heads: 'plain',
  needs: 'jacobian',
  fields: [{ name: 'leak', type: 'number', default: 0, min: 0, max: 1, step: 0.05, live: true }],
  backwardPasses: backwardPerTask,
  init: () => undefined,
  direction(ops, jacobian, _stats, state, options, rng) {
    const P = jacobian.shape[1] as number;
    const zero = ops.scalar(0);
    const one = ops.scalar(1);
    const size = ops.maximum(ops.sum(ops.unary('abs', jacobian), [0]), ops.scalar(TINY));
    // chance [P] of a positive sign, against a uniform draw [P]
    const chance = ops.mul(ops.scalar(0.5), ops.add(one, ops.div(ops.sum(jacobian, [0]), size)));
    const draw = ops.constant(
      Float32Array.from({ length: P }, () => rng.uniform()),
      [P],
    );
    const kept = ops.add(
      ops.mul(ops.greater(chance, draw), ops.greater(jacobian, zero)),
      ops.mul(ops.greater(draw, chance), ops.greater(zero, jacobian)),
    );
    const leak = numberOption(options, 'leak');
    const share = ops.add(ops.scalar(leak), ops.mul(ops.scalar(1 - leak), kept));
    return { direction: ops.sum(ops.mul(share, jacobian), [0]), state };
  },
  python: graddropPython,
};
