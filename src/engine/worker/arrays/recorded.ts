/**
 * What can be asked of a recorded step: losses, gradients of their weighted sums, and every task's own. Walks and the
 * buffers of their answers are made at the first question; the engine asks with the same lists at every step.
 */
import type { NodeId, TaskId } from '../../../core/experiment/experiment.ts';
import type { PlanParameter } from '../../../core/graph/modelPlan.ts';
import type { TensorRef } from '../../../core/ops.ts';
import type { GradientRows, Jacobian, Recorded } from '../executor.ts';
import { type ArrayTensor, arrayOf, type Cell, leaf, type Step, valuesOf } from './arrayTensor.ts';
import type { MakeGround } from './ground.ts';
import type { Kernels } from './kernels.ts';
import { planWalk, type Walk } from './program.ts';
import { createRowMatrix, cut, type RowMatrix } from './rowMatrix.ts';

export interface RecordedParts {
  readonly steps: readonly Step[];
  readonly losses: ReadonlyMap<TaskId, Cell>;
  readonly outputs: ReadonlyMap<NodeId, readonly TensorRef[]>;
  readonly parameters: readonly ArrayTensor[];
  readonly kernels: Kernels;
  readonly makeGround: MakeGround;
}
/** A walk, and the gradients that it leaves behind. */
interface Answer {
  readonly walk: Walk;
  readonly gradients: (ArrayTensor | undefined)[];
}
/** A walk for each task, and the matrix of what they leave of some parameters. */
interface Each {
  readonly tasks: readonly TaskId[];
  readonly answers: readonly Answer[];
  readonly matrix: RowMatrix;
  /** Whether only one of the tasks reaches a further parameter: its gradient is then left alone by the other walks. */
  readonly alone: readonly boolean[];
}
const NONE: readonly PlanParameter[] = [];
/** Memories beside a program's own: a browser has a hundred or so in all. Beyond, matrices lie on the heap. */
const MOST_MEMORIES = 3;
const same = (a: readonly TaskId[], b: readonly TaskId[]): boolean =>
  a === b || (a.length === b.length && a.every((task, t) => task === b[t]));

export function recordedOf({ steps, losses, outputs, parameters, kernels, makeGround }: RecordedParts): Recorded {
  const cellOf = ({ index }: PlanParameter): Cell => (parameters[index] as ArrayTensor).cell;
  const lossCells = (tasks: readonly TaskId[]): Cell[] => tasks.map((task) => losses.get(task) as Cell);
  const walkTo = (tasks: readonly TaskId[], targets: readonly Cell[]): Walk =>
    planWalk(steps, lossCells(tasks), targets, kernels.clear);

  let memories = 0;
  const matrixOf = (tasks: readonly TaskId[], width: number): RowMatrix => {
    const compiled = width > 0 && memories < MOST_MEMORIES;
    if (compiled) memories += 1;
    return createRowMatrix(compiled ? makeGround : () => undefined, tasks.length, width);
  };

  const answers = new WeakMap<readonly PlanParameter[], Map<string, Answer>>();
  let latest:
    | { readonly tasks: readonly TaskId[]; readonly list: readonly PlanParameter[]; answer: Answer }
    | undefined;
  const answerOf = (tasks: readonly TaskId[], list: readonly PlanParameter[]): Answer => {
    if (latest?.tasks === tasks && latest.list === list) return latest.answer;
    const answer = answerBy(tasks, list);
    latest = { tasks, list, answer };
    return answer;
  };
  const answerBy = (tasks: readonly TaskId[], list: readonly PlanParameter[]): Answer => {
    const byTasks = answers.get(list) ?? new Map<string, Answer>();
    answers.set(list, byTasks);
    const key = tasks.join('\n');
    let answer = byTasks.get(key);
    if (!answer) {
      const walk = walkTo(tasks, list.map(cellOf));
      const gradients = list.map((p) => {
        const cell = cellOf(p);
        return walk.reached.has(cell) ? leaf(cell.grad as Float32Array, p.shape) : undefined;
      });
      answer = { walk, gradients };
      byTasks.set(key, answer);
    }
    return answer;
  };

  const known = new WeakMap<readonly PlanParameter[], WeakMap<readonly PlanParameter[], Each>>();
  const eachOf = (tasks: readonly TaskId[], list: readonly PlanParameter[], extra: readonly PlanParameter[]): Each => {
    const byExtra = known.get(list) ?? new WeakMap<readonly PlanParameter[], Each>();
    known.set(list, byExtra);
    const found = byExtra.get(extra);
    if (found && same(found.tasks, tasks)) return found;
    const both = [...list, ...extra];
    const each = tasks.map((task) => answerBy([task], both));
    const made: Each = {
      tasks,
      answers: each,
      matrix: matrixOf(
        tasks,
        list.reduce((sum, p) => sum + p.size, 0),
      ),
      alone: extra.map((_, i) => each.filter(({ gradients }) => gradients[list.length + i]).length < 2),
    };
    byExtra.set(extra, made);
    return made;
  };

  interface AtOutput {
    readonly tasks: readonly TaskId[];
    readonly walks: readonly Walk[];
    readonly matrix: RowMatrix;
  }
  const atOutputs = new Map<NodeId, AtOutput>();
  const atOutput = (tasks: readonly TaskId[], node: NodeId, cell: Cell): AtOutput => {
    const found = atOutputs.get(node);
    if (found && same(found.tasks, tasks)) return found;
    const walks = tasks.map((task) => walkTo([task], [cell]));
    const made = { tasks, walks, matrix: matrixOf(tasks, cell.values.length) };
    atOutputs.set(node, made);
    return made;
  };

  const stacks = new WeakMap<readonly TaskId[], { readonly tensor: ArrayTensor; readonly cells: readonly Cell[] }>();
  return {
    losses(tasks) {
      let stack = stacks.get(tasks);
      if (!stack) {
        stack = { tensor: leaf(new Float32Array(tasks.length), [tasks.length]), cells: lossCells(tasks) };
        stacks.set(tasks, stack);
      }
      const { values } = stack.tensor.cell;
      for (let t = 0; t < values.length; t += 1) values[t] = (stack.cells[t] as Cell).values[0] as number;
      return stack.tensor;
    },
    gradients({ tasks, factors }, list) {
      if (list.length === 0) return [];
      const { walk, gradients } = answerOf(tasks, list);
      walk.run(factors);
      return gradients;
    },
    jacobianAt({ tasks, factors }, node): GradientRows {
      const { cell } = arrayOf((outputs.get(node) as readonly TensorRef[])[0] as TensorRef);
      const { walks, matrix } = atOutput(tasks, node, cell);
      for (const [t, walk] of walks.entries()) {
        walk.run([factors[t] as number]);
        matrix.fill(t, 0, walk.reached.has(cell) ? cell.grad : undefined, cell.values.length);
      }
      return { rows: matrix.tensor, normsAndCosines: matrix.normsAndCosines };
    },
    jacobian({ tasks, factors }, list, extra = NONE): Jacobian {
      const { answers: each, matrix, alone } = eachOf(tasks, list, extra);
      const extras = each.map(({ walk, gradients }, t) => {
        walk.run([factors[t] as number]);
        let at = 0;
        for (let i = 0; i < list.length; i += 1) {
          const { size } = list[i] as PlanParameter;
          matrix.fill(t, at, gradients[i]?.cell.values, size);
          at += size;
        }
        return extra.map((p, i) => {
          const found = gradients[list.length + i];
          // Where the next task reaches, it walks into the same buffer.
          return found && (alone[i] ? found : leaf(found.cell.values.slice(), p.shape));
        });
      });
      return {
        rows: matrix.tensor,
        normsAndCosines: matrix.normsAndCosines,
        weigh: (weights) => matrix.weigh(weights, list),
        cut: (direction) => cut(valuesOf(direction), list),
        extras,
      };
    },
  };
}
