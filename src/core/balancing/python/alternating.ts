/** Alternating training as a Python class. */
import type { MethodCode } from '../../code.ts';
import { numberOption, textOption } from '../../fields.ts';

export const alternatingPython: MethodCode = {
  name: 'Alternating',
  random: true,
  source: `
class Alternating:
    """Every step follows the loss of one task only (Collobert & Weston, ICML 2008, section 5)."""

    def __init__(self, tasks, steps_each=1, sampled=False, by_rows=False, temperature=1.0):
        self.steps_each, self.sampled, self.by_rows, self.temperature = steps_each, sampled, by_rows, temperature
        self.last, self.left = None, 0

    def turn(self, step):
        """The task that steps now, out of those that can."""
        if not step.tasks:
            return []
        if self.sampled:
            rows = [max(1, step.rows[task]) if self.by_rows else 1 for task in step.tasks]
            chances = [count ** (1 / self.temperature) for count in rows]
            drawn, edge = step.stream.uniform(), 0.0
            for task, chance in zip(step.tasks, chances):
                edge += chance / sum(chances)
                if drawn < edge:
                    return [task]
            return [step.tasks[-1]]
        if self.left > 0 and self.last in step.tasks:
            self.left -= 1
            return [self.last]
        start = step.all_tasks.index(self.last) if self.last in step.all_tasks else -1
        for i in range(1, len(step.all_tasks) + 1):
            task = step.all_tasks[(start + i) % len(step.all_tasks)]
            if task in step.tasks:
                self.last, self.left = task, self.steps_each - 1
                return [task]
        return []

    def weigh(self, step):
        return [1.0] * len(step.tasks)`,
  arguments: (options) =>
    textOption(options, 'order') === 'sampled'
      ? {
          sampled: true,
          ...(textOption(options, 'sampleBy') === 'rows'
            ? { by_rows: true, temperature: numberOption(options, 'temperature') }
            : {}),
        }
      : { steps_each: numberOption(options, 'stepsEach') },
};
