/**
 * Whether an executor computes a plan as plain loops do: losses and every parameter's gradient on a few rows of the run's
 * own data, before it trains them. tfjs is wrong in silence in places, and which ones depends on backend, layer and
 * machine; a check of the plan itself needs no list of them. A few milliseconds, and once for plans of one kind and size.
 */
import type { TaskId } from '../../core/experiment/experiment.ts';
import { initialValues } from '../../core/graph/initialValues.ts';
import type { ModelPlan, PlanParameter } from '../../core/graph/modelPlan.ts';
import type { ScenarioOutline, Split } from '../../core/scenarios/scenario.ts';
import { createArrayExecutor } from './arrays/arrayExecutor.ts';
import { UnknownOperation } from './arrays/arrayOps.ts';
import { makeBatch, readySplit } from './batches.ts';
import type { Executor } from './executor.ts';

/** Apart by so much of 1 + the loss, or of the gradient's own length: rounding and ties at kinks stay far below. */
const LOSS_APART = 1e-3;
const GRADIENT_APART = 0.03;
/** Gradients shorter than this share of the longest may be rounding: some are zero by their formula. */
const NOTHING = 1e-3;

interface Question {
  readonly plan: ModelPlan;
  readonly outline: ScenarioOutline;
  /** Training rows. */
  readonly split: Split;
  /** Of them, the first so many. */
  readonly rows: number;
}
interface Answer {
  readonly losses: readonly number[];
  /** By parameter; absent: no task reaches it. */
  readonly gradients: readonly (Float32Array | undefined)[];
}

function answerOf(executor: Executor, { plan, outline, split, rows }: Question): Answer {
  const count = Math.min(rows, split.rows);
  const batch = makeBatch(
    executor,
    readySplit(split, outline),
    Array.from({ length: count }, (_, row) => row),
  );
  const parameters = initialValues(plan, 1).map((values, i) =>
    executor.load(values, (plan.parameters[i] as PlanParameter).shape),
  );
  const tasks = plan.tasks.filter((task) => (batch.tasks[task]?.count ?? 0) > 0);
  const seeds = { tasks, factors: tasks.map(() => 1) };
  const recorder = executor.createRecorder(new Map(outline.tasks.map((task) => [task.id, task])));
  try {
    if (tasks.length === 0) return { losses: [], gradients: [] };
    const asked = { plan, parameters, batch, lane: 0, seed: 1, step: 0, measured: tasks, active: tasks };
    return executor.tidy(() =>
      recorder.record(asked, (recorded) => {
        const found = recorded.gradients(seeds, plan.parameters);
        const present = found.filter((each) => each !== undefined);
        const [losses, ...values] = executor.read([recorded.losses(tasks as readonly TaskId[]), ...present]);
        let next = 0;
        const gradients = found.map((each) => {
          if (!each) return undefined;
          next += 1;
          return values[next - 1];
        });
        return { losses: [...(losses as Float32Array)], gradients };
      }),
    );
  } finally {
    for (const each of parameters) executor.dispose(each);
    batch.dispose();
  }
}

const lengthOf = (values: Float32Array): number => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
const distance = (a: Float32Array, b: Float32Array): number => lengthOf(a.map((value, i) => value - (b[i] as number)));

/** The first layer whose gradient, or else the task whose loss, is another one; in words for engineers. */
function apart({ plan }: Question, found: Answer, wanted: Answer): string | undefined {
  const longest = Math.max(0, ...wanted.gradients.map((each) => (each ? lengthOf(each) : 0)));
  for (const { index, node, name } of plan.parameters) {
    const [mine, theirs] = [found.gradients[index], wanted.gradients[index]];
    if (!theirs) continue;
    const size = Math.max(lengthOf(theirs), NOTHING * longest);
    const off = mine ? distance(mine, theirs) : size;
    // The negation lets a number that is none through; where the reference has none, there is nothing to say.
    if (Number.isFinite(size) && !(off <= GRADIENT_APART * size + Number.EPSILON)) {
      const kind = plan.nodes.find((each) => each.id === node)?.kind ?? node;
      return `the gradient of ${kind} ${node} (${name}) differs from that of plain loops`;
    }
  }
  const task = wanted.losses.findIndex((loss, t) => {
    const off = Math.abs((found.losses[t] ?? Number.NaN) - loss);
    return Number.isFinite(loss) && !(off <= LOSS_APART * (1 + Math.abs(loss)));
  });
  return task < 0 ? undefined : `the loss of task ${plan.tasks[task]} differs from that of plain loops`;
}

/** What the executor gets wrong on one of the plans; `undefined`: nothing, or plain loops do not know an operation. */
export function misfitOf(
  executor: Executor,
  plans: readonly ModelPlan[],
  about: Omit<Question, 'plan'>,
): string | undefined {
  const plain = createArrayExecutor('plain');
  const seen = new Set<string>();
  for (const plan of plans) {
    // Copies of a model have nothing to add.
    const kinds = plan.nodes.map((node) => node.kind).join(' ');
    if (seen.has(kinds)) continue;
    seen.add(kinds);
    const question = { ...about, plan };
    try {
      const wanted = answerOf(plain, question);
      const fault = apart(question, answerOf(executor, question), wanted);
      if (fault !== undefined) return fault;
    } catch (fault) {
      if (!(fault instanceof UnknownOperation)) throw fault;
    }
  }
  return undefined;
}
