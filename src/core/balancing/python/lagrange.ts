/** Lagrange multipliers as a Python class. */
import type { MethodCode } from '../../code.ts';
import { numberOption, type Options, switchOption, textOption } from '../../fields.ts';

/** @param boundOf the bound of the task at a place in the model's order */
export const lagrangePython = (
  mainTask: (tasks: readonly string[], options: Options) => string | undefined,
  boundOf: (position: number, options: Options) => number,
): MethodCode => ({
  name: 'Lagrange',
  source: `
class Lagrange:
    """Constrained training: minimise the main task's loss while every other task's loss stays at or below its bound.
    Multipliers rise while a bound is broken (Platt & Barr, NeurIPS 1987, and its relatives)."""

    def __init__(self, tasks, main, bounds, formulation="mdmm", rate=0.05, damping=1.0, every=20, proportional=1.0,
                 dual_first=False):
        self.main, self.bounds, self.formulation, self.dual_first = main, bounds, formulation, dual_first
        self.rate, self.damping, self.every, self.proportional = rate, damping, every, proportional
        self.multiplier = {task: 0.0 for task in tasks}
        self.before = {task: 0.0 for task in tasks}  # violation one step earlier
        self.steps = 0

    def moved(self, task, violation):
        now = self.multiplier[task]
        if self.formulation == "augmented":
            return now + self.damping * violation if (self.steps + 1) % self.every == 0 else now
        error = violation
        if self.formulation == "pi":
            error += self.proportional * (violation - self.before[task])
        return now + self.rate * error

    def weigh(self, step):
        weights = []
        damping = self.damping if self.formulation in ("mdmm", "augmented") else 0.0
        for task, loss in zip(step.tasks, step.losses):
            if task == self.main:
                weights.append(1.0)
                continue
            violation = loss - self.bounds[task]
            held, moved = self.multiplier[task], min(1e4, max(0.0, self.moved(task, violation)))
            used = moved if self.dual_first else held
            weights.append(min(1e4, max(0.0, used + damping * violation)))
            self.multiplier[task], self.before[task] = moved, violation
        self.steps += 1
        return weights`,
  arguments: (options, tasks) => ({
    main: mainTask(tasks, options) ?? '',
    bounds: Object.fromEntries(tasks.map((task, position) => [task, boundOf(position, options)])),
    formulation: textOption(options, 'formulation'),
    rate: numberOption(options, 'multiplierRate'),
    damping: numberOption(options, 'damping'),
    every: numberOption(options, 'every'),
    proportional: numberOption(options, 'proportional'),
    dual_first: switchOption(options, 'dualFirst'),
  }),
});
