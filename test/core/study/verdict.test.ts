/** Verdicts against cases worked by hand: t(.975, 4) = 2.776445, t(.975, 1) = 12.706205. */
import { describe, expect, it } from 'vitest';
import { taskId } from '../../../src/core/experiment/experiment.ts';
import { type Compared, deltaMOf, verdictOf } from '../../../src/core/study/verdict.ts';
import { arm, rowsFor, T } from './support.ts';

const loss: Compared = { task: T, metric: 'loss', better: 'lower' };
const [base, other] = [arm('A'), arm('B')];

describe('verdictOf', () => {
  it('gives the paired interval of a case worked by hand', () => {
    // Gains .1 .2 .3 .4 .5: mean .3, sd sqrt(.025), half width 2.776445 * .158114 / sqrt(5) = .196324.
    const rows = [...rowsFor(base, [1, 1, 1, 1, 1]), ...rowsFor(other, [0.9, 0.8, 0.7, 0.6, 0.5])];
    const verdict = verdictOf(rows, base, other, loss);
    expect(verdict?.interval?.mean).toBeCloseTo(0.3, 12);
    expect(verdict?.interval?.low).toBeCloseTo(0.3 - 0.196324, 5);
    expect(verdict?.interval?.high).toBeCloseTo(0.3 + 0.196324, 5);
    expect([verdict?.code, verdict?.wins]).toEqual(['helps', 5]);
  });
  it('turns round with the roles', () => {
    const rows = [...rowsFor(base, [1, 1, 1, 1, 1]), ...rowsFor(other, [0.9, 0.8, 0.7, 0.6, 0.5])];
    expect(verdictOf(rows, other, base, loss)).toMatchObject({ code: 'hurts', wins: 0 });
  });
  it('says none while the interval holds 0, however good the mean', () => {
    // Gains 1 and .5: half width 12.706 * .3536 / sqrt(2) = 3.18.
    const rows = [...rowsFor(base, [2, 2]), ...rowsFor(other, [1, 1.5])];
    expect(verdictOf(rows, base, other, loss)).toMatchObject({ code: 'none', wins: 2 });
  });
  it('has no interval and no verdict with one seed', () => {
    const verdict = verdictOf([...rowsFor(base, [2]), ...rowsFor(other, [1])], base, other, loss);
    expect(verdict?.code).toBe('none');
    expect(verdict?.interval).toBeUndefined();
  });
  it('counts more as better where the metric says so', () => {
    const accuracy: Compared = { task: T, metric: 'accuracy', better: 'higher' };
    const rows = [
      ...rowsFor(base, [0.5, 0.51, 0.52], { metric: 'accuracy' }),
      ...rowsFor(other, [0.7, 0.72, 0.71], { metric: 'accuracy' }),
    ];
    expect(verdictOf(rows, base, other, accuracy)?.code).toBe('helps');
  });
  it('pairs by seed and leaves out seeds that only one has', () => {
    const rows = [...rowsFor(base, [1, 2, 3]), ...rowsFor(other, [9, 1, 2]).slice(1)].reverse();
    expect(verdictOf(rows, base, other, loss)).toMatchObject({ seeds: [1, 2], gains: [1, 1] });
  });
  it('has nothing to say without a common seed, or on another split', () => {
    const rows = [...rowsFor(base, [1]), ...rowsFor(other, [1, 2]).slice(1)];
    expect(verdictOf(rows, base, other, loss)).toBeUndefined();
    expect(verdictOf([...rowsFor(base, [1]), ...rowsFor(other, [1])], base, other, loss, 'validation')).toBeUndefined();
  });
});

describe('deltaMOf', () => {
  const U = taskId('u');
  const both: Compared[] = [loss, { task: U, metric: 'accuracy', better: 'higher' }];
  it('is the mean of relative gains in error, seed by seed', () => {
    // Loss 2 -> 1: +.5. Accuracy .8 -> .7: errors .2 -> .3: -.5. Second seed: +.5 and +.5.
    const rows = [
      ...rowsFor(base, [2, 2]),
      ...rowsFor(other, [1, 1]),
      ...rowsFor(base, [0.8, 0.8], { task: U, metric: 'accuracy' }),
      ...rowsFor(other, [0.7, 0.9], { task: U, metric: 'accuracy' }),
    ];
    const result = deltaMOf(rows, base, other, both);
    if (!result.ok) throw new Error(result.issue.code);
    expect(result.value.bySeed[0]).toBeCloseTo(0, 12);
    expect(result.value.bySeed[1]).toBeCloseTo(0.5, 12);
    expect(result.value.mean).toBeCloseTo(0.25, 12);
  });
  it('is refused where a baseline has next to no error', () => {
    const rows = [...rowsFor(base, [1e-5]), ...rowsFor(other, [1e-6])];
    expect(deltaMOf(rows, base, other, [loss])).toMatchObject({ ok: false, issue: { code: 'transfer.baseline' } });
  });
  it('is refused without seeds', () => {
    expect(deltaMOf([], base, other, [loss])).toMatchObject({ ok: false, issue: { code: 'transfer.nothing' } });
  });
});
