/** Drawn points: kept in the document and its link, and held out so that one more point moves no other. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TaskId, taskId } from '../../../src/core/experiment/experiment.ts';
import { decodeLink, encodeLink } from '../../../src/core/experiment/link.ts';
import { ownPoints as preset } from '../../../src/core/experiment/presets/own.ts';
import { isSampled } from '../../../src/core/experiment/sampling.ts';
import { defaultsOf } from '../../../src/core/fields.ts';
import { type DrawnPoint, ownPoints, packPoints, readPoints } from '../../../src/core/scenarios/ownPoints.ts';

const point = fc.record({
  task: fc.nat(2),
  label: fc.nat(2),
  x: fc.integer({ min: -100, max: 100 }),
  y: fc.integer({ min: -100, max: 100 }),
});
const load = (points: readonly DrawnPoint[]) =>
  ownPoints.load(
    defaultsOf(ownPoints.fields),
    ownPoints.sizes,
    1,
    { read: () => Promise.reject(new Error()) },
    { points: packPoints(points) },
  );
const placed = (values: Float32Array | undefined): string[] =>
  Array.from({ length: (values?.length ?? 0) / 2 }, (_, i) => `${values?.[2 * i]},${values?.[2 * i + 1]}`);

describe('drawn points', () => {
  it('travel in a link', () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 200 }), (points) => {
        const experiment = { ...preset.build() };
        const drawn = { ...experiment, data: { ...experiment.data, own: { points: packPoints(points) } } };
        const read = decodeLink(encodeLink(drawn));
        expect(read.ok && readPoints(read.value.data.own)).toEqual(points);
      }),
    );
  });
  it('stay in their split when another one is drawn', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(point, { minLength: 8, maxLength: 60 }), point, async (points, more) => {
        const [before, after] = [await load(points), await load([...points, more])];
        for (const split of ['train', 'validation', 'test'] as const) {
          const known = placed(before[split].inputs.x);
          // A split of nothing has a row in the middle instead.
          if (before[split].labels['a' as TaskId]?.length === 1) continue;
          expect(placed(after[split].inputs.x).slice(0, known.length)).toEqual(known);
        }
      }),
      { numRuns: 30 },
    );
  });
  it('have a label for their own task only', async () => {
    const { train } = await load([{ task: 1, label: 1, x: 10, y: 20 }]);
    const told = [train.labels['a' as TaskId]?.[0], train.labels['b' as TaskId]?.[0]];
    expect(told.filter((label) => label !== undefined && !Number.isNaN(label)).length).toBeLessThanOrEqual(1);
    expect(Number.isNaN(told[0])).toBe(true);
  });
});

describe('the sampling ratio', () => {
  const at = (sampling: number) => ({ tasks: { [taskId('a')]: { sampling } } });
  it('trains in about that share of the steps, and in all of a smaller share’s', () => {
    const steps = Array.from({ length: 2000 }, (_, step) => step);
    const share = (sampling: number) => steps.filter((step) => isSampled(at(sampling), 7, step, taskId('a')));
    expect(share(1)).toHaveLength(2000);
    expect(share(0)).toHaveLength(0);
    expect(share(0.25).length / 2000).toBeCloseTo(0.25, 1);
    const larger = new Set(share(0.6));
    expect(share(0.3).every((step) => larger.has(step))).toBe(true);
  });
});
