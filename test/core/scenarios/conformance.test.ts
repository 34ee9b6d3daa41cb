/** What every scenario promises, looped over the registry: a new file is tested without a new line here. */
import { describe, expect, it } from 'vitest';
import { checkOptions, defaultsOf } from '../../../src/core/fields.ts';
import { scenarios } from '../../../src/core/scenarios/index.ts';
import type { Dataset, ScenarioOutline, Sizes, Split } from '../../../src/core/scenarios/scenario.ts';
import { tasks } from '../../../src/core/tasks/index.ts';
import { diskAssets } from '../../support/assets.ts';

const SMALL: Sizes = { train: 40, validation: 20, test: 30 };
const product = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

function checkSplit(split: Split, rows: number, outline: ScenarioOutline): void {
  expect(split.rows).toBe(rows);
  for (const input of outline.inputs) {
    const values = split.inputs[input.id];
    expect(values?.length).toBe(rows * product(input.shape));
    expect(values?.every(Number.isFinite)).toBe(true);
  }
  expect(Object.keys(split.labels).sort()).toEqual(outline.tasks.map((task) => task.id).sort());
  for (const task of outline.tasks) {
    const labels = split.labels[task.id] as Float32Array;
    expect(labels.length).toBe(rows * tasks.get(task.kind).labelWidth(task));
    const classes = task.kind === 'binary' || task.kind === 'mask' ? 2 : task.classes;
    for (const label of labels) {
      if (task.kind === 'regression' || Number.isNaN(label)) continue;
      expect(Number.isInteger(label) && label >= 0 && label < (classes as number)).toBe(true);
    }
  }
}
/** Every row as text, all its inputs. */
const rowsOf = (split: Split, outline: ScenarioOutline): string[] =>
  Array.from({ length: split.rows }, (_, row) =>
    outline.inputs
      .map(({ id, shape }) => split.inputs[id]?.subarray(row * product(shape), (row + 1) * product(shape)).join())
      .join('|'),
  );
const everything = (dataset: Dataset): unknown => dataset;

describe.each(scenarios.all.map((scenario) => [scenario.id, scenario] as const))('%s', (_, scenario) => {
  const options = defaultsOf(scenario.fields);
  const outline = scenario.outline(options);
  const load = (seed: number): Promise<Dataset> => scenario.load(options, SMALL, seed, diskAssets);

  it('has defaults that its own fields accept, and sizes within its limits', () => {
    expect(checkOptions(scenario.fields, options)).toEqual([]);
    for (const split of ['train', 'validation', 'test'] as const) {
      expect(scenario.sizes[split]).toBeGreaterThan(0);
      expect(scenario.sizes[split]).toBeLessThanOrEqual(scenario.maxSizes[split]);
    }
  });
  it('names an input x, its tasks once each, and losses that exist', () => {
    expect(outline.inputs.map((input) => input.id)).toContain('x');
    expect(new Set(outline.tasks.map((task) => task.id)).size).toBe(outline.tasks.length);
    for (const task of outline.tasks) {
      if (task.loss) expect(tasks.get(task.kind).losses.map((loss) => loss.id)).toContain(task.loss);
    }
  });
  it('loads what its outline says', async () => {
    const dataset = await load(7);
    for (const split of ['train', 'validation', 'test'] as const) checkSplit(dataset[split], SMALL[split], outline);
  });
  it('gives the same bits for the same seed and others for another', async () => {
    const first = await load(7);
    expect(everything(await load(7))).toEqual(everything(first));
    expect((await load(8)).train.inputs.x).not.toEqual(first.train.inputs.x);
  });
  it('does not move validation and test when the training size changes', async () => {
    const standardised = outline.tasks.filter((task) => task.kind === 'regression').map((task) => task.id);
    const small = await load(7);
    const large = await scenario.load(options, { ...SMALL, train: 60 }, 7, diskAssets);
    expect(large.test.inputs).toEqual(small.test.inputs);
    expect(large.validation.inputs).toEqual(small.validation.inputs);
    for (const task of outline.tasks) {
      if (standardised.includes(task.id)) continue;
      expect(large.test.labels[task.id]).toEqual(small.test.labels[task.id]);
    }
  });
  it('shares no row between splits', async () => {
    const dataset = await load(7);
    const all = [dataset.train, dataset.validation, dataset.test].flatMap((split) => rowsOf(split, outline));
    expect(new Set(all).size).toBe(SMALL.train + SMALL.validation + SMALL.test);
  });
});
