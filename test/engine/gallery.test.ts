/** Every published architecture of the gallery trains, on the fastest executor: within 150 steps the loss of each task falls clearly. */
import { describe, expect, it } from 'vitest';
import type { ModelId, TaskId } from '../../src/core/experiment/experiment.ts';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { series } from '../../src/engine/protocol.ts';
import { createArrayExecutor } from '../../src/engine/worker/arrays/arrayExecutor.ts';
import { parametersOf, runOf, train } from '../support/engineRuns.ts';

const gallery = presets.all.filter((preset) => preset.paper !== undefined);
const STEPS = 150;
/** Rows of which the first and the last are compared: one batch alone is noise. */
const WINDOW = 20;
/** Sentences through convolutions and attention cost time; clicks of many users need rows. */
const OTHERS: Readonly<Record<string, { readonly batchSize: number; readonly steps: number }>> = {
  'transformer-trunk': { batchSize: 8, steps: 150 },
  esmm: { batchSize: 256, steps: 400 },
};
const meanOf = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('gallery', () => {
  it('holds the architectures by name', () => {
    const wanted = [
      'hard-sharing',
      'one-network-each',
      'soft-sharing',
      'cross-stitch',
      'sluice',
      'mmoe',
      'omoe',
      'cgc',
    ];
    const further = ['ple', 'mtan', 'dselect-k', 'esmm', 'hierarchical', 'branched', 'transformer-trunk'];
    expect(gallery.map(({ id }) => id)).toEqual(expect.arrayContaining([...wanted, ...further, 'learned-branching']));
  });
  it.each(gallery.map((preset) => [preset.id, preset] as const))('%s: every loss falls', async (_, preset) => {
    const { batchSize, steps } = OTHERS[preset.id] ?? { batchSize: 64, steps: STEPS };
    const experiment = preset.build();
    const run = await runOf(
      { ...experiment, training: { ...experiment.training, batchSize } },
      { executor: createArrayExecutor() },
    );
    try {
      const rows = train(run, steps);
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

describe('a representation first', () => {
  it.each(['representation-first', 'autoencoder-first'])('%s: the later tasks learn on what then rests', async (id) => {
    const built = presets.get(id).build();
    const phases = built.training.phases.map((phase) => ({ ...phase, steps: 120 }));
    const sizes = { ...built.data.sizes, validation: 50, test: 50 };
    const experiment = {
      ...built,
      data: { ...built.data, sizes },
      training: { ...built.training, batchSize: 64, phases },
    };
    const run = await runOf(experiment, { executor: createArrayExecutor() });
    const [first, second] = phases;
    try {
      const rows = train(run, 240);
      const shared =
        run.learners[0]?.plan.parameters.filter(({ tasks }) => tasks.length > 1).map((each) => each.id) ?? [];
      expect(shared.length).toBeGreaterThan(0);
      const atRest = parametersOf(run);
      // A batch may hold no label of a task.
      const loss = (task: string, from: number, to: number): number =>
        meanOf(
          (rows.columns[series.loss('A' as ModelId, task as TaskId, 'train')] as Float32Array)
            .slice(from, to)
            .filter((value) => !Number.isNaN(value)),
        );
      for (const task of first?.tasks ?? []) expect(loss(task, 90, 120), task).toBeLessThan(0.9 * loss(task, 0, 30));
      for (const task of second?.tasks ?? [])
        expect(loss(task, 200, 240), task).toBeLessThan(0.95 * loss(task, 60, 120));
      train(run, 20);
      const later = parametersOf(run);
      for (const parameter of shared) expect(later[parameter], parameter).toEqual(atRest[parameter]);
    } finally {
      run.dispose();
    }
  });
});
