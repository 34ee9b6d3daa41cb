/** PCGrad as a Python class. */
import type { MethodCode } from '../../code.ts';
import { textOption } from '../../fields.ts';

export const pcgradPython: MethodCode = {
  name: 'PCGrad',
  random: true,
  source: `
class PCGrad:
    """Gradient surgery (Yu et al., NeurIPS 2020, Algorithm 1): each task's gradient loses its part against every other
    task's gradient, then all are added. Worked out on inner products: v = sum_k a_k g_k."""

    def __init__(self, tasks, random_order=True, mean=False):
        self.random_order, self.mean = random_order, mean

    def weigh(self, step):
        K, T = step.gramian, len(step.gramian)
        # All orders are drawn before the first is used.
        orders = [step.stream.permutation(T) if self.random_order else range(T) for _ in range(T)]
        total = np.zeros(T)
        for i in range(T):
            a = np.eye(T)[i]
            for j in orders[i]:
                along = a @ K[:, j]
                if j != i and K[j, j] > 0 and along < 0:
                    a[j] -= along / K[j, j]
            total += a
        return (total / T if self.mean else total).tolist()`,
  arguments: (options) => ({
    random_order: textOption(options, 'order') === 'random',
    mean: textOption(options, 'reduction') === 'mean',
  }),
};
