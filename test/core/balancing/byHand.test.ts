/**
 * Every method where a few lines of arithmetic give the answer at one step: gradients at right angles, opposite or gone,
 * losses of 0 or below. Over steps: byHandOverSteps.test.ts.
 */
import { describe, expect, it } from 'vitest';
import type { Matrix, Vector } from '../../../src/core/math/gramian.ts';
import { expectNear, expectWeights, squares, weigh } from '../../support/methodRuns.ts';

const OPPOSITE: Matrix = [
  [1, -1],
  [-1, 1],
];
const ALIKE: Matrix = [
  [1, 0.5],
  [0.5, 1],
];
describe('gradients at right angles', () => {
  it.each([
    ['mgda', {}, [4 / 5, 1 / 5]],
    ['imtl-g', {}, [2 / 3, 1 / 3]],
    ['config', {}, [1.5, 0.75]],
    ['nash-mtl', { maxNorm: 0 }, [1, 0.5]],
    ['nash-mtl', { maxNorm: 1 }, [1 / Math.SQRT2, 0.5 / Math.SQRT2]],
    ['nash-mtl', { maxNorm: 2 }, [1, 0.5]],
    // w^(1 + 1/alpha) |g|^2 = 1
    ['fairgrad', { alpha: 1 }, [1, 0.5]],
    ['fairgrad', { alpha: 2 }, [1, 4 ** (-2 / 3)]],
    ['aligned-mtl', { scale: 'min' }, [1 / 2, 1 / 4]],
    ['aligned-mtl', { scale: 'median' }, [1 / 2, 1 / 4]],
    ['aligned-mtl', { scale: 'rmse' }, [Math.sqrt(2.5) / 2, Math.sqrt(2.5 / 4) / 2]],
    ['upgrad', {}, [1 / 2, 1 / 2]],
    ['dualproj', {}, [1 / 2, 1 / 2]],
    ['pcgrad', { order: 'fixed' }, [1, 1]],
    ['pcgrad', { order: 'fixed', reduction: 'mean' }, [1 / 2, 1 / 2]],
    ['weighted-sum', {}, [1, 1]],
    ['weighted-sum', { reduction: 'mean' }, [1 / 2, 1 / 2]],
  ] as const)('%s %o: one twice as long as the other', (id, options, weights) => {
    const found = weigh(id, squares(1, 4), options);
    expectWeights(found, weights);
    expect(found.noSolution ?? false).toBe(false);
  });
  it.each([
    ['imtl-g', {}, [6 / 11, 3 / 11, 2 / 11]],
    ['mgda', {}, [36 / 49, 9 / 49, 4 / 49]],
    ['nash-mtl', { maxNorm: 0 }, [1, 1 / 2, 1 / 3]],
    ['fairgrad', { alpha: 2 }, [1, 4 ** (-2 / 3), 9 ** (-2 / 3)]],
    ['aligned-mtl', { scale: 'min' }, [1 / 3, 1 / 6, 1 / 9]],
    ['aligned-mtl', { scale: 'median' }, [2 / 3, 1 / 3, 2 / 9]],
    ['config', {}, [2, 1, 2 / 3]],
  ] as const)('%s %o: of three, with lengths 1, 2 and 3', (id, options, weights) => {
    const found = weigh(id, squares(1, 4, 9), options);
    expectWeights(found, weights);
    expect(found.noSolution ?? false).toBe(false);
  });
  it.each([
    ['none', 0.5],
    ['1+c', 0.5 / 1.5],
    ['1+c^2', 0.4],
  ])('CAGrad of three equal ones is the mean, 1 + c times as long, divided by %s', (rescale, weight) => {
    expectWeights(weigh('cagrad', squares(1, 1, 1), { c: 0.5, rescale }), [weight, weight, weight]);
  });
});

describe('CAGrad of two', () => {
  const at = (gramian: Matrix, c: number) => weigh('cagrad', gramian, { c, rescale: 'none' });
  it('leans on the one that gains least: the dual by a fine search', () => {
    for (const [gramian, c] of [
      [squares(1, 4), 0.5],
      [
        [
          [1, -0.8],
          [-0.8, 2],
        ],
        0.5,
      ],
      [
        [
          [9, -1],
          [-1, 1],
        ],
        0.9,
      ],
      [
        [
          [1, -0.3],
          [-0.3, 25],
        ],
        0.2,
      ],
    ] as readonly (readonly [Matrix, number])[]) {
      const [[a, b], [, d]] = gramian as [[number, number], [number, number]];
      const mean = Math.sqrt((a + 2 * b + d) / 4);
      const length = (w: number): number => Math.sqrt(w * w * a + 2 * w * (1 - w) * b + (1 - w) ** 2 * d);
      const dual = (w: number): number => w * ((a + b) / 2) + (1 - w) * ((b + d) / 2) + c * mean * length(w);
      const places = Array.from({ length: 20_001 }, (_, i) => i / 20_000);
      const w = places.reduce((best, each) => (dual(each) < dual(best) ? each : best));
      const scale = (c * mean) / length(w);
      expectNear(at(gramian, c).weights, [0.5 + scale * w, 0.5 + scale * (1 - w)], 1e-3, 0);
    }
  });
  it('is the mean of equal gradients, made longer, whatever their size', () => {
    for (const size of [1e-12, 1, 1e12]) {
      const equal = [
        [size, size],
        [size, size],
      ];
      const { weights, noSolution } = at(equal, 0.5);
      expect((weights[0] as number) + (weights[1] as number)).toBeCloseTo(1.5, 9);
      expect(noSolution).toBe(false);
    }
    expect(at(squares(1, 4), 0)).toEqual({ weights: [0.5, 0.5], noSolution: false });
  });
});

describe('no common descent', () => {
  const TELL = ['mgda', 'cagrad', 'imtl-g', 'nash-mtl', 'fairgrad', 'upgrad', 'dualproj', 'config'];
  it.each(TELL)('%s says so of opposite gradients, of two and of three, and not of others', (id) => {
    expect(weigh(id, OPPOSITE).noSolution).toBe(true);
    const three = [...OPPOSITE.map((row) => [...row, 0]), [0, 0, 1]];
    expect(weigh(id, three).noSolution).toBe(true);
    expect(weigh(id, ALIKE).noSolution).toBe(false);
    expect(weigh(id, [...ALIKE.map((row) => [...row, 0.5]), [0.5, 0.5, 1]]).noSolution).toBe(false);
  });
  it.each([
    ['imtl-g', [1, 0], [0, 0]],
    ['config', [1, 0], [0, 0]],
    ['nash-mtl', [1, 0], [0, 0]],
    ['fairgrad', [1, 0], [0, 0]],
    ['cagrad', [0.5, 0.5], [0.5, 0.5]],
    ['mgda', [0, 1], [0.5, 0.5]],
    ['upgrad', [0.5, 0.5], [0.5, 0.5]],
    ['dualproj', [0.5, 0.5], [0.5, 0.5]],
  ] as const)('%s where one gradient is gone, or all are', (id, one, none) => {
    for (const [gramian, weights] of [
      [squares(1, 0), one],
      [squares(0, 0), none],
    ] as const) {
      const found = weigh(id, gramian);
      expect(found.noSolution).toBe(true);
      if (!(id === 'mgda' && gramian[0]?.[0] === 0)) expectNear(found.weights, weights, 1e-6, 1e-9);
    }
  });
  it('Aligned-MTL takes the mean where all gradients are gone, and leaves out what is as good as gone', () => {
    expect(weigh('aligned-mtl', squares(0, 0))).toMatchObject({ weights: [0.5, 0.5], noSolution: true });
    expectWeights(weigh('aligned-mtl', squares(1, 1e-9)), [1 / 2, 0]);
    // T lambda_max times the tolerance is the border.
    expectWeights(weigh('aligned-mtl', squares(1, 0.03), { rankTolerance: 0.01 }), [Math.sqrt(0.03) / 2, 0.5]);
    expectWeights(weigh('aligned-mtl', squares(1, 0.01), { rankTolerance: 0.01 }), [0.5, 0]);
  });
  it('surgery passes over a gradient that is gone', () => {
    expect(weigh('pcgrad', squares(1, 0), { order: 'fixed' }).weights).toEqual([1, 1]);
    expect(weigh('gradvac', squares(1, 0), { order: 'fixed' }).weights).toEqual([1, 1]);
  });
});

describe('MGDA divides by what it is told to, and takes the weights of the one or the other', () => {
  it.each([
    ['none', 'raw', [4 / 5, 1 / 5]],
    ['l2', 'raw', [1 / 2, 1 / 2]],
    ['l2', 'normalised', [1 / 2, 1 / 4]],
    ['loss', 'raw', [16 / 17, 1 / 17]],
    ['loss', 'normalised', [8 / 17, 1 / 17]],
    ['loss+', 'raw', [4 / 5, 1 / 5]],
    ['loss+', 'normalised', [2 / 5, 1 / 10]],
  ] as const)('%s, %s', (normalise, combine, weights) => {
    for (const losses of [
      [2, 1],
      [-2, 1],
    ]) {
      expectWeights(weigh('mgda', squares(1, 4), { normalise, combine }, losses), weights);
    }
  });
  it('by 1 where that is 0', () => {
    expectWeights(weigh('mgda', squares(1, 4), { normalise: 'loss' }, [0, 1]), [4 / 5, 1 / 5]);
  });
});

describe('losses of 0 and below', () => {
  it('GLS: the geometric mean over the loss, over T', () => {
    const at = (losses: Vector) => weigh('gls', squares(1, 1), {}, losses);
    expectWeights(at([1, 4]), [1, 1 / 4]);
    expectWeights(at([0, 1]), [5000, 5e-5]);
    expect(at([1, 4]).noSolution ?? false).toBe(false);
    expect(at([-1, 4])).toMatchObject({ weights: [0.5, 0.5], noSolution: true });
  });
  it('scale-invariant: one over the loss', () => {
    const at = (losses: Vector) => weigh('scale-invariant', squares(1, 1), {}, losses);
    expectWeights(at([2, 4]), [1 / 2, 1 / 4]);
    expectWeights(at([2, 0]), [1 / 2, 1e8]);
    expect(at([2, 0]).noSolution ?? false).toBe(false);
    expect(at([-1, 4])).toMatchObject({ weights: [1, 1], noSolution: true });
  });
  it('GradNorm: a first loss of 0 counts as 1e-8, and progress as 1', () => {
    const found = weigh('gradnorm', squares(1, 1), {}, [0, -1]);
    expect(found.diagnostics?.trainingRate).toEqual([1, 1]);
    expect(found.weights).toEqual([1, 1]);
  });
  it('FAMO: what is above the lower bound counts', () => {
    const above = weigh('famo', squares(1, 1), { lowerBound: 0.5 }, [1, 2.5]);
    expectWeights(above, [4 / 5, 1 / 5]);
    expect(above.diagnostics?.share).toEqual([0.5, 0.5]);
    expectWeights(weigh('famo', squares(1, 1), { lowerBound: 0.5 }, [0.4, 0.5 + 1e-8]), [2 / 3, 1 / 3]);
  });
  it('smooth Tchebycheff: relative losses of 0 count as 1e-8', () => {
    expectWeights(weigh('stch', squares(1, 1), { losses: 'relative' }, [0, 0.5]), [1e8, 2]);
  });
});
