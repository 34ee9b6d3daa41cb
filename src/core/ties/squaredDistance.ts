/**
 * Soft sharing by squared distance: penalty sum_t ||theta_t - mean||^2 over M twins, mean = (1/M) sum_t theta_t.
 * Evgeniou & Pontil, "Regularized multi-task learning", KDD 2004; for deep networks Duong et al., ACL 2015.
 * Gradient: 2 (theta_t - mean) (the mean's own dependence drops out, because the differences sum to zero).
 *
 * The proximal step is the implicit gradient step theta_t' = theta_t - a_t (theta_t' - mean'), a_t = 2 lr_t lambda:
 *   theta_t' = m + (theta_t - m) / (1 + a_t),   m = sum_t theta_t / (1 + a_t)  /  sum_t 1 / (1 + a_t).
 * With equal learning rates m is the plain mean of the values before the step. With different ones m leans to the
 * slower twin (weights 1 / lr_t at lambda = Infinity), and a frozen twin (lr 0) stays and draws the others to it.
 * Differs from adding the penalty to the loss: an adaptive optimiser does not rescale it, and no strength is too large.
 */
import type { Ops, TensorRef } from '../ops.ts';
import { allFrozen, at } from './common.ts';
import type { TieSpec, Values } from './tie.ts';

function meanOf(twins: readonly Values[]): number[] {
  const size = twins[0]?.length ?? 0;
  return Array.from({ length: size }, (_, i) => twins.reduce((sum, twin) => sum + at(twin, i), 0) / twins.length);
}

/** What is left of each twin's distance after the step [M]: 1 / (1 + 2 lr lambda), 1 for a twin that may not move. */
function keptDistance(strength: number, learningRates: readonly number[]): number[] {
  return learningRates.map((rate) => (rate > 0 ? 1 / (1 + 2 * rate * strength) : 1));
}

/** How much each twin counts in the meeting point [M], summing to 1. */
function pull(strength: number, learningRates: readonly number[], kept: readonly number[]): number[] {
  const frozen = learningRates.some((rate) => !(rate > 0));
  const raw =
    strength === Number.POSITIVE_INFINITY
      ? learningRates.map((rate) => (frozen ? (rate > 0 ? 0 : 1) : 1 / rate))
      : [...kept];
  const total = raw.reduce((sum, value) => sum + value, 0);
  return raw.map((value) => value / total);
}

function meetingPoint(ops: Ops, twins: readonly TensorRef[], shares: readonly number[]): TensorRef {
  const equal = shares.every((share) => share === shares[0]);
  // Equal shares: add first and divide once, so that equal twins meet exactly at their common value.
  const terms = equal ? twins : twins.map((twin, t) => ops.mul(twin, ops.scalar(shares[t] as number)));
  const total = terms.reduce((sum, term) => ops.add(sum, term));
  return equal ? ops.div(total, ops.scalar(twins.length)) : total;
}

export const squaredDistance: TieSpec = {
  kind: 'squaredDistance',
  limit: 'equal',
  penalty(ops, twins) {
    const mean = meetingPoint(
      ops,
      twins,
      twins.map(() => 1),
    );
    return twins
      .map((twin) => ops.sum(ops.unary('square', ops.sub(twin, mean))))
      .reduce((sum, term) => ops.add(sum, term));
  },
  penaltyOf(twins) {
    const mean = meanOf(twins);
    let total = 0;
    for (const twin of twins) {
      for (const [i, centre] of mean.entries()) total += (at(twin, i) - centre) ** 2;
    }
    return total;
  },
  gradientOf(twins) {
    const mean = meanOf(twins);
    return twins.map((twin) => mean.map((centre, i) => 2 * (at(twin, i) - centre)));
  },
  proximal(ops, twins, strength, learningRates) {
    if (strength === 0 || twins.length < 2 || allFrozen(learningRates)) return twins;
    const kept = keptDistance(strength, learningRates);
    const centre = meetingPoint(ops, twins, pull(strength, learningRates, kept));
    return twins.map((twin, t) => {
      const share = kept[t] as number;
      if (share === 1) return twin;
      // A reshape gives each twin a tensor of its own.
      if (share === 0) return ops.reshape(centre, twin.shape);
      return ops.add(centre, ops.mul(ops.sub(twin, centre), ops.scalar(share)));
    });
  },
  python: {
    name: 'pull_together',
    source: `
def pull_together(twins, strength, rates):
    """One proximal step of strength * sum_t |twin_t - mean|^2: each twin keeps 1 / (1 + 2 rate strength) of its distance."""
    kept = [1 / (1 + 2 * rate * strength) if rate > 0 else 1.0 for rate in rates]
    pull = kept
    if math.isinf(strength):
        held = any(rate == 0 for rate in rates)  # a frozen twin draws the others to it
        pull = [float(rate == 0) if held else 1 / rate for rate in rates]
    centre = sum(share * twin for share, twin in zip(pull, twins)) / sum(pull)
    return [centre + share * (twin - centre) for share, twin in zip(kept, twins)]`,
  },
};
