/**
 * Training steps of one model as programs: recorded at the first step of a batch size, kept for the next ones. Inputs,
 * labels and dropout masks are copied into the program's places; parameters are read where they lie.
 */
import type { TaskId } from '../../../core/experiment/experiment.ts';
import type { ModelPlan, PlanParameter } from '../../../core/graph/modelPlan.ts';
import type { TensorRef } from '../../../core/ops.ts';
import type { TaskDef } from '../../../core/scenarios/scenario.ts';
import type { BatchTask } from '../batch.ts';
import type { LossArgs, Recorded, Recorder, Seeds } from '../executor.ts';
import { measureLosses } from '../losses.ts';
import { fillMask } from '../network.ts';
import { createArrayOps } from './arrayOps.ts';
import { type ArrayTensor, arrayOf, type Cell, leaf, type Step, valuesOf } from './arrayTensor.ts';
import { planWalk, receivesGradient, slot, startRecording, type Walk } from './program.ts';

/** Batch sizes, sets of measured tasks and lanes that are in use at a time: a handful. The oldest gives way. */
const MOST_PROGRAMS = 12;

interface Mask {
  readonly values: Float32Array;
  readonly rate: number;
  readonly initKey: string;
}
interface Program {
  readonly steps: readonly Step[];
  /** By task. */
  readonly losses: ReadonlyMap<TaskId, Cell>;
  fill(args: LossArgs): void;
  /** Everything asked of the program so far, by what was asked. */
  readonly walks: Map<string, Walk>;
  readonly jacobians: Map<string, Float32Array>;
}

function record(args: LossArgs, taskDefs: ReadonlyMap<TaskId, TaskDef>): Program {
  const { plan, parameters, batch, measured } = args;
  const { make, steps } = startRecording();
  const ops = createArrayOps(make);
  for (const parameter of parameters) receivesGradient(arrayOf(parameter).cell);
  const masks: Mask[] = [];
  const inputs = mapOf(batch.inputs, (x) => slot(x.shape));
  const tasks = Object.fromEntries(
    measured.map((task) => {
      const { labels, mask, share, count } = batch.tasks[task] as BatchTask;
      return [task, { labels: slot(labels.shape), mask: slot(mask.shape), share: slot(share.shape), count }];
    }),
  ) as Record<TaskId, BatchTask>;
  const fill = (now: LossArgs): void => {
    for (const id in inputs) copyInto(inputs[id] as TensorRef, now.batch.inputs[id] as TensorRef);
    for (const task of measured) {
      const [to, from] = [tasks[task] as BatchTask, now.batch.tasks[task] as BatchTask];
      copyInto(to.labels, from.labels);
      copyInto(to.mask, from.mask);
      copyInto(to.share, from.share);
    }
    for (const { values, rate, initKey } of masks) fillMask(values, rate, now.seed, now.step, initKey);
  };
  // Filled before it is recorded: the recording itself is the first run.
  fill(args);
  const losses = measureLosses({
    ops,
    plan,
    parameters,
    batch: { inputs, tasks },
    context: ({ initKey }) => ({
      training: true,
      mask(rate, shape) {
        const place = slot(shape);
        masks.push({ values: place.cell.values, rate, initKey });
        fillMask(place.cell.values, rate, args.seed, args.step, initKey);
        return place;
      },
    }),
    measured,
    taskDefs,
  });
  return {
    steps,
    losses: new Map([...losses].map(([task, loss]) => [task, arrayOf(loss).cell])),
    fill,
    walks: new Map(),
    jacobians: new Map(),
  };
}
const mapOf = <Value, Out>(record: Readonly<Record<string, Value>>, use: (value: Value) => Out): Record<string, Out> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, use(value)]));
const copyInto = (to: TensorRef, from: TensorRef): void => valuesOf(to).set(valuesOf(from));

export function createArrayRecorder(taskDefs: ReadonlyMap<TaskId, TaskDef>): Recorder {
  const programs = new Map<string, Program>();
  let recordedPlan: ModelPlan | undefined;
  const programOf = (args: LossArgs): { program: Program; fresh: boolean } => {
    // Options, silenced and frozen units are part of the plan: another plan, other programs.
    if (args.plan !== recordedPlan) programs.clear();
    recordedPlan = args.plan;
    const key = `${args.lane} ${args.batch.rows} ${args.measured.join('\n')}`;
    const held = programs.get(key);
    if (held) return { program: held, fresh: false };
    if (programs.size >= MOST_PROGRAMS) programs.delete(programs.keys().next().value as string);
    const program = record(args, taskDefs);
    programs.set(key, program);
    return { program, fresh: true };
  };
  return {
    record(args, use) {
      const { program, fresh } = programOf(args);
      if (!fresh) {
        program.fill(args);
        for (let i = 0; i < program.steps.length; i += 1) (program.steps[i] as Step).run();
      }
      return use(recordedOf(program, args.parameters));
    },
  };
}

function recordedOf(program: Program, parameters: readonly TensorRef[]): Recorded {
  const cellOf = (p: PlanParameter): Cell => arrayOf(parameters[p.index] as TensorRef).cell;
  const lossCells = (tasks: readonly TaskId[]): Cell[] => tasks.map((task) => program.losses.get(task) as Cell);
  const walkOf = (tasks: readonly TaskId[], list: readonly PlanParameter[]): Walk => {
    let key = tasks.join('\n');
    for (const { index } of list) key += ` ${index}`;
    let walk = program.walks.get(key);
    if (!walk) {
      walk = planWalk(program.steps, lossCells(tasks), list.map(cellOf));
      program.walks.set(key, walk);
    }
    return walk;
  };
  const gradientOf = (walk: Walk, p: PlanParameter): ArrayTensor | undefined => {
    const cell = cellOf(p);
    return walk.reached.has(cell) ? leaf(cell.grad as Float32Array, p.shape) : undefined;
  };
  return {
    losses: (tasks) =>
      leaf(
        Float32Array.from(lossCells(tasks), (cell) => cell.values[0] as number),
        [tasks.length],
      ),
    gradients({ tasks, factors }, list) {
      if (list.length === 0) return [];
      const walk = walkOf(tasks, list);
      walk.run(factors);
      return list.map((p) => gradientOf(walk, p));
    },
    jacobian: ({ tasks, factors }: Seeds, list, extra = []) => {
      const width = list.reduce((sum, p) => sum + p.size, 0);
      const rows = new Float32Array(tasks.length * width);
      const both = [...list, ...extra];
      const extras = tasks.map((task, t) => {
        const walk = walkOf([task], both);
        walk.run([factors[t] as number]);
        let at = t * width;
        for (const p of list) {
          const cell = cellOf(p);
          if (walk.reached.has(cell)) rows.set(cell.grad as Float32Array, at);
          at += p.size;
        }
        // The next row is walked into the same buffers.
        return extra.map((p) => {
          const found = gradientOf(walk, p);
          return found && leaf(found.cell.values.slice(), p.shape);
        });
      });
      return { jacobian: leaf(rows, [tasks.length, width]), extras };
    },
  };
}
