/**
 * The tasks' hues: readable as text on their surfaces, and told apart under the three colour vision deficiencies,
 * simulated after Machado, Oliveira and Fernandes (IEEE TVCG 15(6), 2009), severity 1, in linear light.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Rgb, readHex } from '../../../src/ui/parts/palette.ts';

const CSS = readFileSync('src/ui/parts/theme.css', 'utf8');
/** Custom properties of one scheme. */
function scheme(name: string): ReadonlyMap<string, Rgb> {
  const blocks = [...CSS.matchAll(/data-mantine-color-scheme="(\w+)"\] \{([^}]*)\}/g)].filter(
    ([, each]) => each === name,
  );
  const text = blocks.map(([, , body]) => body).join('');
  return new Map(
    [...text.matchAll(/--([\w-]+): (#[\da-f]{6});/g)].map(([, key = '', hex = '']) => [key, readHex(hex)]),
  );
}
const linear = (value: number): number => {
  const v = value / 255;
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
};
const luminance = ([r, g, b]: Rgb): number => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
const contrast = (a: Rgb, b: Rgb): number => {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
};
type Matrix = readonly (readonly [number, number, number])[];
const VISION: Readonly<Record<string, Matrix>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
/** CIE L*a*b*, D65, of linear RGB. */
function lab([r, g, b]: readonly [number, number, number]): readonly [number, number, number] {
  const f = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 / 116) * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
function seen(colour: Rgb, matrix: Matrix): readonly [number, number, number] {
  const input = colour.map(linear);
  const [r = 0, g = 0, b = 0] = matrix.map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, weight, k) => sum + weight * (input[k] ?? 0), 0),
      ),
    ),
  );
  return lab([r, g, b]);
}
const apart = (a: Rgb, b: Rgb, matrix: Matrix): number => {
  const [p, q] = [seen(a, matrix), seen(b, matrix)];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
};

describe.each(['light', 'dark'])('hues, %s', (name) => {
  const colours = scheme(name);
  const of = (key: string): Rgb => colours.get(key) ?? [0, 0, 0];
  const hues = Array.from({ length: 8 }, (_, k) => of(`task-${k}`));
  it('are all there', () => {
    expect(new Set(hues.map(String)).size).toBe(8);
  });
  it('are readable as text on the surface and on their own soft background', () => {
    for (const [k, hue] of hues.entries()) {
      expect(contrast(hue, of('surface')), `task ${k}`).toBeGreaterThanOrEqual(4.5);
      expect(contrast(hue, of(`task-${k}-soft`)), `task ${k} on its own`).toBeGreaterThanOrEqual(4.5);
    }
  });
  it.each(Object.keys(VISION))('are apart in every pair, %s', (vision) => {
    const matrix = VISION[vision] ?? [];
    for (const [i, a] of hues.entries())
      for (const [j, b] of hues.slice(i + 1).entries())
        expect(apart(a, b, matrix), `${i} and ${i + 1 + j}`).toBeGreaterThan(11);
  });
});
