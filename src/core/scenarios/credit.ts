/**
 * Credit: loan applications of 15 numbers. Does the borrower default, is the application a fraud, how large is the loss?
 * Made so that the tasks are weakly related: default reads the borrower's means, fraud the pattern of the application,
 * the loss the loan itself, and each looks at two or three numbers of the others. So sharing should neither help nor
 * harm, at a third of the parameters. Default about 9 of 100, fraud about 5: accuracy says nothing here, AUC does.
 */
import { taskId } from '../experiment/experiment.ts';
import type { Rng } from '../math/rng.ts';
import { drawSplits, sigmoid } from './draw.ts';
import type { ScenarioSpec, Split } from './scenario.ts';
import { standardiseTask } from './standardise.ts';

/** Names of the columns, all of mean 0 and sd 1. */
export const CREDIT_COLUMNS = [
  'income',
  'debt',
  'age',
  'employment',
  'savings',
  'limit used',
  'late payments',
  'amount',
  'term',
  'collateral',
  'hour',
  'distance',
  'devices',
  'attempts',
  'typing speed',
] as const;
const INPUTS = CREDIT_COLUMNS.length;
const DEFAULT = taskId('default');
const FRAUD = taskId('fraud');
const LOSS = taskId('severity');
/** Chance in the size of the loss, in units of what is explained. */
const LOSS_NOISE = 0.76;

type Column = (typeof CREDIT_COLUMNS)[number];
/** Log-odds of default and of fraud, and the expected loss, from a row's columns. */
export function riskOf(value: (column: Column) => number) {
  const burden = value('debt') - value('income');
  return {
    default:
      -2.75 +
      0.38 * burden +
      0.36 * value('limit used') +
      0.45 * value('late payments') -
      0.25 * value('employment') -
      0.2 * value('savings') +
      0.2 * Math.max(0, value('limit used')) * Math.max(0, burden),
    fraud:
      -4.75 +
      1.3 * value('distance') +
      1.1 * value('attempts') +
      0.75 * value('devices') -
      0.65 * value('typing speed') +
      0.5 * (value('hour') ** 2 - 1) +
      0.3 * value('amount'),
    loss:
      0.9 * value('amount') +
      0.4 * value('term') -
      0.7 * value('collateral') +
      0.45 * Math.max(0, value('amount')) * Math.max(0, value('debt')) +
      0.3 * Math.sin(2 * value('term')),
  };
}

function drawRows(rows: number, rng: Rng): Split {
  const x = new Float32Array(rows * INPUTS);
  const labels = { [DEFAULT]: new Float32Array(rows), [FRAUD]: new Float32Array(rows), [LOSS]: new Float32Array(rows) };
  for (let row = 0; row < rows; row += 1) {
    // One common factor, wealth, ties some columns together as in life.
    const wealth = rng.normal();
    for (let i = 0; i < INPUTS; i += 1) {
      const loading = [0.6, -0.3, 0.3, 0.4, 0.6, -0.4, -0.3, 0.4][i] ?? 0;
      x[row * INPUTS + i] = loading * wealth + Math.sqrt(1 - loading * loading) * rng.normal();
    }
    const risk = riskOf((column) => x[row * INPUTS + CREDIT_COLUMNS.indexOf(column)] as number);
    (labels[DEFAULT] as Float32Array)[row] = rng.uniform() < sigmoid(risk.default) ? 1 : 0;
    (labels[FRAUD] as Float32Array)[row] = rng.uniform() < sigmoid(risk.fraud) ? 1 : 0;
    (labels[LOSS] as Float32Array)[row] = risk.loss + LOSS_NOISE * rng.normal();
  }
  return { rows, inputs: { x }, labels };
}

export const credit: ScenarioSpec = {
  id: 'credit',
  domain: 'finance',
  source: { kind: 'generated' },
  fields: [],
  sizes: { train: 12_000, validation: 1500, test: 3000 },
  maxSizes: { train: 40_000, validation: 4000, test: 8000 },
  outline: () => ({
    inputs: [{ id: 'x', kind: 'vector', shape: [INPUTS] }],
    tasks: [
      { id: DEFAULT, kind: 'binary', metric: 'auc' },
      { id: FRAUD, kind: 'binary', metric: 'auc' },
      { id: LOSS, kind: 'regression' },
    ],
  }),
  async load(_options, sizes, seed) {
    const dataset = drawSplits(sizes, seed, 'credit', drawRows);
    standardiseTask(dataset, LOSS);
    return dataset;
  },
};
