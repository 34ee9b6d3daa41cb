/**
 * Prices: twenty days of a made-up share (return, range, volume). Will it rise tomorrow, how rough will the next five days
 * be, and are these among the roughest third? Calm and rough days come in runs: a hidden state that changes rarely
 * scales a GARCH(1,1) variance (Bollerslev 1986; Hamilton 1989 for the states). The direction is nearly a coin toss, as
 * it should be: a task that no network can learn beside two that it can.
 */
import { taskId } from '../experiment/experiment.ts';
import { numberOption } from '../fields.ts';
import type { Rng } from '../math/rng.ts';
import { drawSplits } from './draw.ts';
import type { Dataset, ScenarioSpec, Split } from './scenario.ts';
import { standardiseTask } from './standardise.ts';

const DAYS = 20;
const AHEAD = 5;
const SETTLE = 30;
const COLUMNS = 3;
const DIRECTION = taskId('direction');
const VOLATILITY = taskId('volatility');
const ROUGH = taskId('rough');
/** Daily variance in (per cent)^2 towards which calm, usual and rough days are drawn. */
const LEVELS = [0.35, 1, 3.2] as const;
/** Chance that a state ends on a day. */
const CHANGE = 0.03;
const ARCH = 0.1;
const GARCH = 0.8;
/** log of the root mean square return of five days that two thirds stay below. */
const ROUGH_FROM = 0.17;

function drawRows(rows: number, drift: number, rng: Rng): Split {
  const x = new Float32Array(rows * DAYS * COLUMNS);
  const up = new Float32Array(rows);
  const volatility = new Float32Array(rows);
  const rough = new Float32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    let state = rng.below(LEVELS.length);
    let variance = LEVELS[state] as number;
    let before = 0;
    let squares = 0;
    for (let day = -SETTLE - DAYS; day < AHEAD; day += 1) {
      if (rng.uniform() < CHANGE) state = rng.below(LEVELS.length);
      const level = LEVELS[state] as number;
      variance = (1 - ARCH - GARCH) * level + ARCH * before * before + GARCH * (0.5 * variance + 0.5 * level);
      const sd = Math.sqrt(variance);
      // A little momentum is all that the direction offers.
      const change = 0.098 * sd + drift * Math.tanh(before) + sd * rng.normal();
      const range = sd * Math.exp(0.35 * rng.normal()) * 1.6;
      const volume = 0.6 * Math.log(variance) + 0.4 * Math.abs(change) + 0.5 * rng.normal();
      if (day >= -DAYS && day < 0) {
        const at = (row * DAYS + day + DAYS) * COLUMNS;
        x[at] = change / 1.2;
        x[at + 1] = Math.log(range);
        x[at + 2] = volume;
      }
      if (day === 0) up[row] = change > 0 ? 1 : 0;
      if (day >= 0) squares += change * change;
      before = change;
    }
    volatility[row] = 0.5 * Math.log(squares / AHEAD);
    rough[row] = (volatility[row] as number) > ROUGH_FROM ? 1 : 0;
  }
  return { rows, inputs: { x }, labels: { [DIRECTION]: up, [VOLATILITY]: volatility, [ROUGH]: rough } };
}

export const prices: ScenarioSpec = {
  id: 'prices',
  domain: 'finance',
  source: { kind: 'generated' },
  fields: [{ name: 'drift', type: 'number', default: 0.05, min: 0, max: 1, step: 0.01 }],
  sizes: { train: 4000, validation: 500, test: 1500 },
  maxSizes: { train: 20_000, validation: 4000, test: 8000 },
  outline: () => ({
    inputs: [{ id: 'x', kind: 'sequence', shape: [DAYS, COLUMNS] }],
    tasks: [
      { id: DIRECTION, kind: 'binary' },
      { id: VOLATILITY, kind: 'regression' },
      { id: ROUGH, kind: 'binary', metric: 'auc' },
    ],
  }),
  async load(options, sizes, seed) {
    const drift = numberOption(options, 'drift');
    const dataset: Dataset = drawSplits(sizes, seed, 'prices', (rows, rng) => drawRows(rows, drift, rng));
    standardiseTask(dataset, VOLATILITY);
    return dataset;
  },
};
