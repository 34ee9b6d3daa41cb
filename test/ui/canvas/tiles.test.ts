/** Activations of one example cut into tiles: every value lands where it is drawn. */
import { describe, expect, it } from 'vitest';
import { activationTiles } from '../../../src/ui/canvas/tiles.ts';

const counting = (n: number): Float32Array => Float32Array.from({ length: n }, (_, i) => i);

describe('activationTiles', () => {
  it('turns channels last into one map per channel', () => {
    const { values, shape } = activationTiles(counting(12), [1, 2, 3, 2], 8);
    expect(shape).toEqual([2, 2, 3]);
    expect([...values]).toEqual([0, 2, 4, 6, 8, 10, 1, 3, 5, 7, 9, 11]);
  });
  it('draws no more channels than there is room for', () => {
    expect(activationTiles(counting(4 * 16), [1, 2, 2, 16], 8).shape).toEqual([8, 2, 2]);
  });
  it('keeps every number of a vector, in order', () => {
    const { values, shape } = activationTiles(counting(100), [1, 100], 8);
    expect(shape[0] * shape[1] * shape[2]).toBeGreaterThanOrEqual(100);
    expect(shape[0]).toBeLessThanOrEqual(8);
    expect([...values.subarray(0, 100)]).toEqual([...counting(100)]);
  });
  it('runs a sequence on from tile to tile', () => {
    const { values, shape } = activationTiles(counting(8), [1, 4, 2], 2);
    expect(shape).toEqual([2, 2, 2]);
    // Tile 0: channel 0 at times 0 and 1, then channel 1; tile 1 goes on with times 2 and 3.
    expect([...values]).toEqual([0, 2, 1, 3, 4, 6, 5, 7]);
  });
});
