/** Every covered method against reference numbers of public implementations, at the tolerances of the fixtures' page. */
import { describe, expect, it } from 'vitest';
import { graddrop } from '../../../src/core/balancing/graddrop.ts';
import { pcgradWeights } from '../../../src/core/balancing/pcgrad.ts';
import type { Options } from '../../../src/core/fields.ts';
import { matrixOps, numbers, readMatrix, tensor } from '../../../src/core/lab/arrayOps.ts';
import { combine, type Matrix, normsOf, times, type Vector } from '../../../src/core/math/gramian.ts';
import { expectNear, readFixture, scripted, statsFrom, weighOnce } from '../../support/methodRuns.ts';

interface Row {
  readonly direction: Vector | null;
  readonly weights: Vector | null;
  readonly source: string | null;
  readonly status: string;
}
interface Case {
  readonly id: string;
  readonly T: number;
  readonly P: number;
  readonly jacobian: Matrix;
  readonly losses: Vector;
  readonly expected: Readonly<Record<string, Row>>;
}
interface Ours {
  readonly weights: Vector;
  readonly noSolution?: boolean;
}

const cases = readFixture('aggregators.json') as readonly Case[];
const method = (id: string, options: Options = {}) =>
  [id, (given: Case): Ours => weighOnce(id, statsFrom(given.jacobian, given.losses), options)] as const;

/** Float64's epsilon: the reference was run with float64 as the default type. */
const EPS64 = 2.220446049250313e-16;

/** Each reference row's method, and how it is made here. */
const rows: Readonly<Record<string, readonly [id: string, make: (given: Case) => Ours]>> = {
  mean: method('weighted-sum', { reduction: 'mean' }),
  mgda: method('mgda'),
  mgda_l2norm_weights_raw_grads: method('mgda', { normalise: 'l2', combine: 'raw' }),
  'pcgrad_sum_order_0..T-1': method('pcgrad', { order: 'fixed' }),
  'pcgrad_sum_order_T-1..0': [
    'pcgrad',
    (given) => {
      const { gramian } = statsFrom(given.jacobian, given.losses);
      const order = gramian.map((_, t) => given.T - 1 - t);
      return {
        weights: pcgradWeights(
          gramian,
          gramian.map(() => order),
        ),
      };
    },
  ],
  'cagrad_c0.5_norescale': method('cagrad', { c: 0.5, rescale: 'none' }),
  'cagrad_c0.4_norescale': method('cagrad', { c: 0.4, rescale: 'none' }),
  imtlg: method('imtl-g'),
  nashmtl_noclip: method('nash-mtl', { maxNorm: 0 }),
  nashmtl_maxnorm1: method('nash-mtl', { maxNorm: 1 }),
  fairgrad_alpha2: method('fairgrad', { alpha: 2 }),
  aligned_mean_min: method('aligned-mtl', { scale: 'min', rankTolerance: EPS64 }),
  aligned_mean_median: method('aligned-mtl', { scale: 'median', rankTolerance: EPS64 }),
  aligned_mean_rmse: method('aligned-mtl', { scale: 'rmse', rankTolerance: EPS64 }),
  'gradvac_step1_order_0..T-1': method('gradvac', { order: 'fixed' }),
  upgrad_mean: method('upgrad'),
  dualproj_mean: method('dualproj'),
  config: method('config'),
};

const CLOSED = ['mean', 'pcgrad', 'imtlg', 'aligned', 'config'];

function tolerance(name: string, row: Row, given: Case): number {
  if (row.status === 'confirmed_2e-2') return 2e-2;
  if (name.startsWith('gradvac')) return 1e-6;
  if (CLOSED.some((start) => name.startsWith(start)) || (name === 'mgda' && given.T === 2)) return 1e-7;
  return row.source?.includes('ours') ? 1e-6 : 1e-4;
}

/**
 * FairGrad's reference solver (scipy's least_squares on K w - w^(-1/2), both outside implementations alike) stops on its
 * gradient tolerance where a gradient is tiny: in three rows of the file, t2p2_near_zero_row, t2p2_both_tiny and
 * t5p20_near_zero_row, its weights break that equation by 100 % (|(K w)_t sqrt(w_t) - 1| is .999 and more; run again
 * with the same start it gives the file's weights to 1e-5). There the equation is the reference instead, to 1e-9.
 */
function unsolvedFairGrad(given: Case, row: Row): boolean {
  return row.weights !== null && fairGradError(given, row.weights) > 1e-3;
}

/** max_t |(K w)_t sqrt(w_t) - 1| over the tasks with a gradient. */
function fairGradError(given: Case, weights: Vector): number {
  const { gramian } = statsFrom(given.jacobian, given.losses);
  const errors = times(gramian, weights).map((value, t) => Math.abs(value * Math.sqrt(weights[t] as number) - 1));
  return Math.max(...errors.filter((_, t) => ((gramian[t] as Vector)[t] as number) > 0));
}

function compare(name: string, given: Case, row: Row, ours: Ours): void {
  const direction = combine(ours.weights, given.jacobian);
  expect(direction.every(Number.isFinite)).toBe(true);
  if (row.status === 'no_solution') expect(ours.noSolution).toBe(true);
  if (row.status === 'no_solution' || row.status === 'unconfirmed' || row.direction === null) return;
  if (name.startsWith('fairgrad') && !ours.noSolution && unsolvedFairGrad(given, row)) {
    expect(fairGradError(given, ours.weights)).toBeLessThan(1e-9);
    return;
  }
  const largest = Math.max(...normsOf(statsFrom(given.jacobian, given.losses).gramian));
  expectNear(direction, row.direction, tolerance(name, row, given), 1e-9 * largest, `${name} on ${given.id}`);
}

describe.each(Object.entries(rows))('%s gives the reference direction', (name, [id, make]) => {
  const own = cases.flatMap((given) => (given.expected[name] ? [[given.id, given] as const] : []));
  it.each(own)(`on %s [${id}]`, (_, given) => {
    compare(name, given, given.expected[name] as Row, make(given));
  });
});

describe('graddrop with a fixed draw gives the reference direction', () => {
  it.each(cases.filter(({ expected }) => expected.graddrop_fixedU_sum).map((given) => [given.id, given] as const))(
    'on %s [graddrop]',
    (_, given) => {
      const row = given.expected.graddrop_fixedU_sum as Row;
      const { direction } = graddrop.direction(
        matrixOps,
        tensor(given.jacobian.flat(), [given.T, given.P]),
        statsFrom(given.jacobian, given.losses),
        undefined,
        { leak: 0 },
        scripted((p) => (0.37 * p + 0.11) % 1),
        readMatrix,
      );
      const largest = Math.max(...given.jacobian.map((gradient) => Math.hypot(...gradient)));
      expectNear(numbers(direction), row.direction as Vector, 1e-7, 1e-9 * largest, given.id);
    },
  );
});

it('every row of the reference file is covered', () => {
  const names = new Set(cases.flatMap((given) => Object.keys(given.expected)));
  expect([...names].filter((name) => !(name in rows) && name !== 'graddrop_fixedU_sum')).toEqual([]);
  expect(cases.length).toBeGreaterThan(0);
});
