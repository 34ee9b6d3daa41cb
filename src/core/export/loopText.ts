/** What the loops of the exported PyTorch and Keras programs have alike: the page's random numbers, and Python without tensors. */
import { pyValue } from '../code.ts';
import type { Phase, Schedule } from '../experiment/experiment.ts';
import { limited, type Needs, when } from './needs.ts';

/** The page's own counter-based generator (core/math/rng.ts), so that random choices are the same here as there. */
export const STREAM = `
class Stream:
    """Counter-based random numbers, the same as the page's: number n is a hash of (seed, name, n)."""

    MASK = 0xFFFFFFFF

    @classmethod
    def mix(cls, x):
        x = (x ^ (x >> 16)) * 0x7FEB352D & cls.MASK
        x = (x ^ (x >> 15)) * 0x846CA68B & cls.MASK
        return x ^ (x >> 16)

    @classmethod
    def hash(cls, *parts):
        state = 0x811C9DC5
        for part in parts:
            text = part if isinstance(part, str) else f"#{part}"
            for unit in np.frombuffer(text.encode("utf-16-le"), "<u2").tolist():
                state = (state ^ unit) * 0x01000193 & cls.MASK
            state = cls.mix(state ^ 0x9E3779B9)
        return state

    def __init__(self, seed, name=""):
        self.low, self.high, self.drawn = self.hash(seed, name), self.hash("high", seed, name), 0

    def uniforms(self, count):
        """[count] in [0, 1), 53 bits each."""
        places = np.arange(self.drawn, self.drawn + 2 * count, dtype=np.uint64)
        self.drawn += 2 * count
        words = self.mix(self.mix((places + np.uint64(self.low)) & self.MASK) ^ np.uint64(self.high)).reshape(count, 2)
        return ((words[:, 0] >> 5) * 67108864 + (words[:, 1] >> 6)) / 9007199254740992

    def uniform(self):
        return float(self.uniforms(1)[0])

    def normal(self):
        first, second = self.uniforms(2)
        return math.sqrt(-2 * math.log(1 - first)) * math.cos(2 * math.pi * second)

    def permutation(self, count):
        order = list(range(count))
        for i in range(count - 1, 0, -1):
            j = int(self.uniform() * (i + 1))
            order[i], order[j] = order[j], order[i]
        return order`;

function scheduleBody(schedule: Schedule): string {
  switch (schedule.kind) {
    case 'constant':
      return '1.0';
    case 'step':
      return `${schedule.factor} ** (step // ${schedule.every})`;
    case 'cosine': {
      const { floor, steps } = schedule;
      return `${floor} + (1 - ${floor}) * 0.5 * (1 + math.cos(math.pi * min(1.0, step / ${steps})))`;
    }
    case 'warmup':
      return `min(1.0, step / ${schedule.steps})`;
  }
}

/** Which tasks may step, where phases or sampling say so. */
export function allowedText({ phases, sampling }: Needs): string {
  if (!limited({ phases, sampling })) return '';
  const sampled = Object.keys(sampling).length > 0;
  const row = ({ steps, tasks, frozen = [] }: Phase): string =>
    `(${steps}, ${tasks ? pyValue([...tasks]) : 'None'}, ${pyValue([...frozen])})`;
  return `
${when(
  phases.length > 0,
  `# (steps, tasks that step or None for all, parts that stay as they are); the last one goes on.
PHASES = [${phases.map(row).join(', ')}]


def phase_at(number):
    end = 0
    for steps, tasks, still in PHASES:
        end += steps
        if number < end:
            break
    return tasks, still


`,
)}${when(sampled, `SAMPLING = ${pyValue(sampling)}  # the share of steps in which a task is trained\n\n\n`)}def allowed(number, tasks):
    """Tasks that may step now."""
${when(
  phases.length > 0,
  `    chosen, _ = phase_at(number)
    tasks = [task for task in tasks if chosen is None or task in chosen]
`,
)}${when(
  sampled,
  `    draw = lambda task: Stream(Stream.hash(SEED, f"sampling {task}", number), "fork").uniform()
    tasks = [task for task in tasks if draw(task) < SAMPLING.get(task, 1.0)]
`,
)}    return tasks

`;
}

/** The learning rates' schedule, where there is one. */
export const rateText = (schedule: Schedule): string =>
  when(
    schedule.kind !== 'constant',
    `
def rate_factor(step):
    """Multiplies every learning rate."""
    return ${scheduleBody(schedule)}

`,
  );

export const SPARSITY = `
def sparsity_at(step):
    """The share of zeros that is due (Zhu & Gupta, ICLR workshop 2018, eq. 1)."""
    begin, steps, most = PRUNING["begin"], PRUNING["steps"], PRUNING["sparsity"]
    if step < begin:
        return 0.0
    return most if step >= begin + steps else most * (1 - (1 - (step - begin) / steps) ** 3)

`;

export const reachText = (phases: boolean): string => `
def reach(model, name):
    """Tasks whose loss sends gradient into a parameter."""
${when(
  phases,
  `    layer = name.split(".")[0]
    part = "heads" if layer in model.HEADS else "shared" if len(model.REACH[layer]) > 1 else "private"
    if part in model.still:
        return set()
`,
)}    return set(model.REACH[name.split(".")[0]])

`;

/** Before a step: an epoch that is over is told, whether or not its last batch had a label. */
export const EPOCH_ENDS = `        if number > 0 and loader.epoch(number) != loader.epoch(number - 1):
            if hasattr(method, "epoch_end"):
                method.epoch_end({task: sum(seen) / len(seen) for task, seen in sums.items()})
            sums = {}
`;
export const EPOCH_SUMS = `
        for task in step.tasks:
            sums.setdefault(task, []).append(values[task])
`;

/** What a step is told, and which tasks it is made of. */
export const stepHead = (
  needs: Needs,
): string => `        step = SimpleNamespace(number=number, epoch=loader.epoch(number), all_tasks=list(model.LOSSES), rows=loader.labelled_rows)
        stepping = ${limited(needs) ? 'allowed(number, known)' : 'known'}
        step.tasks = [task for task in stepping if model.TASK_WEIGHTS[task] > 0]
${when(needs.stream, '        step.stream = Stream(Stream.hash(SEED, f"method {model.NAME}", number), "fork")\n')}${when(
  needs.turns,
  `        if hasattr(method, "turn"):
            step.tasks = stepping = method.turn(step)
`,
)}        step.losses = [model.TASK_WEIGHTS[task] * values[task] for task in step.tasks]
`;
