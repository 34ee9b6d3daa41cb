import { describe, expect, it } from 'vitest';
import { presets } from '../../../src/core/experiment/presets/index.ts';
import { workPerStep } from '../../../src/ui/study/workAxis.ts';

const experiment = presets.get('alternating').build();
const [turns, together] = experiment.models;
if (!turns || !together) throw new Error('the preset has two models');
const spec = { id: '', name: '', experiment, form: { kind: 'compare' }, steps: 200 } as const;
const time = (seconds: number, variant = '') => ({ variant, seed: 0, seconds, steps: 200 });

describe('the x axis of curves', () => {
  it('counts half a gradient evaluation per task and step where two tasks take turns', () => {
    expect(workPerStep('gradientsPerTask', { spec }, turns)).toBe(0.5);
    expect(workPerStep('gradientsPerTask', { spec }, together)).toBe(1);
    expect(workPerStep('steps', { spec }, turns)).toBe(1);
  });
  it('takes the mean pace of the seeds, and says nothing where no time was kept', () => {
    const times = [time(1), time(3), time(90, 'labels=5')];
    expect(workPerStep('seconds', { spec, times }, turns)).toBeCloseTo(0.01, 12);
    expect(workPerStep('seconds', { spec, times: [time(1, 'labels=5')] }, turns)).toBeUndefined();
    expect(workPerStep('seconds', { spec }, turns)).toBeUndefined();
  });
});
