/** What a generated experiment must do: be refused with a problem that stands somewhere, or train with honest losses. */
import { memory } from '@tensorflow/tfjs';
import { expect } from 'vitest';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import { loadData } from '../../src/core/scenarios/loadData.ts';
import { checkExperiment } from '../../src/engine/worker/checkExperiment.ts';
import { createRun } from '../../src/engine/worker/run.ts';
import { diskAssets } from './assets.ts';
import { onCpu, tfExecutor } from './engineRuns.ts';

export type Fate = 'refused' | 'trained' | 'not finite';
const STEPS = 20;
/** Problems of a whole model: there is no one layer at fault. */
const OF_THE_MODEL: ReadonlySet<string> = new Set(['model.noHead', 'model.noTask', 'model.tooLarge']);

export async function fateOf(experiment: Experiment): Promise<Fate> {
  await onCpu();
  const checked = checkExperiment(experiment);
  if (!checked.ok) {
    const { code, where } = checked.issue;
    const stands = where?.node ?? where?.edge ?? where?.tie ?? where?.path;
    if (!(OF_THE_MODEL.has(code) && where?.model)) expect(stands, code).toBeDefined();
    return 'refused';
  }
  const before = memory().numTensors;
  const { outline, plans } = checked.value;
  const dataset = await loadData(checked.value.experiment.data, diskAssets);
  const run = createRun({
    experiment: checked.value.experiment,
    outline,
    dataset,
    plans,
    backend: 'cpu',
    executor: tfExecutor,
  });
  try {
    for (let i = 0; i < STEPS; i += 1) run.advance();
    run.rest(true);
    const bad = run.settle();
    const rows = run.takeRows();
    if (bad) {
      expect(plans.map((plan) => plan.model)).toContain(bad.model);
      expect(bad.step).toBeLessThanOrEqual(STEPS);
      return 'not finite';
    }
    expect(run.step).toBe(STEPS);
    for (const [name, values] of Object.entries(rows?.columns ?? {})) {
      // NaN: not measured at that step (no label in the batch). Infinite is never an answer.
      if (name.endsWith('/loss'))
        expect(
          [...values].every((value) => Math.abs(value) !== Infinity),
          name,
        ).toBe(true);
    }
    for (const { parameters } of run.learners) {
      for (const values of run.executor.read(parameters)) expect(values.every(Number.isFinite)).toBe(true);
    }
    return 'trained';
  } finally {
    run.dispose();
    expect(memory().numTensors, 'tensors left behind').toBe(before);
  }
}
