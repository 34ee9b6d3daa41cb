/**
 * Live pictures: values to pixels on small canvases, outside React. Colours come from the theme's custom properties,
 * so a picture is painted anew when the scheme changes. Surfaces are [R, R, K], row 0 on top.
 */
import { mix, type Rgb, themeColour } from '../parts/palette.ts';
import type { Tiles } from './tiles.ts';

/** One context setting for all: read back often by nobody, but software canvases composite fastest this way. */
const context = (canvas: HTMLCanvasElement): CanvasRenderingContext2D | undefined =>
  canvas.getContext('2d', { willReadFrequently: true, alpha: false }) ?? undefined;

function put(pixels: Uint8ClampedArray, at: number, colour: Rgb): void {
  pixels[at] = colour[0];
  pixels[at + 1] = colour[1];
  pixels[at + 2] = colour[2];
  pixels[at + 3] = 255;
}

/** A table of colours over -1..1, so that painting a pixel is one lookup. */
export function ramp(low: Rgb, middle: Rgb, high: Rgb): readonly Rgb[] {
  const STEPS = 64;
  return Array.from({ length: 2 * STEPS + 1 }, (_, i) => {
    const v = i / STEPS - 1;
    return v < 0 ? mix(middle, low, -v) : mix(middle, high, v);
  });
}
const lookUp = (table: readonly Rgb[], v: number): Rgb => {
  const half = (table.length - 1) / 2;
  const at = Math.round((Math.min(1, Math.max(-1, v)) + 1) * half);
  return table[at] ?? [0, 0, 0];
};

/** Tiles [n, H, W] side by side with a gap of one px, `slots` wide; each is scaled by its own largest absolute value. */
export function paintUnits(canvas: HTMLCanvasElement, tiles: Tiles, table: readonly Rgb[], slots: number): void {
  const [units, height, width] = tiles.shape;
  const draw = context(canvas);
  if (!draw || units === 0 || width === 0) return;
  const total = slots * (width + 1) - 1;
  if (canvas.width !== total || canvas.height !== height) {
    canvas.width = total;
    canvas.height = height;
  }
  const image = draw.createImageData(total, height);
  const gap = themeColour('--surface');
  for (let at = 0; at < image.data.length; at += 4) put(image.data, at, gap);
  const size = width * height;
  for (let unit = 0; unit < Math.min(units, slots); unit += 1) {
    const values = tiles.values.subarray(unit * size, (unit + 1) * size);
    const peak = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
    for (let i = 0; i < size; i += 1) {
      const at = Math.floor(i / width) * total + unit * (width + 1) + (i % width);
      put(image.data, 4 * at, lookUp(table, (values[i] ?? 0) / peak));
    }
  }
  draw.putImageData(image, 0, 0);
}

/** A head's answer over the plane; `colourOf` gets the K outputs of one place, from a reused array. */
export function paintSurface(
  canvas: HTMLCanvasElement,
  values: Float32Array,
  shape: readonly number[],
  colourOf: (outputs: Float32Array) => Rgb,
): void {
  const [height = 0, width = 0, outputs = 1] = shape;
  const draw = context(canvas);
  if (!draw || width === 0) return;
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const image = draw.createImageData(width, height);
  for (let i = 0; i < width * height; i += 1) {
    put(image.data, 4 * i, colourOf(values.subarray(i * outputs, (i + 1) * outputs)));
  }
  draw.putImageData(image, 0, 0);
}
