/** What a layer asks to be lowered beside the losses: it changes the gradients of its tasks in equal parts, and no loss. */
import { describe, expect, it } from 'vitest';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { createArrayExecutor } from '../../src/engine/worker/arrays/arrayExecutor.ts';
import { runOf, tfExecutor } from '../support/engineRuns.ts';

const withOption = (experiment: Experiment, kind: string, option: string, value: number): Experiment => ({
  ...experiment,
  models: experiment.models.map((model) => ({
    ...model,
    wiring: {
      ...model.wiring,
      nodes: model.wiring.nodes.map((node) =>
        node.kind === kind ? { ...node, options: { ...node.options, [option]: value } } : node,
      ),
    },
  })),
});
/** [task][parameter][number] of the first batch, and the losses there. */
async function measured(experiment: Experiment, executor = createArrayExecutor()) {
  const run = await runOf(experiment, { executor });
  const [learner] = run.learners;
  if (!learner) throw new Error('no model');
  const found = learner.taskGradients(0);
  const gradients = found.byTask.map((row) => row.map((each) => each && [...(run.executor.read([each])[0] ?? [])]));
  const batch = run.batches.take(0);
  const prepared = learner.prepare(0, [batch], { row: true, conflict: false });
  const losses = [...(run.executor.read([prepared.work.losses])[0] ?? [])];
  learner.discard(prepared);
  found.dispose();
  const { parameters } = learner.plan;
  run.dispose();
  return { gradients, losses, parameters };
}

describe.each([
  ['sluice', 'sluice', 'apart', 2],
  ['dselect-k', 'dselectK', 'entropy', 1],
] as const)('the penalty of %s', (preset, kind, option, strength) => {
  it('changes gradients, equally for the tasks it belongs to, and no loss', async () => {
    const plain = presets.get(preset).build();
    const [without, held] = [await measured(plain), await measured(withOption(plain, kind, option, strength))];
    held.losses.forEach((loss, t) => {
      expect(loss).toBeCloseTo(without.losses[t] as number, 6);
    });
    let largest = 0;
    for (const { index, tasks } of held.parameters) {
      const change = held.gradients.map((row, t) =>
        row[index]?.map((value, i) => value - (without.gradients[t]?.[index]?.[i] ?? 0)),
      );
      for (const each of change.flatMap((values) => values ?? [])) largest = Math.max(largest, Math.abs(each));
      if (kind !== 'sluice' || tasks.length < 2) continue;
      change[0]?.forEach((value, i) => {
        expect(value).toBeCloseTo(change[1]?.[i] as number, 5);
      });
    }
    expect(largest).toBeGreaterThan(1e-3);
  });
  it('is the same on both executors', async () => {
    const experiment = withOption(presets.get(preset).build(), kind, option, strength);
    const [arrays, tensors] = [await measured(experiment), await measured(experiment, tfExecutor)];
    for (const [t, row] of arrays.gradients.entries()) {
      for (const [p, values] of row.entries()) {
        for (const [i, value] of (values ?? []).entries()) {
          expect(tensors.gradients[t]?.[p]?.[i]).toBeCloseTo(value, 4);
        }
      }
    }
  });
});
