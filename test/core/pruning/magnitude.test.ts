/** Magnitude pruning: which numbers go, how the share rises, and the laws that hold for any kernels. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pruning } from '../../../src/core/experiment/experiment.ts';
import { prune, sparsityAt, sparsityOf } from '../../../src/core/pruning/magnitude.ts';

fc.configureGlobal({ seed: 20261125 });
const kernels = fc.array(
  fc
    .array(fc.float({ min: -3, max: 3, noNaN: true }), { minLength: 1, maxLength: 30 })
    .map((v) => Float32Array.from(v)),
  { minLength: 1, maxLength: 4 },
);
const share = fc.double({ min: 0, max: 0.99, noNaN: true });

describe('prune', () => {
  it('takes the smallest: 3 of 1 -4 2 -3 at three quarters', () => {
    expect(prune([Float32Array.of(1, -4, 2, -3)], 0.75, 'layer')).toEqual([Float32Array.of(0, -4, 0, 0)]);
  });
  it('counts in each layer, or over all', () => {
    const given = [Float32Array.of(1, 2), Float32Array.of(10, 20)];
    expect(prune(given, 0.5, 'layer')).toEqual([Float32Array.of(0, 2), Float32Array.of(0, 20)]);
    expect(prune(given, 0.5, 'model')).toEqual([Float32Array.of(0, 0), Float32Array.of(10, 20)]);
  });
  it('leaves what stays as it was, takes nothing larger than what stays, and reaches the share', () => {
    fc.assert(
      fc.property(kernels, share, fc.constantFrom('layer' as const, 'model' as const), (given, part, scope) => {
        const found = prune(given, part, scope);
        const kept: number[] = [];
        const gone: number[] = [];
        for (const [k, values] of given.entries()) {
          values.forEach((value, i) => {
            const after = found[k]?.[i];
            if (after === 0) gone.push(Math.abs(value));
            else {
              expect(after).toBe(value);
              kept.push(Math.abs(value));
            }
          });
        }
        if (scope === 'model') expect(Math.max(0, ...gone)).toBeLessThanOrEqual(Math.min(Infinity, ...kept));
        const size = given.reduce((sum, values) => sum + values.length, 0);
        expect(sparsityOf(found)).toBeGreaterThanOrEqual(part - given.length / (2 * size) - 1e-9);
      }),
    );
  });
  it('of a higher share keeps every zero of a lower one', () => {
    fc.assert(
      fc.property(kernels, share, share, (given, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((part) => prune(given, part, 'model'));
        low?.forEach((values, k) => {
          values.forEach((value, i) => {
            if (value === 0) expect(high?.[k]?.[i] === 0).toBe(true);
          });
        });
      }),
    );
  });
});

describe('the share that is due', () => {
  const pruning: Pruning = { scope: 'layer', sparsity: 0.8, begin: 100, steps: 100 };
  it('is 0 before, rises quickly at first (7/8 of the way at half time), and stays', () => {
    expect([99, 100, 150, 200, 1000].map((step) => sparsityAt(pruning, step))).toEqual([0, 0, 0.8 * 0.875, 0.8, 0.8]);
  });
  it('is whole at once over 0 steps', () => {
    expect(sparsityAt({ ...pruning, steps: 0 }, 100)).toBe(0.8);
  });
});
