/** IMTL-G and Nash-MTL as Python classes. */
import type { MethodCode } from '../../code.ts';
import { numberOption } from '../../fields.ts';
import { MIN_NORM } from './minNorm.ts';

const { norms_and_cosines } = MIN_NORM;

export const imtlGPython: MethodCode = {
  name: 'ImpartialGradients',
  helpers: { norms_and_cosines },
  source: `
class ImpartialGradients:
    """IMTL-G (Liu et al., ICLR 2021): the direction that goes equally far along every task's unit gradient, weights adding up
    to 1: w_t |g_t| proportional to C^+ 1, C the cosines."""

    def __init__(self, tasks):
        pass

    def weigh(self, step):
        norms, cosines = norms_and_cosines(step.gramian)
        alive = norms > 0
        weights = np.zeros(len(norms))
        if alive.any():
            x = np.linalg.pinv(cosines[np.ix_(alive, alive)], rcond=1e-10, hermitian=True).sum(1)
            shares = x * norms[alive].min() / norms[alive]
            if abs(x).max() >= 1e-9 and abs(shares.sum()) > 1e-9 * abs(shares).sum():
                weights[alive] = shares / shares.sum()
        return weights.tolist()`,
  arguments: () => ({}),
};
export const nashMtlPython: MethodCode = {
  name: 'NashMTL',
  helpers: { norms_and_cosines },
  source: `
class NashMTL:
    """Nash-MTL (Navon et al., ICML 2022, claim 3.1): weights w > 0 with (K w)_t = 1 / w_t, by Newton's method on
    b C b / 2 - sum log b, b_t = w_t |g_t|; then the direction is shortened to a length of max_norm at most."""

    def __init__(self, tasks, max_norm=1.0, every=1):
        self.max_norm, self.every, self.steps, self.held = max_norm, every, 0, {}

    def solve(self, gramian):
        norms, cosines = norms_and_cosines(gramian)
        alive = norms > 0
        C = cosines[np.ix_(alive, alive)]
        if len(C) and np.linalg.eigvalsh(C)[0] < 1e-9:
            C = C + 1e-9 * np.eye(len(C))
        b = np.ones(len(C))
        for _ in range(200):
            slope = C @ b - 1 / b
            change = -np.linalg.solve(C + np.diag(1 / b**2), slope)
            part = min(1.0, 0.9 / max(0.9, (-change / b).max(initial=0.0)))
            cost = lambda at: at @ C @ at / 2 - np.log(at).sum()
            while part > 1e-9 and abs(change @ slope) > 1e-12 and not cost(b + part * change) < cost(b):
                part /= 2
            b = b + part * change
            if abs(change / b).max(initial=0.0) < 1e-12:
                break
        weights = np.zeros(len(norms))
        weights[alive] = b / norms[alive]
        return weights

    def weigh(self, step):
        if self.steps % self.every == 0 or any(task not in self.held for task in step.tasks):
            self.held.update(zip(step.tasks, self.solve(step.gramian).tolist()))
        self.steps += 1
        weights = np.array([self.held[task] for task in step.tasks])
        length = math.sqrt(max(0.0, weights @ step.gramian @ weights))
        return (weights * (self.max_norm / length if 0 < self.max_norm < length else 1.0)).tolist()`,
  arguments: (options) => ({ max_norm: numberOption(options, 'maxNorm'), every: numberOption(options, 'every') }),
};
