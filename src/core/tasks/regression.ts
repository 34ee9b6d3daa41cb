/**
 * Regression task: `width` numbers per row (one unless the task says otherwise), labels [N, width].
 * Targets are standardised by the scenario, so a mean squared error of 1 is what 'always the mean' scores.
 */
import type { TaskDef } from '../scenarios/scenario.ts';
import { at, maskedMean, measurableRows } from './masked.ts';
import type { LossSpec, MetricSpec, TaskSpec } from './task.ts';

const widthOf = (task: TaskDef): number => task.width ?? 1;

/** Mean over the numbers of a row, then over labelled rows. */
const meanSquaredError: LossSpec = {
  id: 'meanSquaredError',
  apply(ops, outputs, labels, mask, share) {
    const perRow = ops.mean(ops.unary('square', ops.sub(outputs, labels)), [1], true); // [B, 1]
    return maskedMean(ops, perRow, mask, share);
  },
  pytorch: {
    name: 'mean_squared_error',
    source: `
def mean_squared_error(outputs, labels):
    return ((outputs - labels) ** 2).mean(1)`,
  },
  keras: {
    name: 'mean_squared_error',
    source: `
def mean_squared_error(outputs, labels):
    return tf.reduce_mean((outputs - labels) ** 2, axis=1)`,
  },
};

/** Mean over labelled rows and their numbers of `distance(output, label)`. */
function meanDistance(id: string, distance: (error: number) => number): MetricSpec {
  return {
    id,
    better: 'lower',
    format: 'number',
    measure(outputs, labels, task) {
      const width = widthOf(task);
      const rows = measurableRows(outputs, width, labels, width);
      if (!rows) return undefined;
      let sum = 0;
      for (const row of rows) {
        for (let k = row * width; k < (row + 1) * width; k += 1) sum += distance(at(outputs, k) - at(labels, k));
      }
      return sum / (rows.length * width);
    },
  };
}

/**
 * R2 = 1 - residual / total sum of squares, the total about each column's own mean over the same rows, columns pooled.
 * `undefined` where the labels do not vary.
 */
const r2: MetricSpec = {
  id: 'r2',
  better: 'higher',
  format: 'number',
  measure(outputs, labels, task) {
    const width = widthOf(task);
    const rows = measurableRows(outputs, width, labels, width);
    if (!rows) return undefined;
    let residual = 0;
    let total = 0;
    for (let k = 0; k < width; k += 1) {
      let sum = 0;
      for (const row of rows) sum += at(labels, row * width + k);
      const mean = sum / rows.length;
      for (const row of rows) {
        const label = at(labels, row * width + k);
        residual += (label - at(outputs, row * width + k)) ** 2;
        total += (label - mean) ** 2;
      }
    }
    return total > 0 ? 1 - residual / total : undefined;
  },
};

export const regression: TaskSpec = {
  kind: 'regression',
  outputUnits: widthOf,
  labelWidth: widthOf,
  losses: [meanSquaredError],
  metrics: [r2, meanDistance('mae', Math.abs), meanDistance('mse', (error) => error * error)],
};
