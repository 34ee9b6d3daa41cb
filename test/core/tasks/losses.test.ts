import { describe, expect, it } from 'vitest';
import { taskId } from '../../../src/core/experiment/experiment.ts';
import type { TaskDef } from '../../../src/core/scenarios/scenario.ts';
import { tasks } from '../../../src/core/tasks/index.ts';
import { plain, plainOps, valuesOf } from '../../support/plainOps.ts';

const task = (kind: TaskDef['kind'], more: Partial<TaskDef> = {}): TaskDef => ({ id: taskId('t'), kind, ...more });

function loss(def: TaskDef, outputs: number[][], labels: number[][], mask: number[]): number {
  const spec = tasks.get(def.kind);
  const share = plain([1 / mask.reduce((sum, m) => sum + m, 0)], []);
  const tensor = (rows: number[][]) => plain(rows.flat(), [rows.length, (rows[0] as number[]).length]);
  const column = plain(mask, [mask.length, 1]);
  const [first] = spec.losses;
  if (!first) throw new Error('no loss');
  const value = first.apply(plainOps, tensor(outputs), tensor(labels), column, share, def);
  expect(value.shape).toEqual([]);
  return valuesOf(value)[0] as number;
}

describe('binary cross-entropy', () => {
  it('costs log 2 at a logit of 0, whatever the label', () => {
    expect(loss(task('binary'), [[0]], [[0]], [1])).toBeCloseTo(Math.LN2, 12);
    expect(loss(task('binary'), [[0]], [[1]], [1])).toBeCloseTo(Math.LN2, 12);
  });
  it('is -log sigmoid(z) for 1 and -log(1 - sigmoid(z)) for 0', () => {
    const sigmoid = 1 / (1 + Math.exp(-1.5));
    expect(loss(task('binary'), [[1.5]], [[1]], [1])).toBeCloseTo(-Math.log(sigmoid), 12);
    expect(loss(task('binary'), [[1.5]], [[0]], [1])).toBeCloseTo(-Math.log(1 - sigmoid), 12);
  });
  it('stays finite and exact far out', () => {
    expect(loss(task('binary'), [[1000]], [[0]], [1])).toBe(1000);
    expect(loss(task('binary'), [[1000]], [[1]], [1])).toBe(0);
    expect(loss(task('binary'), [[30]], [[1]], [1])).toBeCloseTo(Math.exp(-30), 24);
  });
  it('means over labelled rows only', () => {
    expect(loss(task('binary'), [[0], [50], [0]], [[1], [0], [0]], [1, 0, 1])).toBeCloseTo(Math.LN2, 12);
  });
});

describe('softmax cross-entropy', () => {
  it('costs log K for equal logits', () => {
    expect(loss(task('multiclass', { classes: 4 }), [[7, 7, 7, 7]], [[2]], [1])).toBeCloseTo(Math.log(4), 12);
  });
  it('is minus the log of the right class', () => {
    const denominator = Math.exp(1) + Math.exp(2) + Math.exp(3);
    const def = task('multiclass', { classes: 3 });
    expect(loss(def, [[1, 2, 3]], [[1]], [1])).toBeCloseTo(-Math.log(Math.exp(2) / denominator), 12);
  });
  it('means over labelled rows only', () => {
    const def = task('multiclass', { classes: 2 });
    const rows = [
      [0, 0],
      [90, -90],
      [0, 0],
    ];
    expect(loss(def, rows, [[0], [0], [1]], [1, 0, 1])).toBeCloseTo(Math.LN2, 12);
  });
  it('refuses a task without classes', () => {
    expect(() => loss(task('multiclass'), [[1]], [[0]], [1])).toThrow(/two classes or more/);
  });
});

describe('mean squared error', () => {
  it('means over rows', () => {
    expect(loss(task('regression'), [[1], [4]], [[0], [2]], [1, 1])).toBeCloseTo((1 + 4) / 2, 12);
  });
  it('means over the numbers of a row as well, and over labelled rows only', () => {
    const rows = [
      [1, 3],
      [9, 9],
    ];
    const labels = [
      [0, 0],
      [0, 0],
    ];
    expect(loss(task('regression', { width: 2 }), rows, labels, [1, 0])).toBeCloseTo((1 + 9) / 2, 12);
  });
});

it('says how wide outputs and labels are', () => {
  const widths = (def: TaskDef) => {
    const spec = tasks.get(def.kind);
    return [spec.outputUnits(def), spec.labelWidth(def)];
  };
  expect(widths(task('binary'))).toEqual([1, 1]);
  expect(widths(task('multiclass', { classes: 7 }))).toEqual([7, 1]);
  expect(widths(task('regression'))).toEqual([1, 1]);
  expect(widths(task('regression', { width: 3 }))).toEqual([3, 3]);
});
