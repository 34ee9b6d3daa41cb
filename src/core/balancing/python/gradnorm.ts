/** GradNorm as a Python class. */
import type { MethodCode } from '../../code.ts';
import { numberOption, textOption } from '../../fields.ts';
import { OWN_ADAM } from './ownAdam.ts';

export const gradnormPython: MethodCode = {
  name: 'GradNorm',
  helpers: OWN_ADAM,
  source: `
class GradNorm:
    """GradNorm (Chen et al., ICML 2018, Algorithm 1): weights are trained so that every task's gradient at the last shared
    layer has the size that its training rate calls for."""

    def __init__(self, tasks, alpha=1.5, learning_rate=0.025, adam=True):
        self.alpha, self.learning_rate = alpha, learning_rate
        self.weights = {task: 1.0 for task in tasks}
        self.first = {}
        self.adam = OwnAdam(tasks, learning_rate) if adam else None

    def weigh(self, step):
        held = [self.weights[task] for task in step.tasks]
        norms = np.sqrt(np.maximum(np.diag(step.gramian), 0))
        sizes = held * norms
        losses = [max(1e-8, loss) for loss in step.losses]
        progress = np.array([loss / self.first.setdefault(task, loss) for task, loss in zip(step.tasks, losses)])
        wanted = sizes.mean() * (progress / progress.mean()) ** self.alpha
        slopes = np.sign(sizes - wanted) * norms
        for task, slope in zip(step.tasks, slopes.tolist()):
            change = self.adam.change(task, slope) if self.adam else -self.learning_rate * slope
            self.weights[task] = max(1e-3, self.weights[task] + change)
        total = sum(self.weights[task] for task in step.tasks)
        for task in step.tasks:
            self.weights[task] *= len(step.tasks) / total
        return held`,
  arguments: (options) => ({
    alpha: numberOption(options, 'alpha'),
    learning_rate: numberOption(options, 'learningRate'),
    adam: textOption(options, 'optimizer') === 'adam',
  }),
};
