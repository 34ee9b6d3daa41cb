/**
 * The executor over tfjs: its tensors, its tape (see tape.ts), and the optimiser arithmetic that suits the backend.
 */
import {
  abs,
  cast,
  clone,
  concat,
  div,
  keep,
  matMul,
  max,
  maximum,
  mul,
  reshape,
  scalar,
  sqrt,
  square,
  sum,
  type Tensor,
  tensor,
  tensor1d,
  tidy,
  where,
} from '@tensorflow/tfjs-core';
import type { NodeId, TaskId } from '../../../core/experiment/experiment.ts';
import type { PlanParameter } from '../../../core/graph/modelPlan.ts';
import type { TensorRef } from '../../../core/ops.ts';
import type { Executor, LossArgs, Recorded } from '../executor.ts';
import { marks } from '../handEdits.ts';
import { measureLosses } from '../losses.ts';
import { stepContext } from '../network.ts';
import type { Updater } from '../optimizer.ts';
import { gradientRows } from './gradientRows.ts';
import { type Tape, withTape } from './tape.ts';
import { createTfOps } from './tfOps.ts';

const tf = (x: TensorRef): Tensor => x as Tensor;

/** One readback for any number of tensors. */
function readTogether(tensors: readonly TensorRef[]): Float32Array[] {
  const full = tensors.map(tf).filter((each) => each.size > 0);
  if (full.length === 0) return tensors.map(() => new Float32Array());
  const flat = tidy(() => concat(full.map((each) => reshape(each, [-1]))));
  const values = flat.dataSync() as Float32Array;
  flat.dispose();
  let start = 0;
  return tensors.map((each) => {
    const { size } = tf(each);
    start += size;
    return values.slice(start - size, start);
  });
}

function normsAndCosines(jacobian: TensorRef): Tensor {
  return tidy(() => {
    // The guard keeps a row of zeros at norm 0 and cosine 0 instead of NaN.
    const largest = maximum(max(abs(tf(jacobian)), 1, true), 1e-30);
    const scaled = div(tf(jacobian), largest);
    const length = maximum(sqrt(sum(square(scaled), 1, true)), 1e-30);
    const unit = div(scaled, length);
    return concat([reshape(mul(length, largest), [-1]), reshape(matMul(unit, unit, false, true), [-1])]);
  });
}

const stackLosses = (losses: ReadonlyMap<TaskId, Tensor>, tasks: readonly TaskId[]): Tensor =>
  concat(tasks.map((task) => reshape(losses.get(task) as Tensor, [1])));

/** What can be asked of the record. */
function recordedOf({ losses, outputs, stacks }: Taped, tape: Tape, args: LossArgs): Recorded {
  const variables = (list: readonly PlanParameter[]): Tensor[] =>
    list.map((p) => tf(args.parameters[p.index] as TensorRef));
  return {
    losses: (tasks) => (tasks.length === args.measured.length ? stacks.measured : stacks.active),
    gradients({ tasks, factors }, list) {
      if (list.length === 0) return [];
      const y = tasks.length === args.measured.length ? stacks.measured : stacks.active;
      return tape.gradients(y, tensor1d([...factors]), variables(list));
    },
    jacobianAt({ tasks, factors }, node) {
      const [z] = outputs.get(node) as readonly [Tensor];
      const rows = tasks.map((task, t) =>
        tape.gradients(losses.get(task) as Tensor, scalar(factors[t] as number), [z]),
      );
      return gradientRows(rows, [z], normsAndCosines);
    },
    jacobian({ tasks, factors }, list, extra = []) {
      const xs = variables([...list, ...extra]);
      const found = tasks.map((task, t) =>
        tape.gradients(losses.get(task) as Tensor, scalar(factors[t] as number), xs),
      );
      const rows = gradientRows(
        found.map((row) => row.slice(0, list.length)),
        list,
        normsAndCosines,
      );
      return Object.assign(rows, { extras: found.map((row) => row.slice(list.length)) });
    },
  };
}
interface Taped {
  readonly losses: ReadonlyMap<TaskId, Tensor>;
  readonly outputs: ReadonlyMap<NodeId, readonly TensorRef[]>;
  readonly stacks: Stacks;
}
/** Losses in one tensor, recorded with the rest so that one walk goes back through all of them. */
interface Stacks {
  readonly measured: Tensor;
  readonly active: Tensor;
}

/** @param updater optimiser arithmetic: on arrays where reading is cheap, on the device where it is not */
export function createTfExecutor(updater: Updater): Executor {
  const ops = createTfOps();
  return {
    ops,
    updater,
    load: (values, shape) => keep(tensor(values, [...shape])),
    read: readTogether,
    storage: () => undefined,
    tidy<Out>(make: () => Out): Out {
      let out: { readonly value: Out } | undefined;
      // Nothing is handed to tfjs, which would search it for tensors.
      tidy(() => {
        out = { value: make() };
      });
      return (out as { readonly value: Out }).value;
    },
    keep: (x) => {
      keep(tf(x));
      return x;
    },
    copy: (x) => keep(clone(tf(x))),
    dispose: (x) => tf(x).dispose(),
    replace(before, next) {
      if (before !== next) tf(before).dispose();
      return next;
    },
    holdColumns: (before, after, units) =>
      tidy(() => {
        const mask = cast(tensor1d(marks(units, after.shape.at(-1) ?? 0)), 'bool');
        return keep(where(mask, tf(before), tf(after)));
      }),
    normsAndCosines,
    scale: (x, factor) => ops.mul(x, ops.scalar(factor)),
    replay: (_key, inputs, make) => make(ops, inputs),
    createRecorder: (taskDefs) => ({
      record: (args, use) =>
        withTape(
          () => {
            const { plan, parameters, batch, seed, step, measured, active } = args;
            const context = stepContext(ops, seed, step, true);
            const { losses, outputs } = measureLosses({ ops, plan, parameters, batch, context, measured, taskDefs });
            const found = losses as ReadonlyMap<TaskId, TensorRef> as ReadonlyMap<TaskId, Tensor>;
            const all = stackLosses(found, measured);
            const some = active.length === measured.length || active.length === 0 ? all : stackLosses(found, active);
            return { losses: found, outputs, stacks: { measured: all, active: some } };
          },
          ({ losses, outputs, stacks }, tape) => use(recordedOf({ losses, outputs, stacks }, tape, args)),
        ),
    }),
  };
}
