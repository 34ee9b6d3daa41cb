/** Learned branching: hard draws are one parent each with the soft draw's gradient; a fixed choice rests; the tree is found. */
import { describe, expect, it } from 'vitest';
import { presets } from '../../../src/core/experiment/presets/index.ts';
import { branchChoice } from '../../../src/core/layers/branchChoice.ts';
import { series } from '../../../src/engine/protocol.ts';
import { createArrayExecutor } from '../../../src/engine/worker/arrays/arrayExecutor.ts';
import { arrayGradientsOf, arrayOutputsOf } from '../../support/arrayCases.ts';
import { parametersOf, runOf, tfExecutor, train } from '../../support/engineRuns.ts';
import { prepare } from '../../support/layerCases.ts';

const drawn = (pick: string) => prepare(branchChoice, { options: { pick, temperature: 0.7 }, inputs: [[3], [3], [3]] });

describe('learned branching', () => {
  it('hands on one parent whole when it draws hard', () => {
    const prepared = drawn('hard');
    const [out] = arrayOutputsOf(prepared);
    const same = prepared.inputs.filter(({ values }) =>
      values.every((value, i) => Math.abs(value - (out?.values[i] ?? Number.NaN)) < 1e-6),
    );
    expect(same).toHaveLength(1);
  });
  it('trains theta by the gradient of the softmax, whichever is handed on', () => {
    const [hard, soft] = ['hard', 'soft'].map((pick) => arrayGradientsOf(drawn(pick)).at(-1) as Float32Array);
    soft?.forEach((value, i) => {
      expect(hard?.[i]).toBeCloseTo(value, 5);
    });
    expect(Math.max(...(soft ?? []).map(Math.abs))).toBeGreaterThan(1e-3);
  });
  it('draws anew at each step, the same on both executors', async () => {
    const experiment = presets.get('learned-branching').build();
    const runs = [
      await runOf(experiment, { executor: createArrayExecutor() }),
      await runOf(experiment, { executor: tfExecutor }),
    ];
    const losses = runs.map((run) => {
      const rows = train(run, 12);
      return [...(rows.columns[series.loss('A' as never, 'a' as never, 'train')] as Float32Array)];
    });
    losses[0]?.forEach((value, i) => {
      expect(losses[1]?.[i]).toBeCloseTo(value, 3);
    });
    const theta = Object.entries(parametersOf(runs[0] as never)).filter(([id]) => id.endsWith('/theta'));
    expect(theta).toHaveLength(6);
    for (const [id, values] of theta) expect(new Set(values).size, id).toBe(3);
    for (const run of runs) run.dispose();
  });
  it('rests and draws nothing once the choice is fixed', async () => {
    const built = presets.get('learned-branching').build();
    const experiment = {
      ...built,
      models: built.models.map((model) => ({
        ...model,
        wiring: {
          ...model.wiring,
          nodes: model.wiring.nodes.map((node) =>
            node.kind === 'branchChoice' ? { ...node, options: { ...node.options, pick: 'fixed' } } : node,
          ),
        },
      })),
    };
    const run = await runOf(experiment, { executor: createArrayExecutor() });
    train(run, 3);
    for (const [id, values] of Object.entries(parametersOf(run))) {
      if (id.endsWith('/theta')) expect([...values], id).toEqual([0, 0, 0]);
    }
    run.dispose();
  });
});
