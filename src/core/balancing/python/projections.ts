/** Methods that bend or project gradients, worked out on inner products, as Python classes: UPGrad, DualProj, ConFIG, GradVac. */
import type { MethodCode } from '../../code.ts';
import { numberOption, textOption } from '../../fields.ts';
import { MIN_NORM } from './minNorm.ts';

const { norms_and_cosines, supports } = MIN_NORM;
const CONE = {
  norms_and_cosines,
  supports,
  project: `
def project(gramian, weights):
    """The weighted gradients projected onto the directions that raise no loss, as weights v >= w (Quinton & Rey 2024,
    proposition 1). On unit gradients: the least of y C y / 2 + y b over y >= 0, of which every set of tasks is tried."""
    norms, cosines = norms_and_cosines(gramian)
    longest = abs(weights * norms).max()
    if longest == 0:
        return weights
    b = cosines @ (weights * norms / longest)
    best, found = 0.0, np.zeros(len(b))
    for chosen in supports(len(b)):
        y = np.linalg.lstsq(cosines[np.ix_(chosen, chosen)], -b[chosen], rcond=None)[0]
        if y.min() >= 0 and y @ b[chosen] / 2 < best:
            best, found = y @ b[chosen] / 2, np.zeros(len(b))
            found[chosen] = y
    return weights + np.divide(found * longest, norms, out=np.zeros(len(b)), where=norms > 0)`,
};

export const upgradPython: MethodCode = {
  name: 'UPGrad',
  helpers: CONE,
  source: `
class UPGrad:
    """UPGrad (Quinton & Rey 2024): every task's gradient is projected onto the directions that raise no loss, then averaged."""

    def __init__(self, tasks):
        pass

    def weigh(self, step):
        T = len(step.gramian)
        return sum(project(step.gramian, np.eye(T)[t] / T) for t in range(T)).tolist()`,
  arguments: () => ({}),
};
export const dualprojPython: MethodCode = {
  name: 'DualProj',
  helpers: CONE,
  source: `
class DualProj:
    """The mean gradient, projected onto the directions that raise no loss (Lopez-Paz & Ranzato, NeurIPS 2017, equation 11)."""

    def __init__(self, tasks):
        pass

    def weigh(self, step):
        T = len(step.gramian)
        return project(step.gramian, np.full(T, 1 / T)).tolist()`,
  arguments: () => ({}),
};
export const configPython: MethodCode = {
  name: 'ConFIG',
  helpers: { norms_and_cosines },
  source: `
class ConFIG:
    """ConFIG (Liu et al., ICLR 2025, equation 2): the direction of one cosine to every task's gradient, as long as the
    gradients' projections on it together."""

    def __init__(self, tasks):
        pass

    def weigh(self, step):
        norms, cosines = norms_and_cosines(step.gramian)
        x = np.linalg.pinv(cosines, rcond=1e-10, hermitian=True).sum(1)
        squared = x @ cosines @ x
        if not squared > 1e-18:
            return [0.0] * len(x)
        length = norms @ cosines @ x / squared
        return np.divide(length * x, norms, out=np.zeros(len(x)), where=norms > 0).tolist()`,
  arguments: () => ({}),
};
export const gradvacPython: MethodCode = {
  name: 'GradVac',
  random: true,
  source: `
class GradVac:
    """Gradient vaccine (Wang et al., ICLR 2021, Algorithm 1): where two tasks' gradients are less alike than they usually are,
    one is drawn towards the other until their cosine is the usual one."""

    def __init__(self, tasks, beta=0.5, random_order=True):
        self.beta, self.random_order = beta, random_order
        self.usual = {(task, other): 0.0 for task in tasks for other in tasks}

    def weigh(self, step):
        K, T = step.gramian, len(step.gramian)
        across = lambda cosine: math.sqrt(max(0.0, 1 - cosine * cosine))
        total = np.zeros(T)
        for i in range(T):
            a = np.eye(T)[i]
            for j in step.stream.permutation(T) if self.random_order else range(T):
                other, own = math.sqrt(max(0.0, K[j, j])), math.sqrt(max(0.0, a @ K @ a))
                if j == i or not (other > 0 and own > 0):
                    continue
                pair = step.tasks[i], step.tasks[j]
                usual = self.usual[pair]
                cosine = min(1.0, max(-1.0, (K[j] @ a) / (own * other + 1e-8)))
                if cosine < usual:
                    a[j] += own * (usual * across(cosine) - cosine * across(usual)) / (other * across(usual) + 1e-8)
                moved = (1 - self.beta) * usual + self.beta * cosine
                self.usual[pair] = min(1 - 1e-6, max(1e-6 - 1, moved))
            total += a
        return total.tolist()`,
  arguments: (options) => ({
    beta: numberOption(options, 'beta'),
    random_order: textOption(options, 'order') === 'random',
  }),
};
