/**
 * ExcessMTL: weighs tasks by how far they still are from their own optimum (excess risk), not by their loss, so that a
 * task with noisy labels does not take over. Excess risk: g^T H^-1 g with H = sqrt(sum over steps of g^2) per coordinate;
 * weights grow by exp(eta excess / excess at the first step).
 * He, Zhou, Zhang, Yang, Rui & Zhao, "Robust multi-task learning with excess risks", ICML 2024, equations 6-9.
 * Convention as in LibMTL and the authors' code: weights start at 1 and add up to T; the paper's add up to 1.
 * Keeps T x P numbers. Heads: weighted.
 */
import { numberOption } from '../fields.ts';
import { type Buffers, bufferOf, combined, putBuffers, rowsOf } from './buffers.ts';
import { backwardPerTask, clamp, type PerTask, perTask, pick, put, sum } from './common.ts';
import type { JacobianMethod } from './method.ts';
import { excessMtlPython } from './python/remembered.ts';

interface ExcessState {
  /** Running sums of squared gradients. */
  readonly squares: Buffers;
  /** Excess risk at a task's first step. */
  readonly first: PerTask;
  readonly weights: PerTask;
}

/** The authors' guard under the root. */
const EPSILON = 1e-7;

export const excessMtl: JacobianMethod<ExcessState> = {
  id: 'excess-mtl',
  family: 'multi-objective',
  paper: {
    authors: 'He, Zhou, Zhang, Yang, Rui, Zhao',
    title: 'Robust multi-task learning with excess risks',
    venue: 'ICML',
    year: 2024,
    equation: 'equations 6-9',
  },
  convention: { reduction: 'sum', rescale: 'weights add up to T' },
  heads: 'weighted',
  needs: 'jacobian',
  fields: [{ name: 'stepSize', type: 'number', default: 0.01, min: 1e-4, max: 10, scale: 'log', live: true }],
  backwardPasses: backwardPerTask,
  init: (tasks) => ({ squares: {}, first: {}, weights: perTask(tasks, 1) }),
  direction(ops, jacobian, { tasks }, state, options, _rng, read) {
    const rows = rowsOf(jacobian, read);
    const squares = rows.map((row, t) => {
      const held = bufferOf(state.squares, tasks[t] as string, row.length);
      return row.map((value, p) => (held[p] as number) + value * value);
    });
    const excess = rows.map((row, t) => {
      const sums = squares[t] as Float32Array;
      let total = 0;
      for (let p = 0; p < row.length; p += 1) {
        total += (row[p] as number) ** 2 / Math.sqrt((sums[p] as number) + EPSILON);
      }
      return total;
    });
    const started = tasks.every((task) => state.first[task] !== undefined);
    const first = tasks.map((task, t) => state.first[task] ?? (excess[t] as number));
    let weights = pick(state.weights, tasks, 1);
    if (started) {
      const rate = numberOption(options, 'stepSize');
      // e^50 in one step is already everything; more would overflow.
      const grown = weights.map(
        (weight, t) =>
          weight * Math.exp(clamp((rate * (excess[t] as number)) / ((first[t] as number) + EPSILON), 0, 50)),
      );
      const total = sum(grown);
      weights = grown.map((weight) => (weight * tasks.length) / total);
    }
    return {
      direction: combined(ops, weights, rows),
      state: {
        squares: putBuffers(state.squares, tasks, squares),
        first: put(state.first, tasks, first),
        weights: put(state.weights, tasks, weights),
      },
      headWeights: weights,
    };
  },
  python: excessMtlPython,
};
