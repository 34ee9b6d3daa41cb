/**
 * Training steps of one model as programs: recorded at the first step of a batch size, kept for the next ones. What
 * changes from step to step (parameters, inputs, labels, dropout masks) is copied into the program's places.
 */
import type { NodeId, TaskId } from '../../../core/experiment/experiment.ts';
import type { ModelPlan, PlanParameter } from '../../../core/graph/modelPlan.ts';
import type { ForwardContext, Shape, TensorRef } from '../../../core/ops.ts';
import type { TaskDef } from '../../../core/scenarios/scenario.ts';
import type { BatchTask } from '../batch.ts';
import type { Jacobian, LossArgs, Recorded, Recorder, Seeds } from '../executor.ts';
import { measureLosses } from '../losses.ts';
import { fillMask, stepNumbers } from '../network.ts';
import { createArrayOps } from './arrayOps.ts';
import { type ArrayTensor, arrayOf, type Cell, leaf, type Step, valuesOf } from './arrayTensor.ts';
import type { Bound } from './bound.ts';
import { chain } from './chain.ts';
import { type Ground, type MakeGround, recordOn } from './ground.ts';
import type { Kernels } from './kernels.ts';
import { constantIn, planWalk, startRecording, type Walk } from './program.ts';

/** Batch sizes, sets of measured tasks and lanes that are in use at a time: a handful. The oldest gives way. */
const MOST_PROGRAMS = 12;

/** A walk, and the gradients that it leaves behind. */
interface Answer {
  readonly walk: Walk;
  readonly gradients: (ArrayTensor | undefined)[];
}
interface Program {
  readonly recorded: Recorded;
  run(args: LossArgs): void;
}

function record(args: LossArgs, taskDefs: ReadonlyMap<TaskId, TaskDef>, { allocate, kernels, runs }: Ground): Program {
  const { plan, batch, measured } = args;
  const { make, steps, slot } = startRecording(allocate, runs);
  const ops = createArrayOps(make, kernels, constantIn(slot));
  const drawn: ((now: LossArgs) => void)[] = [];
  const parameters = args.parameters.map((parameter) => slot(parameter.shape, true));
  const inputs = Object.fromEntries(Object.entries(batch.inputs).map(([id, x]) => [id, slot(x.shape)]));
  const tasks = Object.fromEntries(
    measured.map((task) => {
      const { labels, mask, share, count } = batch.tasks[task] as BatchTask;
      return [task, { labels: slot(labels.shape), mask: slot(mask.shape), share: slot(share.shape), count }];
    }),
  ) as Record<TaskId, BatchTask>;
  const fill = (now: LossArgs): void => {
    for (let p = 0; p < parameters.length; p += 1) copyInto(parameters[p], now.parameters[p]);
    for (const id in inputs) copyInto(inputs[id], now.batch.inputs[id]);
    for (const task of measured) {
      const [to, from] = [tasks[task], now.batch.tasks[task]];
      copyInto(to?.labels, from?.labels);
      copyInto(to?.mask, from?.mask);
      copyInto(to?.share, from?.share);
    }
    for (const draw of drawn) draw(now);
  };
  // Filled before it is recorded: the recording itself is the first run.
  if (runs) fill(args);
  const drawnAnew = (shape: Shape, fill: (values: Float32Array, now: LossArgs) => void): TensorRef => {
    const place = slot(shape);
    const draw = (now: LossArgs): void => fill(place.cell.values, now);
    drawn.push(draw);
    draw(args);
    return place;
  };
  const context = ({ initKey }: { readonly initKey: string }): ForwardContext => ({
    training: true,
    mask: (rate, shape) => drawnAnew(shape, (values, { seed, step }) => fillMask(values, rate, seed, step, initKey)),
    fresh: (shape, fill) =>
      drawnAnew(shape, (values, { seed, step }) => fill(values, stepNumbers(seed, step, initKey))),
  });
  const { losses, outputs } = measureLosses({
    ops,
    plan,
    parameters,
    batch: { inputs, tasks },
    context,
    measured,
    taskDefs,
  });
  const cells = new Map([...losses].map(([task, loss]) => [task, arrayOf(loss).cell]));
  /** Made one at the first repeat: many a program runs once. */
  let forward: Bound | undefined;
  let fresh = true;
  return {
    recorded: recordedOf(steps, cells, outputs, parameters, kernels),
    run(now) {
      if (fresh) {
        fresh = false;
        return;
      }
      fill(now);
      forward ??= chain(steps.map((step) => step.run));
      forward();
    },
  };
}
/** Below, copying by hand is several times faster than by the array's own way. */
const SHORT = 64;
function copyInto(to: TensorRef | undefined, from: TensorRef | undefined): void {
  const [place, values] = [valuesOf(to as TensorRef), valuesOf(from as TensorRef)];
  if (values.length > SHORT) place.set(values);
  else for (let i = 0; i < values.length; i += 1) place[i] = values[i] as number;
}

export function createArrayRecorder(taskDefs: ReadonlyMap<TaskId, TaskDef>, makeGround: MakeGround): Recorder {
  const programs = new Map<string, Program>();
  let recordedPlan: ModelPlan | undefined;
  /** Of the last step: the next one mostly asks for the same, with the very same list. */
  let latest: { readonly lane: number; readonly rows: number; readonly measured: readonly TaskId[] } | undefined;
  let latestProgram: Program | undefined;
  return {
    record(args, use) {
      // Options, silenced and frozen units are part of the plan: another plan, other programs.
      if (args.plan !== recordedPlan) {
        programs.clear();
        latest = undefined;
      }
      recordedPlan = args.plan;
      const { lane, measured } = args;
      const { rows } = args.batch;
      if (latestProgram && latest?.measured === measured && latest.lane === lane && latest.rows === rows) {
        latestProgram.run(args);
        return use(latestProgram.recorded);
      }
      const key = `${lane} ${rows} ${measured.join('\n')}`;
      let program = programs.get(key);
      if (!program) {
        if (programs.size >= MOST_PROGRAMS) programs.delete(programs.keys().next().value as string);
        program = recordOn((ground) => record(args, taskDefs, ground), makeGround);
        programs.set(key, program);
      }
      latest = { lane, rows, measured };
      latestProgram = program;
      program.run(args);
      return use(program.recorded);
    },
  };
}

function recordedOf(
  steps: readonly Step[],
  losses: ReadonlyMap<TaskId, Cell>,
  outputs: ReadonlyMap<NodeId, readonly TensorRef[]>,
  parameters: readonly ArrayTensor[],
  { clear }: Kernels,
): Recorded {
  const cellOf = ({ index }: PlanParameter): Cell => (parameters[index] as ArrayTensor).cell;
  const lossCells = (tasks: readonly TaskId[]): Cell[] => tasks.map((task) => losses.get(task) as Cell);
  // The engine asks with the same lists at every step.
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
    let byTasks = answers.get(list);
    if (!byTasks) {
      byTasks = new Map();
      answers.set(list, byTasks);
    }
    const key = tasks.join('\n');
    let answer = byTasks.get(key);
    if (!answer) {
      const walk = planWalk(steps, lossCells(tasks), list.map(cellOf), clear);
      const gradients = list.map((p) => {
        const cell = cellOf(p);
        return walk.reached.has(cell) ? leaf(cell.grad as Float32Array, p.shape) : undefined;
      });
      answer = { walk, gradients };
      byTasks.set(key, answer);
    }
    return answer;
  };
  /** One matrix per list, filled again at every step. */
  const matrices = new WeakMap<readonly PlanParameter[], Float32Array>();
  const rowsFor = (list: readonly PlanParameter[], size: number): Float32Array => {
    const held = matrices.get(list);
    if (held?.length === size) return held.fill(0);
    const made = new Float32Array(size);
    matrices.set(list, made);
    return made;
  };
  const atOutputs = new Map<string, Walk>();
  const stacks = new WeakMap<readonly TaskId[], { readonly tensor: ArrayTensor; readonly cells: readonly Cell[] }>();
  /** Lists joined once: the same pair gives the same list. */
  const joined = new WeakMap<readonly PlanParameter[], WeakMap<readonly PlanParameter[], readonly PlanParameter[]>>();
  const join = (list: readonly PlanParameter[], extra: readonly PlanParameter[]): readonly PlanParameter[] => {
    const inner = joined.get(list) ?? new WeakMap();
    joined.set(list, inner);
    const found = inner.get(extra) ?? [...list, ...extra];
    inner.set(extra, found);
    return found;
  };
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
    jacobianAt({ tasks, factors }, node) {
      const { cell } = arrayOf((outputs.get(node) as readonly TensorRef[])[0] as TensorRef);
      const width = cell.values.length;
      const rows = new Float32Array(tasks.length * width);
      for (const [t, task] of tasks.entries()) {
        const key = `${node}\n${task}`;
        const walk = atOutputs.get(key) ?? planWalk(steps, lossCells([task]), [cell], clear);
        atOutputs.set(key, walk);
        walk.run([factors[t] as number]);
        if (cell.grad && walk.reached.has(cell)) rows.set(cell.grad, t * width);
      }
      return leaf(rows, [tasks.length, width]);
    },
    jacobian: ({ tasks, factors }: Seeds, list, extra = NONE): Jacobian => {
      const width = list.reduce((sum, p) => sum + p.size, 0);
      const rows = rowsFor(list, tasks.length * width);
      const both = join(list, extra);
      const extras = tasks.map((task, t) => {
        const { walk, gradients } = answerOf([task], both);
        walk.run([factors[t] as number]);
        let at = t * width;
        for (const [i, p] of list.entries()) {
          const gradient = gradients[i];
          if (gradient) rows.set(gradient.cell.values, at);
          at += p.size;
        }
        // The next row is walked into the same buffers.
        return extra.map((p, i) => {
          const found = gradients[list.length + i];
          return found && leaf(found.cell.values.slice(), p.shape);
        });
      });
      return { jacobian: leaf(rows, [tasks.length, width]), extras };
    },
  };
}
const NONE: readonly PlanParameter[] = [];
