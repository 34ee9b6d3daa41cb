/** The squared-distance tie: penalty by hand, gradient against differences, the laws of the proximal step. */
import '@tensorflow/tfjs-backend-cpu';
import { ready, setBackend, type Tensor } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { matrixOps, numbers, tensor } from '../../../src/core/lab/arrayOps.ts';
import { ties } from '../../../src/core/ties/index.ts';
import { createTfOps } from '../../../src/engine/worker/tfjs/tfOps.ts';
import { ties as words } from '../../../src/ui/parts/i18n/en/ties.ts';

fc.configureGlobal({ seed: 20261124 });

const tie = ties.get('squaredDistance');
const twins = fc.tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 6 })).chain(([M, n]) =>
  fc.array(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: n, maxLength: n }), {
    minLength: M,
    maxLength: M,
  }),
);
const rate = fc.double({ min: 1e-4, max: 1, noNaN: true });

const step = (values: number[][], strength: number, rates: readonly number[]): number[][] =>
  tie
    .proximal(
      matrixOps,
      values.map((twin) => tensor(twin)),
      strength,
      rates,
    )
    .map((twin) => [...numbers(twin)]);
const meanOf = (values: number[][]): number[] =>
  (values[0] as number[]).map((_, i) => values.reduce((sum, twin) => sum + (twin[i] as number), 0) / values.length);
function expectClose(ours: number[][], expected: number[][], tolerance: number): void {
  ours.forEach((twin, t) => {
    twin.forEach((value, i) => {
      expect(Math.abs(value - (expected[t]?.[i] as number))).toBeLessThanOrEqual(tolerance);
    });
  });
}

describe('penalty', () => {
  it('by hand: (1, 5) and (3, 1) lie 1 and 2 from their mean (2, 3)', () => {
    const values = [
      [1, 5],
      [3, 1],
    ];
    expect(tie.penaltyOf(values)).toBe(10);
    expect(tie.gradientOf(values)).toEqual([
      [-2, 4],
      [2, -4],
    ]);
  });
  it('is the same through tensor operations', () => {
    fc.assert(
      fc.property(twins, (values) => {
        const [penalty] = numbers(
          tie.penalty(
            matrixOps,
            values.map((twin) => tensor(twin)),
          ),
        );
        expect(penalty).toBeCloseTo(tie.penaltyOf(values), 9);
      }),
    );
  });
  it('has the gradient that central differences give', () => {
    fc.assert(
      fc.property(twins, (values) => {
        const h = 1e-4;
        const differences = values.map((twin, t) =>
          twin.map((_, i) => {
            const moved = (by: number): number =>
              tie.penaltyOf(values.map((row, s) => row.map((v, j) => (s === t && j === i ? v + by : v))));
            return (moved(h) - moved(-h)) / (2 * h);
          }),
        );
        expectClose(tie.gradientOf(values), differences, 1e-6);
      }),
    );
  });
});

describe('proximal step', () => {
  it('of strength 0 hands back the very same tensors', () => {
    const given = [tensor([1, 2]), tensor([3, 4])];
    expect(tie.proximal(matrixOps, given, 0, [0.1, 0.2])).toBe(given);
  });
  it('of infinite strength gives every twin the mean, exactly', () => {
    fc.assert(
      fc.property(twins, rate, (values, lr) => {
        const moved = step(
          values,
          Number.POSITIVE_INFINITY,
          values.map(() => lr),
        );
        expectClose(
          moved,
          values.map(() => meanOf(values)),
          1e-14,
        );
        for (const twin of moved) expect(twin).toEqual(moved[0]);
      }),
    );
  });
  it('divides the distance to the mean by 1 + 2 lr lambda and keeps the mean', () => {
    fc.assert(
      fc.property(twins, rate, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (values, lr, strength) => {
        const mean = meanOf(values);
        const moved = step(
          values,
          strength,
          values.map(() => lr),
        );
        const expected = values.map((twin) =>
          twin.map((value, i) => (mean[i] as number) + (value - (mean[i] as number)) / (1 + 2 * lr * strength)),
        );
        expectClose(moved, expected, 1e-12);
        expectClose([meanOf(moved)], [mean], 1e-12);
      }),
    );
  });
  it('never raises the penalty, and lowers it more when stronger', () => {
    fc.assert(
      fc.property(twins, rate, (values, lr) => {
        const rates = values.map((_, t) => lr * (1 + t));
        const penalties = [0.01, 0.1, 1, 10, 1e3, Number.POSITIVE_INFINITY].map((strength) =>
          tie.penaltyOf(step(values, strength, rates)),
        );
        let before = tie.penaltyOf(values);
        for (const penalty of penalties) {
          expect(penalty).toBeLessThanOrEqual(before + 1e-12);
          before = penalty;
        }
        expect(before).toBeLessThan(1e-20);
      }),
    );
  });
  it('with rates of their own solves the implicit step theta = before - 2 lr lambda (theta - mean of theta)', () => {
    fc.assert(
      fc.property(twins, rate, fc.double({ min: 0.01, max: 100, noNaN: true }), (values, lr, strength) => {
        const rates = values.map((_, t) => lr / (1 + t));
        const moved = step(values, strength, rates);
        const slopes = tie.gradientOf(moved);
        const again = moved.map((twin, t) =>
          twin.map((value, i) => value + (rates[t] as number) * strength * (slopes[t]?.[i] as number)),
        );
        expectClose(again, values, 1e-8);
      }),
    );
  });
  it('leaves a frozen twin alone and draws the others to it', () => {
    const values = [[1], [3], [8]];
    expectClose(step(values, Number.POSITIVE_INFINITY, [0, 0.1, 0.2]), [[1], [1], [1]], 0);
    expect(step(values, 0.5, [0, 0.1, 0.1])[0]).toEqual([1]);
    expect(step(values, Number.POSITIVE_INFINITY, [0, 0, 0])).toEqual(values);
  });
});

describe('on the tensor library', () => {
  const ops = createTfOps();
  beforeAll(async () => {
    await setBackend('cpu');
    await ready();
  });
  it('keeps the shape, and gives twins tensors of their own at infinite strength', () => {
    const given = [
      ops.constant(Float32Array.of(1, 2, 3, 4), [2, 2]),
      ops.constant(Float32Array.of(3, 2, 1, 0), [2, 2]),
    ];
    const moved = tie.proximal(ops, given, Number.POSITIVE_INFINITY, [0.1, 0.1]) as readonly Tensor[];
    expect(moved[0]).not.toBe(moved[1]);
    for (const twin of moved) {
      expect(twin.shape).toEqual([2, 2]);
      expect([...twin.dataSync()]).toEqual([2, 2, 2, 2]);
    }
  });
});

it('every tie has words', () => {
  for (const id of ties.ids) expect((words.tie as Record<string, { help: string }>)[id]?.help).toMatch(/\S/);
});
