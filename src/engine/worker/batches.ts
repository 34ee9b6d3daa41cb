/**
 * Mini-batches as tensors, in the order of core/math/batchOrder.ts. Rows are copied on the CPU; a full batch is uploaded once.
 */
import type { TaskId } from '../../core/experiment/experiment.ts';
import { type BatchOrder, createBatchOrder } from '../../core/math/batchOrder.ts';
import type { TensorRef } from '../../core/ops.ts';
import type { ScenarioOutline, Split } from '../../core/scenarios/scenario.ts';
import { tasks as taskKinds } from '../../core/tasks/index.ts';
import type { Batch, BatchTask } from './batch.ts';
import type { Executor } from './executor.ts';

/** A split ready for copying rows: labels cleaned of NaN, with masks beside them. */
export interface ReadySplit {
  readonly rows: number;
  readonly inputs: readonly { readonly id: string; readonly shape: readonly number[]; readonly values: Float32Array }[];
  readonly tasks: readonly {
    readonly id: TaskId;
    readonly width: number;
    readonly labels: Float32Array;
    readonly labelled: Uint8Array;
  }[];
}

export function readySplit(split: Split, outline: ScenarioOutline): ReadySplit {
  const inputs = outline.inputs.map(({ id, shape }) => ({ id, shape, values: split.inputs[id] ?? new Float32Array() }));
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

function takeRows(values: Float32Array, width: number, rows: ArrayLike<number>): Float32Array {
  const out = new Float32Array(rows.length * width);
  for (let i = 0; i < rows.length; i += 1) {
    const from = (rows[i] as number) * width;
    if (width === 1) out[i] = values[from] as number;
    else out.set(values.subarray(from, from + width), i * width);
  }
  return out;
}

/** Uploads the given rows. Caller disposes. */
export function makeBatch(executor: Executor, split: ReadySplit, rows: ArrayLike<number>): Batch {
  const inputs: Record<string, TensorRef> = {};
  for (const { id, shape, values } of split.inputs) {
    const width = shape.reduce((product, length) => product * length, 1);
    inputs[id] = executor.load(takeRows(values, width, rows), [rows.length, ...shape]);
  }
  const tasks: Record<TaskId, BatchTask> = {};
  for (const { id, width, labels, labelled } of split.tasks) {
    const mask = new Float32Array(rows.length);
    let count = 0;
    for (let i = 0; i < rows.length; i += 1) {
      const known = labelled[rows[i] as number] as number;
      mask[i] = known;
      count += known;
    }
    tasks[id] = {
      labels: executor.load(takeRows(labels, width, rows), [rows.length, width]),
      mask: executor.load(mask, [rows.length, 1]),
      share: executor.load(Float32Array.of(count > 0 ? 1 / count : 0), []),
      count,
    };
  }
  return {
    rows: rows.length,
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
  return {
    ...order,
    take(step, lane = 0) {
      if (order.stepsPerEpoch > 1) return makeBatch(executor, split, order.rowsOf(step, lane));
      full ??= makeBatch(executor, split, order.rowsOf(0));
      return full;
    },
    release(batch) {
      if (batch !== full) batch.dispose();
    },
    dispose() {
      full?.dispose();
      full = undefined;
    },
  };
}
