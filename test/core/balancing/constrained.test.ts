/** Constrained training against runs of the cooper library on min |x-(1,1)|^2 subject to |x-(-1,0)|^2 <= 1. */
import { describe, expect, it } from 'vitest';
import type { Options } from '../../../src/core/fields.ts';
import type { Vector } from '../../../src/core/math/gramian.ts';
import { MethodRun, readFixture, statsOf } from '../../support/methodRuns.ts';

interface Trajectory {
  readonly trajectory_t_x1_x2_lambda: readonly Vector[];
}
const file = readFixture('constrained.json') as Readonly<Record<string, Trajectory>> & {
  readonly x_star: Vector;
  readonly lambda_star: number;
};

/** Plain gradient descent, rate .05; the second loss is the constraint's left side, its bound 1. */
function descend(options: Options, steps: number): { readonly path: number[][]; readonly multipliers: number[] } {
  const run = new MethodRun('lagrange', 2, { bound: 1, multiplierRate: 0.1, ...options });
  let [x, y] = [0, 0];
  const path: number[][] = [];
  const multipliers: number[] = [];
  for (let step = 0; step <= steps; step += 1) {
    path.push([x, y]);
    const held = (run.state as { multipliers: Record<string, number> }).multipliers;
    multipliers.push(held.task1 as number);
    const losses = [(x - 1) ** 2 + (y - 1) ** 2, (x + 1) ** 2 + y ** 2];
    const { weights } = run.weigh(
      statsOf(
        losses,
        [
          [1, 0],
          [0, 1],
        ],
        step,
      ),
    );
    const [a, b] = weights as [number, number];
    [x, y] = [x - 0.05 * (a * 2 * (x - 1) + b * 2 * (x + 1)), y - 0.05 * (a * 2 * (y - 1) + b * 2 * y)];
  }
  return { path, multipliers };
}

// The library keeps its multipliers in float32: 1e-6.
it.each([
  ['lagrangian_simultaneous', { formulation: 'gda' }],
  ['augmented_c1_simultaneous', { formulation: 'mdmm', damping: 1 }],
  ['lagrangian_nuPI_Kp1_Ki1_nu0', { formulation: 'pi', proportional: 1 }],
  ['lagrangian_alternating_dual_primal', { formulation: 'gda', dualFirst: true }],
] as readonly (readonly [string, Options])[])('%s [lagrange]', (name, options) => {
  const { path, multipliers } = descend(options, 300);
  const given = (file[name] as Trajectory).trajectory_t_x1_x2_lambda;
  for (const [t, x, y, lambda] of given as readonly (readonly [number, number, number, number])[]) {
    expect(Math.abs((path[t]?.[0] as number) - x), `x1 of step ${t}`).toBeLessThan(1e-6);
    expect(Math.abs((path[t]?.[1] as number) - y), `x2 of step ${t}`).toBeLessThan(1e-6);
    expect(Math.abs((multipliers[t] as number) - lambda), `multiplier of step ${t}`).toBeLessThan(2e-6);
  }
});

it('lagrangian_alternating_primal_dual: the same path, the multiplier noted after its step [lagrange]', () => {
  const { path, multipliers } = descend({ formulation: 'gda', dualFirst: true }, 301);
  const given = (file.lagrangian_alternating_primal_dual as Trajectory).trajectory_t_x1_x2_lambda;
  for (const [t, x, y, lambda] of given as readonly (readonly [number, number, number, number])[]) {
    expect(Math.abs((path[t]?.[0] as number) - x), `x1 of step ${t}`).toBeLessThan(1e-6);
    expect(Math.abs((path[t]?.[1] as number) - y), `x2 of step ${t}`).toBeLessThan(1e-6);
    expect(Math.abs((multipliers[t + 1] as number) - lambda), `multiplier of step ${t}`).toBeLessThan(2e-6);
  }
});

describe('the optimum', () => {
  it.each([
    ['gda', 600],
    ['mdmm', 600],
    ['augmented', 3000],
    ['pi', 600],
  ] as const)('%s reaches it', (formulation, steps) => {
    const { path, multipliers } = descend({ formulation, damping: 1, every: 10 }, steps);
    expect(path.at(-1)?.[0]).toBeCloseTo(file.x_star[0] as number, 5);
    expect(path.at(-1)?.[1]).toBeCloseTo(file.x_star[1] as number, 5);
    expect(multipliers.at(-1)).toBeCloseTo(file.lambda_star, 4);
  });
  it('damping calms the swing of the multiplier', () => {
    const over = (formulation: string): number =>
      Math.max(...descend({ formulation, damping: 1 }, 300).multipliers) - file.lambda_star;
    expect(over('mdmm')).toBeLessThan(0.5 * over('gda'));
  });
});

describe('roles and bounds', () => {
  const stats = statsOf(
    [1, 2, 3],
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
  );
  it('the chosen main task has weight 1 and no multiplier; others are held to their own bounds', () => {
    const run = new MethodRun('lagrange', 3, {
      main: 'task1',
      bounds: 'each',
      bound1: 5,
      bound3: 0.5,
      formulation: 'mdmm',
      damping: 2,
      multiplierRate: 0.1,
    });
    const first = run.weigh(stats);
    expect(first.weights).toEqual([0, 1, 5]);
    expect(first.diagnostics).toEqual({ multiplier: [0, 0, 0], violation: [-4, 0, 2.5], infeasible: [0, 0, 0] });
    expect(run.weigh(stats).weights).toEqual([0, 1, 5.25]);
  });
  it('falls back to the first task where the chosen one is not in the model', () => {
    expect(new MethodRun('lagrange', 3, { main: 'elsewhere', bound: 1 }).weigh(stats).weights[0]).toBe(1);
  });
  it('a bound that cannot be met leaves the multiplier finite', () => {
    const run = new MethodRun('lagrange', 3, { bound: 0, formulation: 'gda', multiplierRate: 10 });
    for (let i = 0; i < 2000; i += 1) run.weigh(stats);
    const last = run.weigh(stats);
    expect(last.weights).toEqual([1, 1e4, 1e4]);
    expect(last.diagnostics?.infeasible).toEqual([0, 1, 1]);
  });
  it('a bound broken for a thousand steps on end is reported, one that is met again is not', () => {
    const run = new MethodRun('lagrange', 2, { bound: 0.5, formulation: 'gda', multiplierRate: 1e-4 });
    const at = (loss: number) =>
      run.weigh(
        statsOf(
          [1, loss],
          [
            [1, 0],
            [0, 1],
          ],
        ),
      ).diagnostics?.infeasible;
    for (let i = 0; i < 998; i += 1) at(1);
    expect(at(1)).toEqual([0, 0]);
    expect(at(1)).toEqual([0, 1]);
    expect(at(0.4)).toEqual([0, 0]);
  });
});
