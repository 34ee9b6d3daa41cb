/** The toy problems: values, gradients and the first thousand steps of published runs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Options } from '../../../src/core/fields.ts';
import { concaveFront, type Point, quadratics, type ToyProblem, valleys } from '../../../src/core/lab/toyProblems.ts';
import { combine, gramianOf, type Matrix, type Vector } from '../../../src/core/math/gramian.ts';
import { expectNear, MethodRun, readFixture, statsOf } from '../../support/methodRuns.ts';

fc.configureGlobal({ seed: 20261124 });

type Snapshots = Readonly<Record<string, Vector>>;
interface Run {
  readonly runs: Readonly<Record<string, { readonly init: Point; readonly snapshots_step_x1_x2_f1_f2: Snapshots }>>;
}
const file = readFixture('toy_trajectories.json') as {
  readonly reference_runs: Readonly<Record<string, Run>>;
  readonly toy_values_scale1_nash_mtl_problem_py: readonly {
    readonly x: Point;
    readonly f: Vector;
    readonly grad_f1: Vector;
    readonly grad_f2: Vector;
  }[];
};

it.each(file.toy_values_scale1_nash_mtl_problem_py.map((row) => [row.x.join(', '), row] as const))(
  'the valleys at (%s) have the published values and gradients',
  (_, row) => {
    const { losses, jacobian } = valleys(1).at(row.x);
    expectNear(losses, row.f, 1e-12, 1e-12, 'values');
    expectNear(jacobian[0], row.grad_f1, 1e-9, 1e-9, 'first gradient');
    expectNear(jacobian[1], row.grad_f2, 1e-9, 1e-9, 'second gradient');
  },
);

describe.each([
  ['valleys', valleys(0.1)],
  [
    'quadratics',
    quadratics([
      [1, 0],
      [-1, 0.5],
    ]),
  ],
  ['concave front', concaveFront()],
] as readonly (readonly [string, ToyProblem])[])('%s', (_, problem) => {
  it('has the gradients that central differences give', () => {
    const [left, right, bottom, top] = problem.window;
    fc.assert(
      fc.property(
        fc.double({ min: left, max: right, noNaN: true }),
        fc.double({ min: bottom, max: top, noNaN: true }),
        (x1, x2) => {
          const h = 1e-6;
          const { jacobian } = problem.at([x1, x2]);
          for (const t of [0, 1] as const) {
            const across = (problem.at([x1 + h, x2]).losses[t] - problem.at([x1 - h, x2]).losses[t]) / (2 * h);
            const up = (problem.at([x1, x2 + h]).losses[t] - problem.at([x1, x2 - h]).losses[t]) / (2 * h);
            // Kinks at x2 = 0 and the needle-sharp floor of the valleys are not differentiable at this width.
            const sharp = Math.hypot(...jacobian[t]) > 50 || Math.abs(x2) < 1e-5;
            if (!sharp) expectNear(jacobian[t], [across, up], 1e-4, 1e-5, `at ${x1}, ${x2}`);
          }
        },
      ),
    );
  });
  it('starts inside its window', () => {
    const [left, right, bottom, top] = problem.window;
    for (const [x1, x2] of problem.starts) {
      expect(x1 >= left && x1 <= right && x2 >= bottom && x2 <= top).toBe(true);
    }
  });
});

/** Adam on the two parameters, rate .001, as all published runs have it. */
function adam() {
  const m = [0, 0];
  const v = [0, 0];
  let n = 0;
  return (x: Point, d: Vector): Point => {
    n += 1;
    return x.map((value, i) => {
      const slope = d[i] as number;
      m[i] = 0.9 * (m[i] as number) + 0.1 * slope;
      v[i] = 0.999 * (v[i] as number) + 0.001 * slope * slope;
      const corrected = (m[i] as number) / (1 - 0.9 ** n);
      return value - (0.001 * corrected) / (Math.sqrt((v[i] as number) / (1 - 0.999 ** n)) + 1e-8);
    }) as unknown as Point;
  };
}

/** Snapshots of a run, made by `direction` from the losses and gradients of each step. */
function expectRun(
  run: Run['runs'][string],
  scale: number,
  last: number,
  direction: (losses: Vector, jacobian: Matrix, step: number) => Vector,
  tolerance: number,
): void {
  const problem = valleys(scale);
  const update = adam();
  let x = run.init;
  for (let step = 0; step <= last; step += 1) {
    const { losses, jacobian } = problem.at(x);
    const expected = run.snapshots_step_x1_x2_f1_f2[String(step)];
    if (expected) {
      const ours = [...x, ...losses];
      ours.forEach((value, i) => {
        const difference = Math.abs(value - (expected[i] as number));
        expect(difference, `step ${step}, entry ${i}`).toBeLessThan(tolerance * Math.max(1, Math.abs(value)));
      });
    }
    x = update(x, direction(losses, jacobian, step));
  }
}

const runsOf = (name: string) => Object.entries(file.reference_runs[name]?.runs ?? {});
const byWeights = (id: string, options: Options = {}) => {
  const run = new MethodRun(id, 2, options);
  return (losses: Vector, jacobian: Matrix, step: number): Vector =>
    combine(run.weigh(statsOf(losses, gramianOf(jacobian), step)).weights, jacobian);
};

describe.each([
  ['nash-ls_f64_N1000_s0.1', 'weighted-sum', {}, 1000, 1e-9],
  ['nash-pcgrad_f64_N1000_s0.1', 'pcgrad', { order: 'fixed' }, 1000, 1e-9],
  ['nash-imtl_f64_N1000_s0.1', 'imtl-g', {}, 1000, 1e-9],
  ['nash-nashmtl_f64_N300_s0.1', 'nash-mtl', {}, 300, 1e-5],
  ['torchjd-aligned_f64_N1000_s0.1', 'aligned-mtl', { rankTolerance: 2.2e-16 }, 300, 1e-5],
] as readonly (readonly [string, string, Options, number, number])[])('%s', (name, id, options, steps, tolerance) => {
  // Start 1, (0, 0), is a trap for some: the gradients are parallel there.
  const starts = runsOf(name).filter(([, run]) => id === 'weighted-sum' || id === 'pcgrad' || run.init[0] !== 0);
  it('has runs', () => expect(starts.length).toBeGreaterThan(1));
  it.each(starts)('from start %s', (_, run) => {
    expectRun(run, 0.1, steps, byWeights(id, options), tolerance);
  });
});

describe.each([
  ['famo-famo_f64_N1000_s0.1_g0.0', 0],
  ['famo-famo_f64_N1000_s0.1_g0.001', 0.001],
] as const)('%s', (name, gamma) => {
  it.each(runsOf(name))('from start %s', (_, run) => {
    const famo = new MethodRun('famo', 2, { gamma });
    let before: ReturnType<typeof statsOf> | undefined;
    // As in the published trainer: losses above (-21 scale, -21), weights updated at the next step.
    const direction = (losses: Vector, jacobian: Matrix, step: number): Vector => {
      const above = [(losses[0] as number) + 2.1, (losses[1] as number) + 21];
      if (before) famo.after(before, above);
      before = statsOf(above, gramianOf(jacobian), step);
      return combine(famo.weigh(before).weights, jacobian);
    };
    expectRun(run, 0.1, 1000, direction, 1e-9);
  });
});
