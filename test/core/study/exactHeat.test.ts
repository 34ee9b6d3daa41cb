import { describe, expect, it } from 'vitest';
import { emptyExperiment } from '../../../src/core/experiment/defaults.ts';
import type { Experiment } from '../../../src/core/experiment/experiment.ts';
import { exactHeat } from '../../../src/core/study/exactHeat.ts';

function linear(count: number): Experiment {
  const experiment = emptyExperiment();
  const repeats = { count, vary: { data: true, init: true, order: true } };
  return {
    ...experiment,
    data: { ...experiment.data, scenario: 'linear-tasks', options: {}, seed: 4 },
    training: { ...experiment.training, repeats },
  };
}
const GRID = [0, 0.3, 3, 'infinite'] as const;

describe('the exact map of linear tasks', () => {
  it('has its valley at hard sharing for equal tasks and near separate networks for foreign ones', async () => {
    const [equal, foreign] = await exactHeat(linear(6), 'delta', [0, 3], GRID);
    const place = (errors: readonly (number | undefined)[] | undefined): number =>
      errors?.indexOf(Math.min(...errors.map(Number))) ?? -1;
    expect(place(equal?.errors)).toBe(3);
    expect(place(foreign?.errors)).toBeLessThanOrEqual(1);
  });
  it('says nothing where separate networks are not determined', async () => {
    const experiment = linear(1);
    // 10 rows for 5 tasks with 10 unknowns each.
    const poor = { ...experiment, data: { ...experiment.data, sizes: { train: 10 } } };
    const [row] = await exactHeat(poor, 'delta', [0.6], [0, 1]);
    expect(row?.errors[0]).toBeUndefined();
    expect(row?.errors[1]).toBeGreaterThan(0);
  });
});
