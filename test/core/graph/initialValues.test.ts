/** Initial values by the papers' formulas, and that a stream is its seed, key and name alone. */
import { describe, expect, it } from 'vitest';
import { analyseModel } from '../../../src/core/graph/analyse.ts';
import { initialValues } from '../../../src/core/graph/initialValues.ts';
import type { ModelPlan, PlanParameter } from '../../../src/core/graph/modelPlan.ts';
import type { Init } from '../../../src/core/layers/layer.ts';
import { dataOf, hardSharing, outlineWith, TWO_TASKS } from '../../support/wirings.ts';

interface Stream {
  readonly seed?: number;
  readonly initKey?: string;
  readonly name?: string;
}
function drawn(init: Init, size: number, { seed = 1, initKey = 'k', name = 'kernel' }: Stream = {}): number[] {
  const parameter = { init, size, initKey, name } as PlanParameter;
  const [values] = initialValues({ parameters: [parameter] } as unknown as ModelPlan, seed);
  return [...(values ?? [])];
}
const MANY = 20_000;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]): number => Math.sqrt(mean(values.map((value) => value * value)));

describe('numbers that are not drawn', () => {
  it('are zeros, ones or one constant', () => {
    expect(drawn({ kind: 'zeros' }, 3)).toEqual([0, 0, 0]);
    expect(drawn({ kind: 'ones' }, 2)).toEqual([1, 1]);
    expect(drawn({ kind: 'constant', value: -2.5 }, 2)).toEqual([-2.5, -2.5]);
  });
  it('are given values, each several times, and zero beyond the last', () => {
    expect(drawn({ kind: 'values', values: [1, -2, 3], each: 2 }, 8)).toEqual([1, 1, -2, -2, 3, 3, 0, 0]);
  });
  it('are multiples of the identity under each other, and zero beyond the last', () => {
    const rows = [
      [0.75, 0],
      [0, 0.75],
      [0.25, 0],
      [0, 0.25],
      [0, 0],
      [0, 0],
    ];
    expect(drawn({ kind: 'blocks', size: 2, values: [0.75, 0.25] }, 12)).toEqual(rows.flat());
  });
});

describe('uniform numbers', () => {
  it.each<readonly [string, Init, number]>([
    // sqrt(6 / 24): Glorot & Bengio, eq. 16
    ['glorotUniform', { kind: 'glorotUniform', fanIn: 20, fanOut: 4 }, 0.5],
    ['glorotUniform, turned', { kind: 'glorotUniform', fanIn: 4, fanOut: 20 }, 0.5],
    ['uniform', { kind: 'uniform', limit: 0.05 }, 0.05],
  ])('%s fill the whole of their interval evenly', (_, init, limit) => {
    const values = drawn(init, MANY);
    expect(Math.max(...values)).toBeLessThanOrEqual(limit);
    expect(Math.max(...values)).toBeGreaterThan(0.999 * limit);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-limit);
    expect(Math.min(...values)).toBeLessThan(-0.999 * limit);
    // Four standard errors, of the mean and (nearly) of the deviation, which is limit / sqrt(3).
    expect(Math.abs(mean(values))).toBeLessThan((4 * limit) / Math.sqrt(3 * MANY));
    expect(deviation(values) / (limit / Math.sqrt(3))).toBeCloseTo(1, 1);
  });
});

describe('normal numbers', () => {
  it.each<readonly [Init, number]>([
    // sqrt(2 / 8): He et al., eq. 10
    [{ kind: 'heNormal', fanIn: 8 }, 0.5],
    // sqrt(1 / 16): LeCun et al., section 4.6
    [{ kind: 'lecunNormal', fanIn: 16 }, 0.25],
  ])('$kind have mean 0, the deviation of their fan-in, and the tails of a normal', (init, wanted) => {
    const values = drawn(init, MANY);
    expect(Math.abs(mean(values))).toBeLessThan((4 * wanted) / Math.sqrt(MANY));
    expect(deviation(values) / wanted).toBeCloseTo(1, 1);
    const within = values.filter((value) => Math.abs(value) < wanted).length / MANY;
    expect(within).toBeCloseTo(0.6827, 1);
  });
});

describe('a stream', () => {
  const init: Init = { kind: 'uniform', limit: 1 };
  it('is the same for the same seed, key and name, and another for any other', () => {
    const here = drawn(init, 8);
    expect(drawn(init, 8)).toEqual(here);
    for (const other of [{ seed: 2 }, { initKey: 'k2' }, { name: 'bias' }])
      expect(drawn(init, 8, other)).not.toEqual(here);
  });
  it('does not depend on what else the model holds', () => {
    const planOf = (off: readonly string[]) =>
      analyseModel(hardSharing(), dataOf(off), outlineWith({}, TWO_TASKS)).plan as ModelPlan;
    const valuesOf = (plan: ModelPlan) => {
      const values = initialValues(plan, 3);
      expect(values.map(({ length }) => length)).toEqual(plan.parameters.map(({ size }) => size));
      return new Map(plan.parameters.map(({ id }, i) => [id, values[i]]));
    };
    const [both, alone] = [valuesOf(planOf([])), valuesOf(planOf(['a']))];
    expect([...alone.keys()]).toEqual(['trunk/kernel', 'trunk/bias', 'hb/kernel', 'hb/bias']);
    for (const [id, values] of alone) expect(values).toEqual(both.get(id));
    // Biases start at zero.
    expect(new Set(both.get('trunk/bias'))).toEqual(new Set([0]));
  });
});
