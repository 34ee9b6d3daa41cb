/** Per-task gradients of shared, partly shared and private parameters against central differences of the losses. */
import { type Tensor, tensor } from '@tensorflow/tfjs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '../../src/core/math/rng.ts';
import { tasks as taskKinds } from '../../src/core/tasks/index.ts';
import { dot, gramianOf } from '../../src/engine/worker/conflict.ts';
import { forward, headOutputs, stepContext } from '../../src/engine/worker/network.ts';
import { gradientRows } from '../../src/engine/worker/tfjs/gradientRows.ts';
import { createTfOps } from '../../src/engine/worker/tfjs/tfOps.ts';
import { onCpu, parametersOf, runOf, tfExecutor } from '../support/engineRuns.ts';
import { experimentOf, hard, partly } from '../support/experiments.ts';

const H = 1e-2;

describe('task gradients', () => {
  it.each([hard(), partly()])('agree with central differences in model $id', async (spec) => {
    const run = await runOf(experimentOf({ models: [spec], training: { batchSize: 0 } }));
    const [learner] = run.learners;
    if (!learner) throw new Error('no model');
    const { plan } = learner;
    const ops = createTfOps();
    const batch = run.batches.take(0);
    const lossOf = (task: string, parameters: readonly Tensor[]): number => {
      const def = run.outline.tasks.find((each) => each.id === task);
      const rows = batch.tasks[task as never];
      if (!def || !rows) throw new Error(`no task ${task}`);
      const outputs = forward({ ops, plan, parameters, inputs: batch.inputs, context: stepContext(ops, 1, 0, true) });
      const [loss] = taskKinds.get(def.kind).losses;
      if (!loss) throw new Error(`no loss for ${task}`);
      const raw = headOutputs(plan, outputs, def.id);
      const value = loss.apply(ops, raw, rows.labels, rows.mask, rows.share, def) as Tensor;
      return value.dataSync()[0] ?? Number.NaN;
    };
    const found = learner.taskGradients(0);
    for (const [t, task] of found.tasks.entries()) {
      for (const p of plan.parameters) {
        const own = found.byTask[t]?.[p.index];
        const gradient = own && run.executor.read([own])[0];
        expect(gradient !== undefined, `${task} reaches ${p.id}`).toBe(p.tasks.includes(task));
        if (!gradient) continue;
        for (const at of [0, p.size - 1]) {
          const shifted = (by: number): number => {
            const values = parametersOf(run)[p.id] ?? new Float32Array();
            values[at] = (values[at] ?? 0) + by;
            const parameters = learner.parameters.map(
              (each, i) => (i === p.index ? tensor(values, [...p.shape]) : each) as Tensor,
            );
            return lossOf(task, parameters);
          };
          const slope = (shifted(H) - shifted(-H)) / (2 * H);
          expect(Math.abs((gradient[at] ?? 0) - slope), `${task} ${p.id}[${at}]`).toBeLessThan(1e-3);
        }
      }
    }
    found.dispose();
    run.dispose();
  });
});

describe('norms and cosines', () => {
  it('give the Gramian of any rows, small ones beside large ones included', async () => {
    await onCpu();
    const row = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(fc.tuple(row, fc.integer({ min: -6, max: 6 })), { minLength: 1, maxLength: 4 }), (list) => {
        const rows = list.map(([values, power]) => values.map((value) => Math.fround(value * 10 ** power)));
        const found = gramianOf(tfExecutor.read([tfExecutor.normsAndCosines(tensor(rows))])[0] ?? [], rows.length);
        const dot = (a: readonly number[], b: readonly number[]): number =>
          a.reduce((s, x, i) => s + x * (b[i] ?? 0), 0);
        for (const [i, a] of rows.entries()) {
          for (const [j, b] of rows.entries()) {
            const scale = Math.sqrt(dot(a, a) * dot(b, b));
            expect(Math.abs((found[i]?.[j] ?? Number.NaN) - dot(a, b))).toBeLessThanOrEqual(1e-5 * scale);
          }
        }
      }),
      { numRuns: 50, seed: 1 },
    );
  });
});

describe('rows of gradients where script sees the numbers', () => {
  it.each([1, 2, 3, 4])(
    'are multiplied and weighed piece by piece as the whole matrix would be, %i tasks',
    async (count) => {
      await onCpu();
      const rng = createRng(count, 'rows');
      const list = [[3, 5], [4], [2, 2]].map((shape) => ({ shape, size: shape.reduce((a, b) => a * b, 1) }));
      // The second task does not reach the last parameter.
      const pieces = Array.from({ length: count }, (_, t) =>
        list.map(({ shape, size }, i) =>
          t === 1 && i === 2
            ? undefined
            : tensor(
                Array.from({ length: size }, () => rng.normal()),
                shape,
              ),
        ),
      );
      const found = gradientRows(pieces, list, () => {
        throw new Error('piece by piece');
      });
      const [rows, norms] = tfExecutor.read([found.rows, found.normsAndCosines()]) as [Float32Array, Float32Array];
      const row = (t: number): Float32Array => rows.subarray(t * 23, (t + 1) * 23);
      const weights = Array.from({ length: count }, () => rng.normal());
      const whole = Array.from({ length: 23 }, (_, at) =>
        weights.reduce((sum, weight, t) => sum + Math.fround(weight) * (row(t)[at] as number), 0),
      );
      const weighed = tfExecutor.read(found.weigh(weights)).flatMap((piece) => [...piece]);
      expect(weighed).toEqual(whole.map(Math.fround));
      expect(tfExecutor.read(found.cut(tensor(whole))).flatMap((piece) => [...piece])).toEqual(weighed);
      const gramian = gramianOf(norms, count);
      for (let t = 0; t < count; t += 1) {
        for (let s = 0; s < count; s += 1) expect(gramian[t]?.[s]).toBeCloseTo(dot(row(t), row(s)), 4);
      }
    },
  );
});
