/**
 * Multi-class task: one logit per class, labels are class numbers 0..K-1 [N, 1].
 * Loss: cross-entropy with the softmax, by logSoftmax, so that large logits neither overflow nor give log 0.
 */
import type { TaskDef } from '../scenarios/scenario.ts';
import { at, maskedMean, measurableRows } from './masked.ts';
import type { LossSpec, MetricSpec, TaskSpec } from './task.ts';

/** @throws RangeError for a scenario whose multi-class task has fewer than two classes */
function classesOf(task: TaskDef): number {
  const { classes = 0 } = task;
  if (classes < 2) throw new RangeError(`task '${task.id}' should have two classes or more, has ${classes}`);
  return classes;
}

const softmaxCrossEntropy: LossSpec = {
  id: 'softmaxCrossEntropy',
  apply(ops, outputs, labels, mask, share, task) {
    const picked = ops.mul(ops.oneHot(labels, classesOf(task)), ops.logSoftmax(outputs)); // [B, K]
    return maskedMean(ops, ops.unary('neg', ops.sum(picked, [1], true)), mask, share);
  },
  pytorch: {
    name: 'softmax_cross_entropy',
    source: `
def softmax_cross_entropy(outputs, labels):
    return F.cross_entropy(outputs, labels[:, 0].long(), reduction="none")`,
  },
  keras: {
    name: 'softmax_cross_entropy',
    source: `
def softmax_cross_entropy(outputs, labels):
    return tf.nn.sparse_softmax_cross_entropy_with_logits(tf.cast(labels[:, 0], tf.int32), outputs)`,
  },
};

/** The first of equal logits wins. */
const accuracy: MetricSpec = {
  id: 'accuracy',
  better: 'higher',
  format: 'percent',
  measure(outputs, labels, task) {
    const classes = classesOf(task);
    const rows = measurableRows(outputs, classes, labels, 1);
    if (!rows) return undefined;
    let right = 0;
    for (const row of rows) {
      let best = 0;
      for (let k = 1; k < classes; k += 1) {
        if (at(outputs, row * classes + k) > at(outputs, row * classes + best)) best = k;
      }
      if (best === at(labels, row)) right += 1;
    }
    return right / rows.length;
  },
};

export const multiclass: TaskSpec = {
  kind: 'multiclass',
  outputUnits: classesOf,
  labelWidth: () => 1,
  losses: [softmaxCrossEntropy],
  metrics: [accuracy],
};
