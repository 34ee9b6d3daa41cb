/**
 * Joint feature selection: penalty sum_i ||W_i||_2, W_i all that leaves input feature i in every twin (the l2,1 norm).
 * Obozinski, Taskar & Jordan, "Joint covariate selection and joint subspace selection for multiple classification
 * problems", Statistics and Computing 2010, eq. 3. A feature is kept for all tasks or dropped for all; each task weighs the
 * kept ones as it likes. The features of a kernel [.., in, out] are its second last axis; a parameter of one axis
 * (a bias) leaves no feature and is not penalised.
 *
 * The step is group soft-thresholding, exact for equal learning rates: W_i times max(0, 1 - lr lambda / ||W_i||), each
 * twin with its own rate.
 */
import type { Ops, Shape, TensorRef } from '../ops.ts';
import { allFrozen, at, TINY } from './common.ts';
import type { TieSpec, Values } from './tie.ts';

interface Layout {
  readonly features: number;
  /** Numbers from one feature to the next. */
  readonly width: number;
}
function layoutOf(shape: Shape): Layout | undefined {
  const features = shape.at(-2);
  const width = shape.at(-1);
  return features === undefined || width === undefined ? undefined : { features, width };
}
const featureAt = ({ features, width }: Layout, i: number): number => Math.floor(i / width) % features;

/** ||W_i|| of every feature over all twins. */
function lengths(twins: readonly Values[], layout: Layout): number[] {
  const squares = new Array<number>(layout.features).fill(0);
  for (const twin of twins) {
    for (let i = 0; i < twin.length; i += 1) {
      const feature = featureAt(layout, i);
      squares[feature] = (squares[feature] as number) + at(twin, i) ** 2;
    }
  }
  return squares.map(Math.sqrt);
}
/** The same as a tensor [features, 1] that spreads over a kernel. */
function lengthsIn(ops: Ops, twins: readonly TensorRef[]): TensorRef {
  const sums = twins.map((twin) => {
    const axes = twin.shape.map((_, axis) => axis).filter((axis) => axis !== twin.shape.length - 2);
    return ops.sum(ops.unary('square', twin), axes);
  });
  return ops.unary(
    'sqrt',
    sums.slice(1).reduce((a, b) => ops.add(a, b), sums[0] as TensorRef),
  );
}

export const featureSelection: TieSpec = {
  kind: 'featureSelection',
  limit: 'zero',
  penalty(ops, twins) {
    return layoutOf(twins[0]?.shape ?? []) ? ops.sum(lengthsIn(ops, twins)) : ops.scalar(0);
  },
  penaltyOf(twins, { shape = [] } = {}) {
    const layout = layoutOf(shape);
    return layout ? lengths(twins, layout).reduce((sum, length) => sum + length, 0) : 0;
  },
  gradientOf(twins, { shape = [] } = {}) {
    const layout = layoutOf(shape);
    const norms = layout && lengths(twins, layout);
    return twins.map((twin) =>
      Array.from(twin, (value, i) => {
        const length = layout && norms ? (norms[featureAt(layout, i)] as number) : 0;
        return length > TINY ? value / length : 0;
      }),
    );
  },
  proximal(ops, twins, strength, learningRates) {
    const layout = layoutOf(twins[0]?.shape ?? []);
    if (strength === 0 || twins.length < 2 || !layout || allFrozen(learningRates)) return twins;
    const norms = ops.reshape(ops.maximum(lengthsIn(ops, twins), ops.scalar(TINY)), [layout.features, 1]);
    return twins.map((twin, t) => {
      const rate = learningRates[t] as number;
      if (!(rate > 0)) return twin;
      if (strength === Number.POSITIVE_INFINITY) return ops.mul(twin, ops.scalar(0));
      const left = ops.sub(ops.scalar(1), ops.div(ops.scalar(rate * strength), norms));
      return ops.mul(twin, ops.unary('relu', left));
    });
  },
  python: {
    name: 'select_features',
    source: `
def select_features(twins, strength, rates, axis):
    """One proximal step of strength * sum over the input features of the length of all that leaves one (the l2,1 norm): each
    feature's parameters shrink together, down to 0. Biases leave no feature."""
    if axis < 0:
        return twins
    others = [each for each in range(twins[0].dim()) if each != axis]
    lengths = sum((twin**2).sum(others, keepdim=True) for twin in twins).sqrt().clamp(min=1e-12)
    return [twin * (1 - rate * strength / lengths).clamp(min=0) if rate > 0 else twin for twin, rate in zip(twins, rates)]`,
    numpy: `
def select_features(twins, strength, rates, axis):
    """One proximal step of strength * sum over the input features of the length of all that leaves one (the l2,1 norm): each
    feature's parameters shrink together, down to 0. Biases leave no feature."""
    if axis < 0:
        return twins
    others = tuple(each for each in range(twins[0].ndim) if each != axis)
    lengths = np.maximum(np.sqrt(sum((twin**2).sum(others, keepdims=True) for twin in twins)), 1e-12)
    return [twin * np.maximum(1 - rate * strength / lengths, 0) if rate > 0 else twin for twin, rate in zip(twins, rates)]`,
    arguments: ({ featureAxis }) => ({ axis: featureAxis }),
  },
};
