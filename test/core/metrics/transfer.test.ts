import { describe, expect, it } from 'vitest';
import { taskId } from '../../../src/core/experiment/experiment.ts';
import { conflictShare, cosine, magnitudeSimilarity } from '../../../src/core/metrics/conflict.ts';
import { type TaskComparison, transfer } from '../../../src/core/metrics/transfer.ts';

const compare = (better: 'higher' | 'lower', model: number, baseline: number, task = 't'): TaskComparison => ({
  task: taskId(task),
  better,
  model,
  baseline,
});
function values(list: readonly TaskComparison[]) {
  const result = transfer(list);
  if (!result.ok) throw new Error(result.issue.code);
  return result.value;
}
function code(list: readonly TaskComparison[]): string {
  const result = transfer(list);
  return result.ok ? 'ok' : result.issue.code;
}

describe('delta-m', () => {
  it('takes accuracies as error rates: .9 -> .95 halves the errors', () => {
    expect(values([compare('higher', 0.95, 0.9)]).deltaM).toBeCloseTo(0.5, 12);
  });
  it('takes errors as they are: .4 -> .5 is a quarter worse', () => {
    expect(values([compare('lower', 0.5, 0.4)]).deltaM).toBeCloseTo(-0.25, 12);
  });
  it('means over tasks and counts strict wins', () => {
    const found = values([
      compare('higher', 0.95, 0.9, 'a'),
      compare('lower', 0.5, 0.4, 'b'),
      compare('lower', 2, 2, 'c'),
    ]);
    expect(found.deltaM).toBeCloseTo((0.5 - 0.25 + 0) / 3, 12);
    expect(found.wins).toBe(1);
    expect(found.gains.map(({ task }) => task)).toEqual(['a', 'b', 'c']);
  });
  it('takes R2 below zero as an error above one', () => {
    expect(values([compare('higher', 0, -1)]).deltaM).toBeCloseTo(0.5, 12);
  });
  it('refuses a baseline without errors, and says which task', () => {
    const result = transfer([compare('lower', 0.5, 0.4), compare('higher', 0.99, 0.9995, 'b')]);
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.issue.code).toBe('transfer.baseline');
    expect(result.issue.params).toMatchObject({ task: 'b', expected: 1e-3 });
    expect(code([compare('higher', 0.9, 1)])).toBe('transfer.baseline');
    expect(code([compare('lower', 0, 0)])).toBe('transfer.baseline');
  });
  it('refuses nothing and what is no number', () => {
    expect(code([])).toBe('transfer.nothing');
    expect(code([compare('lower', Number.NaN, 1)])).toBe('transfer.notFinite');
    expect(code([compare('lower', 1, Number.POSITIVE_INFINITY)])).toBe('transfer.notFinite');
  });
});

describe('conflict, from the Gramian', () => {
  // Rows (3, 4), (4, -3), (-6, -8): orthogonal, opposite, lengths 5, 5, 10.
  const gramian = Float64Array.from([25, 0, -50, 0, 25, 0, -50, 0, 100]);
  it('reads cosines', () => {
    expect(cosine(gramian, 3, 0, 1)).toBe(0);
    expect(cosine(gramian, 3, 0, 2)).toBe(-1);
    expect(cosine(gramian, 3, 2, 2)).toBe(1);
  });
  it('never passes 1 by rounding', () => {
    expect(cosine(Float64Array.from([0.1, 0.30000000000000004, 0.30000000000000004, 0.9]), 2, 0, 1)).toBe(1);
  });
  it('reads magnitude similarity: lengths 5 and 10 give 100 / 125', () => {
    expect(magnitudeSimilarity(gramian, 3, 0, 1)).toBe(1);
    expect(magnitudeSimilarity(gramian, 3, 0, 2)).toBeCloseTo(0.8, 12);
  });
  it('counts pairs in conflict', () => {
    expect(conflictShare(gramian, 3)).toBeCloseTo(1 / 3, 12);
  });
  it('says nothing of zero gradients', () => {
    const zero = Float64Array.from([0, 0, 0, 4]);
    expect(cosine(zero, 2, 0, 1)).toBeUndefined();
    expect(magnitudeSimilarity(zero, 2, 0, 1)).toBe(0);
    expect(magnitudeSimilarity(new Float64Array(4), 2, 0, 1)).toBeUndefined();
    expect(conflictShare(zero, 2)).toBeUndefined();
  });
});
