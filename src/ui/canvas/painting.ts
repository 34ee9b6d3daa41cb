/**
 * Live pictures: values to pixels on small canvases, outside React. Colours come from the theme's custom properties,
 * so a picture is painted anew when the scheme changes. Surfaces are [R, R, K], row 0 on top. Pixels are written as
 * 32-bit numbers from tables made once per scheme: a page with many cards repaints all of them ten times a second.
 */
import { mix, type Rgb, themeColour } from '../parts/palette.ts';
import type { Tiles } from './tiles.ts';

const scheme = (): string => document.documentElement.dataset.mantineColorScheme ?? '';
const colours = new Map<string, Rgb>();

/** A theme colour, read once per scheme: reading a computed style ten times a second for every card would show. */
export function schemeColour(name: string): Rgb {
  const key = `${scheme()} ${name}`;
  const colour = colours.get(key) ?? themeColour(name);
  colours.set(key, colour);
  return colour;
}
/** Opaque, in the byte order of image data on every machine that browsers run on today (little-endian). */
const pack = ([red, green, blue]: Rgb): number =>
  ((255 << 24) | (Math.round(blue) << 16) | (Math.round(green) << 8) | Math.round(red)) >>> 0;

/** Steps of a ramp on each side of zero. */
const STEPS = 64;
const ramps = new Map<string, Uint32Array>();

/**
 * Packed colours over -1..1: below zero towards a pale grey, above towards the named colour. The grey is not the
 * surface's own, so that every picture keeps its outline.
 */
export function rampTo(name: string): Uint32Array {
  const key = `${scheme()} ${name}`;
  const before = ramps.get(key);
  if (before) return before;
  const [low, high] = [schemeColour('--line'), schemeColour(name)];
  const middle = mix(mix(low, schemeColour('--surface'), 0.5), high, 0.35);
  const table = Uint32Array.from({ length: 2 * STEPS + 1 }, (_, i) => {
    const v = i / STEPS - 1;
    return pack(v < 0 ? mix(middle, low, -v) : mix(middle, high, v));
  });
  ramps.set(key, table);
  return table;
}

/** A canvas of this size and a fresh image for it. Software canvases that are read often composite fastest. */
function prepare(canvas: HTMLCanvasElement, width: number, height: number) {
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (!context || width === 0 || height === 0) return undefined;
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  return { pixels, show: () => context.putImageData(image, 0, 0) };
}

/** Tiles [n, H, W] side by side with a gap of one px, `slots` wide; each is scaled by its own largest absolute value. */
export function paintUnits(canvas: HTMLCanvasElement, tiles: Tiles, table: Uint32Array, slots: number): void {
  const [units, height, width] = tiles.shape;
  const total = slots * (width + 1) - 1;
  const image = prepare(canvas, units === 0 ? 0 : total, height);
  if (!image) return;
  const { pixels } = image;
  pixels.fill(pack(schemeColour('--surface')));
  const size = width * height;
  for (let unit = 0; unit < Math.min(units, slots); unit += 1) {
    const start = unit * size;
    let peak = 1e-6;
    for (let i = start; i < start + size; i += 1) peak = Math.max(peak, Math.abs(tiles.values[i] ?? 0));
    const scale = STEPS / peak;
    for (let y = 0; y < height; y += 1) {
      const row = y * total + unit * (width + 1);
      const from = start + y * width;
      for (let x = 0; x < width; x += 1) {
        pixels[row + x] = table[Math.round((tiles.values[from + x] ?? 0) * scale) + STEPS] ?? 0;
      }
    }
  }
  image.show();
}

/** A head's answer over the plane by one output a place: from one colour to another, `share` of a value 0..1. */
export function paintShades(
  canvas: HTMLCanvasElement,
  values: Float32Array,
  shape: readonly number[],
  colours: readonly [Rgb, Rgb],
  share: (value: number) => number,
): void {
  const [height = 0, width = 0, outputs = 1] = shape;
  const image = prepare(canvas, width, height);
  if (!image) return;
  const table = Uint32Array.from({ length: STEPS + 1 }, (_, i) => pack(mix(...colours, i / STEPS)));
  const { pixels } = image;
  for (let i = 0; i < width * height; i += 1)
    pixels[i] = table[Math.round(share(values[i * outputs] ?? 0) * STEPS)] ?? 0;
  image.show();
}
/** The same by several outputs a place; `colourOf` gets all of them. */
export function paintSurface(
  canvas: HTMLCanvasElement,
  values: Float32Array,
  shape: readonly number[],
  colourOf: (outputs: Float32Array) => Rgb,
): void {
  const [height = 0, width = 0, outputs = 1] = shape;
  const image = prepare(canvas, width, height);
  if (!image) return;
  for (let i = 0; i < width * height; i += 1) {
    image.pixels[i] = pack(colourOf(values.subarray(i * outputs, (i + 1) * outputs)));
  }
  image.show();
}
