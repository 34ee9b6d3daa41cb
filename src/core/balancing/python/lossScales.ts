/** Methods that undo the scale of the losses, as Python classes: geometric mean, logarithms, trained scales, chance. */
import type { MethodCode } from '../../code.ts';
import { numberOption, textOption } from '../../fields.ts';
import { OWN_ADAM } from './ownAdam.ts';

export const glsPython: MethodCode = {
  name: 'GeometricMean',
  source: `
class GeometricMean:
    """The geometric mean of the losses (Chennupati et al., CVPR Workshops 2019): its gradient weighs task t by GM / (T L_t)."""

    def __init__(self, tasks):
        pass

    def weigh(self, step):
        T = len(step.losses)
        if min(step.losses) < 0:
            return [1 / T] * T
        logs = [math.log(max(1e-8, loss)) for loss in step.losses]
        return [math.exp(sum(logs) / T - log) / T for log in logs]`,
  arguments: () => ({}),
};
export const scaleInvariantPython: MethodCode = {
  name: 'ScaleInvariant',
  source: `
class ScaleInvariant:
    """The sum of the losses' logarithms: weight 1 / L_t."""

    def __init__(self, tasks):
        pass

    def weigh(self, step):
        if min(step.losses) < 0:
            return [1.0] * len(step.losses)
        return [1 / max(1e-8, loss) for loss in step.losses]`,
  arguments: () => ({}),
};
export const imtlLPython: MethodCode = {
  name: 'ImpartialLosses',
  helpers: OWN_ADAM,
  source: `
class ImpartialLosses:
    """IMTL-L (Liu et al., ICLR 2021): minimises the sum over the tasks of exp(s) L - s over the model and the scales s."""

    def __init__(self, tasks, learning_rate=0.025, adam=True):
        self.s = {task: 0.0 for task in tasks}
        self.learning_rate = learning_rate
        self.adam = OwnAdam(tasks, learning_rate) if adam else None

    def weigh(self, step):
        weights = [math.exp(self.s[task]) for task in step.tasks]
        for task, weight, loss in zip(step.tasks, weights, step.losses):
            slope = weight * loss - 1
            change = self.adam.change(task, slope) if self.adam else -self.learning_rate * slope
            self.s[task] = min(15.0, max(-15.0, self.s[task] + change))
        return weights`,
  arguments: (options) => ({
    learning_rate: numberOption(options, 'learningRate'),
    adam: textOption(options, 'optimizer') === 'adam',
  }),
};
export const rlwPython: MethodCode = {
  name: 'RandomWeights',
  random: true,
  source: `
class RandomWeights:
    """Random loss weighting (Lin et al., TMLR 2022): softmax of T normal numbers, drawn anew every step."""

    def __init__(self, tasks):
        pass

    def weigh(self, step):
        drawn = [step.stream.normal() for _ in step.tasks]
        raised = [math.exp(value - max(drawn)) for value in drawn]
        return [value / sum(raised) for value in raised]`,
  arguments: () => ({}),
};
