/**
 * DB-MTL: balances losses by their logarithm and gradients by their length: gradients of log L_t, smoothed over steps,
 * are all stretched to the longest of them and added.
 * Lin, Jiang, Ye, Zhang, Chen, Chen, Liu & Kwok, "Dual-balancing for multi-task learning", 2023 (arXiv 2308.12029).
 * As in LibMTL: smoothed = g + (beta / k^sigma) (smoothed - g), k the step.
 * Convention: sum. Keeps T x P numbers. Heads: the gradient of log L_t, which is weight 1 / L_t.
 */
import { numberOption } from '../fields.ts';
import { type Buffers, bufferOf, combined, lengthOf, putBuffers, rowsOf } from './buffers.ts';
import { backwardPerTask } from './common.ts';
import type { JacobianMethod } from './method.ts';
import { dbMtlPython } from './python/remembered.ts';

interface DbMtlState {
  readonly smoothed: Buffers;
  readonly steps: number;
}

/** LibMTL's guard in log(L + 1e-8) and in the division by a length. */
const EPSILON = 1e-8;

export const dbMtl: JacobianMethod<DbMtlState> = {
  id: 'db-mtl',
  family: 'gradient normalisation',
  paper: {
    authors: 'Lin, Jiang, Ye, Zhang, Chen, Chen, Liu, Kwok',
    title: 'Dual-balancing for multi-task learning',
    venue: 'arXiv',
    year: 2023,
    equation: 'loss and gradient balancing',
  },
  convention: { reduction: 'sum', rescale: 'gradients of log losses, all as long as the longest' },
  heads: 'weighted',
  needs: 'jacobian',
  fields: [
    { name: 'beta', type: 'number', default: 0.9, min: 0, max: 0.999, step: 0.01, live: true },
    { name: 'sigma', type: 'number', default: 0, min: 0, max: 2, step: 0.1, live: true },
  ],
  backwardPasses: backwardPerTask,
  init: () => ({ smoothed: {}, steps: 0 }),
  direction(ops, jacobian, { tasks, losses }, state, options, _rng, read) {
    const steps = state.steps + 1;
    const keep = numberOption(options, 'beta') / steps ** numberOption(options, 'sigma');
    const inverse = losses.map((loss) => 1 / (Math.max(0, loss) + EPSILON));
    const smoothed = rowsOf(jacobian, read).map((row, t) => {
      const held = bufferOf(state.smoothed, tasks[t] as string, row.length);
      const factor = inverse[t] as number;
      return row.map((value, p) => value * factor + keep * ((held[p] as number) - value * factor));
    });
    const lengths = smoothed.map(lengthOf);
    const longest = Math.max(...lengths);
    return {
      direction: combined(
        ops,
        lengths.map((length) => longest / (length + EPSILON)),
        smoothed,
      ),
      state: { smoothed: putBuffers(state.smoothed, tasks, smoothed), steps },
      headWeights: inverse,
    };
  },
  python: dbMtlPython,
};
