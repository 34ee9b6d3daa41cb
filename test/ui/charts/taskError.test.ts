import { describe, expect, it } from 'vitest';
import { taskId } from '../../../src/core/experiment/experiment.ts';
import type { TaskDef } from '../../../src/core/scenarios/scenario.ts';
import { byError, confusion, errorOf } from '../../../src/ui/charts/taskError.ts';

const three: TaskDef = { id: taskId('t'), kind: 'multiclass', classes: 3 };
const number: TaskDef = { id: taskId('t'), kind: 'regression' };
const values = (...list: number[]): Float32Array => Float32Array.from(list);

describe('the worst first', () => {
  it('is the most surprised at the right class', () => {
    const answers = values(0.8, 0.1, 0.1, 0.1, 0.8, 0.1, 0.3, 0.3, 0.4);
    expect(byError(three, answers, values(0, 0, 2), 3)).toEqual([1, 2, 0]);
    expect(errorOf(three, values(0.5, 0.25, 0.25), values(0))).toBeCloseTo(Math.LN2, 6);
  });
  it('is the furthest away for numbers, and rows without a label come last', () => {
    expect(byError(number, values(1, 5, 2, 0), values(1, 0, Number.NaN, 1), 4)).toEqual([1, 3, 0, 2]);
  });
});
describe('confusions', () => {
  it('count truths down and answers across, and pass rows without a label over', () => {
    const answers = values(0.8, 0.1, 0.1, 0.1, 0.8, 0.1, 0.3, 0.3, 0.4, 1, 0, 0);
    expect(confusion(three, answers, values(0, 0, 2, Number.NaN), 4)).toEqual([
      [1, 1, 0],
      [0, 0, 0],
      [0, 0, 1],
    ]);
    expect(confusion({ id: taskId('t'), kind: 'binary' }, values(0.9, 0.2), values(1, 1), 2)).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });
});
