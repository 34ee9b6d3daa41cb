/**
 * Mask task: yes or no for each of `width` pixels (the picture row by row), one logit each, labels 0 or 1 [N, width].
 * Loss: binary cross-entropy, mean over pixels. Metric: intersection over union of the pixels called yes and those that
 * are, mean over rows; a row without a yes on either side counts 1 (Everingham et al., IJCV 2010, for one class a row).
 */
import type { TaskDef } from '../scenarios/scenario.ts';
import { at, maskedMean, measurableRows } from './masked.ts';
import type { LossSpec, MetricSpec, TaskSpec } from './task.ts';

const widthOf = (task: TaskDef): number => task.width ?? 1;

const pixelCrossEntropy: LossSpec = {
  id: 'pixelCrossEntropy',
  apply(ops, outputs, labels, mask, count) {
    const sign = ops.sub(ops.scalar(1), ops.mul(ops.scalar(2), labels)); // [B, W]: see binary.ts
    const perRow = ops.mean(ops.unary('softplus', ops.mul(sign, outputs)), [1], true); // [B, 1]
    return maskedMean(ops, perRow, mask, count);
  },
  pytorch: {
    name: 'pixel_cross_entropy',
    source: `
def pixel_cross_entropy(outputs, labels):
    return F.binary_cross_entropy_with_logits(outputs, labels, reduction="none").mean(1)`,
  },
  keras: {
    name: 'pixel_cross_entropy',
    source: `
def pixel_cross_entropy(outputs, labels):
    return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels, outputs), axis=1)`,
  },
};

const maskIou: MetricSpec = {
  id: 'maskIou',
  better: 'higher',
  format: 'number',
  measure(outputs, labels, task) {
    const width = widthOf(task);
    const rows = measurableRows(outputs, width, labels, width);
    if (!rows) return undefined;
    let sum = 0;
    for (const row of rows) {
      let both = 0;
      let either = 0;
      for (let k = row * width; k < (row + 1) * width; k += 1) {
        const said = at(outputs, k) > 0;
        const is = at(labels, k) > 0.5;
        if (said && is) both += 1;
        if (said || is) either += 1;
      }
      sum += either > 0 ? both / either : 1;
    }
    return sum / rows.length;
  },
};

const pixelAccuracy: MetricSpec = {
  id: 'pixelAccuracy',
  better: 'higher',
  format: 'percent',
  measure(outputs, labels, task) {
    const width = widthOf(task);
    const rows = measurableRows(outputs, width, labels, width);
    if (!rows) return undefined;
    let right = 0;
    for (const row of rows) {
      for (let k = row * width; k < (row + 1) * width; k += 1) {
        if (at(outputs, k) > 0 === at(labels, k) > 0.5) right += 1;
      }
    }
    return right / (rows.length * width);
  },
};

export const mask: TaskSpec = {
  kind: 'mask',
  outputUnits: widthOf,
  labelWidth: widthOf,
  losses: [pixelCrossEntropy],
  metrics: [maskIou, pixelAccuracy],
};
