/** Wires and springs as paths: strands end where the wire ends, a braid keeps its strands apart, a spring its length. */
import { describe, expect, it } from 'vitest';
import { braidPaths, springPath, stretchOf, wirePath } from '../../../src/ui/canvas/paths.ts';

const from = { x: 0, y: 0 };
const to = { x: 120, y: 60 };
const numbers = (path: string): number[] => (path.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);

describe('braidPaths', () => {
  it('is the plain wire for one task or none', () => {
    expect(braidPaths(from, to, 1)).toEqual([wirePath(from, to)]);
    expect(braidPaths(from, to, 0)).toEqual([wirePath(from, to)]);
  });
  it.each([2, 3, 5])('gives %i strands that start and end beside the ports', (strands) => {
    const paths = braidPaths(from, to, strands);
    expect(new Set(paths).size).toBe(strands);
    for (const path of paths) {
      const all = numbers(path);
      const reach = 2 * (strands - 1) + 0.2;
      expect(Math.hypot((all[0] ?? 99) - from.x, (all[1] ?? 99) - from.y)).toBeLessThanOrEqual(reach);
      expect(Math.hypot((all.at(-2) ?? 99) - to.x, (all.at(-1) ?? 99) - to.y)).toBeLessThanOrEqual(reach);
    }
  });
});

describe('springPath', () => {
  it('goes from twin to twin whatever the stretch', () => {
    for (const stretch of [-1, 0, 0.4, 1, 7]) {
      const all = numbers(springPath(from, { x: 0, y: 50 }, stretch));
      expect(all.slice(0, 2)).toEqual([0, 0]);
      expect(all.slice(-2)).toEqual([0, 50]);
      expect(all.every(Number.isFinite)).toBe(true);
    }
  });
  it('has shorter straight ends the further the twins are apart', () => {
    const straight = (distance: number): number =>
      numbers(springPath(from, { x: 0, y: 100 }, stretchOf(distance)))[3] ?? 0;
    expect(straight(0)).toBeGreaterThan(straight(1));
    expect(straight(1)).toBeGreaterThan(straight(10));
    expect(straight(1e9)).toBeCloseTo(0, 5);
  });
});
