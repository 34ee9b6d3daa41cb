/** Laws of sharing, trained on the cpu backend: what must hold between separate networks, soft and hard sharing. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIMIZER } from '../../src/core/experiment/defaults.ts';
import { type Experiment, type ModelSpec, modelId, taskId, tieId } from '../../src/core/experiment/experiment.ts';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { linearProblem, softLinear } from '../../src/core/math/softLinear.ts';
import type { LogRows } from '../../src/core/metrics/logRows.ts';
import { series } from '../../src/engine/protocol.ts';
import type { Run } from '../../src/engine/worker/run.ts';
import { parametersOf, runOf, train } from '../support/engineRuns.ts';
import { A, B, experimentOf, hard, twins } from '../support/experiments.ts';

const sgd = (learningRate: number) => ({ ...DEFAULT_OPTIMIZER, kind: 'sgd' as const, learningRate });
const regressions = { options: { a: 'slope', b: 'hill' } };
const column = (rows: LogRows, name: string): Float32Array => {
  const found = rows.columns[name];
  if (!found) throw new Error(`no column ${name}`);
  return found;
};
const withRun = async <Value>(experiment: Experiment, use: (run: Run) => Value): Promise<Value> => {
  const run = await runOf(experiment);
  try {
    return use(run);
  } finally {
    run.dispose();
  }
};
/** The twins' values of one parameter, joined by layer. */
const pairs = (parameters: Record<string, Float32Array>): [Float32Array, Float32Array][] =>
  Object.entries(parameters).flatMap(([id, values]) => {
    const other = id.includes('_a/') ? parameters[id.replace('_a/', '_b/')] : undefined;
    return other ? [[values, other] as [Float32Array, Float32Array]] : [];
  });
const norm = (values: ArrayLike<number>): number => Math.sqrt(Array.from(values).reduce((sum, v) => sum + v * v, 0));
const distance = (a: Float32Array, b: Float32Array): number => norm(Array.from(a, (v, i) => v - (b[i] as number)));
const untied: ModelSpec = { ...twins(0, 'untied'), ties: [] };

describe('strength 0', () => {
  it.each(['sgd', 'momentum', 'rmsprop', 'adam', 'adamw'] as const)(
    'is separate networks to the bit over 200 steps of %s, in mini-batches',
    async (kind) => {
      const training = { optimizer: { ...DEFAULT_OPTIMIZER, kind }, batchSize: 16 };
      await withRun(experimentOf({ models: [twins(0), untied], training }), (run) => {
        const rows = train(run, 200);
        expect(parametersOf(run, 0)).toEqual(parametersOf(run, 1));
        for (const task of [A, B]) {
          const [tied, free] = [twins(0).id, untied.id].map((id) => column(rows, series.loss(id, task, 'train')));
          expect(tied).toEqual(free);
        }
      });
    },
  );
});

describe('strength 1e4 under SGD at .1', () => {
  it('stays finite and holds the twins within 1e-3 of their norm', async () => {
    const training = { optimizer: sgd(0.1), batchSize: 0 };
    await withRun(experimentOf({ models: [twins(1e4)], data: regressions, training }), (run) => {
      train(run, 300);
      const parameters = parametersOf(run);
      for (const values of Object.values(parameters)) expect(values.every(Number.isFinite)).toBe(true);
      const found = pairs(parameters);
      expect(found).toHaveLength(4);
      for (const [a, b] of found) expect(distance(a, b)).toBeLessThanOrEqual(1e-3 * norm(a) + 1e-6);
    });
  });
  it('ends within 1 % of the loss of one weight vector on a convex problem', async () => {
    const preset = presets.get('valley-moves').build();
    const [model] = preset.models as [ModelSpec];
    const tied = { ...model, ties: model.ties.map((tie) => ({ ...tie, strength: 1e4 })) };
    // More rows than in the preset: with 15 a task the slowest direction needs thousands of steps.
    const data = { ...preset.data, sizes: { train: 500, validation: 10, test: 10 } };
    const training = { ...preset.training, optimizer: sgd(0.1) };
    await withRun({ ...preset, data, models: [tied], training }, (run) => {
      const rows = train(run, 1000);
      const tasks = run.outline.tasks.map((task) => task.id);
      const trained = tasks.reduce(
        (sum, task) => sum + (column(rows, series.loss(tied.id, task, 'train')).at(-1) ?? 0),
        0,
      );
      const { inputs, labels } = run.dataset.train;
      const x = inputs.x as Float32Array;
      // A constant input stands for the bias.
      const cases = tasks.map((task) => {
        const targets = labels[task] as Float32Array;
        const known = [...targets.keys()].filter((row) => !Number.isNaN(targets[row]));
        return {
          x: known.map((row) => [...x.subarray(10 * row, 10 * row + 10), 1]),
          y: known.map((row) => targets[row] ?? 0),
        };
      });
      const best =
        softLinear(
          cases.map((each) => linearProblem(each.x, each.y)),
          'infinite',
        )?.[0] ?? [];
      const exact = cases.reduce((sum, each) => {
        const faults = each.x.map((row, i) => row.reduce((s, v, k) => s + v * (best[k] ?? 0), 0) - (each.y[i] ?? 0));
        return sum + norm(faults) ** 2 / faults.length;
      }, 0);
      expect(Math.abs(trained / exact - 1)).toBeLessThan(0.01);
    });
  });
});

describe('the shown penalty', () => {
  it('is strength times the sum of squared distances to the mean, by hand', async () => {
    const strength = 0.3;
    await withRun(experimentOf({ models: [twins(strength)] }), (run) => {
      const rows = train(run, 16);
      const parameters = parametersOf(run);
      for (const layer of ['one', 'two']) {
        const sum = ['kernel', 'bias'].reduce((total, name) => {
          const [a, b] = [parameters[`${layer}_a/${name}`], parameters[`${layer}_b/${name}`]];
          // Two twins lie half their distance from the mean each.
          return total + (a && b ? distance(a, b) ** 2 / 2 : Number.NaN);
        }, 0);
        const shown = column(rows, series.tiePenalty(twins(0).id, tieId(layer))).at(-1) as number;
        expect(sum).toBeGreaterThan(0);
        expect(Math.abs(shown / (strength * sum) - 1)).toBeLessThan(1e-4);
      }
    });
  });
});

describe('stepping only A', () => {
  const training = { regularisation: { l2: 0.1 }, batchSize: 0 };
  it.each(['adam', 'adamw', 'momentum'] as const)(
    "leaves B's head as it was, to the bit, with %s and L2",
    async (kind) => {
      const optimizer = { ...DEFAULT_OPTIMIZER, kind };
      await withRun(experimentOf({ models: [hard(), untied], training: { ...training, optimizer } }), (run) => {
        train(run, 20);
        const before = [0, 1].map((m) => parametersOf(run, m));
        train(run, 20, [A]);
        for (const m of [0, 1]) {
          const after = parametersOf(run, m);
          for (const name of ['kernel', 'bias']) expect(after[`headB/${name}`]).toEqual(before[m]?.[`headB/${name}`]);
        }
      });
    },
  );
  it("moves B's loss under hard sharing only", async () => {
    await withRun(experimentOf({ models: [hard(), untied], training }), (run) => {
      const rows = train(run, 20, [A]);
      const moved = (id: ModelSpec['id']) => {
        const losses = column(rows, series.loss(id, B, 'train'));
        return losses.some((loss) => loss !== losses[0]);
      };
      expect([moved(hard().id), moved(untied.id)]).toEqual([true, false]);
    });
  });
});

describe('seeds', () => {
  const batches = { batchSize: 16 };
  const losses = (experiment: Experiment) =>
    withRun(experiment, (run) => column(train(run, 10), series.loss(modelId('hard'), taskId('a'), 'train')));
  const start = (experiment: Experiment) => withRun(experiment, (run) => parametersOf(run));
  it('give the same curve with the order seed spelled out', async () => {
    const plain = await losses(experimentOf({ training: { ...batches, seed: 7 } }));
    expect(await losses(experimentOf({ training: { ...batches, seed: 7, orderSeed: 7 } }))).toEqual(plain);
  });
  it('change the order and not the start, or the start and not the order', async () => {
    const of = (seed: number, orderSeed: number) => experimentOf({ training: { ...batches, seed, orderSeed } });
    expect(await start(of(7, 1))).toEqual(await start(of(7, 2)));
    expect(await losses(of(7, 1))).not.toEqual(await losses(of(7, 2)));
    expect(await start(of(7, 1))).not.toEqual(await start(of(8, 1)));
    const rows = (experiment: Experiment) => withRun(experiment, (run) => Array.from(run.batches.rowsOf(3)));
    expect(await rows(of(7, 1))).toEqual(await rows(of(8, 1)));
  });
});
