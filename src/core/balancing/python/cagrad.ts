/** CAGrad as a Python class. */
import type { MethodCode } from '../../code.ts';
import { numberOption, textOption } from '../../fields.ts';
import { MIN_NORM } from './minNorm.ts';

export const cagradPython: MethodCode = {
  name: 'CAGrad',
  helpers: MIN_NORM,
  source: `
class CAGrad:
    """Conflict-averse gradient descent (Liu et al., NeurIPS 2021, Algorithm 1): within a ball of radius c |g0| about the mean
    gradient g0, the direction that improves the worst task most: g0 + c |g0| g_w / |g_w|, where w on the simplex makes
    g_w . g0 + c |g0| |g_w| smallest. Every set of tasks is tried, each has a closed form."""

    def __init__(self, tasks, c=0.5, rescale="1+c^2"):
        self.c = c
        self.divisor = {"1+c^2": 1 + c * c, "1+c": 1 + c, "none": 1.0}[rescale]

    def weigh(self, step):
        T = len(step.gramian)
        mean = np.full(T, 1 / T)
        largest = np.diag(step.gramian).max()
        if not largest > 0:
            return mean.tolist()
        K = step.gramian / largest
        if cancels(K, mean) or cancels(K, min_norm(K)):
            return mean.tolist()
        radius = self.c * math.sqrt(mean @ K @ mean)
        if radius == 0:
            return (mean / self.divisor).tolist()
        w = self.dual(K, K @ mean, radius)
        return ((mean + radius * w / math.sqrt(w @ K @ w)) / self.divisor).tolist()

    def dual(self, K, along_mean, radius):
        norms, cosines = norms_and_cosines(K)
        best, found = np.inf, np.full(len(K), 1 / len(K))
        for chosen in supports(len(K)):
            C, a = cosines[np.ix_(chosen, chosen)], norms[chosen].min() / norms[chosen]
            system = np.block([[C, a[:, None]], [a[None, :], np.zeros((1, 1))]])
            shortest = np.append(np.zeros(len(chosen)), 1.0)
            towards = np.append(-along_mean[chosen] / norms[chosen], 0.0)
            p, q = np.linalg.lstsq(system, np.stack([shortest, towards], 1), rcond=None)[0][:-1].T
            room = radius * radius - max(0.0, q @ C @ q)
            if room <= 0:
                continue
            b = p + math.sqrt(max(0.0, p @ C @ p) / room) * q
            w = np.zeros(len(K))
            w[chosen] = b * a
            value = w @ along_mean + radius * math.sqrt(max(0.0, w @ K @ w))
            if b.min() >= 0 and value < best:
                best, found = value, w
        return found`,
  arguments: (options) => ({ c: numberOption(options, 'c'), rescale: textOption(options, 'rescale') }),
};
