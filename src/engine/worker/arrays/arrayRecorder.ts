/**
 * Training steps of one model as programs: recorded at the first step of a batch size, kept for the next ones. What
 * changes from step to step (parameters, inputs, labels, dropout masks) is copied into the program's places.
 */
import type { TaskId } from '../../../core/experiment/experiment.ts';
import type { ModelPlan } from '../../../core/graph/modelPlan.ts';
import type { ForwardContext, Shape, TensorRef } from '../../../core/ops.ts';
import type { TaskDef } from '../../../core/scenarios/scenario.ts';
import type { BatchTask } from '../batch.ts';
import type { LossArgs, Recorded, Recorder } from '../executor.ts';
import { measureLosses } from '../losses.ts';
import { fillMask, stepNumbers } from '../network.ts';
import { createArrayOps } from './arrayOps.ts';
import { arrayOf, copyTo, valuesOf } from './arrayTensor.ts';
import type { Bound } from './bound.ts';
import { chain } from './chain.ts';
import { type Ground, type MakeGround, recordOn } from './ground.ts';
import { constantIn, startRecording } from './program.ts';
import { recordedOf } from './recorded.ts';

/** Batch sizes, sets of measured tasks and lanes that are in use at a time: a handful. The oldest gives way. */
const MOST_PROGRAMS = 12;

interface Program {
  readonly recorded: Recorded;
  run(args: LossArgs): void;
}

function record(
  args: LossArgs,
  taskDefs: ReadonlyMap<TaskId, TaskDef>,
  { allocate, kernels, runs }: Ground,
  makeGround: MakeGround,
): Program {
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
    recorded: recordedOf({ steps, losses: cells, outputs, parameters, kernels, makeGround }),
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
const copyInto = (to: TensorRef | undefined, from: TensorRef | undefined): void =>
  copyTo(valuesOf(to as TensorRef), 0, valuesOf(from as TensorRef));

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
        program = recordOn((ground) => record(args, taskDefs, ground, makeGround), makeGround);
        programs.set(key, program);
      }
      latest = { lane, rows, measured };
      latestProgram = program;
      program.run(args);
      return use(program.recorded);
    },
  };
}
