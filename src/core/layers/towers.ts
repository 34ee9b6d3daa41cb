/** What layers that join several task towers share: one port a tower on either side, and towers stacked as rows. */
import { type NumberField, numberOption, type Options } from '../fields.ts';
import type { Ops, Shape, TensorRef } from '../ops.ts';
import { first, fits, misfit, printShape, sameShape, sizeOf } from './common.ts';
import type { LayerPorts, ShapeResult } from './layer.ts';

/** `in`, `in2`, `in3`, …: the first has the name that every layer's port has. */
export const numbered = (stem: string, count: number): { readonly id: string }[] =>
  Array.from({ length: count }, (_, i) => ({ id: i === 0 ? stem : `${stem}${i + 1}` }));
/** Place of a numbered port, from 0. */
export const placeOf = (port: string, stem: string): number => Number(port.slice(stem.length) || 1) - 1;

export const towersField: NumberField = { name: 'towers', type: 'integer', default: 2, min: 2, max: 6, step: 1 };
export const towersOf = (options: Options): number => numberOption(options, 'towers');
export const towerPorts = (options: Options): LayerPorts => ({
  inputs: numbered('in', towersOf(options)),
  outputs: numbered('out', towersOf(options)),
});

/** Every tower hands on what it got. */
export function equalShapes(inputs: readonly Shape[]): ShapeResult {
  const shape = first(inputs);
  const odd = inputs.find((other) => !sameShape(other, shape));
  return odd ? misfit('shape.equal', { found: printShape(odd), expected: printShape(shape) }) : fits(...inputs);
}
/** Every tower brings a row of as many numbers. */
export function equalVectors(inputs: readonly Shape[]): ShapeResult {
  const shape = first(inputs);
  if (shape.length !== 1) return misfit('shape.vector', { found: printShape(shape), expected: 'n' }, 'flatten');
  return equalShapes(inputs);
}

/** T tensors [B, ...shape] as one [T, B * n], row by row. */
export function asRows(ops: Ops, xs: readonly TensorRef[]): TensorRef {
  const rows = xs.map((x) => ops.reshape(x, [1, sizeOf(x.shape)]));
  return ops.concat(rows, 0);
}
/** Back from [T, B * n] to T tensors of the given shape (batch included). */
export const fromRows = (ops: Ops, rows: TensorRef, shape: Shape): TensorRef[] =>
  Array.from({ length: rows.shape[0] ?? 0 }, (_, t) =>
    ops.reshape(ops.slice(rows, [t, 0], [1, rows.shape[1] ?? 0]), shape),
  );
/** T tensors [B, D] as [B, T, D]. */
export const asSequence = (ops: Ops, xs: readonly TensorRef[]): TensorRef =>
  ops.concat(
    xs.map((x) => ops.reshape(x, [x.shape[0] ?? 0, 1, sizeOf(x.shape.slice(1))])),
    1,
  );
/** Back from [B, T, D] to T tensors [B, D]. */
export function fromSequence(ops: Ops, sequence: TensorRef): TensorRef[] {
  const [batch = 0, count = 0, width = 0] = sequence.shape;
  return Array.from({ length: count }, (_, t) =>
    ops.reshape(ops.slice(sequence, [0, t, 0], [batch, 1, width]), [batch, width]),
  );
}
/** [B, T, D] times a kernel [D, E] -> [B, T, E]. */
export function project(ops: Ops, x: TensorRef, kernel: TensorRef): TensorRef {
  const [batch = 0, length = 0, width = 0] = x.shape;
  const flat = ops.matMul(ops.reshape(x, [batch * length, width]), kernel);
  return ops.reshape(flat, [batch, length, kernel.shape[1] ?? 0]);
}
