/**
 * Binary task: one logit, labels 0 or 1 [N, 1].
 * Loss: -log sigmoid(z) for label 1, -log sigmoid(-z) for label 0, in one form: softplus((1 - 2 y) z). It neither
 * overflows nor cancels for large |z|, as `log(sigmoid)` and `softplus(z) - y z` do in float32; it needs hard labels.
 */
import { at, maskedMean, measurableRows } from './masked.ts';
import type { LossSpec, MetricSpec, TaskSpec } from './task.ts';

const binaryCrossEntropy: LossSpec = {
  id: 'binaryCrossEntropy',
  apply(ops, outputs, labels, mask, share) {
    const sign = ops.sub(ops.scalar(1), ops.mul(ops.scalar(2), labels)); // [B, 1]: -1 for label 1, +1 for label 0
    return maskedMean(ops, ops.unary('softplus', ops.mul(sign, outputs)), mask, share);
  },
  pytorch: {
    name: 'binary_cross_entropy',
    source: `
def binary_cross_entropy(outputs, labels):
    return F.binary_cross_entropy_with_logits(outputs, labels, reduction="none")[:, 0]`,
  },
  keras: {
    name: 'binary_cross_entropy',
    source: `
def binary_cross_entropy(outputs, labels):
    return tf.nn.sigmoid_cross_entropy_with_logits(labels, outputs)[:, 0]`,
  },
};

/** A logit of exactly 0 counts as class 0. */
const accuracy: MetricSpec = {
  id: 'accuracy',
  better: 'higher',
  format: 'percent',
  measure(outputs, labels) {
    const rows = measurableRows(outputs, 1, labels, 1);
    if (!rows) return undefined;
    let right = 0;
    for (const row of rows) if (at(outputs, row) > 0 === at(labels, row) > 0.5) right += 1;
    return right / rows.length;
  },
};

/**
 * Area under the ROC curve = chance that a random positive stands above a random negative, ties counting one half
 * (Mann-Whitney U by average ranks). `undefined` with one class only.
 */
const auc: MetricSpec = {
  id: 'auc',
  better: 'higher',
  format: 'number',
  measure(outputs, labels) {
    const rows = measurableRows(outputs, 1, labels, 1);
    if (!rows) return undefined;
    rows.sort((a, b) => at(outputs, a) - at(outputs, b));
    let positives = 0;
    let rankSum = 0;
    for (let start = 0; start < rows.length; ) {
      let end = start;
      let tiedPositives = 0;
      while (end < rows.length && at(outputs, rows[end] as number) === at(outputs, rows[start] as number)) {
        if (at(labels, rows[end] as number) > 0.5) tiedPositives += 1;
        end += 1;
      }
      // Ranks from 1: the tied rows hold ranks start + 1 .. end, whose mean is (start + 1 + end) / 2.
      rankSum += (tiedPositives * (start + 1 + end)) / 2;
      positives += tiedPositives;
      start = end;
    }
    const negatives = rows.length - positives;
    if (positives === 0 || negatives === 0) return undefined;
    return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
  },
};

export const binary: TaskSpec = {
  kind: 'binary',
  outputUnits: () => 1,
  labelWidth: () => 1,
  losses: [binaryCrossEntropy],
  metrics: [accuracy, auc],
};
