import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { taskId } from '../../../src/core/experiment/experiment.ts';
import { defaultsOf, type Options } from '../../../src/core/fields.ts';
import { createRng } from '../../../src/core/math/rng.ts';
import { plane } from '../../../src/core/scenarios/plane.ts';
import {
  labelOf,
  PATTERN_NAMES,
  PATTERNS,
  type PatternName,
  relatedScores,
} from '../../../src/core/scenarios/planePatterns.ts';
import type { Dataset } from '../../../src/core/scenarios/scenario.ts';
import { diskAssets } from '../../support/assets.ts';

const SIZES = { train: 500, validation: 200, test: 400 };
const load = (options: Options, seed = 3): Promise<Dataset> =>
  plane.load({ ...defaultsOf(plane.fields), ...options }, SIZES, seed, diskAssets);
const labels = (dataset: Dataset, task: string): Float32Array => dataset.train.labels[taskId(task)] as Float32Array;
/** A fine grid over the square, off the axes. */
const GRID = Array.from(
  { length: 100 * 100 },
  (_, i) => [((i % 100) + 0.5) / 50 - 1, (Math.floor(i / 100) + 0.5) / 50 - 1] as const,
);

function related(name: PatternName, relatedness: number): number[] {
  const a = PATTERNS[name];
  return GRID.map(([x, y]) => labelOf(a.kind, relatedScores(a, relatedness, x, y)));
}
const own = (name: PatternName): number[] =>
  GRID.map(([x, y]) => labelOf(PATTERNS[name].kind, PATTERNS[name].scores(x, y)));
const agreement = (a: readonly number[], b: readonly number[]): number =>
  a.filter((label, i) => label === b[i]).length / a.length;
function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (list: readonly number[]) => list.reduce((s, v) => s + v, 0) / list.length;
  const [ma, mb] = [mean(a), mean(b)];
  const dot = (f: (i: number) => number) => a.reduce((s, _, i) => s + f(i), 0);
  const ca = (i: number) => (a[i] as number) - ma;
  const cb = (i: number) => (b[i] as number) - mb;
  return dot((i) => ca(i) * cb(i)) / Math.sqrt(dot((i) => ca(i) ** 2) * dot((i) => cb(i) ** 2));
}
const classes = PATTERN_NAMES.filter((name) => PATTERNS[name].kind !== 'regression');
const heights = PATTERN_NAMES.filter((name) => PATTERNS[name].kind === 'regression');

describe('patterns', () => {
  it.each(classes)('%s has classes of about equal area', (name) => {
    const count = PATTERNS[name].kind === 'binary' ? 2 : 3;
    const found = own(name);
    for (let k = 0; k < count; k += 1) {
      const share = found.filter((label) => label === k).length / found.length;
      expect(share).toBeGreaterThan(0.8 / count);
      expect(share).toBeLessThan(1.2 / count);
    }
  });
  it.each(heights)('%s has a spread of about one', (name) => {
    const found = own(name);
    const mean = found.reduce((s, v) => s + v, 0) / found.length;
    const sd = Math.sqrt(found.reduce((s, v) => s + (v - mean) ** 2, 0) / found.length);
    expect(sd).toBeGreaterThan(0.6);
    expect(sd).toBeLessThan(1.4);
  });
  it.each(PATTERN_NAMES)('%s has a rival of the same kind', (name) => {
    expect(PATTERNS[PATTERNS[name].rival].kind).toBe(PATTERNS[name].kind);
  });
});

describe('the relatedness dial', () => {
  it.each(PATTERN_NAMES)('at 1 %s is itself', (name) => {
    expect(related(name, 1)).toEqual(own(name));
  });
  it.each(PATTERN_NAMES)('at 0 %s is its rival', (name) => {
    expect(related(name, 0)).toEqual(own(PATTERNS[name].rival));
  });
  it.each(classes)('at 0 the labels of %s tell nothing of the other task', (name) => {
    const [a, b] = [own(name), related(name, 0)];
    // Every class of B is as frequent among A's class k as everywhere.
    for (const k of new Set(a)) {
      for (const c of new Set(b)) {
        const among =
          b.filter((label, i) => a[i] === k && label === c).length / a.filter((label) => label === k).length;
        const overall = b.filter((label) => label === c).length / b.length;
        expect(Math.abs(among - overall)).toBeLessThan(0.05);
      }
    }
  });
  it.each(heights)('at 0 %s is uncorrelated', (name) => {
    expect(Math.abs(correlation(own(name), related(name, 0)))).toBeLessThan(1e-9);
  });
  it.each(classes)('agrees less and less with %s', (name) => {
    const base = own(name);
    const found = [1, 0.9, 0.75, 0.5].map((r) => agreement(base, related(name, r)));
    for (let i = 1; i < found.length; i += 1) expect(found[i] as number).toBeLessThan(found[i - 1] as number);
    expect(found.at(-1)).toBeGreaterThan(0.5);
    expect(found.at(-1)).toBeLessThan(0.9);
  });
  it.each(PATTERN_NAMES)('is continuous for %s: a small turn changes few labels', (name) => {
    for (let r = 0; r < 1; r += 0.05) {
      const [a, b] = [related(name, r), related(name, r + 0.01)];
      if (PATTERNS[name].kind === 'regression') expect(correlation(a, b)).toBeGreaterThan(0.99);
      else expect(agreement(a, b)).toBeGreaterThan(0.95);
    }
  });
});

describe('the plane', () => {
  it('has mixed kinds, by pattern', () => {
    const outline = plane.outline({ ...defaultsOf(plane.fields), tasks: 3, a: 'xor', b: 'hill', c: 'rings' });
    expect(outline.tasks).toEqual([
      { id: 'a', kind: 'binary' },
      { id: 'b', kind: 'regression' },
      { id: 'c', kind: 'multiclass', classes: 3 },
    ]);
    expect(plane.outline({ ...defaultsOf(plane.fields), a: 'rings' }).tasks[1]).toEqual({
      id: 'b',
      kind: 'multiclass',
      classes: 3,
    });
  });
  it('gives two equal tasks at relatedness 1 and different ones at 0', async () => {
    const same = await load({ relatedness: 1 });
    expect(labels(same, 'b')).toEqual(labels(same, 'a'));
    const different = await load({ relatedness: 0 });
    expect(agreement([...labels(different, 'a')], [...labels(different, 'b')])).toBeCloseTo(0.5, 1);
  });
  it('keeps the points where they are while the dial turns', async () => {
    expect((await load({ relatedness: 0.3 })).train.inputs).toEqual((await load({ relatedness: 0.9 })).train.inputs);
  });
  it('without noise, labels follow from the points as shown', async () => {
    const dataset = await load({ noise: 0, a: 'linear' });
    const x = dataset.train.inputs.x as Float32Array;
    labels(dataset, 'a').forEach((label, row) => {
      expect(label).toBe((x[2 * row] as number) + (x[2 * row + 1] as number) > 0 ? 1 : 0);
    });
  });
  it('moves points by noise, and never off the square', async () => {
    const range = plane.outline(defaultsOf(plane.fields)).inputs[0]?.range as number;
    const [clean, noisy] = [await load({ noise: 0 }), await load({ noise: 0.5 })];
    const values = noisy.train.inputs.x as Float32Array;
    expect(values.every((value) => Math.abs(value) <= range)).toBe(true);
    const moved = values.filter((value, i) => value !== clean.train.inputs.x?.[i]).length;
    expect(moved).toBe(values.length);
    expect(labels(noisy, 'a')).toEqual(labels(clean, 'a'));
  });
  it('standardises regression targets on the training rows', async () => {
    const values = labels(await load({ a: 'hill', b: 'slope' }), 'a');
    const mean = values.reduce((s, v) => s + v, 0) / values.length;
    expect(mean).toBeCloseTo(0, 5);
    expect(values.reduce((s, v) => s + (v - mean) ** 2, 0) / values.length).toBeCloseTo(1, 5);
  });
  it('loads for any lawful options', async () => {
    const choice = fc.constantFrom(...PATTERN_NAMES);
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          tasks: fc.integer({ min: 2, max: 3 }),
          a: choice,
          b: fc.oneof(fc.constant('related'), choice),
          c: choice,
          relatedness: fc.double({ min: 0, max: 1, noNaN: true }),
          noise: fc.double({ min: 0, max: 0.5, noNaN: true }),
        }),
        async (options) => {
          const dataset = await plane.load(options, { train: 9, validation: 1, test: 1 }, 5, diskAssets);
          for (const values of Object.values(dataset.train.labels)) expect(values.every(Number.isFinite)).toBe(true);
          expect(Object.keys(dataset.test.labels)).toHaveLength(options.tasks);
        },
      ),
      { seed: createRng(1).word(), numRuns: 60 },
    );
  });
});
