/**
 * The typed-array executor: every layer's values and gradients against central differences and against tfjs's cpu
 * backend; whole runs against tfjs's; repeats to the bit; and a fall-back for an operation it does not know.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { methods } from '../../src/core/balancing/index.ts';
import type { Experiment, ModelSpec } from '../../src/core/experiment/experiment.ts';
import { layers } from '../../src/core/layers/index.ts';
import { createArrayExecutor } from '../../src/engine/worker/arrays/arrayExecutor.ts';
import { createTfOps } from '../../src/engine/worker/tfjs/tfOps.ts';
import { arrayGradientsOf, arrayOutputsOf } from '../support/arrayCases.ts';
import { onCpu, parametersOf, runOf, train } from '../support/engineRuns.ts';
import { A, experimentOf, hard, partly, twins } from '../support/experiments.ts';
import { CASES, gradientsOf, outputsOf, prepare } from '../support/layerCases.ts';

beforeAll(onCpu);
const tfOps = createTfOps();
const arrays = createArrayExecutor();

function expectClose(
  found: Float32Array | undefined,
  wanted: Float32Array | undefined,
  what: string,
  tolerance: number,
): void {
  expect(found?.length, what).toBe(wanted?.length);
  found?.forEach((value, at) => {
    const target = wanted?.[at] ?? Number.NaN;
    // Not measured in that row.
    if (Number.isNaN(value) && Number.isNaN(target)) return;
    expect(Math.abs(value - target) / (1 + Math.abs(target)), `${what}[${at}]: ${value} for ${target}`).toBeLessThan(
      tolerance,
    );
  });
}

describe('layers on typed arrays', () => {
  it.each(layers.all.map((spec) => [spec.kind, spec] as const))(
    '%s has the values and gradients of tfjs',
    (kind, spec) => {
      for (const layerCase of CASES[kind] ?? []) {
        const prepared = prepare(spec, layerCase);
        const name = `${kind} ${JSON.stringify(layerCase)}`;
        outputsOf(tfOps, prepared).forEach(({ shape, values }, i) => {
          const found = arrayOutputsOf(prepared)[i];
          expect(found?.shape).toEqual(shape);
          expectClose(found?.values, values, `${name} output ${i}`, 1e-5);
        });
        gradientsOf(tfOps, prepared).forEach((wanted, i) => {
          expectClose(arrayGradientsOf(prepared)[i], wanted, `${name} gradient ${i}`, 1e-5);
        });
      }
    },
  );
});

const balanced = (method: string): ModelSpec => hard('hard', { balancing: { method, options: {}, taskWeights: {} } });

async function expectSame(experiment: Experiment, steps: number): Promise<void> {
  const [plain, tfjs] = [await runOf(experiment, { executor: arrays }), await runOf(experiment)];
  const [found, wanted] = [train(plain, steps), train(tfjs, steps)];
  expect(Object.keys(found.columns).sort()).toEqual(Object.keys(wanted.columns).sort());
  for (const [name, column] of Object.entries(wanted.columns)) expectClose(found.columns[name], column, name, 1e-3);
  tfjs.dispose();
}

describe('runs on typed arrays', () => {
  it.each(methods.all.map((method) => method.id))('agree with tfjs under %s', async (method) => {
    await expectSame(experimentOf({ models: [balanced(method)], training: { batchSize: 48 } }), 5);
  });
  it('agree with tfjs where towers are tied or partly shared, with L2 and missing labels', async () => {
    const data = { tasks: { [A]: { labelled: 30 } } };
    const training = { batchSize: 48, regularisation: { l2: 0.01 } };
    await expectSame(experimentOf({ models: [partly(), twins(0.3)], data, training }), 20);
  });
  it('repeat to the bit, and go on from a checkpoint to the bit', async () => {
    const experiment = experimentOf({ models: [balanced('pcgrad'), twins(0.3)], training: { batchSize: 32 } });
    const through = await runOf(experiment, { executor: arrays });
    train(through, 17);
    const checkpoint = structuredClone(through.checkpoint(1));
    const wanted = train(through, 20);
    const resumed = await runOf(experiment, { executor: arrays, checkpoint });
    expect(train(resumed, 20)).toEqual(wanted);
    expect(parametersOf(resumed)).toEqual(parametersOf(through));
    const again = await runOf(experiment, { executor: arrays });
    train(again, 37);
    expect(parametersOf(again)).toEqual(parametersOf(through));
  });
});
