/**
 * Mini-batches as tensors, in the order of core/math/batchOrder.ts. Rows are copied on the CPU; a full batch is uploaded once.
 */
import type { TaskId } from '../../core/experiment/experiment.ts';
import { sizeOf } from '../../core/layers/common.ts';
import { type BatchOrder, createBatchOrder } from '../../core/math/batchOrder.ts';
import type { TensorRef } from '../../core/ops.ts';
import type { ScenarioOutline, Split } from '../../core/scenarios/scenario.ts';
import { tasks as taskKinds } from '../../core/tasks/index.ts';
import type { Batch, BatchTask } from './batch.ts';
import type { Executor } from './executor.ts';

/** A split ready for copying rows: labels cleaned of NaN, with masks beside them. */
export interface ReadySplit {
  readonly rows: number;
  readonly inputs: readonly {
    readonly id: string;
    readonly shape: readonly number[];
    /** Numbers of a row. */
    readonly width: number;
    readonly values: Float32Array;
  }[];
  readonly tasks: readonly {
    readonly id: TaskId;
    readonly width: number;
    readonly labels: Float32Array;
    readonly labelled: Uint8Array;
  }[];
}

export function readySplit(split: Split, outline: ScenarioOutline): ReadySplit {
  const inputs = outline.inputs.map(({ id, shape }) => {
    return { id, shape, width: sizeOf(shape), values: split.inputs[id] ?? new Float32Array() };
  });
  const tasks = outline.tasks.flatMap((task) => {
    const given = split.labels[task.id];
    if (!given) return [];
    const width = taskKinds.get(task.kind).labelWidth(task);
    const labels = given.slice();
    const labelled = new Uint8Array(split.rows);
    for (let row = 0; row < split.rows; row += 1) {
      const known = !Number.isNaN(given[row * width] as number);
      labelled[row] = known ? 1 : 0;
      if (!known) labels.fill(0, row * width, (row + 1) * width);
    }
    return [{ id: task.id, width, labels, labelled }];
  });
  return { rows: split.rows, inputs, tasks };
}

function takeRows(values: Float32Array, width: number, rows: ArrayLike<number>, out: Float32Array): Float32Array {
  for (let i = 0; i < rows.length; i += 1) {
    const from = (rows[i] as number) * width;
    // Copying a short row by hand is several times faster than a view and a copy of it.
    if (width > 16) out.set(values.subarray(from, from + width), i * width);
    else for (let k = 0; k < width; k += 1) out[i * width + k] = values[from + k] as number;
  }
  return out;
}

/** Marks labelled rows, and returns their number. */
function takeMask(labelled: Uint8Array, rows: ArrayLike<number>, out: Float32Array): number {
  let count = 0;
  for (let i = 0; i < rows.length; i += 1) {
    const known = labelled[rows[i] as number] as number;
    out[i] = known;
    count += known;
  }
  return count;
}
const shareOf = (count: number): number => (count > 0 ? 1 / count : 0);

/** Uploads the given rows. Caller disposes. */
export function makeBatch(executor: Executor, split: ReadySplit, rows: ArrayLike<number>): Batch {
  const n = rows.length;
  const inputs: Record<string, TensorRef> = {};
  for (const { id, shape, width, values } of split.inputs) {
    inputs[id] = executor.load(takeRows(values, width, rows, new Float32Array(n * width)), [n, ...shape]);
  }
  const tasks: Record<TaskId, BatchTask> = {};
  for (const { id, width, labels, labelled } of split.tasks) {
    const mask = new Float32Array(n);
    const count = takeMask(labelled, rows, mask);
    tasks[id] = {
      labels: executor.load(takeRows(labels, width, rows, new Float32Array(n * width)), [n, width]),
      mask: executor.load(mask, [n, 1]),
      share: executor.load(Float32Array.of(shareOf(count)), []),
      count,
    };
  }
  return {
    rows: n,
    inputs,
    tasks,
    dispose() {
      for (const each of Object.values(inputs)) executor.dispose(each);
      for (const { labels, mask, share } of Object.values(tasks)) {
        for (const each of [labels, mask, share]) executor.dispose(each);
      }
    },
  };
}

/** Other rows into a batch of as many; false where its tensors cannot be changed. */
function refill(executor: Executor, split: ReadySplit, rows: ArrayLike<number>, batch: Batch): boolean {
  for (const { id, width, values } of split.inputs) {
    const place = executor.storage(batch.inputs[id] as TensorRef);
    if (!place) return false;
    takeRows(values, width, rows, place);
  }
  for (const { id, width, labels, labelled } of split.tasks) {
    const task = batch.tasks[id] as { -readonly [Key in keyof BatchTask]: BatchTask[Key] };
    takeRows(labels, width, rows, executor.storage(task.labels) as Float32Array);
    task.count = takeMask(labelled, rows, executor.storage(task.mask) as Float32Array);
    (executor.storage(task.share) as Float32Array)[0] = shareOf(task.count);
  }
  return true;
}

export interface Batches extends Omit<BatchOrder, 'orderOf'> {
  /** The batch itself; the caller gives it back with `release`. */
  take(step: number, lane?: number): Batch;
  release(batch: Batch): void;
  dispose(): void;
}

/** @param batchSize 0 = the whole split */
export function createBatches(executor: Executor, split: ReadySplit, batchSize: number, seed: number): Batches {
  const order = createBatchOrder(split.rows, batchSize, seed);
  let full: Batch | undefined;
  /** Given back, to be filled again: by their number of rows. */
  const spare = new Map<number, Batch[]>();
  return {
    ...order,
    take(step, lane = 0) {
      if (order.stepsPerEpoch > 1) {
        const rows = order.rowsOf(step, lane);
        const again = spare.get(rows.length)?.pop();
        return again && refill(executor, split, rows, again) ? again : makeBatch(executor, split, rows);
      }
      full ??= makeBatch(executor, split, order.rowsOf(0));
      return full;
    },
    release(batch) {
      if (batch === full) return;
      const first = batch.inputs[split.inputs[0]?.id ?? ''];
      if (!first || !executor.storage(first)) {
        batch.dispose();
        return;
      }
      const others = spare.get(batch.rows);
      if (others) others.push(batch);
      else spare.set(batch.rows, [batch]);
    },
    dispose() {
      full?.dispose();
      full = undefined;
    },
  };
}
