import { describe, expect, it } from 'vitest';
import { presets } from '../../../src/core/experiment/presets/index.ts';
import { createRunLog } from '../../../src/core/metrics/runLog.ts';
import { stepCost } from '../../../src/core/study/cost.ts';
import { alongside, unitScale } from '../../../src/ui/charts/units.ts';

const experiment = presets.get('alternating').build();
const [turns, together] = experiment.models;
if (!turns || !together) throw new Error('the preset has two models');
const state = { log: createRunLog(), progress: {}, stepsPerEpoch: 4, rows: { train: 100 }, experiment } as never;

describe('the axis of live charts', () => {
  it('counts what the same step has cost each model, by the figures of the studies', () => {
    for (const work of ['gradientsPerTask', 'multiplyAdds'] as const) {
      const scale = unitScale(state, work);
      for (const model of experiment.models) {
        const cost = stepCost(experiment, model)?.[work] ?? Number.NaN;
        expect(scale.toX(10, model.id)).toBe(10 * cost);
        expect(scale.toStep(scale.toX(10, model.id), model.id)).toBeCloseTo(10, 9);
      }
    }
  });
  it('goes by the dearest model, and finds the step at which another has cost as much', () => {
    const scale = unitScale(state, 'gradientsPerTask');
    expect(scale.toX(10)).toBe(scale.toX(10, together.id));
    expect(alongside(scale, scale, 10, together.id)).toBeCloseTo(10, 5);
    // Taking turns costs half as much a step: twice the steps for the same number of gradients.
    expect(alongside(scale, scale, 10, turns.id)).toBeCloseTo(20, 5);
    const steps = unitScale(state, 'steps');
    expect(alongside(steps, steps, 10, turns.id)).toBe(10);
  });
});
