/** A balancing method is swapped for another in the middle of a run: every one takes over, and the run goes on. */
import { expect, it } from 'vitest';
import { methods } from '../../src/core/balancing/index.ts';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import { parametersOf, plansOf, runOf, train } from '../support/engineRuns.ts';
import { experimentOf, hard } from '../support/experiments.ts';

it('every method takes over from the one before, with its options', async () => {
  let experiment: Experiment = experimentOf({ models: [hard()] });
  const run = await runOf(experiment);
  train(run, 3);
  for (const { id } of methods.all) {
    const before = parametersOf(run);
    experiment = {
      ...experiment,
      models: experiment.models.map((model) => ({
        ...model,
        balancing: { ...model.balancing, method: id, options: {} },
      })),
    };
    run.tune(experiment, plansOf(experiment), [{ path: 'balancing', value: id }]);
    train(run, 3);
    const after = parametersOf(run);
    const all = Object.values(after).flatMap((values) => [...values]);
    expect(all.every(Number.isFinite), id).toBe(true);
    const moved = Object.keys(after).some((name) => after[name]?.some((value, i) => value !== before[name]?.[i]));
    expect(moved, id).toBe(true);
  }
  run.dispose();
});
