/** Laws that the papers claim or that follow from a method's formula, on random gradients. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Options } from '../../../src/core/fields.ts';
import { combine, cosinesOf, dot, gramianOf, type Matrix, times, type Vector } from '../../../src/core/math/gramian.ts';
import { createRng } from '../../../src/core/math/rng.ts';
import { expectNear, statsOf, weighOnce } from '../../support/methodRuns.ts';

fc.configureGlobal({ seed: 20261124 });

/** Gradients in general position: more parameters than tasks. */
function gradients(seed: number, T: number, spread = 1): number[][] {
  const rng = createRng(seed);
  return Array.from({ length: T }, () => {
    const size = 10 ** (spread * (2 * rng.uniform() - 1));
    return Array.from({ length: T + 4 }, () => size * rng.normal());
  });
}
const seeds = fc.integer({ min: 0, max: 1e6 });
const twoTo8 = fc.integer({ min: 2, max: 8 });
const weightsOf = (id: string, jacobian: Matrix, options: Options = {}): readonly number[] =>
  weighOnce(
    id,
    statsOf(
      jacobian.map((_, t) => 1 + t),
      gramianOf(jacobian),
    ),
    options,
  ).weights;
const directionOf = (id: string, jacobian: Matrix, options: Options = {}): number[] =>
  combine(weightsOf(id, jacobian, options), jacobian);
const length = (v: Vector): number => Math.sqrt(dot(v, v));
const scaledTo1 = (v: Vector): number[] => v.map((value) => value / length(v));

describe('two tasks', () => {
  const pairs = (check: (jacobian: Matrix) => void): void =>
    fc.assert(
      fc.property(seeds, (seed) => check(gradients(seed, 2))),
      { numRuns: 100 },
    );

  it('UPGrad is half of PCGrad', () =>
    pairs((jacobian) => {
      const pcgrad = directionOf('pcgrad', jacobian, { order: 'fixed' });
      expectNear(
        directionOf('upgrad', jacobian),
        pcgrad.map((value) => value / 2),
        1e-10,
        0,
      );
    }));
  it('IMTL-G and Nash-MTL go along the bisector', () =>
    pairs((jacobian) => {
      const units = jacobian.map(scaledTo1);
      const bisector = scaledTo1(combine([1, 1], units));
      for (const id of ['imtl-g', 'nash-mtl', 'config']) {
        expectNear(scaledTo1(directionOf(id, jacobian)), bisector, 1e-8, 1e-10, id);
      }
    }));
  it('MGDA on unit gradients gives half to each', () =>
    pairs((jacobian) => expectNear(weightsOf('mgda', jacobian, { normalise: 'l2' }), [0.5, 0.5], 1e-9, 0)));
  it('MGDA is the published closed form', () =>
    pairs((jacobian) => {
      const [a, b] = jacobian as [Vector, Vector];
      const gap = b.map((value, p) => value - (a[p] as number));
      const share = Math.min(1, Math.max(0, dot(gap, b) / dot(gap, gap)));
      expectNear(weightsOf('mgda', jacobian), [share, 1 - share], 1e-9, 1e-9);
    }));
  it('the first step of GradVac is PCGrad', () =>
    pairs((jacobian) => {
      const rtol = 1e-5; // its denominators carry an epsilon of 1e-8
      const pcgrad = directionOf('pcgrad', jacobian, { order: 'fixed' });
      expectNear(directionOf('gradvac', jacobian, { order: 'fixed' }), pcgrad, rtol, 1e-6);
    }));
});

describe('no task is made worse', () => {
  it.each([
    ['upgrad', {}],
    ['dualproj', {}],
    ['mgda', {}],
    ['nash-mtl', {}],
    ['fairgrad', {}],
    ['config', {}],
  ] as const)('%s', (id, options) => {
    fc.assert(
      fc.property(seeds, twoTo8, (seed, T) => {
        const jacobian = gradients(seed, T, 2);
        const d = directionOf(id, jacobian, options);
        for (const gradient of jacobian) {
          expect(dot(gradient, d)).toBeGreaterThanOrEqual(-1e-8 * length(gradient) * length(d));
        }
      }),
    );
  });
  it('CAGrad with a ball that reaches past zero (c > 1)', () => {
    fc.assert(
      fc.property(seeds, twoTo8, (seed, T) => {
        const jacobian = gradients(seed, T);
        const d = directionOf('cagrad', jacobian, { c: 1.01 });
        for (const gradient of jacobian) {
          expect(dot(gradient, d)).toBeGreaterThanOrEqual(-1e-8 * length(gradient) * length(d));
        }
      }),
    );
  });
});

describe('each method solves its own equation', () => {
  const any = (check: (jacobian: Matrix, gramian: Matrix) => void, spread = 2): void =>
    fc.assert(
      fc.property(seeds, twoTo8, (seed, T) => {
        const jacobian = gradients(seed, T, spread);
        check(jacobian, gramianOf(jacobian));
      }),
      { numRuns: 60 },
    );

  it('Nash-MTL: K w = 1 / w, so the unclipped direction is sqrt(T) long', () =>
    any((jacobian, gramian) => {
      const w = weightsOf('nash-mtl', jacobian, { maxNorm: 0 });
      for (const [t, value] of times(gramian, w).entries()) expect(value * (w[t] as number)).toBeCloseTo(1, 8);
      expect(length(combine(w, jacobian))).toBeCloseTo(Math.sqrt(jacobian.length), 8);
      expect(length(directionOf('nash-mtl', jacobian, { maxNorm: 1 }))).toBeCloseTo(1, 9);
    }));
  it.each([0.3, 1, 2, 10])('FairGrad with alpha %s: K w = w^(-1/alpha)', (alpha) =>
    any((jacobian, gramian) => {
      const w = weightsOf('fairgrad', jacobian, { alpha });
      for (const [t, value] of times(gramian, w).entries()) {
        expect(value * (w[t] as number) ** (1 / alpha)).toBeCloseTo(1, 6);
      }
    }),
  );
  it('IMTL-G: equal projections on all unit gradients, weights adding up to 1', () =>
    any((jacobian) => {
      const w = weightsOf('imtl-g', jacobian);
      expect(w.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
      const d = combine(w, jacobian);
      const along = jacobian.map((gradient) => dot(scaledTo1(gradient), d));
      expectNear(
        along,
        along.map(() => along[0] as number),
        1e-6,
        1e-9 * length(d),
      );
    }));
  it('Aligned-MTL: the aligned gradients are at right angles and as long as the smallest singular value', () =>
    any((jacobian, gramian) => {
      // d = mean of the aligned gradients, so |d|^2 = sigma^2 / T when all are kept.
      const d = directionOf('aligned-mtl', jacobian, { rankTolerance: 1e-16 });
      const { norms } = cosinesOf(gramian);
      expect(length(d) * Math.sqrt(jacobian.length)).toBeLessThanOrEqual(Math.min(...norms) * (1 + 1e-9));
    }, 1));
  it('CAGrad: stays in its ball, and nowhere on it does the worst task gain more', () =>
    any((jacobian) => {
      const T = jacobian.length;
      const c = 0.5;
      const g0 = combine(
        jacobian.map(() => 1 / T),
        jacobian,
      );
      const worst = (d: Vector): number => Math.min(...jacobian.map((gradient) => dot(gradient, d)));
      const d = directionOf('cagrad', jacobian, { c, rescale: 'none' });
      const away = d.map((value, p) => value - (g0[p] as number));
      expect(length(away)).toBeCloseTo(c * length(g0), 8);
      const rng = createRng(T);
      for (let i = 0; i < 50; i += 1) {
        const step = scaledTo1(d.map(() => rng.normal()));
        const other = away.map((value, p) => value + 0.05 * length(away) * (step[p] as number));
        const back = scaledTo1(other).map((value, p) => value * length(away) + (g0[p] as number));
        expect(worst(back)).toBeLessThanOrEqual(worst(d) + 1e-9 * Math.abs(worst(d)) + 1e-12);
      }
    }, 1));
  it('CAGrad without a ball is the mean, and divided by 1 + c^2 when asked', () =>
    any((jacobian) => {
      const T = jacobian.length;
      expectNear(
        weightsOf('cagrad', jacobian, { c: 0 }),
        jacobian.map(() => 1 / T),
        1e-12,
        0,
      );
      const plain = weightsOf('cagrad', jacobian, { c: 0.5, rescale: 'none' });
      expectNear(
        weightsOf('cagrad', jacobian, { c: 0.5, rescale: '1+c^2' }),
        plain.map((weight) => weight / 1.25),
        1e-12,
        0,
      );
    }));
  it('CAGrad leans only on the tasks that gain least', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 2, max: 12 }), (seed, T) => {
        const jacobian = gradients(seed, T);
        const weights = weightsOf('cagrad', jacobian, { c: 0.5, rescale: 'none' });
        const gains = times(gramianOf(jacobian), weights);
        const least = Math.min(...gains);
        const size = Math.max(...gains.map(Math.abs));
        gains.forEach((gain, t) => {
          expect(weights[t]).toBeGreaterThanOrEqual(1 / T - 1e-12);
          if ((weights[t] as number) > 1 / T + 1e-6) expect(gain - least).toBeLessThan(1e-7 * size);
        });
      }),
    );
  });
});

describe('order and scale of the tasks', () => {
  const UNORDERED = [
    ['weighted-sum', {}],
    ['mgda', {}],
    ['cagrad', {}],
    ['imtl-g', {}],
    ['nash-mtl', {}],
    ['fairgrad', {}],
    ['aligned-mtl', {}],
    ['upgrad', {}],
    ['dualproj', {}],
    ['config', {}],
    ['sdmgrad', {}],
    ['modo', {}],
    ['gradnorm', {}],
    ['uncertainty', {}],
    ['stch', {}],
    ['gls', {}],
  ] as const;
  it.each(UNORDERED)('%s gives each task the same weight in any order', (id, options) => {
    fc.assert(
      fc.property(seeds, twoTo8, (seed, T) => {
        const jacobian = gradients(seed, T);
        const order = [...createRng(seed, 'order').permutation(T)];
        const losses = jacobian.map((_, t) => 0.5 + t);
        const straight = weighOnce(id, statsOf(losses, gramianOf(jacobian)), options).weights;
        const turned = weighOnce(
          id,
          statsOf(
            order.map((t) => losses[t] as number),
            gramianOf(order.map((t) => jacobian[t] as Vector)),
          ),
          options,
        ).weights;
        const d = combine(straight, jacobian);
        const again = combine(
          turned,
          order.map((t) => jacobian[t] as Vector),
        );
        expectNear(again, d, 1e-7, 1e-9 * length(d));
      }),
      { numRuns: 30 },
    );
  });

  it.each(['nash-mtl', 'imtl-g', 'config'])('%s keeps its direction when one loss changes its units', (id) => {
    fc.assert(
      fc.property(seeds, twoTo8, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (seed, T, factor) => {
        const jacobian = gradients(seed, T);
        const other = jacobian.map((row, t) => (t === 0 ? row.map((value) => factor * value) : row));
        const signed = (v: Vector): number[] =>
          scaledTo1(v).map((value) => value * Math.sign(dot(v, directionOf('config', jacobian))));
        expectNear(signed(directionOf(id, other)), signed(directionOf(id, jacobian)), 1e-5, 1e-7);
      }),
      { numRuns: 40 },
    );
  });

  it.each(['mgda', 'cagrad', 'imtl-g', 'upgrad', 'dualproj', 'config', 'aligned-mtl', 'pcgrad'])(
    '%s doubles its step when every gradient doubles',
    (id) => {
      fc.assert(
        fc.property(seeds, twoTo8, (seed, T) => {
          const jacobian = gradients(seed, T, 0.5);
          const doubled = jacobian.map((row) => row.map((value) => 2 * value));
          const d = directionOf(id, jacobian, {});
          expectNear(
            directionOf(id, doubled, {}),
            d.map((value) => 2 * value),
            1e-7,
            1e-9,
          );
        }),
        { numRuns: 30 },
      );
    },
  );
});

describe('agreement costs nothing', () => {
  it.each(['pcgrad', 'gradvac'])('%s is the sum where no gradients conflict', (id) => {
    fc.assert(
      fc.property(seeds, twoTo8, (seed, T) => {
        const jacobian = gradients(seed, T).map((row) => row.map(Math.abs));
        expectNear(
          weightsOf(id, jacobian),
          jacobian.map(() => 1),
          1e-12,
          0,
        );
      }),
    );
  });
  it.each(['upgrad', 'dualproj'])('%s is the mean where no gradients conflict', (id) => {
    fc.assert(
      fc.property(seeds, twoTo8, (seed, T) => {
        const jacobian = gradients(seed, T).map((row) => row.map(Math.abs));
        expectNear(
          weightsOf(id, jacobian),
          jacobian.map(() => 1 / T),
          1e-12,
          0,
        );
      }),
    );
  });
});
