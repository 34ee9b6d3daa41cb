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

const isBox = (task: TaskDef): boolean => task.width === 4 && task.metric === 'boxIou';
/** Four numbers left, top, right, bottom; an inside-out box has no area. */
function overlap(outputs: Float32Array, labels: Float32Array, row: number): number {
  const [a, b] = [outputs, labels].map((values) => values.subarray(4 * row, 4 * row + 4)) as [
    Float32Array,
    Float32Array,
  ];
  const area = (left: number, top: number, right: number, bottom: number): number =>
    Math.max(0, right - left) * Math.max(0, bottom - top);
  const side = (k: number, choose: (x: number, y: number) => number): number => choose(at(a, k), at(b, k));
  const both = area(side(0, Math.max), side(1, Math.max), side(2, Math.min), side(3, Math.min));
  const either = area(at(a, 0), at(a, 1), at(a, 2), at(a, 3)) + area(at(b, 0), at(b, 1), at(b, 2), at(b, 3)) - both;
  return either > 0 ? both / either : 0;
}
/** Mean over labelled rows of `score(intersection over union)` of the box told and the true one. */
function boxMetric(id: string, format: MetricSpec['format'], score: (iou: number) => number): MetricSpec {
  return {
    id,
    better: 'higher',
    format,
    applies: isBox,
    measure(outputs, labels) {
      const rows = measurableRows(outputs, 4, labels, 4);
      if (!rows) return undefined;
      return rows.reduce((sum, row) => sum + score(overlap(outputs, labels, row)), 0) / rows.length;
    },
  };
}

export const regression: TaskSpec = {
  kind: 'regression',
  outputUnits: widthOf,
  labelWidth: widthOf,
  losses: [meanSquaredError],
  metrics: [
    r2,
    meanDistance('mae', Math.abs),
    meanDistance('mse', (error) => error * error),
    boxMetric('boxIou', 'number', (iou) => iou),
    boxMetric('boxHits', 'percent', (iou) => (iou > 0.5 ? 1 : 0)),
  ],
};
