/** Methods that remember every task's gradient, as Python classes: DB-MTL, MoCo, ExcessMTL. */
import type { MethodCode } from '../../code.ts';
import { numberOption } from '../../fields.ts';

export const dbMtlPython: MethodCode = {
  name: 'DualBalancing',
  source: `
class DualBalancing:
    """DB-MTL (Lin et al. 2023): gradients of log losses, smoothed over steps, all stretched to the longest and added."""

    def __init__(self, tasks, beta=0.9, sigma=0.0):
        self.beta, self.sigma, self.steps, self.smoothed = beta, sigma, 0, {}

    def direction(self, step):
        """What the shared parameters follow [P], and the weights of heads and towers, from step.jacobian [T, P]."""
        self.steps += 1
        keep = self.beta / self.steps**self.sigma
        inverse = 1 / (np.maximum(0, step.losses) + 1e-8)
        rows = step.jacobian * inverse[:, None]
        for task, row in zip(step.tasks, rows):
            self.smoothed[task] = row + keep * (self.smoothed.get(task, 0.0) - row)
        rows = np.stack([self.smoothed[task] for task in step.tasks])
        lengths = np.linalg.norm(rows, axis=1)
        return lengths.max() / (lengths + 1e-8) @ rows, inverse.tolist()`,
  arguments: (options) => ({ beta: numberOption(options, 'beta'), sigma: numberOption(options, 'sigma') }),
};
export const mocoPython: MethodCode = {
  name: 'MoCo',
  source: `
class MoCo:
    """MoCo (Fernando et al., ICLR 2023, Algorithm 1): weights follow gradients that are smoothed over steps."""

    def __init__(self, tasks, beta=0.5, gamma=0.1, rho=0.0):
        self.beta, self.gamma, self.rho, self.steps, self.smoothed = beta, gamma, rho, 0, {}
        self.weights = {task: 1 / len(tasks) for task in tasks}

    def direction(self, step):
        """What the shared parameters follow [P], and the weights of heads and towers, from step.jacobian [T, P]."""
        self.steps += 1
        beta, gamma = self.beta / math.sqrt(self.steps), self.gamma / math.sqrt(self.steps)
        for task, row, loss in zip(step.tasks, step.jacobian, step.losses):
            held = self.smoothed.get(task, np.zeros_like(row))
            self.smoothed[task] = held - beta * (held - row * loss / (np.linalg.norm(row) + 1e-8))
        rows, T = np.stack([self.smoothed[task] for task in step.tasks]), len(step.tasks)
        held = np.array([self.weights[task] for task in step.tasks])
        moved = held - gamma * ((rows @ rows.T + self.rho * np.eye(T)) @ held)
        weights = np.exp(moved - moved.max()) / np.exp(moved - moved.max()).sum()
        self.weights.update(zip(step.tasks, weights.tolist()))
        return weights @ rows, [1.0] * T`,
  arguments: (options) => ({
    beta: numberOption(options, 'beta'),
    gamma: numberOption(options, 'gamma'),
    rho: numberOption(options, 'rho'),
  }),
};
export const excessMtlPython: MethodCode = {
  name: 'ExcessRisk',
  source: `
class ExcessRisk:
    """ExcessMTL (He et al., ICML 2024, equations 6-9): weight goes to tasks that are far from their own optimum, g H^-1 g with
    H the root of the summed squares of past gradients."""

    def __init__(self, tasks, step_size=0.01):
        self.step_size, self.squares, self.first = step_size, {}, {}
        self.weights = {task: 1.0 for task in tasks}

    def direction(self, step):
        """What the shared parameters follow [P], and the weights of heads and towers, from step.jacobian [T, P]."""
        excess = []
        for task, row in zip(step.tasks, step.jacobian):
            self.squares[task] = self.squares.get(task, 0.0) + row**2
            excess.append(float((row**2 / np.sqrt(self.squares[task] + 1e-7)).sum()))
        started = all(task in self.first for task in step.tasks)
        first = [self.first.setdefault(task, risk) for task, risk in zip(step.tasks, excess)]
        weights = np.array([self.weights[task] for task in step.tasks])
        if started:
            grown = weights * np.exp(np.clip(self.step_size * np.array(excess) / (np.array(first) + 1e-7), 0, 50))
            weights = grown * len(grown) / grown.sum()
            self.weights.update(zip(step.tasks, weights.tolist()))
        return weights @ step.jacobian, weights.tolist()`,
  arguments: (options) => ({ step_size: numberOption(options, 'stepSize') }),
};
