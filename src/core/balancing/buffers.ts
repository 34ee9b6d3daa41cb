/**
 * Per-task vectors of the shared parameters' size, for methods that remember gradients. They are read from the device,
 * worked on in plain arrays and sent back: one blocking read of T x P numbers a step.
 * In memory a buffer is a Float32Array; in a checkpoint it comes back as a plain array, which is accepted too.
 */
import type { Ops, TensorRef } from '../ops.ts';

export type Buffer = Float32Array | readonly number[];
export type Buffers = Readonly<Record<string, Buffer>>;

/** The rows of a jacobian [T, P]. */
export function rowsOf(jacobian: TensorRef, read: (tensor: TensorRef) => Float32Array): Float32Array[] {
  const [T, P] = jacobian.shape as readonly [number, number];
  const all = read(jacobian);
  return Array.from({ length: T }, (_, t) => all.slice(t * P, (t + 1) * P));
}

/** A task's buffer, or zeros where it has none of this size. */
export function bufferOf(buffers: Buffers, task: string, size: number): Buffer {
  const held = buffers[task];
  return held !== undefined && held.length === size ? held : new Float32Array(size);
}

/** `buffers` with those of the active tasks replaced. */
export function putBuffers(buffers: Buffers, tasks: readonly string[], rows: readonly Buffer[]): Buffers {
  const next: Record<string, Buffer> = { ...buffers };
  tasks.forEach((task, t) => {
    next[task] = rows[t] as Buffer;
  });
  return next;
}

export function lengthOf(row: Buffer): number {
  let total = 0;
  for (const value of row) total += value * value;
  return Math.sqrt(total);
}

export function product(a: Buffer, b: Buffer): number {
  let total = 0;
  for (let p = 0; p < a.length; p += 1) total += (a[p] as number) * (b[p] as number);
  return total;
}

/** sum_t w_t row_t as a tensor [P]. */
export function combined(ops: Ops, weights: readonly number[], rows: readonly Buffer[]): TensorRef {
  const size = rows[0]?.length ?? 0;
  const direction = new Float32Array(size);
  for (let p = 0; p < size; p += 1) {
    let total = 0;
    for (let t = 0; t < rows.length; t += 1) total += (weights[t] as number) * ((rows[t] as Buffer)[p] as number);
    direction[p] = total;
  }
  return ops.constant(direction, [size]);
}
