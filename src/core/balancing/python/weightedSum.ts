/** The weighted sum as a Python class. */
import type { MethodCode } from '../../code.ts';
import { textOption } from '../../fields.ts';

export const weightedSumPython: MethodCode = {
  name: 'WeightedSum',
  source: `
class WeightedSum:
    """The sum of the losses, each times its task weight (linear scalarisation)."""

    def __init__(self, tasks, mean=False):
        self.mean = mean

    def weigh(self, step):
        return [1 / len(step.tasks) if self.mean else 1.0] * len(step.tasks)`,
  arguments: (options) => (textOption(options, 'reduction') === 'mean' ? { mean: true } : {}),
};
