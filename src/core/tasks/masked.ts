/**
 * What the task kinds share: the mean over labelled rows on the tape, and the list of labelled rows off it.
 */
import type { Ops, TensorRef } from '../ops.ts';

/** Mean of perRow [B, 1] over the rows where mask [B, 1] is 1, `share` = 1 / their number: a scalar. */
export function maskedMean(ops: Ops, perRow: TensorRef, mask: TensorRef, share: TensorRef): TensorRef {
  return ops.mul(ops.sum(ops.mul(perRow, mask)), share);
}

/**
 * Indices of the rows that carry a label.
 * `undefined` where nothing can be measured: no labelled row, or an output of one that is not a number.
 */
export function measurableRows(
  outputs: Float32Array,
  outputWidth: number,
  labels: Float32Array,
  labelWidth: number,
): number[] | undefined {
  const rows: number[] = [];
  for (let row = 0; row * labelWidth < labels.length; row += 1) {
    if (Number.isNaN(labels[row * labelWidth])) continue;
    for (let k = 0; k < outputWidth; k += 1) if (Number.isNaN(outputs[row * outputWidth + k])) return undefined;
    rows.push(row);
  }
  return rows.length > 0 ? rows : undefined;
}

/** outputs [N, 1] or labels [N, 1] at a row. */
export const at = (values: Float32Array, index: number): number => values[index] as number;
