/** What several ties lean on: M twins as the rows of a matrix, mixing rows, and a numerical floor. */
import type { Matrix } from '../math/gramian.ts';
import type { Ops, TensorRef } from '../ops.ts';
import type { Values } from './tie.ts';

/** Below this a length counts as zero: the square of a float32 number under it vanishes. */
export const TINY = 1e-12;

export const at = (values: Values, i: number): number => values[i] as number;
export const dotOf = (a: Values, b: Values): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += at(a, i) * at(b, i);
  return sum;
};
/** Inner products of every two twins [M][M], float64. */
export const gramOf = (twins: readonly Values[]): number[][] => twins.map((a) => twins.map((b) => dotOf(a, b)));

/** New twins as sums of the old ones: row t is sum_s mix[t][s] twin_s. */
export function mixRows(mix: Matrix, twins: readonly Values[]): number[][] {
  const size = twins[0]?.length ?? 0;
  return mix.map((row) =>
    Array.from({ length: size }, (_, i) => row.reduce((sum, share, s) => sum + share * at(twins[s] as Values, i), 0)),
  );
}
export function mixTensors(ops: Ops, mix: Matrix, twins: readonly TensorRef[]): TensorRef[] {
  return mix.map((row) => {
    const terms = row.flatMap((share, s) => (share === 0 ? [] : [ops.mul(twins[s] as TensorRef, ops.scalar(share))]));
    const [first, ...others] = terms;
    if (!first) return ops.mul(twins[0] as TensorRef, ops.scalar(0));
    return others.reduce((sum, term) => ops.add(sum, term), first);
  });
}
/** Whether no twin may move: a proximal step then changes nothing. */
export const allFrozen = (learningRates: readonly number[]): boolean => learningRates.every((rate) => !(rate > 0));
