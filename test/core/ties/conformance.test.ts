/** What every kind of tie must keep, looped over the registry, through the tensor library on cpu and in float64. */
import '@tensorflow/tfjs-backend-cpu';
import { memory, ready, setBackend, type Tensor, tidy } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ties } from '../../../src/core/ties/index.ts';
import type { TieAbout } from '../../../src/core/ties/tie.ts';
import { createTfOps } from '../../../src/engine/worker/tfjs/tfOps.ts';
import { ties as words } from '../../../src/ui/parts/i18n/en/ties.ts';

fc.configureGlobal({ seed: 20261125, numRuns: 40 });
const ops = createTfOps();
beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

/** M twins of one [rows, columns] kernel, no number near 0, and a relation for each pair. */
const cases = fc
  .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
  .chain(([M, rows, columns]) => {
    const value = fc
      .tuple(fc.double({ min: 0.2, max: 2, noNaN: true }), fc.boolean())
      .map(([v, minus]) => (minus ? -v : v));
    const twin = fc.array(value, { minLength: rows * columns, maxLength: rows * columns });
    const relation = fc.double({ min: 0.1, max: 3, noNaN: true });
    return fc.record({
      shape: fc.constant([rows, columns]),
      values: fc.array(twin, { minLength: M, maxLength: M }),
      relations: fc
        .array(relation, { minLength: M * M, maxLength: M * M })
        .map((flat) =>
          Array.from({ length: M }, (_, s) =>
            Array.from({ length: M }, (__, t) => (s === t ? 0 : (flat[Math.min(s, t) * M + Math.max(s, t)] as number))),
          ),
        ),
    });
  });

const upload = (values: number[][], shape: readonly number[]) =>
  values.map((twin) => ops.constant(Float32Array.from(twin), shape));

describe.each(ties.all.map((tie) => [tie.kind, tie] as const))('tie %s', (kind, tie) => {
  const step = (values: number[][], strength: number, rates: readonly number[], about: TieAbout): number[][] =>
    tidy(() =>
      (tie.proximal(ops, upload(values, about.shape ?? []), strength, rates, about) as readonly Tensor[]).map(
        (twin) => [...twin.dataSync()],
      ),
    );

  it('has words', () => {
    const own = (words.tie as Record<string, Record<string, string>>)[kind];
    for (const name of ['label', 'help', 'formula']) expect(own?.[name], name).toMatch(/\S/);
  });

  it('has one penalty, through tensors and in plain numbers, never below 0', () => {
    fc.assert(
      fc.property(cases, ({ values, shape, relations }) => {
        const plain = tie.penaltyOf(values, { shape, relations });
        const [found] = tidy(() => (tie.penalty(ops, upload(values, shape), { relations }) as Tensor).dataSync());
        expect(plain).toBeGreaterThanOrEqual(-1e-9);
        expect(Math.abs((found as number) - plain)).toBeLessThan(1e-4 * (1 + plain));
      }),
    );
  });

  it('has the gradient that central differences give', () => {
    fc.assert(
      fc.property(cases, ({ values, shape, relations }) => {
        // A singular value near 0 is a kink of the trace norm.
        fc.pre(kind !== 'traceNorm' || wellConditioned(values));
        const h = 1e-5;
        const about = { shape, relations };
        const found = tie.gradientOf(values, about);
        values.forEach((twin, t) => {
          twin.forEach((_, i) => {
            const moved = (by: number): number =>
              tie.penaltyOf(
                values.map((row, s) => row.map((v, j) => (s === t && j === i ? v + by : v))),
                about,
              );
            const expected = (moved(h) - moved(-h)) / (2 * h);
            expect(Math.abs((found[t]?.[i] as number) - expected)).toBeLessThan(1e-4 * (1 + Math.abs(expected)));
          });
        });
      }),
    );
  });

  it('at strength 0 hands back the very same tensors, and leaves none behind', () => {
    const before = memory().numTensors;
    tidy(() => {
      const given = upload(
        [
          [1, 2],
          [3, 5],
        ],
        [2, 1],
      );
      expect(tie.proximal(ops, given, 0, [0.1, 0.2])).toBe(given);
      tie.proximal(ops, given, 2, [0.1, 0.2]);
      tie.penalty(ops, given);
    });
    expect(memory().numTensors).toBe(before);
  });

  it('steps along the gradient when weak', () => {
    fc.assert(
      fc.property(cases, ({ values, shape, relations }) => {
        fc.pre(kind !== 'traceNorm' || wellConditioned(values));
        const about = { shape, relations };
        const [rate, strength] = [0.1, 0.02];
        const slopes = tie.gradientOf(values, about);
        const moved = step(
          values,
          strength,
          values.map(() => rate),
          about,
        );
        const largest = Math.max(0.1, ...slopes.flat().map(Math.abs));
        moved.forEach((twin, t) => {
          twin.forEach((value, i) => {
            const expected = (values[t]?.[i] as number) - rate * strength * (slopes[t]?.[i] as number);
            // Second order in rate * strength, and float32.
            expect(Math.abs(value - expected)).toBeLessThan(40 * (rate * strength) ** 2 * largest * 5 + 1e-6);
          });
        });
      }),
    );
  });

  it('never raises the penalty, and comes to its limit', () => {
    fc.assert(
      fc.property(cases, ({ values, shape, relations }) => {
        const about = { shape, relations };
        const rates = values.map(() => 0.1);
        let before = tie.penaltyOf(values, about);
        for (const strength of [0.01, 1, 100, 1e6, Number.POSITIVE_INFINITY]) {
          const after = tie.penaltyOf(step(values, strength, rates, about), about);
          expect(after).toBeLessThan(before + 1e-4 * (1 + before));
          before = after;
        }
        const end = step(values, Number.POSITIVE_INFINITY, rates, about);
        const sum = values[0]?.map((_, i) => values.reduce((total, twin) => total + unit(twin, i), 0)) ?? [];
        // Directions that cancel out have no common one.
        if (tie.limit !== 'aligned' || Math.hypot(...sum) > 0.2) expect(before).toBeLessThan(1e-4);
        if (tie.limit === 'zero') for (const value of end.flat()) expect(Math.abs(value)).toBeLessThan(1e-6);
      }),
    );
  });

  it('leaves a frozen twin alone', () => {
    fc.assert(
      fc.property(cases, ({ values, shape, relations }) => {
        for (const strength of [0.5, Number.POSITIVE_INFINITY]) {
          const rates = values.map((_, t) => (t === 0 ? 0 : 0.1));
          const moved = step(values, strength, rates, { shape, relations });
          expect(moved[0]).toEqual(values[0]?.map(Math.fround));
          expect(moved.flat().every(Number.isFinite)).toBe(true);
        }
      }),
    );
  });
});

const unit = (twin: readonly number[], i: number): number => (twin[i] as number) / Math.hypot(...twin);
/** Two or more rows, none nearly a multiple of another, no more rows than columns. */
function wellConditioned(values: number[][]): boolean {
  if (values.length > (values[0]?.length ?? 0) || values.length > 2) return false;
  const [a, b] = values as [number[], number[]];
  const cos = a.reduce((sum, value, i) => sum + value * (b[i] as number), 0) / (Math.hypot(...a) * Math.hypot(...b));
  return Math.abs(cos) < 0.9;
}

describe('pairwise distance', () => {
  it('with relations of 1 is the distance to the mean, penalty and step', () => {
    fc.assert(
      fc.property(cases, ({ values }) => {
        const [pairs, mean] = [ties.get('pairwiseDistance'), ties.get('squaredDistance')];
        expect(pairs.penaltyOf(values)).toBeCloseTo(mean.penaltyOf(values), 9);
        const rates = values.map((_, t) => 0.1 / (1 + t));
        const [a, b] = [pairs, mean].map((tie) =>
          tidy(() =>
            (tie.proximal(ops, upload(values, [values[0]?.length ?? 0]), 3, rates) as readonly Tensor[]).flatMap(
              (x) => [...x.dataSync()],
            ),
          ),
        ) as [number[], number[]];
        a.forEach((value, i) => {
          expect(value).toBeCloseTo(b[i] as number, 5);
        });
      }),
    );
  });
  it('leaves unrelated twins apart at any strength', () => {
    const relations = [
      [0, 1, 0],
      [1, 0, 0],
      [0, 0, 0],
    ];
    const moved = tidy(() =>
      (
        ties
          .get('pairwiseDistance')
          .proximal(ops, upload([[1], [3], [10]], [1]), Number.POSITIVE_INFINITY, [1, 1, 1], { relations }) as Tensor[]
      ).map((x) => x.dataSync()[0]),
    );
    expect(moved).toEqual([2, 2, 10]);
  });
});

describe('trace norm', () => {
  it('lowers every singular value by lr lambda: diag(3, 1) with 0.5 gives diag(2.5, 0.5)', () => {
    const moved = tidy(() =>
      (
        ties.get('traceNorm').proximal(
          ops,
          upload(
            [
              [3, 0],
              [0, 1],
            ],
            [2],
          ),
          5,
          [0.1, 0.1],
        ) as Tensor[]
      ).map((x) => [...x.dataSync()]),
    );
    expect(moved.flat().map((x) => Math.round(x * 1e5) / 1e5)).toEqual([2.5, 0, 0, 0.5]);
  });
  it('takes what only one task uses away first, and keeps what is common', () => {
    const moved = tidy(() =>
      (
        ties.get('traceNorm').proximal(
          ops,
          upload(
            [
              [3, 0.2],
              [3, -0.2],
            ],
            [2],
          ),
          3,
          [0.1, 0.1],
        ) as Tensor[]
      ).map((x) => [...x.dataSync()]),
    );
    expect(Math.abs(moved[0]?.[1] as number)).toBeLessThan(1e-6);
    expect(moved[0]?.[0]).toBeGreaterThan(2.5);
  });
});

it('feature selection drops a weak feature for all tasks and keeps a strong one', () => {
  const moved = tidy(() =>
    (
      ties.get('featureSelection').proximal(
        ops,
        upload(
          [
            [2, 0.1],
            [-2, 0.05],
          ],
          [2, 1],
        ),
        2,
        [0.1, 0.1],
      ) as Tensor[]
    ).map((x) => [...x.dataSync()]),
  );
  expect(moved.map((twin) => twin[1])).toEqual([0, 0]);
  expect(Math.abs(moved[0]?.[0] as number)).toBeGreaterThan(1.8);
});
