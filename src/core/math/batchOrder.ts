/**
 * Which rows a step trains on. The order of epoch e is drawn from (seed, 'order', e) alone, so any step's rows are known
 * without those before it, a checkpoint needs no generator state, and all models see the same rows. The last partial
 * batch of an epoch is kept.
 */
import { createRng } from './rng.ts';

export interface BatchOrder {
  readonly stepsPerEpoch: number;
  readonly batchSize: number;
  epochOf(step: number): number;
  /** All rows in the order of an epoch; `lane` 1, 2, … are further independent orders. */
  orderOf(epoch: number, lane?: number): Uint32Array;
  /** Rows of the batch of `step`. */
  rowsOf(step: number, lane?: number): Uint32Array;
}

/** @param batchSize 0 = all rows at once, in their own order */
export function createBatchOrder(rows: number, batchSize: number, seed: number): BatchOrder {
  const size = batchSize === 0 ? rows : Math.min(batchSize, rows);
  const stepsPerEpoch = Math.max(1, Math.ceil(rows / Math.max(1, size)));
  const held = new Map<number, { epoch: number; order: Uint32Array }>();
  const orderOf = (epoch: number, lane = 0): Uint32Array => {
    if (stepsPerEpoch === 1) return Uint32Array.from({ length: rows }, (_, row) => row);
    const known = held.get(lane);
    if (known?.epoch === epoch) return known.order;
    const order = createRng(seed, lane === 0 ? 'order' : `order ${lane}`)
      .fork(epoch)
      .permutation(rows);
    held.set(lane, { epoch, order });
    return order;
  };
  const epochOf = (step: number): number => Math.floor(step / stepsPerEpoch);
  return {
    stepsPerEpoch,
    batchSize: size,
    epochOf,
    orderOf,
    rowsOf(step, lane = 0) {
      const start = (step % stepsPerEpoch) * size;
      return orderOf(epochOf(step), lane).subarray(start, start + size);
    },
  };
}
