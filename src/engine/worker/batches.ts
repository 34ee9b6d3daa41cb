/**
 * Mini-batches. The order of epoch e is drawn from (run seed or order seed, 'order', e) alone, so any step's rows are known without
 * those before it, a checkpoint needs no generator state, and all models see the same rows. Rows are copied on the CPU;
 * the last partial batch of an epoch is kept; a full batch is uploaded once.
 */
import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import type { TaskId } from '../../core/experiment/experiment.ts';
import { createRng } from '../../core/math/rng.ts';
import type { ScenarioOutline, Split } from '../../core/scenarios/scenario.ts';
import { tasks as taskKinds } from '../../core/tasks/index.ts';

export interface BatchTask {
  /** [B, labelWidth], 0 in unlabelled rows. */
  readonly labels: Tensor;
  /** [B, 1], 1 = labelled. */
  readonly mask: Tensor;
  /** Labelled rows. */
  readonly count: number;
}
export interface Batch {
  readonly rows: number;
  /** By input id, [B, ...shape]. */
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly tasks: Readonly<Record<TaskId, BatchTask>>;
  dispose(): void;
}

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
export function makeBatch(split: ReadySplit, rows: ArrayLike<number>): Batch {
  const inputs: Record<string, Tensor> = {};
  for (const { id, shape, values } of split.inputs) {
    const width = shape.reduce((product, length) => product * length, 1);
    inputs[id] = tensor(takeRows(values, width, rows), [rows.length, ...shape]);
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
      labels: tensor(takeRows(labels, width, rows), [rows.length, width]),
      mask: tensor(mask, [rows.length, 1]),
      count,
    };
  }
  return {
    rows: rows.length,
    inputs,
    tasks,
    dispose() {
      for (const each of Object.values(inputs)) each.dispose();
      for (const each of Object.values(tasks)) {
        each.labels.dispose();
        each.mask.dispose();
      }
    },
  };
}

export interface Batches {
  readonly stepsPerEpoch: number;
  readonly batchSize: number;
  epochOf(step: number): number;
  /** Rows of the batch of `step`; `lane` 1, 2, … are further independent orders for methods that want several batches. */
  rowsOf(step: number, lane?: number): Uint32Array;
  /** The batch itself; the caller gives it back with `release`. */
  take(step: number, lane?: number): Batch;
  release(batch: Batch): void;
  dispose(): void;
}

/** @param batchSize 0 = the whole split */
export function createBatches(split: ReadySplit, batchSize: number, seed: number): Batches {
  const size = batchSize === 0 ? split.rows : Math.min(batchSize, split.rows);
  const stepsPerEpoch = Math.max(1, Math.ceil(split.rows / Math.max(1, size)));
  const orders = new Map<number, { epoch: number; order: Uint32Array }>();
  let full: Batch | undefined;
  const orderOf = (epoch: number, lane: number): Uint32Array => {
    const held = orders.get(lane);
    if (held?.epoch === epoch) return held.order;
    const order = createRng(seed, lane === 0 ? 'order' : `order ${lane}`)
      .fork(epoch)
      .permutation(split.rows);
    orders.set(lane, { epoch, order });
    return order;
  };
  const epochOf = (step: number): number => Math.floor(step / stepsPerEpoch);
  const rowsOf = (step: number, lane = 0): Uint32Array => {
    if (stepsPerEpoch === 1) return Uint32Array.from({ length: split.rows }, (_, row) => row);
    const start = (step % stepsPerEpoch) * size;
    return orderOf(epochOf(step), lane).subarray(start, start + size);
  };
  return {
    stepsPerEpoch,
    batchSize: size,
    epochOf,
    rowsOf,
    take(step, lane = 0) {
      if (stepsPerEpoch > 1) return makeBatch(split, rowsOf(step, lane));
      full ??= makeBatch(split, rowsOf(0));
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
