/**
 * Soft sharing by direction: penalty sum_{s<t} (1 - cos(theta_s, theta_t)), each parameter as one long vector; twins are
 * asked to point the same way and may differ in length. Cosine penalties between task parameters are common practice
 * (for instance Strezoski et al., "Learning task relatedness", ICMR 2019, use cosine distance); the step is ours.
 *
 * With unit vectors u_t = theta_t / r_t and m = sum_t u_t the penalty is (n^2 - |m|^2) / 2, n twins of length above 0
 * (others have no direction and count for nothing). The step keeps every length r_t and sets the direction to that of
 * u_t + a_t m, a_t = lr_t lambda / r_t^2. It agrees with the gradient step to first order in lr lambda and is stable for
 * every strength, but is no exact proximal point (m is held at its value before the step); at Infinity all twins point
 * along m. Twins that cancel each other (m = 0) have no common direction and stay.
 */
import type { Ops, TensorRef } from '../ops.ts';
import { allFrozen, at, dotOf, TINY } from './common.ts';
import type { TieSpec, Values } from './tie.ts';

const lengthOf = (values: Values): number => Math.sqrt(dotOf(values, values));
const unitOf = (values: Values): number[] => {
  const length = lengthOf(values);
  return Array.from(values, (value) => (length > TINY ? value / length : 0));
};
const sumOf = (rows: readonly (readonly number[])[]): number[] =>
  (rows[0] ?? []).map((_, i) => rows.reduce((sum, row) => sum + at(row, i), 0));

const lengthIn = (ops: Ops, x: TensorRef): TensorRef => ops.unary('sqrt', ops.sum(ops.unary('square', x)));
const unitIn = (ops: Ops, x: TensorRef): TensorRef => ops.div(x, ops.maximum(lengthIn(ops, x), ops.scalar(TINY)));
const sumIn = (ops: Ops, xs: readonly TensorRef[]): TensorRef =>
  xs.slice(1).reduce((a, b) => ops.add(a, b), xs[0] as TensorRef);

export const cosine: TieSpec = {
  kind: 'cosine',
  limit: 'aligned',
  penalty(ops, twins) {
    const units = twins.map((twin) => unitIn(ops, twin));
    const square = (x: TensorRef): TensorRef => ops.sum(ops.unary('square', x));
    const count = sumIn(ops, units.map(square));
    return ops.mul(ops.sub(ops.unary('square', count), square(sumIn(ops, units))), ops.scalar(0.5));
  },
  penaltyOf(twins) {
    const units = twins.map(unitOf);
    const mean = sumOf(units);
    const count = units.filter((unit) => unit.some((value) => value !== 0)).length;
    return (count * count - dotOf(mean, mean)) / 2;
  },
  gradientOf(twins) {
    const units = twins.map(unitOf);
    const mean = sumOf(units);
    return units.map((unit, t) => {
      const length = lengthOf(twins[t] as Values);
      if (length <= TINY) return unit.map(() => 0);
      const along = dotOf(unit, mean);
      return unit.map((value, i) => (value * along - at(mean, i)) / length);
    });
  },
  proximal(ops, twins, strength, learningRates) {
    if (strength === 0 || twins.length < 2 || allFrozen(learningRates)) return twins;
    const units = twins.map((twin) => unitIn(ops, twin));
    const mean = sumIn(ops, units);
    return twins.map((twin, t) => {
      const rate = learningRates[t] as number;
      if (!(rate > 0)) return twin;
      const length = lengthIn(ops, twin);
      // Both ends divided by 1 + a, so that an infinite pull is a number, too.
      const pull = ops.mul(mean, ops.scalar(strength === Number.POSITIVE_INFINITY ? 1 : rate * strength));
      const own = ops.mul(
        units[t] as TensorRef,
        strength === Number.POSITIVE_INFINITY ? ops.scalar(TINY) : ops.unary('square', length),
      );
      return ops.mul(unitIn(ops, ops.add(own, pull)), length);
    });
  },
  python: {
    name: 'turn_together',
    source: `
def turn_together(twins, strength, rates):
    """One step of strength * sum of 1 - cosine over the pairs: each twin keeps its length and turns towards the sum of the units."""
    lengths = [twin.norm() for twin in twins]
    units = [twin / length.clamp(min=1e-12) for twin, length in zip(twins, lengths)]
    common, moved = sum(units), []
    for unit, length, rate in zip(units, lengths, rates):
        towards = 1e-12 * unit + common if math.isinf(strength) else length**2 * unit + rate * strength * common
        moved.append(towards / towards.norm().clamp(min=1e-12) * length)
    return moved`,
    numpy: `
def turn_together(twins, strength, rates):
    """One step of strength * sum of 1 - cosine over the pairs: each twin keeps its length and turns towards the sum of the units."""
    length_of = lambda x: np.sqrt((x.astype(np.float64) ** 2).sum())
    lengths = [length_of(twin) for twin in twins]
    units = [twin / max(length, 1e-12) for twin, length in zip(twins, lengths)]
    common, moved = sum(units), []
    for unit, length, rate in zip(units, lengths, rates):
        towards = 1e-12 * unit + common if math.isinf(strength) else length**2 * unit + rate * strength * common
        moved.append(towards / max(length_of(towards), 1e-12) * length)
    return moved`,
  },
};
