/** What the tests of balancing methods share: the reference numbers' folder, steps over given gradients, comparisons. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { methods } from '../../src/core/balancing/index.ts';
import type { GramianStats, LossStats, MethodState, Weighing } from '../../src/core/balancing/method.ts';
import { type Options, withDefaults } from '../../src/core/fields.ts';
import { gramianOf, type Matrix, type Vector } from '../../src/core/math/gramian.ts';
import { createRng, type Rng } from '../../src/core/math/rng.ts';

const fixtures = (): string => process.env.MTL_FIXTURES ?? join(import.meta.dirname, '../fixtures');
/** Reads reference numbers from the folder named by MTL_FIXTURES (default test/fixtures). */
export const readFixture = (name: string): unknown => JSON.parse(readFileSync(join(fixtures(), name), 'utf8'));
/** The files of that folder. */
export const fixtureNames = (): string[] => readdirSync(fixtures()).filter((name) => name.endsWith('.json'));

export const taskNames = (T: number): string[] => Array.from({ length: T }, (_, t) => `task${t}`);

export function statsOf(losses: Vector, gramian: Matrix, step = 0, epoch = 0): GramianStats {
  const tasks = taskNames(losses.length);
  return { step, epoch, tasks, allTasks: tasks, losses, gramian };
}

export const statsFrom = (jacobian: Matrix, losses: Vector): GramianStats => statsOf(losses, gramianOf(jacobian));

/** One method with complete options and its state carried from step to step. */
export class MethodRun {
  readonly options: Options;
  state: MethodState;
  private readonly id: string;
  private readonly rng: Rng;

  constructor(id: string, tasks: number, options: Options = {}, rng: Rng = createRng(7)) {
    const spec = methods.get(id);
    this.id = id;
    this.options = withDefaults(spec.fields, options);
    this.state = spec.init(taskNames(tasks), this.options);
    this.rng = rng;
  }

  weigh(stats: GramianStats): Weighing {
    const spec = methods.get(this.id);
    if (spec.needs === 'jacobian') throw new TypeError(`${this.id} gives a direction, not weights`);
    const result = spec.weigh(stats, this.state, this.options, this.rng) as Weighing;
    this.state = result.state;
    return result;
  }

  after(before: LossStats, losses: Vector): void {
    this.state = methods.get(this.id).lossAfterStep?.(before, losses, this.state, this.options);
  }

  endEpoch(means: Vector): void {
    const named = Object.fromEntries(means.map((mean, t) => [`task${t}`, mean]));
    this.state = methods.get(this.id).epochEnd?.(named, this.state, this.options);
  }
}

/** Weights of one first step. */
export const weighOnce = (id: string, stats: GramianStats, options: Options = {}, rng?: Rng): Weighing =>
  new MethodRun(id, stats.tasks.length, options, rng).weigh(stats);

/** An rng whose uniform numbers are given. */
export function scripted(uniforms: (n: number) => number): Rng {
  let drawn = 0;
  const base = createRng(1);
  return {
    ...base,
    uniform: () => {
      const value = uniforms(drawn);
      drawn += 1;
      return value;
    },
  };
}

/** |ours - expected| <= rtol max|expected| + atol, elementwise. */
export function expectNear(ours: Vector, expected: Vector, rtol: number, atol: number, what = ''): void {
  expect(ours.length, what).toBe(expected.length);
  const scale = Math.max(...expected.map(Math.abs));
  const worst = Math.max(...expected.map((value, i) => Math.abs((ours[i] as number) - value)));
  expect(worst, `${what}: ${ours.join(', ')} should be ${expected.join(', ')}`).toBeLessThanOrEqual(
    rtol * scale + atol,
  );
}

/** Gradients at right angles, with these squared lengths. */
export const squares = (...values: readonly number[]): Matrix =>
  values.map((value, t) => values.map((_, s) => (s === t ? value : 0)));
export const ones = (T: number): number[] => Array.from({ length: T }, () => 1);
/** One step of a method on gradients with this Gramian. */
export const weigh = (id: string, gramian: Matrix, options: Options = {}, losses: Vector = ones(gramian.length)) =>
  weighOnce(id, statsOf(losses, gramian), options);
export const expectWeights = (found: { readonly weights: Vector }, weights: Vector): void =>
  expectNear(found.weights, weights, 1e-7, 0);
