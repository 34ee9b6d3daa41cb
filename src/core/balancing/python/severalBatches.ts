/** Methods that take several batches a step, as Python classes: SDMGrad, MoDo, Auto-lambda. */
import type { MethodCode } from '../../code.ts';
import { numberOption, textOption } from '../../fields.ts';
import { OWN_ADAM } from './ownAdam.ts';

const SIMPLEX = {
  on_simplex: `
def on_simplex(v):
    """The nearest point with entries of 0 or more that add up to 1 (Held, Wolfe & Crowder 1974)."""
    ordered = np.sort(v)[::-1]
    excess = (np.cumsum(ordered) - 1) / np.arange(1, len(v) + 1)
    return np.maximum(0, v - excess[np.nonzero(ordered > excess)[0][-1]])`,
} as const;

export const modoPython: MethodCode = {
  name: 'MoDo',
  helpers: SIMPLEX,
  source: `
class MoDo:
    """MoDo (Chen et al., NeurIPS 2023, equation 2.9): the weights go down |G w|^2, of which two further batches give one G
    each, so that the estimate is not biased."""

    def __init__(self, tasks, gamma=0.1, rho=0.1):
        self.gamma, self.rho = gamma, rho
        self.held = {task: 1 / len(tasks) for task in tasks}

    def weigh(self, step):
        w = np.array([self.held[task] for task in step.tasks])
        w = on_simplex(w - self.gamma * (step.cross_gramian @ w + self.rho * w))
        self.held.update(zip(step.tasks, w.tolist()))
        return w.tolist()`,
  arguments: (options) => ({ gamma: numberOption(options, 'gamma'), rho: numberOption(options, 'rho') }),
};
export const sdmgradPython: MethodCode = {
  name: 'SDMGrad',
  helpers: SIMPLEX,
  source: `
class SDMGrad:
    """SDMGrad (Xiao et al., NeurIPS 2023, Algorithm 1): the shortest combination of the gradients, leaning towards their mean;
    two further batches choose it, by a few steps with momentum."""

    def __init__(self, tasks, lean=0.3, rate=0.3, steps=20):
        self.lean, self.rate, self.steps = lean, rate, steps
        self.held = {task: 1 / len(tasks) for task in tasks}

    def weigh(self, step):
        T = len(step.tasks)
        lengths = np.sqrt(np.maximum(0, np.diag(step.cross_gramian)))
        matrix = step.cross_gramian / (lengths.mean() ** 2 + 1e-8)
        w, speed = np.array([self.held[task] for task in step.tasks]), np.zeros(T)
        for _ in range(self.steps):
            speed = 0.5 * speed + matrix @ (w + self.lean / T)
            w = on_simplex(w - self.rate * speed)
        self.held.update(zip(step.tasks, w.tolist()))
        return ((w + self.lean / T) / (1 + self.lean)).tolist()`,
  arguments: (options) => ({
    lean: numberOption(options, 'lambda'),
    rate: numberOption(options, 'innerRate'),
    steps: numberOption(options, 'innerSteps'),
  }),
};
export const autoLambdaPython: MethodCode = {
  name: 'AutoLambda',
  helpers: OWN_ADAM,
  source: `
class AutoLambda:
    """Auto-lambda (Liu et al., TMLR 2022, equations 4 to 6, first order): a task gains weight while its gradient points where
    the primary tasks' losses on validation rows fall. No primary task: all are."""

    def __init__(self, tasks, learning_rate=0.01, primary=None):
        self.primary = primary
        self.held = {task: 1.0 for task in tasks}
        self.adam = OwnAdam(tasks, learning_rate)

    def weigh(self, step):
        judges = [s for s, task in enumerate(step.tasks) if self.primary not in step.tasks or task == self.primary]
        slopes = -step.cross_gramian[:, judges].sum(1)
        raised = []
        for task, slope in zip(step.tasks, slopes.tolist()):
            change = self.adam.change(task, slope if math.isfinite(slope) else 0.0)
            raised.append(max(0.0, self.held[task] + change))
        total = sum(raised)
        weights = [w * len(raised) / total if total > 0 else 1.0 for w in raised]
        self.held.update(zip(step.tasks, weights))
        return weights`,
  arguments(options) {
    const primary = textOption(options, 'primary');
    return { learning_rate: numberOption(options, 'learningRate'), ...(primary === '' ? {} : { primary }) };
  },
};
