/** The rehearsal of a step: its numbers are those of the step that follows, and it leaves no trace. */
import { memory } from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../src/core/experiment/experiment.ts';
import { series } from '../../src/engine/protocol.ts';
import { rehearse } from '../../src/engine/worker/rehearsal.ts';
import type { Run } from '../../src/engine/worker/run.ts';
import { parametersOf, runOf, train } from '../support/engineRuns.ts';
import { A, B, experimentOf, hard, twins } from '../support/experiments.ts';

const rehearsal = (run: Run) => {
  const [learner] = run.learners;
  if (!learner) throw new Error('no model');
  return rehearse(run, learner);
};
const balanced = (method: string): ModelSpec =>
  hard('hard', { balancing: { method, options: {}, taskWeights: { [A]: 2 } } });
const length = (values: readonly number[]): number => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));

describe('a rehearsed step', () => {
  it.each(['weighted-sum', 'dwa', 'famo', 'pcgrad', 'gradnorm', 'modo', 'auto-lambda'])(
    'leaves no trace under %s',
    async (method) => {
      const experiment = experimentOf({ models: [balanced(method)] });
      const [plain, rehearsed] = [await runOf(experiment), await runOf(experiment)];
      train(plain, 9);
      train(rehearsed, 5);
      const tensors = memory().numTensors;
      rehearsal(rehearsed);
      rehearsal(rehearsed);
      expect(memory().numTensors).toBe(tensors);
      train(rehearsed, 4);
      expect(parametersOf(rehearsed)).toEqual(parametersOf(plain));
      expect(rehearsed.checkpoint(0).models[0]?.method).toEqual(plain.checkpoint(0).models[0]?.method);
      plain.dispose();
      rehearsed.dispose();
    },
  );

  it('tells the losses, weights and movements of the step that follows', async () => {
    const run = await runOf(experimentOf({ models: [balanced('weighted-sum')], training: { batchSize: 0 } }));
    train(run, 3);
    const told = rehearsal(run);
    const before = parametersOf(run);
    const rows = train(run, 1);
    const after = parametersOf(run);
    expect(told).toMatchObject({ step: 3, rows: 100, tasks: [A, B], stepping: [A, B], weights: [2, 1] });
    const lossAt = (task: typeof A, row: number) => rows.columns[series.loss(hard().id, task, 'train')]?.[row];
    // The row of step 3 went out with the three steps; what follows is the state after the update, on the same full batch.
    expect([A, B].map((task) => lossAt(task, 0))).toEqual(told.lossesAfter);
    for (const { node, moved } of told.nodes) {
      const parts = Object.entries(after).filter(([id]) => id.startsWith(`${node}/`));
      const walked = length(parts.flatMap(([id, values]) => Array.from(values, (v, i) => v - (before[id]?.[i] ?? 0))));
      expect(moved).toBeCloseTo(walked, 10);
    }
    const trunk = told.nodes.find(({ node }) => node === 'one');
    expect(trunk?.cosines[0]).toBeCloseTo(1, 6);
    expect(trunk?.cosines[1]).toBe(trunk?.cosines[2]);
    // Weights 2 and 1: |2a + b|^2 = 4|a|^2 + |b|^2 + 4 cos |a||b|
    const [a = 0, b = 0] = trunk?.norms ?? [];
    expect(trunk?.combined).toBeCloseTo(Math.sqrt(4 * a * a + b * b + 4 * (trunk?.cosines[1] ?? 0) * a * b), 6);
    run.dispose();
  });

  it('weighs by the validation batch where the step will', async () => {
    const run = await runOf(experimentOf({ models: [balanced('auto-lambda')] }));
    train(run, 3);
    const told = rehearsal(run);
    train(run, 1);
    const state = run.checkpoint(0).models[0]?.method as { readonly weights: Readonly<Record<string, number>> };
    expect(told.weights).toEqual([2 * (state.weights[A] ?? 0), state.weights[B]]);
    run.dispose();
  });

  it('tells how far tied twins are apart before and after', async () => {
    const run = await runOf(experimentOf({ models: [twins(50)] }));
    train(run, 10);
    const told = rehearsal(run);
    expect(told.ties.map(({ tie }) => tie)).toEqual(['one', 'two']);
    for (const { before, after } of told.ties) {
      expect(before).toBeGreaterThan(0);
      expect(after).not.toBe(before);
    }
    run.dispose();
  });
});
