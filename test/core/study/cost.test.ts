/** The cost of a step against sums by hand: 20-24-24 tanh with two heads of one unit, 500 rows. */
import { describe, expect, it } from 'vitest';
import type { Experiment, ModelSpec } from '../../../src/core/experiment/experiment.ts';
import { presets } from '../../../src/core/experiment/presets/index.ts';
import { stepCost } from '../../../src/core/study/cost.ts';

const helps = presets.get('sharing-helps').build();
const [separate, , hard] = helps.models as [ModelSpec, ModelSpec, ModelSpec];
const with_ = (method: string, options = {}): ModelSpec => ({
  ...hard,
  balancing: { ...hard.balancing, method, options },
});
const trunk = 20 * 24 + 24 * 24;

describe('stepCost', () => {
  it('is three forward passes for one combined backward pass', () => {
    expect(stepCost(helps, hard)).toEqual({ gradientsPerTask: 1, multiplyAdds: 3 * 500 * (trunk + 48) });
    expect(stepCost(helps, separate)).toEqual({ gradientsPerTask: 1, multiplyAdds: 3 * 500 * 2 * (trunk + 24) });
  });
  it('passes the shared trunk once for every task where each gradient is wanted', () => {
    const forward = trunk + 48;
    expect(stepCost(helps, with_('pcgrad'))).toEqual({
      gradientsPerTask: 1,
      multiplyAdds: 500 * (forward + 2 * 2 * (trunk + 24)),
    });
  });
  it('takes one task a step where they take turns', () => {
    expect(stepCost(helps, with_('alternating'))).toEqual({
      gradientsPerTask: 0.5,
      multiplyAdds: 500 * 3 * (trunk + 24),
    });
  });
  it('counts the losses after the step as one more forward pass, of the drawn task alone where they take turns', () => {
    expect(stepCost(helps, with_('famo'))?.multiplyAdds).toBe(4 * 500 * (trunk + 48));
    expect(stepCost(helps, with_('bandit'))?.multiplyAdds).toBe(4 * 500 * (trunk + 24));
  });
  it('counts the rows of a mini-batch, and every batch of methods that want several', () => {
    const small: Experiment = { ...helps, training: { ...helps.training, batchSize: 10 } };
    expect(stepCost(small, hard)?.multiplyAdds).toBe(3 * 10 * (trunk + 48));
    expect(stepCost(small, with_('sdmgrad'))?.gradientsPerTask).toBe(3);
  });
  it('has nothing to say of a model that cannot be trained', () => {
    expect(stepCost(helps, { ...hard, wiring: { ...hard.wiring, edges: [] } })).toBeUndefined();
  });
});
