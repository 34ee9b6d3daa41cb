/** What generators share: the three splits from streams of their own, so that no split's size moves another's rows. */
import { createRng, type Rng } from '../math/rng.ts';
import type { Dataset, Sizes, Split } from './scenario.ts';

export function drawSplits(
  sizes: Sizes,
  seed: number,
  stream: string,
  draw: (rows: number, rng: Rng) => Split,
): Dataset {
  const split = (name: keyof Sizes): Split => draw(sizes[name], createRng(seed, `${stream}/${name}`));
  return { train: split('train'), validation: split('validation'), test: split('test') };
}

export const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
export const normals = (rng: Rng, count: number, scale = 1): Float64Array =>
  Float64Array.from({ length: count }, () => scale * rng.normal());
/** a[from..from+n] . b[start..start+n] */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>, n: number, from = 0, start = 0): number {
  let sum = 0;
  for (let i = 0; i < n; i += 1) sum += (a[from + i] as number) * (b[start + i] as number);
  return sum;
}

/** Shares of the source items that training and validation draw from; test has the rest. */
interface Shares {
  readonly train: number;
  readonly validation: number;
}
/**
 * Source items dealt out to the splits FIRST, in a seeded order, so that no split sees another's items.
 * @param rows where each item is one row: training rows beyond training's share are taken from validation's
 */
export function dealItems(
  count: number,
  { train, validation }: Shares,
  rng: Rng,
  rows = 0,
): Record<keyof Sizes, Uint32Array> {
  const order = rng.permutation(count);
  const share = Math.round(count * train);
  const testFrom = share + Math.round(count * validation);
  const validationFrom = Math.min(Math.max(share, rows), testFrom - 1);
  return {
    train: order.subarray(0, validationFrom),
    validation: order.subarray(validationFrom, testFrom),
    test: order.subarray(testFrom),
  };
}
/** Columns of x [rows, width] moved and scaled to mean 0 and sd 1 over `pool` rows. */
export function standardiseColumns(x: Float32Array, width: number, pool: ArrayLike<number>): void {
  for (let k = 0; k < width; k += 1) {
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < pool.length; i += 1) {
      const value = x[(pool[i] as number) * width + k] as number;
      sum += value;
      squares += value * value;
    }
    const mean = sum / pool.length;
    const sd = Math.sqrt(Math.max(1e-12, squares / pool.length - mean * mean));
    for (let i = k; i < x.length; i += width) x[i] = ((x[i] as number) - mean) / sd;
  }
}
/** Rows of values [n, width], copied. */
export function takeRows(values: ArrayLike<number>, width: number, rows: Uint32Array): Float32Array {
  const out = new Float32Array(rows.length * width);
  for (let i = 0; i < rows.length; i += 1) {
    for (let k = 0; k < width; k += 1) out[i * width + k] = values[(rows[i] as number) * width + k] as number;
  }
  return out;
}
/** A whole table [n, …] as splits: `sizes` rows of each pool. */
export function tableSplits(
  pools: Record<keyof Sizes, Uint32Array>,
  sizes: Sizes,
  columns: {
    readonly inputs: Record<string, readonly [ArrayLike<number>, number]>;
    readonly labels: Record<string, readonly [ArrayLike<number>, number]>;
  },
): Dataset {
  const split = (name: keyof Sizes): Split => {
    const rows = pools[name].subarray(0, sizes[name]);
    const take = (from: Record<string, readonly [ArrayLike<number>, number]>) =>
      Object.fromEntries(Object.entries(from).map(([id, [values, width]]) => [id, takeRows(values, width, rows)]));
    return { rows: rows.length, inputs: take(columns.inputs), labels: take(columns.labels) };
  };
  return { train: split('train'), validation: split('validation'), test: split('test') };
}
