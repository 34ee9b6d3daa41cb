/**
 * Tensors of the typed-array executor: a shape over a cell. Tensors that only differ in shape share one cell. A cell
 * that came out of a recorded step remembers the step; one that gradients pass through has a buffer for its own.
 */
import type { Shape, TensorRef } from '../../../core/ops.ts';
import type { Bound } from './bound.ts';

export interface Cell {
  readonly values: Float32Array;
  /** Same length; present where a parameter is reachable through recorded steps. */
  grad: Float32Array | undefined;
  readonly step: Step | undefined;
}
export interface ArrayTensor extends TensorRef {
  readonly cell: Cell;
}
/**
 * Bound to dy = d loss / d output: adds to each `into` that is present what reaches that input. `out`: the output's
 * own numbers.
 */
export type Backward = (
  dy: Float32Array,
  into: readonly (Float32Array | undefined)[],
  out: Float32Array,
) => Bound | undefined;
/** One operation of a program: always the same buffers. */
export interface Step {
  readonly inputs: readonly Cell[];
  readonly output: Cell;
  readonly run: Bound;
  readonly back: Backward | undefined;
}

/** Makes the output of one operation: `forward` is bound to its buffer. */
export type Make = (
  inputs: readonly ArrayTensor[],
  shape: Shape,
  forward: (out: Float32Array) => Bound,
  back?: Backward,
) => ArrayTensor;

export const sizeOf = (shape: Shape): number => {
  let size = 1;
  for (const length of shape) size *= length;
  return size;
};
export const arrayOf = (x: TensorRef): ArrayTensor => x as ArrayTensor;
export const valuesOf = (x: TensorRef): Float32Array => (x as ArrayTensor).cell.values;

/** A tensor that no step made. */
export const leaf = (values: Float32Array, shape: Shape): ArrayTensor => ({
  shape,
  cell: { values, grad: undefined, step: undefined },
});

/** Below, copying by hand is several times faster than by the array's own way. */
const SHORT = 64;
export function copyTo(place: Float32Array, at: number, values: Float32Array): void {
  if (values.length > SHORT) place.set(values, at);
  else for (let i = 0; i < values.length; i += 1) place[at + i] = values[i] as number;
}
