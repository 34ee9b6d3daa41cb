/**
 * MoCo: gradients are smoothed over steps before they are weighed, which removes the bias of choosing weights from one
 * noisy batch: y_t <- y_t - beta_k (y_t - g_t), lambda <- softmax(lambda - gamma_k (Y Y^T + rho I) lambda), d = Y^T lambda.
 * Fernando, Shen, Liu, Chaudhury, Murugesan & Chen, "Mitigating gradient bias in multi-objective learning: a provably
 * convergent approach", ICLR 2023, Algorithm 1. As in LibMTL (from the authors): each gradient is first rescaled to the
 * length of its loss, beta_k = beta / k^(1/2), gamma_k = gamma / k^(1/2), softmax in place of the projection.
 * Weights add up to 1. Keeps T x P numbers. Heads: plain.
 */
import { numberOption } from '../fields.ts';
import { type Buffers, bufferOf, combined, lengthOf, product, putBuffers, rowsOf } from './buffers.ts';
import { backwardPerTask, type PerTask, perTask, pick, put, softmax } from './common.ts';
import type { JacobianMethod } from './method.ts';
import { mocoPython } from './python/remembered.ts';

interface MocoState {
  readonly smoothed: Buffers;
  readonly lambda: PerTask;
  readonly steps: number;
}

/** LibMTL's guard against a zero gradient. */
const EPSILON = 1e-8;
/** Both rates fall with the square root of the step. */
const DECAY = 0.5;

export const moco: JacobianMethod<MocoState> = {
  id: 'moco',
  family: 'multi-objective',
  paper: {
    authors: 'Fernando, Shen, Liu, Chaudhury, Murugesan, Chen',
    title: 'Mitigating gradient bias in multi-objective learning: a provably convergent approach',
    venue: 'ICLR',
    year: 2023,
    equation: 'Algorithm 1',
  },
  convention: { reduction: 'mean', rescale: 'gradients as long as their losses; weights add up to 1' },
  heads: 'plain',
  needs: 'jacobian',
  fields: [
    { name: 'beta', type: 'number', default: 0.5, min: 0.01, max: 1, step: 0.01, live: true },
    { name: 'gamma', type: 'number', default: 0.1, min: 0.001, max: 10, scale: 'log', live: true },
    { name: 'rho', type: 'number', default: 0, min: 0, max: 10, step: 0.01, live: true },
  ],
  backwardPasses: backwardPerTask,
  init: (tasks) => ({ smoothed: {}, lambda: perTask(tasks, 1 / tasks.length), steps: 0 }),
  direction(ops, jacobian, { tasks, losses }, state, options, _rng, read) {
    const steps = state.steps + 1;
    const fade = steps ** DECAY;
    const beta = numberOption(options, 'beta') / fade;
    const gamma = numberOption(options, 'gamma') / fade;
    const rho = numberOption(options, 'rho');
    const smoothed = rowsOf(jacobian, read).map((row, t) => {
      const factor = (losses[t] as number) / (lengthOf(row) + EPSILON);
      const held = bufferOf(state.smoothed, tasks[t] as string, row.length);
      return row.map((value, p) => (held[p] as number) - beta * ((held[p] as number) - value * factor));
    });
    const lambda = pick(state.lambda, tasks, 1 / tasks.length);
    const slopes = smoothed.map((row, t) =>
      smoothed.reduce((sum, other, s) => sum + (product(row, other) + (s === t ? rho : 0)) * (lambda[s] as number), 0),
    );
    const next = softmax(lambda.map((value, t) => value - gamma * (slopes[t] as number)));
    return {
      direction: combined(ops, next, smoothed),
      state: { smoothed: putBuffers(state.smoothed, tasks, smoothed), lambda: put(state.lambda, tasks, next), steps },
    };
  },
  python: mocoPython,
};
