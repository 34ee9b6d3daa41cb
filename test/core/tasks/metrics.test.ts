import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { taskId } from '../../../src/core/experiment/experiment.ts';
import type { TaskDef } from '../../../src/core/scenarios/scenario.ts';
import { metricsOf, tasks } from '../../../src/core/tasks/index.ts';

const X = Number.NaN;

function measure(id: string, def: Omit<TaskDef, 'id'>, outputs: number[], labels: number[]): number | undefined {
  const spec = tasks.get(def.kind).metrics.find((metric) => metric.id === id);
  if (!spec) throw new Error(`no metric ${id}`);
  return spec.measure(Float32Array.from(outputs), Float32Array.from(labels), { id: taskId('t'), ...def });
}
const binary = { kind: 'binary' } as const;
const three = { kind: 'multiclass', classes: 3 } as const;
const number = { kind: 'regression' } as const;

describe('binary accuracy', () => {
  it('counts logits on the right side of 0; 0 itself is a no', () => {
    expect(measure('accuracy', binary, [2, -1, 0, 0.1], [1, 1, 0, 1])).toBe(3 / 4);
  });
  it('skips rows without a label', () => {
    expect(measure('accuracy', binary, [2, -9, -1], [1, X, 1])).toBe(1 / 2);
  });
  it('cannot be said without labels, or of outputs that are no numbers', () => {
    expect(measure('accuracy', binary, [1, 1], [X, X])).toBeUndefined();
    expect(measure('accuracy', binary, [X, 1], [1, 1])).toBeUndefined();
    expect(measure('accuracy', binary, [X, 1], [X, 1])).toBe(1);
  });
});

describe('AUC', () => {
  it('is 1 for a perfect order, 0 for the reverse', () => {
    expect(measure('auc', binary, [-2, -1, 1, 2], [0, 0, 1, 1])).toBe(1);
    expect(measure('auc', binary, [2, 1, -1, -2], [0, 0, 1, 1])).toBe(0);
  });
  it('counts pairs: positives .8 and .4 against negatives .6 and .1 win 3 of 4', () => {
    expect(measure('auc', binary, [0.8, 0.4, 0.6, 0.1], [1, 1, 0, 0])).toBe(3 / 4);
  });
  it('counts ties as one half', () => {
    expect(measure('auc', binary, [1, 1, 1, 1, 1], [1, 0, 1, 0, 0])).toBe(1 / 2);
    // Positives 2, 1; negatives 1, 0: three wins and one tie of 4.
    expect(measure('auc', binary, [2, 1, 1, 0], [1, 1, 0, 0])).toBe(3.5 / 4);
  });
  it('cannot be said with one class', () => {
    expect(measure('auc', binary, [1, 2], [1, 1])).toBeUndefined();
    expect(measure('auc', binary, [1, 2], [0, X])).toBeUndefined();
  });
  it('is the share of won pairs for any scores', () => {
    const rows = fc.array(fc.record({ z: fc.integer({ min: -4, max: 4 }), y: fc.constantFrom(0, 1) }), {
      minLength: 2,
      maxLength: 40,
    });
    fc.assert(
      fc.property(rows, (list) => {
        const positives = list.filter(({ y }) => y === 1);
        const negatives = list.filter(({ y }) => y === 0);
        fc.pre(positives.length > 0 && negatives.length > 0);
        let won = 0;
        for (const p of positives) for (const n of negatives) won += p.z > n.z ? 1 : p.z === n.z ? 0.5 : 0;
        const found = measure(
          'auc',
          binary,
          list.map(({ z }) => z),
          list.map(({ y }) => y),
        );
        expect(found).toBeCloseTo(won / (positives.length * negatives.length), 12);
      }),
      { seed: 1 },
    );
  });
});

describe('multi-class accuracy', () => {
  it('takes the greatest logit, the first of equals', () => {
    const outputs = [3, 1, 2, /**/ 0, 5, 1, /**/ 1, 1, 0, /**/ -3, -2, -1];
    expect(measure('accuracy', three, outputs, [0, 1, 1, 2])).toBe(3 / 4);
  });
  it('skips rows without a label', () => {
    expect(measure('accuracy', three, [1, 0, 0, 0, 1, 0], [X, 1])).toBe(1);
  });
});

describe('regression', () => {
  it('has R2 1 when perfect, 0 for the mean, below 0 for worse', () => {
    expect(measure('r2', number, [1, 2, 3], [1, 2, 3])).toBe(1);
    expect(measure('r2', number, [2, 2, 2], [1, 2, 3])).toBe(0);
    expect(measure('r2', number, [3, 2, 1], [1, 2, 3])).toBe(1 - 8 / 2);
  });
  it('has R2 by hand: labels 0, 2, 4 and misses 1, 0, 1', () => {
    expect(measure('r2', number, [1, 2, 3], [0, 2, 4])).toBe(1 - 2 / 8);
  });
  it('takes the mean over labelled rows only', () => {
    expect(measure('r2', number, [1, 2, 99, 3], [0, 2, X, 4])).toBe(1 - 2 / 8);
  });
  it('pools columns, each about its own mean', () => {
    // Columns (0, 2) and (10, 14): totals 2 and 8; one miss of 1.
    expect(measure('r2', { ...number, width: 2 }, [0, 10, 2, 13], [0, 10, 2, 14])).toBe(1 - 1 / 10);
  });
  it('cannot be said of labels that do not vary', () => {
    expect(measure('r2', number, [1, 2], [5, 5])).toBeUndefined();
  });
  it('has MAE and MSE by hand', () => {
    expect(measure('mae', number, [1, 5, 7], [0, 8, X])).toBe((1 + 3) / 2);
    expect(measure('mse', number, [1, 5, 7], [0, 8, X])).toBe((1 + 9) / 2);
    expect(measure('mae', { ...number, width: 2 }, [1, 5, 7, 7], [0, 8, X, X])).toBe((1 + 3) / 2);
  });
});

it('names the main metric first', () => {
  expect(tasks.all.map((spec) => [spec.kind, spec.metrics[0]?.id])).toEqual([
    ['binary', 'accuracy'],
    ['multiclass', 'accuracy'],
    ['regression', 'r2'],
    ['mask', 'maskIou'],
  ]);
});

describe('overlap', () => {
  const box = { kind: 'regression', width: 4, metric: 'boxIou' } as const;
  it('of boxes is the area that both cover over the area that either covers', () => {
    expect(measure('boxIou', box, [0, 0, 1, 1], [0.5, 0, 1.5, 1])).toBeCloseTo(1 / 3, 6);
    expect(measure('boxIou', box, [0, 0, 1, 1, 0, 0, 1, 1], [0, 0, 1, 1, 2, 2, 3, 3])).toBeCloseTo(1 / 2, 6);
    expect(measure('boxIou', box, [1, 1, 0, 0], [0, 0, 1, 1])).toBe(0);
    expect(measure('boxHits', box, [0, 0, 1, 1, 0, 0, 1, 1], [0.2, 0, 1.2, 1, 0.5, 0, 1.5, 1])).toBe(1 / 2);
  });
  it('of masks is measured row by row; two empty masks agree', () => {
    const mask = { kind: 'mask', width: 3 } as const;
    expect(measure('maskIou', mask, [1, 1, -1], [1, 0, 1])).toBeCloseTo(1 / 3, 12);
    expect(measure('maskIou', mask, [-1, -1, -1, 1, 1, 1], [0, 0, 0, 1, 1, 1])).toBe(1);
    expect(measure('pixelAccuracy', mask, [1, 1, -1], [1, 0, 1])).toBeCloseTo(1 / 3, 12);
  });
  it('belongs to boxes only, and comes first for them', () => {
    expect(metricsOf({ id: taskId('t'), ...box }).map((metric) => metric.id)[0]).toBe('boxIou');
    expect(metricsOf({ id: taskId('t'), kind: 'regression' }).map((metric) => metric.id)).toEqual(['r2', 'mae', 'mse']);
  });
});
