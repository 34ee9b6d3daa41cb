/**
 * Auto-lambda: task weights that are learned so that the step on training data lowers the validation losses. Liu, James,
 * Davison & Johns, "Auto-Lambda: disentangling dynamic task relationships", TMLR 2022, eq. 4 to 6: theta' = theta - alpha
 * sum_t lambda_t g_t, and lambda goes down the gradient of L_val(theta'), which is -alpha g_t . grad L_val(theta'). A task
 * gains weight while its gradient points where the primary tasks' validation losses fall, and loses it where it does not.
 *
 * Differs: the validation gradient is taken at theta, not theta' (first order in alpha; no look-ahead pass), Adam
 * divides the size of the slopes out, so that alpha does not matter, and weights are kept at 0 or above with mean 1, so
 * that only the balance is learned. The second batch of a step comes from the validation rows: their losses are no fair
 * judge any more, the test's are. Heads: weighted.
 */
import { numberOption, textOption } from '../fields.ts';
import { backwardPerTask, type PerTask, perTask, pick, put, sum } from './common.ts';
import type { GramianMethod } from './method.ts';
import { type AdamState, adamStep, startAdam } from './ownOptimizer.ts';
import { autoLambdaPython } from './python/severalBatches.ts';

interface LearnedWeights {
  readonly weights: PerTask;
  readonly adam: AdamState;
}

export const autoLambda: GramianMethod<LearnedWeights> = {
  id: 'auto-lambda',
  family: 'meta-learned',
  paper: {
    authors: 'Liu, James, Davison, Johns',
    title: 'Auto-Lambda: disentangling dynamic task relationships',
    venue: 'TMLR',
    year: 2022,
    equation: 'equations 4 to 6, first order',
  },
  convention: { reduction: 'sum', rescale: 'weights have mean 1' },
  heads: 'weighted',
  needs: 'gramian',
  batches: 2,
  secondBatch: 'validation',
  fields: [
    { name: 'learningRate', type: 'number', default: 0.01, min: 1e-4, max: 1, scale: 'log', live: true },
    { name: 'primary', type: 'task', default: '', live: true },
  ],
  backwardPasses: (tasks) => 2 * backwardPerTask(tasks),
  init: (tasks) => ({ weights: perTask(tasks, 1), adam: startAdam(tasks) }),
  weigh({ gramian, crossGramians, tasks }, state, options) {
    const primary = textOption(options, 'primary');
    const counts = (s: number): boolean => !tasks.includes(primary) || tasks[s] === primary;
    const cross = crossGramians?.[0]?.[1] ?? gramian;
    const slopes = cross.map((row) => -sum(row.filter((_, s) => counts(s))));
    // A slope that is no number (overflow) leaves its task where it is.
    const safe = slopes.map((slope) => (Number.isFinite(slope) ? slope : 0));
    const { changes, state: adam } = adamStep(state.adam, tasks, safe, numberOption(options, 'learningRate'));
    const raw = pick(state.weights, tasks, 1).map((weight, t) => Math.max(0, weight + (changes[t] as number)));
    const total = sum(raw);
    const weights = raw.map((weight) => (total > 0 ? (weight * raw.length) / total : 1));
    return { weights, state: { weights: put(state.weights, tasks, weights), adam } };
  },
  python: autoLambdaPython,
};
