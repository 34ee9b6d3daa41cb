/** Uncertainty weighting as a Python class. */
import type { MethodCode } from '../../code.ts';
import { numberOption, textOption } from '../../fields.ts';
import { OWN_ADAM } from './ownAdam.ts';

export const uncertaintyPython: MethodCode = {
  name: 'Uncertainty',
  helpers: OWN_ADAM,
  source: `
class Uncertainty:
    """Uncertainty weighting (Kendall, Gal & Cipolla, CVPR 2018, section 3): minimises the sum over the tasks of
    exp(-s) L / 2 + s / 2 over the model and the log variances s."""

    def __init__(self, tasks, learning_rate=0.025, adam=True, start=0.0):
        self.s = {task: start for task in tasks}
        self.learning_rate = learning_rate
        self.adam = OwnAdam(tasks, learning_rate) if adam else None

    def weigh(self, step):
        weights = [0.5 * math.exp(-self.s[task]) for task in step.tasks]
        for task, weight, loss in zip(step.tasks, weights, step.losses):
            slope = 0.5 - weight * loss
            change = self.adam.change(task, slope) if self.adam else -self.learning_rate * slope
            self.s[task] = min(15.0, max(-15.0, self.s[task] + change))
        return weights`,
  arguments: (options) => ({
    learning_rate: numberOption(options, 'learningRate'),
    adam: textOption(options, 'optimizer') === 'adam',
    start: numberOption(options, 'start'),
  }),
};
