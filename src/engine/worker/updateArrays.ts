/**
 * Optimiser arithmetic on typed arrays, in place: one plain loop per parameter, in float64, rounded once on storing.
 */
import type { OptimizerSpec } from '../../core/experiment/experiment.ts';
import { holdInArray } from './handEdits.ts';
import type { UpdateEntry } from './optimizer.ts';

type Numbers = Float32Array | Float64Array;
const NOTHING = new Float32Array();

/** Steps `theta` and `slots` in place. `gradient` is without L2. */
export function updateArrays(
  spec: OptimizerSpec,
  theta: Numbers,
  gradient: Numbers | undefined,
  slots: readonly Numbers[],
  { rate, l2, decay, count }: Pick<UpdateEntry, 'rate' | 'l2' | 'decay' | 'count'>,
): void {
  if (spec.kind === 'adam' || spec.kind === 'adamw')
    adam(spec, theta, gradient, slots[0] as Numbers, slots[1] as Numbers, rate, l2, decay, count);
  else simpler(spec, theta, gradient, slots[0] as Numbers, rate, l2);
}

function simpler(
  spec: OptimizerSpec,
  theta: Numbers,
  gradient: Numbers | undefined,
  first: Numbers,
  rate: number,
  l2: number,
): void {
  const n = theta.length;
  const g = (i: number): number => (gradient ? (gradient[i] as number) : 0) + l2 * (theta[i] as number);
  switch (spec.kind) {
    case 'sgd':
      for (let i = 0; i < n; i += 1) theta[i] = (theta[i] as number) - rate * g(i);
      return;
    case 'momentum':
      for (let i = 0; i < n; i += 1) {
        const v = spec.momentum * (first[i] as number) + g(i);
        first[i] = v;
        theta[i] = (theta[i] as number) - rate * v;
      }
      return;
    case 'rmsprop':
      for (let i = 0; i < n; i += 1) {
        const slope = g(i);
        const s = spec.rho * (first[i] as number) + (1 - spec.rho) * slope * slope;
        first[i] = s;
        theta[i] = (theta[i] as number) - (rate * slope) / (Math.sqrt(s) + spec.epsilon);
      }
  }
}

/** beta ** count of the last count asked for: a model's parameters mostly ask for the same. */
const powers = { beta1: 0, beta2: 0, count: 0, first: 1, second: 1 };
function powersOf(beta1: number, beta2: number, count: number): typeof powers {
  if (powers.count === count && powers.beta1 === beta1 && powers.beta2 === beta2) return powers;
  powers.beta1 = beta1;
  powers.beta2 = beta2;
  powers.count = count;
  powers.first = beta1 ** count;
  powers.second = beta2 ** count;
  return powers;
}

function adam(
  { beta1, beta2, epsilon }: OptimizerSpec,
  theta: Numbers,
  gradient: Numbers | undefined,
  first: Numbers,
  second: Numbers,
  rate: number,
  l2: number,
  decay: number,
  count: number,
): void {
  const past = powersOf(beta1, beta2, count);
  const new1 = 1 - beta1;
  const new2 = 1 - beta2;
  const step = rate / (1 - past.first);
  const scale = 1 / (1 - past.second);
  const kept = 1 - rate * decay;
  const slopes = gradient ?? NOTHING;
  const n = theta.length;
  for (let i = 0; i < n; i += 1) {
    const old = theta[i] as number;
    const slope = (gradient ? (slopes[i] as number) : 0) + l2 * old;
    const m = beta1 * (first[i] as number) + new1 * slope;
    const v = beta2 * (second[i] as number) + new2 * slope * slope;
    first[i] = m;
    second[i] = v;
    theta[i] = old * kept - (step * m) / (Math.sqrt(v * scale) + epsilon);
  }
}

/** The same, with the columns of held units (of `width`) put back. */
export function updateHeld(
  spec: OptimizerSpec,
  theta: Float32Array,
  gradient: Float32Array | undefined,
  slots: readonly Float32Array[],
  entry: Pick<UpdateEntry, 'rate' | 'l2' | 'decay' | 'count' | 'hold'>,
  width: number,
): void {
  const { hold } = entry;
  const before = hold && [theta, ...slots].map((each) => each.slice());
  updateArrays(spec, theta, gradient, slots, entry);
  if (!hold || !before) return;
  for (const [i, each] of [theta, ...slots].entries()) holdInArray(before[i] as Float32Array, each, hold, width);
}
