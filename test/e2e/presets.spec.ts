/** Every preset trains in the built page on the backend that is chosen for it, and every loss falls. */
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { analyseModel } from '../../src/core/graph/analyse.ts';
import { scenarios } from '../../src/core/scenarios/index.ts';
import { outlineOf } from '../../src/core/scenarios/outline.ts';
import { columnsOf, ends, expect, load, sharedTest, step } from './support.ts';

/** Enough for every loss to fall clearly, within about 6 GFLOP: pictures and long texts get fewer steps. */
const [FEWEST, MOST, OPERATIONS] = [40, 300, 6e9];
function stepsFor({ data, models, training }: Experiment): number {
  const outline = outlineOf(data);
  const multiplyAdds = models.reduce(
    (sum, model) => sum + (analyseModel(model, data, outline).plan?.multiplyAdds ?? 0),
    0,
  );
  const rows = training.batchSize || (data.sizes.train ?? scenarios.get(data.scenario).sizes.train);
  return Math.max(FEWEST, Math.min(MOST, Math.round(OPERATIONS / (6 * rows * multiplyAdds))));
}

for (const { id, build } of presets.all) {
  const experiment = build();
  // The empty canvas has no head to train.
  if (!experiment.models.some((model) => model.wiring.nodes.some((node) => node.kind === 'head'))) continue;
  sharedTest(`preset '${id}' trains and every loss falls`, async ({ page }) => {
    await load(page, experiment);
    await step(page, stepsFor(experiment));
    const columns = await columnsOf(page);
    const losses = Object.keys(columns).filter((name) => name.endsWith('/train/loss'));
    expect(losses.length).toBeGreaterThanOrEqual(2);
    for (const name of losses) {
      const { first, last } = ends(columns[name] ?? [], 10);
      expect(last, name).toBeLessThan(first);
    }
  });
}
