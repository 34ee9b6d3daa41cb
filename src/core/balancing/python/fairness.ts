/** Aligned-MTL and FairGrad as Python classes. */
import type { MethodCode } from '../../code.ts';
import { numberOption, textOption } from '../../fields.ts';
import { MIN_NORM } from './minNorm.ts';

export const alignedMtlPython: MethodCode = {
  name: 'AlignedMTL',
  source: `
class AlignedMTL:
    """Aligned-MTL (Senushkin et al., CVPR 2023, Algorithm 1): the gradients are turned and stretched as little as possible into
    orthogonal ones of one length, then averaged."""

    def __init__(self, tasks, scale="min", rank_tolerance=1.19e-7):
        self.scale, self.rank_tolerance = scale, rank_tolerance

    def weigh(self, step):
        T = len(step.gramian)
        values, vectors = np.linalg.eigh(step.gramian)
        kept = values > values.max() * T * self.rank_tolerance
        if not kept.any():
            return [1 / T] * T
        values, vectors = values[kept][::-1], vectors[:, kept][:, ::-1]  # descending
        scale = {"min": values[-1], "median": values[len(values) // 2], "rmse": values.mean()}[self.scale]
        return (vectors @ (np.sqrt(scale / values) * vectors.sum(0) / T)).tolist()`,
  arguments: (options) => ({
    scale: textOption(options, 'scale'),
    rank_tolerance: numberOption(options, 'rankTolerance'),
  }),
};
export const fairgradPython: MethodCode = {
  name: 'FairGrad',
  helpers: MIN_NORM,
  source: `
class FairGrad:
    """FairGrad (Ban & Ji, ICML 2024, equation 4): weights w > 0 with (K w)_t = w_t^(-1 / alpha), by Newton's method on
    b C b / 2 - sum c phi(b), b_t = w_t |g_t|, in relative steps that are halved until the cost falls."""

    def __init__(self, tasks, alpha=2.0):
        self.p = 1 / alpha

    def weigh(self, step):
        p, (norms, cosines) = self.p, norms_and_cosines(step.gramian)
        alive = np.flatnonzero(norms > 0)
        weights = np.zeros(len(norms))
        if len(alive) == 0:
            return weights.tolist()
        C, K = cosines[np.ix_(alive, alive)], step.gramian[np.ix_(alive, alive)]
        if cancels(K, min_norm(K)):
            C = C + 1e-9 * np.eye(len(C))  # no solution: a harmless stand-in
        c = norms[alive] ** (p - 1)
        phi = (lambda x: np.log(x)) if p == 1 else (lambda x: x ** (1 - p) / (1 - p))
        cost = lambda at: at @ C @ at / 2 - c @ phi(at)
        b = c ** (1 / (1 + p))
        for _ in range(200):
            pull = c * b**-p
            slope = C @ b - pull
            change = -np.linalg.solve(C * np.outer(b, b) + np.diag(p * pull * b), slope * b)
            part = 0.9 / max(0.9, -change.min())
            if -change @ (slope * b) > 1e-12 * abs(cost(b)):
                while part > 1e-9 and not cost(b * (1 + part * change)) < cost(b):
                    part /= 2
            b = b * (1 + part * change)
            if abs(change).max() < 1e-13:
                break
        weights[alive] = b / norms[alive]
        return weights.tolist()`,
  arguments: (options) => ({ alpha: numberOption(options, 'alpha') }),
};
