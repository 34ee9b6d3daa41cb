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
