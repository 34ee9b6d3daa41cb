import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogRows, RunLog } from '../../../src/core/metrics/logRows.ts';
import { createRunLog } from '../../../src/core/metrics/runLog.ts';

const X = Number.NaN;
const rows = (steps: number[], columns: Record<string, number[]>): LogRows => ({
  steps: Float64Array.from(steps),
  columns: Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, Float32Array.from(values)])),
});
const column = (log: RunLog, name: string): number[] => [...(log.column(name) ?? [])];
/** `loss` = the step itself, from step 0 on, appended in pieces. */
function filled(cap: number, count: number, piece = 7): RunLog {
  const log = createRunLog({ cap });
  for (let from = 0; from < count; from += piece) {
    const steps = Array.from({ length: Math.min(piece, count - from) }, (_, i) => from + i);
    log.append(rows(steps, { loss: steps }));
  }
  return log;
}

describe('a short log', () => {
  it('keeps what it was given', () => {
    const log = createRunLog();
    log.append(rows([0, 10], { a: [1, 2] }));
    log.append(rows([20], { a: [3] }));
    expect(log.length).toBe(3);
    expect([...log.steps()]).toEqual([0, 10, 20]);
    expect(column(log, 'a')).toEqual([1, 2, 3]);
    expect(log.column('b')).toBeUndefined();
  });
  it('has NaN where a series was not measured: before it appeared, and after it stopped', () => {
    const log = createRunLog();
    log.append(rows([0, 1], { a: [1, 2] }));
    log.append(rows([2, 3], { b: [8, X] }));
    expect(log.names).toEqual(['a', 'b']);
    expect(column(log, 'a')).toEqual([1, 2, X, X]);
    expect(column(log, 'b')).toEqual([X, X, 8, X]);
  });
  it('finds the last finite value, and the last at a step', () => {
    const log = createRunLog();
    log.append(rows([0, 10, 20, 30], { a: [X, 5, Number.POSITIVE_INFINITY, X] }));
    expect(log.last('a')).toEqual({ step: 10, value: 5 });
    expect(log.at('a', 9)).toBeUndefined();
    expect(log.at('a', 10)).toEqual({ step: 10, value: 5 });
    expect(log.at('a', 1e9)).toEqual({ step: 10, value: 5 });
    expect(log.last('b')).toBeUndefined();
    expect(createRunLog().last('a')).toBeUndefined();
  });
  it('adds to the last row when its step is measured again', () => {
    const log = createRunLog();
    log.append(rows([5], { a: [1], b: [2] }));
    log.append(rows([5], { b: [X], test: [9] }));
    expect(log.length).toBe(1);
    expect([column(log, 'a'), column(log, 'b'), column(log, 'test')]).toEqual([[1], [2], [9]]);
  });
  it('refuses a step that is past', () => {
    const log = createRunLog();
    log.append(rows([5], { a: [1] }));
    expect(() => log.append(rows([4], { a: [1] }))).toThrow(/stands at step 5/);
  });
  it('gives a copy that later rows do not change', () => {
    const log = createRunLog();
    log.append(rows([1], { a: [1] }));
    const copy = log.snapshot();
    log.append(rows([1, 2], { a: [7, 8] }));
    expect(copy).toEqual(rows([1], { a: [1] }));
  });
  it('keeps every row while it grows, and has at most the rows that it may have', () => {
    const grown = filled(1000, 900);
    expect([...grown.steps()]).toEqual(Array.from({ length: 900 }, (_, i) => i));
    expect(column(grown, 'loss')).toEqual([...grown.steps()]);
    expect(filled(300, 299).length).toBe(299);
    // A column that comes late has room for all of it.
    grown.append(rows([900], { late: [1] }));
    expect(column(grown, 'late').length).toBe(901);
    expect(grown.last('late')).toEqual({ step: 900, value: 1 });
  });
  it('takes rows back, and goes on from there', () => {
    const log = createRunLog();
    log.append(rows([0, 10, 20, 30], { a: [1, 2, 3, 4] }));
    log.truncate(19);
    expect([...log.steps()]).toEqual([0, 10]);
    log.truncate(10);
    expect(log.length).toBe(2);
    log.append(rows([15], { b: [7] }));
    expect([column(log, 'a'), column(log, 'b')]).toEqual([
      [1, 2, X],
      [X, X, 7],
    ]);
    log.truncate(-1);
    expect(log.length).toBe(0);
  });
});

describe('a long log', () => {
  it('merges the old half by pairs when it is full, and nothing else', () => {
    const log = filled(16, 17);
    // Rows 1..7 of 0..15 pair up: (1 2) (3 4) (5 6) (7); each stands at its last step with the mean.
    expect([...log.steps()]).toEqual([0, 2, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
    expect(column(log, 'loss')).toEqual([0, 1.5, 3.5, 5.5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
  });
  it('means over the values that are present', () => {
    const log = createRunLog({ cap: 16 });
    const steps = Array.from({ length: 17 }, (_, i) => i);
    log.append(rows(steps, { a: steps.map((s) => (s === 2 ? 6 : X)), b: steps.map(() => X) }));
    expect(column(log, 'a').slice(0, 3)).toEqual([X, 6, X]);
    expect(column(log, 'b').every(Number.isNaN)).toBe(true);
  });
  it('keeps within its cap, first and last row exact, steps rising, for any length', () => {
    const lengths = fc.record({
      cap: fc.integer({ min: 16, max: 80 }),
      count: fc.integer({ min: 1, max: 3000 }),
      piece: fc.integer({ min: 1, max: 500 }),
    });
    fc.assert(
      fc.property(lengths, ({ cap, count, piece }) => {
        const log = filled(cap, count, piece);
        expect(log.length).toBeLessThanOrEqual(cap);
        expect(log.length).toBeGreaterThanOrEqual(Math.min(count, Math.floor(cap / 2)));
        const steps = [...log.steps()];
        expect(steps.every((step, i) => i === 0 || step > (steps[i - 1] as number))).toBe(true);
        expect([steps[0], steps.at(-1)]).toEqual([0, count - 1]);
        expect([column(log, 'loss')[0], column(log, 'loss').at(-1)]).toEqual([0, count - 1]);
      }),
      { seed: 3, numRuns: 150 },
    );
  });
  it('keeps the means right: the weighted sum of a long ramp is that of the ramp', () => {
    const count = 5000;
    const log = filled(64, count);
    const steps = log.steps();
    let sum = 0;
    column(log, 'loss').forEach((value, i) => {
      sum += value * ((steps[i] as number) - (i === 0 ? -1 : (steps[i - 1] as number)));
    });
    expect(sum / ((count * (count - 1)) / 2)).toBeCloseTo(1, 6);
  });
  it('still knows the early past of a very long run: no gap wider than a tenth of it', () => {
    const count = 20_000;
    const log = filled(64, count, 1000);
    const steps = [...log.steps()];
    const gaps = steps.slice(1).map((step, i) => step - (steps[i] as number));
    expect(Math.max(...gaps)).toBeLessThan(count / 10);
  });
  it('never shows a value before it was measured', () => {
    const log = filled(32, 1000);
    for (let step = 0; step < 1000; step += 37) {
      const found = log.at('loss', step);
      expect(found?.step as number).toBeLessThanOrEqual(step);
      expect(found?.value as number).toBeLessThanOrEqual(step);
    }
  });
  it('keeps the recent half row by row', () => {
    const steps = [...filled(64, 10_000).steps()].slice(-30);
    expect(steps).toEqual(Array.from({ length: 30 }, (_, i) => 9970 + i));
  });
  it('goes on from its own snapshot as if never interrupted', () => {
    const runs = fc.record({ first: fc.integer({ min: 0, max: 2000 }), second: fc.integer({ min: 1, max: 2000 }) });
    fc.assert(
      fc.property(runs, fc.integer({ min: 1, max: 12 }), ({ first, second }, every) => {
        const piece = (from: number, to: number): LogRows => {
          const steps = Array.from({ length: to - from }, (_, i) => every * (from + i));
          return rows(steps, { loss: steps.map((step) => Math.sin(step)) });
        };
        const whole = createRunLog({ cap: 64 });
        whole.append(piece(0, first));
        const resumed = createRunLog({ cap: 64 });
        resumed.append(whole.snapshot());
        expect(resumed.snapshot().steps).toEqual(whole.snapshot().steps);
        for (const log of [whole, resumed]) log.append(piece(first, first + second));
        expect(resumed.snapshot()).toEqual(whole.snapshot());
      }),
      { seed: 4, numRuns: 50 },
    );
  });
});
