/**
 * E6: on a concave front (Fonseca & Fleming) weighted sums end at an end, MGDA anywhere: 500 starts in
 * [-1/sqrt d, 1/sqrt d]^d, gradient descent at .1, 4000 steps, d = 2 and 20. No engine: the method over exact gradients.
 */
import { methods } from '../../src/core/balancing/index.ts';
import type { GramianStats } from '../../src/core/balancing/method.ts';
import { withDefaults } from '../../src/core/fields.ts';
import { gramianOf } from '../../src/core/math/gramian.ts';
import { createRng } from '../../src/core/math/rng.ts';
import { type Line, line } from './report.ts';

const STARTS = 500;
const STEPS = 4000;
const RATE = 0.1;
const TASKS = ['a', 'b'];

function losses(x: readonly number[]): { values: [number, number]; jacobian: [number[], number[]] } {
  const shift = 1 / Math.sqrt(x.length);
  const one = (sign: number): { value: number; slope: number[] } => {
    const away = x.map((value) => value - sign * shift);
    const hill = Math.exp(-away.reduce((sum, value) => sum + value * value, 0));
    return { value: 1 - hill, slope: away.map((value) => 2 * value * hill) };
  };
  const [f, g] = [one(1), one(-1)];
  return { values: [f.value, g.value], jacobian: [f.slope, g.slope] };
}
/** Losses at the end of one walk under weights (1 - w, w), or under MGDA. */
function walk(d: number, seed: number, share: number | undefined): [number, number] {
  const rng = createRng(seed, 'experiments/concave');
  const spec = methods.get('mgda');
  if (spec.needs !== 'gramian') throw new TypeError('mgda works on Gramians');
  const options = withDefaults(spec.fields, {});
  let x = Array.from({ length: d }, () => (2 * rng.uniform() - 1) / Math.sqrt(d));
  for (let step = 0; step < STEPS; step += 1) {
    const { values, jacobian } = losses(x);
    const stats: GramianStats = {
      step,
      epoch: 0,
      tasks: TASKS,
      allTasks: TASKS,
      losses: values,
      gramian: gramianOf(jacobian),
    };
    const weights = share === undefined ? spec.weigh(stats, undefined, options, rng).weights : [1 - share, share];
    x = x.map(
      (value, i) =>
        value - RATE * ((weights[0] ?? 0) * (jacobian[0][i] ?? 0) + (weights[1] ?? 0) * (jacobian[1][i] ?? 0)),
    );
  }
  return losses(x).values;
}

type Reference = Readonly<Record<string, Readonly<Record<string, number>>>>;
export function e6(reference: unknown, add: (line: Line) => void): void {
  for (const d of [2, 20]) {
    for (const [name, share] of [
      ['LS_w0.5', 0.5],
      ['LS_w0.3', 0.3],
      ['MGDA', undefined],
    ] as const) {
      const ends = Array.from({ length: STARTS }, (_, seed) => walk(d, seed, share));
      const expected = (reference as Reference)[`concave_d${d}_${name}`] ?? {};
      const judge = (what: string, key: string, is: (end: readonly number[]) => boolean): void => {
        const p = expected[key];
        const of = p === undefined ? undefined : { mean: p, sd: Math.sqrt(p * (1 - p)), n: STARTS };
        add(
          line(
            'E6',
            `d=${d} ${name} ${what}`,
            ends.map((end) => (is(end) ? 1 : 0)),
            of,
          ),
        );
      };
      judge('at an extreme', 'fraction_at_an_extreme(min f<0.05)', (end) => Math.min(...end) < 0.05);
      judge('interior', 'fraction_interior(both f>0.3)', (end) => Math.min(...end) > 0.3);
    }
  }
}
