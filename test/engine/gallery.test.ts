/** Every published architecture of the gallery trains: within 80 steps the loss of each task falls clearly. */
import { describe, expect, it } from 'vitest';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { series } from '../../src/engine/protocol.ts';
import { runOf, train } from '../support/engineRuns.ts';

const gallery = presets.all.filter((preset) => preset.paper !== undefined);
const STEPS = 80;
/** Rows of which the first and the last are compared: one batch alone is noise. */
const WINDOW = 10;
const meanOf = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('gallery', () => {
  it('holds the architectures by name', () => {
    expect(gallery.length).toBeGreaterThanOrEqual(15);
  });
  it.each(gallery.map((preset) => [preset.id, preset] as const))('%s: every loss falls', async (_, preset) => {
    const experiment = preset.build();
    const run = await runOf({ ...experiment, training: { ...experiment.training, batchSize: 64 } });
    try {
      const rows = train(run, STEPS);
      for (const { plan } of run.learners) {
        for (const task of plan.tasks) {
          const losses = rows.columns[series.loss(plan.model, task, 'train')] as Float32Array;
          const [before, after] = [meanOf(losses.slice(0, WINDOW)), meanOf(losses.slice(-WINDOW))];
          expect(after, task).toBeLessThan(0.95 * before);
        }
      }
    } finally {
      run.dispose();
    }
  });
});
