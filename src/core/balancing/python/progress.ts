/** Methods that follow how losses fall, as Python classes: FAMO, smooth Tchebycheff, the bandit over tasks. */
import type { MethodCode } from '../../code.ts';
import { numberOption, textOption } from '../../fields.ts';
import { OWN_ADAM } from './ownAdam.ts';

export const famoPython: MethodCode = {
  name: 'FAMO',
  helpers: OWN_ADAM,
  source: `
class FAMO:
    """FAMO (Liu et al., NeurIPS 2023, Algorithm 1): weights under which every loss falls at the same rate, learnt from the
    losses before and after each step."""

    def __init__(self, tasks, learning_rate=0.025, gamma=0.001, lower_bound=0.0):
        self.gamma, self.lower_bound = gamma, lower_bound
        self.xi = {task: 0.0 for task in tasks}
        self.adam = OwnAdam(tasks, learning_rate)

    def shares(self, step):
        raised = np.exp([self.xi[task] - max(self.xi[task] for task in step.tasks) for task in step.tasks])
        return raised / raised.sum()

    def above(self, losses):
        return np.maximum(0, np.array(losses) - self.lower_bound) + 1e-8

    def weigh(self, step):
        raw = self.shares(step) / self.above(step.losses)
        return (raw / raw.sum()).tolist()

    def after_step(self, step, losses):
        """Hears the losses of the same batch after the step."""
        z, falls = self.shares(step), np.log(self.above(step.losses)) - np.log(self.above(losses))
        for task, share, fall in zip(step.tasks, z.tolist(), (falls - falls @ z).tolist()):
            self.xi[task] += self.adam.change(task, share * fall + self.gamma * self.xi[task])`,
  arguments: (options) => ({
    learning_rate: numberOption(options, 'learningRate'),
    gamma: numberOption(options, 'gamma'),
    lower_bound: numberOption(options, 'lowerBound'),
  }),
};
export const stchPython: MethodCode = {
  name: 'SmoothTchebycheff',
  source: `
class SmoothTchebycheff:
    """A smooth maximum of the losses (Lin et al., ICML 2024); "relative": log losses during the warm-up, then losses relative
    to their mean over the epoch after it."""

    def __init__(self, tasks, mu=0.1, relative=False, warmup_epochs=4):
        self.mu, self.relative, self.warmup_epochs = mu, relative, warmup_epochs
        self.seen = {task: [] for task in tasks}

    def weigh(self, step):
        softmax = lambda x: np.exp(x - x.max()) / np.exp(x - x.max()).sum()
        T, losses = len(step.losses), np.maximum(1e-8, step.losses)
        if not self.relative:
            return (softmax(np.array(step.losses) / T / self.mu) / T).tolist()
        weights = 1 / losses
        if step.epoch > self.warmup_epochs:
            nadir = [max(1e-8, np.mean(self.seen[task])) if self.seen[task] else loss for task, loss in zip(step.tasks, losses)]
            weights = T * softmax(np.log(losses / nadir) / self.mu) / losses
        elif step.epoch == self.warmup_epochs:
            for task, loss in zip(step.tasks, step.losses):
                self.seen[task].append(loss)
        return weights.tolist()`,
  arguments: (options) => ({
    mu: numberOption(options, 'mu'),
    ...(textOption(options, 'losses') === 'relative'
      ? { relative: true, warmup_epochs: numberOption(options, 'warmupEpochs') }
      : {}),
  }),
};
export const banditPython: MethodCode = {
  name: 'Bandit',
  random: true,
  source: `
class Bandit:
    """EXP3.S over tasks (Graves et al., ICML 2017, section 2.2): each step follows one task, drawn more often the more its loss
    has lately fallen when it was its turn."""

    def __init__(self, tasks, step_size=0.02, explore=0.1):
        self.step_size, self.explore = step_size, explore
        self.logits = {task: 0.0 for task in tasks}
        self.drawn, self.chance, self.gains, self.turns = None, 1.0, [], 0

    def turn(self, step):
        """The task that steps now, out of those that can."""
        if not step.tasks:
            return []
        raised = np.exp([self.logits[task] - max(self.logits[each] for each in step.tasks) for task in step.tasks])
        chances = ((1 - self.explore) * raised / raised.sum() + self.explore / len(raised)).tolist()
        rest, place = step.stream.uniform(), 0
        while place < len(chances) - 1 and rest >= chances[place]:
            rest -= chances[place]
            place += 1
        self.drawn, self.chance = step.tasks[place], chances[place]
        return [self.drawn]

    def weigh(self, step):
        return [1.0] * len(step.tasks)

    def reward(self, gain):
        """The gain between the 20th and the 80th percentile of the latest ones, as -1 to 1."""
        ordered = sorted(self.gains)
        low, high = (ordered[int(share * (len(ordered) - 1))] for share in (0.2, 0.8))
        return min(1.0, max(-1.0, 2 * (gain - low) / (high - low) - 1)) if high > low else 0.0

    def after_step(self, step, losses):
        """Hears the loss of the same batch after the step."""
        if self.drawn not in step.tasks or not abs(step.losses[step.tasks.index(self.drawn)]) > 1e-12:
            return
        before, after = (values[step.tasks.index(self.drawn)] for values in (step.losses, losses))
        gain = min(1e6, max(-1e6, (before - after) / abs(before)))
        self.gains = [*self.gains, gain][-200:]
        self.turns += 1
        self.logits[self.drawn] += self.step_size * self.reward(gain) / self.chance
        powers = np.exp(np.array(list(self.logits.values())) - max(self.logits.values()))
        others = len(powers) - 1
        share = 1 / (self.turns + 1) if others else 0.0
        mixed = (1 - share) * powers + (share / others * (powers.sum() - powers) if others else 0.0)
        self.logits = dict(zip(self.logits, np.log(mixed + 1e-12).tolist()))`,
  arguments: (options) => ({
    step_size: numberOption(options, 'stepSize'),
    explore: numberOption(options, 'explore'),
  }),
};
