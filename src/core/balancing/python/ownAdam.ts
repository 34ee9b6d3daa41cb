/** The small Adam that trains a method's own numbers, as a Python class (ownOptimizer.ts). */
export const OWN_ADAM = {
  OwnAdam: `
class OwnAdam:
    """Adam for a method's own number per task, apart from the model's optimiser."""

    def __init__(self, tasks, learning_rate):
        self.learning_rate = learning_rate
        self.m = {task: 0.0 for task in tasks}
        self.v = {task: 0.0 for task in tasks}
        self.count = {task: 0 for task in tasks}

    def change(self, task, slope):
        self.count[task] += 1
        self.m[task] = 0.9 * self.m[task] + 0.1 * slope
        self.v[task] = 0.999 * self.v[task] + 0.001 * slope * slope
        m = self.m[task] / (1 - 0.9 ** self.count[task])
        v = self.v[task] / (1 - 0.999 ** self.count[task])
        return -self.learning_rate * m / (math.sqrt(v) + 1e-8)`,
} as const;
