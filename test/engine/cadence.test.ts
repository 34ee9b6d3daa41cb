/** Rows and evaluations follow from step numbers alone, and thin out as a run grows. */
import { describe, expect, it } from 'vitest';
import { evaluationGrid, isEvaluationStep, isRowStep, scheduleFactor } from '../../src/engine/worker/cadence.ts';

const count = (to: number, holds: (step: number) => boolean): number => {
  let found = 0;
  for (let step = 0; step < to; step += 1) if (holds(step)) found += 1;
  return found;
};

describe('rows', () => {
  it('are written at every step up to 2,000, then 1,000 for every doubling', () => {
    expect(count(2000, isRowStep)).toBe(2000);
    expect(count(4000, isRowStep)).toBe(3000);
    expect(count(128_000, isRowStep)).toBe(8000);
  });
});

describe('evaluations', () => {
  const tiny = evaluationGrid('wasm', { step: 2e4, evaluation: 2e5 }, 1);
  const heavy = evaluationGrid('wasm', { step: 8e8, evaluation: 4e9 }, 1);
  it('come at step 0, at powers of two, and then on the stride', () => {
    expect([0, 1, 2, 3, 4, 5, 8, 12].filter((step) => isEvaluationStep(step, tiny))).toEqual([0, 1, 2, 4, 8]);
    expect(tiny.stride * 0.0008).toBeGreaterThan(0.4);
    expect(isEvaluationStep(2 * tiny.stride, tiny)).toBe(true);
    expect(isEvaluationStep(2 * tiny.stride + 1, tiny)).toBe(false);
  });
  it('start later and come more rarely where they cost more than steps do', () => {
    expect(isEvaluationStep(0, heavy)).toBe(true);
    expect(isEvaluationStep(1, heavy)).toBe(false);
    expect(heavy.stride).toBeGreaterThanOrEqual(16);
  });
});

describe('the schedule', () => {
  it('is 1, steps down, follows half a cosine, or rises', () => {
    expect(scheduleFactor({ kind: 'constant' }, 9)).toBe(1);
    expect(scheduleFactor({ kind: 'step', every: 10, factor: 0.5 }, 25)).toBe(0.25);
    const cosine = { kind: 'cosine', steps: 10, floor: 0.2 } as const;
    expect([0, 5, 10, 99].map((step) => scheduleFactor(cosine, step))).toEqual([
      1,
      expect.closeTo(0.6),
      expect.closeTo(0.2),
      expect.closeTo(0.2),
    ]);
    expect(scheduleFactor({ kind: 'warmup', steps: 4 }, 1)).toBe(0.25);
    expect(scheduleFactor({ kind: 'warmup', steps: 4 }, 7)).toBe(1);
  });
});
