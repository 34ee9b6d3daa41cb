/** How a preset is shown to learn in the built page: every training loss falls. Dear ones are left to the long tests. */
import type { Page } from '@playwright/test';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { analyseModel } from '../../src/core/graph/analyse.ts';
import { scenarios } from '../../src/core/scenarios/index.ts';
import { outlineOf } from '../../src/core/scenarios/outline.ts';
import { columnsOf, ends, expect, load, step } from './support.ts';

/** Floating-point operations of a step from which a preset takes ten seconds and more without a graphics card. */
const DEAR = 200e6;

/** All models, forward and backward. */
function operationsPerStep({ data, models, training }: Experiment): number {
  const outline = outlineOf(data);
  const multiplyAdds = models.reduce(
    (sum, model) => sum + (analyseModel(model, data, outline).plan?.multiplyAdds ?? 0),
    0,
  );
  const rows = training.batchSize || (data.sizes.train ?? scenarios.get(data.scenario).sizes.train);
  return 6 * rows * multiplyAdds;
}

// The empty canvas has no head to train.
const cases = presets.all
  .map(({ id, build }) => ({ id, experiment: build() }))
  .filter(({ experiment }) =>
    experiment.models.some((model) => model.wiring.nodes.some((node) => node.kind === 'head')),
  );
export const cheap = cases.filter(({ experiment }) => operationsPerStep(experiment) <= DEAR);
export const dear = cases.filter(({ experiment }) => operationsPerStep(experiment) > DEAR);

/** Enough for every loss to fall clearly, within about 6 GFLOP where that is enough. */
const [FEWEST, MOST, OPERATIONS] = [40, 300, 6e9];
export const stepsFor = (experiment: Experiment): number =>
  Math.max(FEWEST, Math.min(MOST, Math.round(OPERATIONS / operationsPerStep(experiment))));

export async function expectEveryLossFalls(page: Page, experiment: Experiment, steps: number): Promise<void> {
  await load(page, experiment);
  await step(page, steps);
  const columns = await columnsOf(page);
  const losses = Object.keys(columns).filter((name) => name.endsWith('/train/loss'));
  expect(losses.length).toBeGreaterThanOrEqual(2);
  // In the first of several phases only its own tasks step; test/engine/gallery.test.ts goes through all of them.
  const stepping = experiment.training.phases[0]?.tasks;
  for (const name of losses.filter((each) => !stepping || stepping.some((task) => each.includes(`/${task}/`)))) {
    const { first, last } = ends(columns[name] ?? [], 10);
    expect(last, name).toBeLessThan(first);
  }
}
