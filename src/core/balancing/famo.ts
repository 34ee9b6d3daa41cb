/**
 * FAMO: weights that make every loss fall at the same rate, learnt from the losses before and after each step alone.
 * Liu, Feng, Stone & Liu, "FAMO: fast adaptive multitask optimization", NeurIPS 2023, Algorithm 1: z = softmax(xi),
 * loss = sum_t z_t log(L_t - b_t) / c with c = sum_t z_t / (L_t - b_t) held fixed, so w_t = z_t / (c (L_t - b_t));
 * after the step delta_t = log(L_t before - b) - log(L_t after - b), and Adam moves xi along J_softmax^T delta + gamma xi.
 * Defaults as in LibMTL, TorchJD and the paper: rate .025, gamma .001 (with it, FAMO's own toy sticks; its script sets 0).
 * Differs from the authors' code: shared gradients are not clipped to norm 1. Costs one more forward. Heads: weighted.
 */
import { numberOption } from '../fields.ts';
import { oneBackward, type PerTask, perTask, pick, put, softmax, sum } from './common.ts';
import type { LossMethod } from './method.ts';
import { type AdamState, adamStep, startAdam } from './ownOptimizer.ts';
import { famoPython } from './python/progress.ts';

interface FamoState {
  readonly logits: PerTask;
  readonly adam: AdamState;
}

/** As in the authors' code: keeps the logarithm finite. */
const EPSILON = 1e-8;

const above = (loss: number, bound: number): number => Math.max(0, loss - bound) + EPSILON;

export const famo: LossMethod<FamoState> = {
  id: 'famo',
  family: 'loss weighting',
  paper: {
    authors: 'Liu, Feng, Stone, Liu',
    title: 'FAMO: fast adaptive multitask optimization',
    venue: 'NeurIPS',
    year: 2023,
    equation: 'Algorithm 1',
  },
  convention: { reduction: 'sum', rescale: 'weights add up to 1' },
  heads: 'weighted',
  needs: 'losses',
  fields: [
    { name: 'learningRate', type: 'number', default: 0.025, min: 1e-4, max: 1, scale: 'log', live: true },
    { name: 'gamma', type: 'number', default: 0.001, min: 0, max: 1, step: 0.001, live: true },
    { name: 'lowerBound', type: 'number', default: 0, min: -1000, max: 1000, live: true },
  ],
  backwardPasses: oneBackward,
  init: (tasks) => ({ logits: perTask(tasks, 0), adam: startAdam(tasks) }),
  weigh(stats, state, options) {
    const bound = numberOption(options, 'lowerBound');
    const z = softmax(pick(state.logits, stats.tasks, 0));
    const raw = stats.losses.map((loss, t) => (z[t] as number) / above(loss, bound));
    const total = sum(raw);
    return { weights: raw.map((value) => value / total), state, diagnostics: { share: z } };
  },
  lossAfterStep(before, after, state, options) {
    const { tasks } = before;
    const bound = numberOption(options, 'lowerBound');
    const logits = pick(state.logits, tasks, 0);
    const z = softmax(logits);
    const falls = before.losses.map(
      (loss, t) => Math.log(above(loss, bound)) - Math.log(above(after[t] as number, bound)),
    );
    const mean = sum(falls.map((fall, t) => fall * (z[t] as number)));
    const gamma = numberOption(options, 'gamma');
    const slopes = falls.map((fall, t) => (z[t] as number) * (fall - mean) + gamma * (logits[t] as number));
    const { changes, state: adam } = adamStep(state.adam, tasks, slopes, numberOption(options, 'learningRate'));
    const next = logits.map((logit, t) => logit + (changes[t] as number));
    return { logits: put(state.logits, tasks, next), adam };
  },
  python: famoPython,
};
