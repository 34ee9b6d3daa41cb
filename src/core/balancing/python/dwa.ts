/** Dynamic weight average as a Python class. */
import type { MethodCode } from '../../code.ts';
import { numberOption } from '../../fields.ts';

export const dwaPython: MethodCode = {
  name: 'DynamicWeightAverage',
  source: `
class DynamicWeightAverage:
    """DWA (Liu, Johns & Davison, CVPR 2019, equation 7): a task whose loss fell less over the last two epochs weighs more."""

    def __init__(self, tasks, temperature=2.0):
        self.temperature = temperature
        self.epochs = []  # mean losses of the last two epochs, newest last

    def weigh(self, step):
        if len(self.epochs) < 2:
            return [1.0] * len(step.tasks)
        older, newer = self.epochs
        ratios = [
            newer[task] / older[task] if task in newer and older.get(task, 0) > 0 else 1.0 for task in step.tasks
        ]
        raised = [math.exp((ratio - max(ratios)) / self.temperature) for ratio in ratios]
        return [len(raised) * value / sum(raised) for value in raised]

    def epoch_end(self, means):
        self.epochs = [*self.epochs, means][-2:]`,
  arguments: (options) => ({ temperature: numberOption(options, 'temperature') }),
};
