import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DataSpec, type TaskData, taskId } from '../../../src/core/experiment/experiment.ts';
import { applyTaskData } from '../../../src/core/scenarios/labels.ts';
import { loadData, sizesOf } from '../../../src/core/scenarios/loadData.ts';
import { enabledTasks, outlineOf } from '../../../src/core/scenarios/outline.ts';
import { plane } from '../../../src/core/scenarios/plane.ts';
import type { Dataset, ScenarioOutline, TaskDef } from '../../../src/core/scenarios/scenario.ts';
import { diskAssets } from '../../support/assets.ts';

const T = taskId('t');
const ROWS = 2000;

function apply(def: Omit<TaskDef, 'id'>, task: TaskData, values?: Float32Array, seed = 5): Dataset {
  const width = def.width ?? 1;
  const label = values ?? new Float32Array(ROWS * width).map((_, i) => (def.kind === 'regression' ? 0 : i % 2));
  const split = {
    rows: label.length / width,
    inputs: { x: new Float32Array(label.length / width) },
    labels: { [T]: label },
  };
  const outline: ScenarioOutline = { inputs: [], tasks: [{ id: T, ...def }] };
  const data: DataSpec = { scenario: 'plane', options: {}, seed, sizes: {}, tasks: { [T]: task } };
  return applyTaskData({ train: split, validation: split, test: split }, outline, data);
}
const train = (dataset: Dataset): Float32Array => dataset.train.labels[T] as Float32Array;
const kept = (dataset: Dataset): number[] =>
  [...train(dataset)].flatMap((value, row) => (Number.isNaN(value) ? [] : [row]));

describe('labelled counts', () => {
  const binary = { kind: 'binary' } as const;
  it('leaves exactly as many labels as asked, and all where more are asked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2500 }), (labelled) => {
        expect(kept(apply(binary, { labelled })).length).toBe(Math.min(labelled, ROWS));
      }),
      { seed: 1, numRuns: 20 },
    );
  });
  it('contains fewer in more', () => {
    const many = new Set(kept(apply(binary, { labelled: 300 })));
    expect(kept(apply(binary, { labelled: 40 })).every((row) => many.has(row))).toBe(true);
  });
  it('chooses by the seed', () => {
    const first = kept(apply(binary, { labelled: 40 }));
    expect(kept(apply(binary, { labelled: 40 }))).toEqual(first);
    expect(kept(apply(binary, { labelled: 40 }, undefined, 6))).not.toEqual(first);
  });
  it('takes whole rows of wide labels', () => {
    const values = train(apply({ kind: 'regression', width: 3 }, { labelled: 10 }));
    for (let row = 0; row < ROWS; row += 1) {
      const missing = [0, 1, 2].filter((k) => Number.isNaN(values[row * 3 + k])).length;
      expect([0, 3]).toContain(missing);
    }
  });
  it('counts only rows that had a label', () => {
    const holes = new Float32Array(100).map((_, i) => (i % 2 === 0 ? Number.NaN : 1));
    expect(kept(apply(binary, { labelled: 30 }, holes))).toHaveLength(30);
    expect(kept(apply(binary, { labelled: 80 }, holes))).toHaveLength(50);
  });
  it('leaves validation and test alone', () => {
    const dataset = apply(binary, { labelled: 1, labelNoise: 1 });
    expect(dataset.validation.labels[T]?.every((value, i) => value === i % 2)).toBe(true);
    expect(dataset.test).toEqual(dataset.validation);
  });
});

describe('label noise', () => {
  const clean = (classes: number) => new Float32Array(ROWS).map((_, i) => i % classes);
  const changed = (dataset: Dataset, classes: number): number[] =>
    [...train(dataset)].flatMap((value, i) => (value === i % classes ? [] : [i]));

  it('replaces about its share, by other classes, each equally often', () => {
    const dataset = apply({ kind: 'multiclass', classes: 4 }, { labelNoise: 0.3 }, clean(4));
    const rows = changed(dataset, 4);
    expect(rows.length / ROWS).toBeCloseTo(0.3, 1);
    const shifts = rows.map((row) => ((train(dataset)[row] as number) - (row % 4) + 4) % 4);
    for (const shift of [1, 2, 3]) {
      expect(shifts.filter((s) => s === shift).length / shifts.length).toBeCloseTo(1 / 3, 1);
    }
  });
  it('flips every binary label at 1', () => {
    expect(changed(apply({ kind: 'binary' }, { labelNoise: 1 }, clean(2)), 2)).toHaveLength(ROWS);
  });
  it('hits at more noise every row that less noise hit', () => {
    const at = (labelNoise: number) => changed(apply({ kind: 'multiclass', classes: 5 }, { labelNoise }, clean(5)), 5);
    const more = new Set(at(0.4));
    expect(at(0.1).every((row) => more.has(row))).toBe(true);
  });
  it('adds normals of its size to numbers', () => {
    const values = train(apply({ kind: 'regression' }, { labelNoise: 0.5 }));
    const mean = values.reduce((s, v) => s + v, 0) / ROWS;
    expect(mean).toBeCloseTo(0, 1);
    expect(Math.sqrt(values.reduce((s, v) => s + v * v, 0) / ROWS)).toBeCloseTo(0.5, 1);
  });
  it('does not hang on how many rows are labelled', () => {
    const all = train(apply({ kind: 'binary' }, { labelNoise: 0.3 }));
    const few = train(apply({ kind: 'binary' }, { labelNoise: 0.3, labelled: 100 }));
    few.forEach((value, row) => {
      if (!Number.isNaN(value)) expect(value).toBe(all[row]);
    });
  });
});

describe('loading by the document', () => {
  const data = (more: Partial<DataSpec> = {}): DataSpec => ({
    scenario: 'plane',
    options: {},
    seed: 1,
    sizes: {},
    tasks: {},
    ...more,
  });
  it('fills in default sizes and keeps within the most', async () => {
    expect(sizesOf(plane, {})).toEqual(plane.sizes);
    expect(sizesOf(plane, { train: 1e9, test: 0 })).toEqual({ ...plane.sizes, train: plane.maxSizes.train, test: 1 });
    const dataset = await loadData(data({ sizes: { train: 31 } }), diskAssets);
    expect([dataset.train.rows, dataset.validation.rows]).toEqual([31, plane.sizes.validation]);
  });
  it('applies label counts', async () => {
    const dataset = await loadData(data({ tasks: { [taskId('b')]: { labelled: 12 } } }), diskAssets);
    const count = (task: string) => dataset.train.labels[taskId(task)]?.filter((value) => !Number.isNaN(value)).length;
    expect([count('a'), count('b')]).toEqual([200, 12]);
  });
  it('lists the tasks that are on', () => {
    const off = data({ options: { tasks: 3 }, tasks: { [taskId('b')]: { enabled: false } } });
    expect(enabledTasks(off, outlineOf(off)).map((task) => task.id)).toEqual(['a', 'c']);
  });
});
