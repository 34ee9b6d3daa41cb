/** Relations between twins as the document lists them, where ties lead, and the trace norm where rates differ. */
import '@tensorflow/tfjs-backend-cpu';
import { ready, setBackend, type Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { nodeId, type Tie, tieId } from '../../../src/core/experiment/experiment.ts';
import { ties } from '../../../src/core/ties/index.ts';
import { limitOf } from '../../../src/core/ties/limit.ts';
import { pairPlace, relationsAmong, withTwins } from '../../../src/core/ties/relations.ts';
import { createTfOps } from '../../../src/engine/worker/tfjs/tfOps.ts';

const [A, B, C, D] = ['a', 'b', 'c', 'd'].map(nodeId) as [never, never, never, never];
const tie: Tie = { id: tieId('t'), kind: 'pairwiseDistance', nodes: [A, B, C, D], strength: 1 };
/** (a,b) .1, (a,c) .2, (a,d) .3, (b,c) .4, (b,d) .5, (c,d) .6 */
const related: Tie = { ...tie, pairs: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6] };

describe('pairs of twins', () => {
  it('stand in the order (0,1), (0,2), …, (1,2), …, without a gap', () => {
    for (const count of [2, 3, 5, 8]) {
      const places: number[] = [];
      for (let i = 0; i < count; i += 1) for (let j = i + 1; j < count; j += 1) places.push(pairPlace(i, j, count));
      expect(places).toEqual(places.map((_, place) => place));
    }
  });
  it('make a symmetric matrix, 0 on the diagonal, 1 where the list ends', () => {
    expect(relationsAmong(tie, tie.nodes)).toBeUndefined();
    expect(relationsAmong(related, tie.nodes)).toEqual([
      [0, 0.1, 0.2, 0.3],
      [0.1, 0, 0.4, 0.5],
      [0.2, 0.4, 0, 0.6],
      [0.3, 0.5, 0.6, 0],
    ]);
    expect(relationsAmong({ ...tie, pairs: [0.1, 0] }, [D, A, C])).toEqual([
      [0, 1, 1],
      [1, 0, 0],
      [1, 0, 0],
    ]);
    // No twin of this tie: not related to any.
    expect(relationsAmong(related, [nodeId('other'), A])).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });
  it('keep their strengths when twins go or change places', () => {
    expect(withTwins(related, [A, C, D])).toEqual({ ...tie, nodes: [A, C, D], pairs: [0.2, 0.3, 0.6] });
    expect(withTwins(related, [D, B])).toEqual({ ...tie, nodes: [D, B], pairs: [0.5] });
    expect(withTwins(tie, [D, B])).toEqual({ ...tie, nodes: [D, B] });
  });
});

it('ties lead to equal twins, or to the limit of the first kind that leads elsewhere', () => {
  expect(limitOf([])).toBe('equal');
  expect(limitOf([{ kind: 'squaredDistance' }, { kind: 'pairwiseDistance' }])).toBe('equal');
  expect(limitOf([{ kind: 'squaredDistance' }, { kind: 'traceNorm' }])).toBe('zero');
  expect(limitOf([{ kind: 'unheard of' }])).toBe('equal');
  for (const { kind, limit } of ties.all) expect(limitOf([{ kind }])).toBe(limit);
});

describe('trace norm with rates of their own', () => {
  /** Orthogonal twins of length 3 and 1: the singular values. */
  const moved = async (strength: number, rates: readonly number[], second: readonly number[] = [0, 1]) => {
    await setBackend('cpu');
    await ready();
    const ops = createTfOps();
    const given = [[3, 0], second].map((twin) => ops.constant(Float32Array.from(twin), [2]));
    const after = ties.get('traceNorm').proximal(ops, given, strength, rates) as readonly Tensor[];
    return { given, after, values: after.map((twin) => [...twin.dataSync()]) };
  };
  const expectNear = (values: number[][], expected: number[][]): void => {
    values.flat().forEach((value, i) => {
      expect(value).toBeCloseTo(expected.flat()[i] as number, 5);
    });
  };
  it('divides each by 1 + rate lambda / its singular value', async () => {
    const { values } = await moved(5, [0.1, 0.2]);
    expectNear(values, [
      [3 / (1 + 0.5 / 3), 0],
      [0, 1 / 2],
    ]);
  });
  it('leaves a frozen twin the very same, and all alone where every one is frozen', async () => {
    const one = await moved(5, [0, 0.1]);
    expect(one.after[0]).toBe(one.given[0]);
    expectNear(one.values, [
      [3, 0],
      [0, 1 / 1.5],
    ]);
    const all = await moved(5, [0, 0]);
    expect(all.after).toBe(all.given);
  });
  it('at infinite strength takes away what is not frozen', async () => {
    expectNear((await moved(Number.POSITIVE_INFINITY, [0.1, 0.2])).values, [
      [0, 0],
      [0, 0],
    ]);
    expectNear((await moved(Number.POSITIVE_INFINITY, [0, 0.2])).values, [
      [3, 0],
      [0, 0],
    ]);
  });
  it('of twins that lie on one line draws on that line, and nothing becomes no number', async () => {
    // sigma = sqrt(9 + 1), along (3, 1) / sigma: pull = (3, 1)(3, 1)^T / sigma^3.
    const sigma = Math.sqrt(10);
    const [p, q, r] = [9 / sigma ** 3, 3 / sigma ** 3, 1 / sigma ** 3];
    // (I + diag(.5, 1) pull) x = (3, 1), by Cramer's rule.
    const [a, b, c, d] = [1 + 0.5 * p, 0.5 * q, q, 1 + r];
    const { values } = await moved(5, [0.1, 0.2], [1, 0]);
    expectNear(values, [
      [(3 * d - b) / (a * d - b * c), 0],
      [(a - 3 * c) / (a * d - b * c), 0],
    ]);
  });
});
