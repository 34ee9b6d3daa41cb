import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contours } from '../../../src/core/math/contour.ts';
import { boundaries } from '../../../src/ui/charts/surfacePaint.ts';

const grid = (size: number, value: (column: number, row: number) => number): Float32Array =>
  Float32Array.from({ length: size * size }, (_, k) => value(k % size, Math.floor(k / size)));
const points = (line: readonly number[]): [number, number][] =>
  Array.from({ length: line.length / 2 }, (_, k) => [line[2 * k] as number, line[2 * k + 1] as number]);

describe('contour lines', () => {
  it('of a plane are one straight line at the right place', () => {
    const lines = contours(
      grid(6, (c) => c),
      6,
      6,
      2.25,
    );
    expect(lines).toHaveLength(1);
    for (const [x] of points(lines[0] ?? [])) expect(x).toBeCloseTo(2.25, 6);
    expect(points(lines[0] ?? [])).toHaveLength(6);
  });
  it('of a hill are one ring that closes and keeps its distance from the top', () => {
    const lines = contours(
      grid(21, (c, r) => -Math.hypot(c - 10, r - 10)),
      21,
      21,
      -6,
    );
    expect(lines).toHaveLength(1);
    const ring = points(lines[0] ?? []);
    expect(ring[0]).toEqual(ring.at(-1));
    for (const [x, y] of ring) expect(Math.hypot(x - 10, y - 10)).toBeCloseTo(6, 0);
  });
  it('do not cross at a saddle: the mean of the corners decides which two are joined', () => {
    const high = contours([1, -0.5, -0.5, 1], 2, 2, 0);
    const low = contours([0.5, -1, -1, 0.5], 2, 2, 0);
    expect([high.length, low.length]).toEqual([2, 2]);
    // The high corners (upper left, lower right) are joined: the lines cut off the other two, or these two.
    const cutsUpperRight = (lines: readonly (readonly number[])[]): boolean =>
      lines.some((line) => points(line).some(([, y]) => y === 0) && points(line).some(([x]) => x === 1));
    expect([cutsUpperRight(high), cutsUpperRight(low)]).toEqual([true, false]);
  });
  it('use every crossing exactly once, whatever the field', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 36, maxLength: 36 }), (values) => {
        const lines = contours(values, 6, 6, 0.5);
        let crossings = 0;
        const differ = (a: number, b: number): boolean => (values[a] as number) > 0.5 !== (values[b] as number) > 0.5;
        for (let r = 0; r < 6; r += 1) {
          for (let c = 0; c < 6; c += 1) {
            if (c < 5 && differ(r * 6 + c, r * 6 + c + 1)) crossings += 1;
            if (r < 5 && differ(r * 6 + c, r * 6 + c + 6)) crossings += 1;
          }
        }
        const rings = lines.filter((line) => line[0] === line.at(-2) && line[1] === line.at(-1) && line.length > 4);
        const drawn = lines.reduce((sum, line) => sum + line.length / 2, 0) - rings.length;
        expect(drawn).toBe(crossings);
      }),
    );
  });
});

describe('boundaries of a head', () => {
  const size = 9;
  it('of three classes run where the likeliest class changes', () => {
    const values = new Float32Array(size * size * 3);
    for (let cell = 0; cell < size * size; cell += 1) values[cell * 3 + Math.floor((cell % size) / 3)] = 1;
    const lines = boundaries({ id: 'a' as never, kind: 'multiclass', classes: 3 }, values, size);
    const columns = new Set(lines.flatMap((line) => points(line).map(([x]) => x)));
    expect([...columns].sort()).toEqual([2.5, 5.5]);
  });
  it('of a number run along its mean', () => {
    const lines = boundaries(
      { id: 'a' as never, kind: 'regression' },
      grid(size, (_, r) => r - 4.5),
      size,
    );
    for (const [, y] of lines.flatMap(points)) expect(y).toBeCloseTo(4.5, 6);
    expect(lines).toHaveLength(1);
  });
});
