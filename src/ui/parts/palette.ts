/**
 * Theme colours as numbers, for canvases: custom properties cannot be used there. The build shortens `#ffffff` to
 * `#fff`, so both lengths are read.
 */
import { TASK_COLOURS } from './taskStyle.ts';

export type Rgb = readonly [number, number, number];

export interface Palette {
  readonly surface: Rgb;
  readonly ink: Rgb;
  readonly inkSoft: Rgb;
  task(index: number): Rgb;
}

const GREY: Rgb = [128, 128, 128];
export function readHex(text: string): Rgb {
  const digits = text.trim().replace('#', '');
  const full = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits;
  const value = /^[\da-f]{6}$/i.test(full) ? Number.parseInt(full, 16) : undefined;
  return value === undefined ? GREY : [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** A custom property of the page such as `--task-0`, as red, green, blue (0..255). */
export const themeColour = (name: string): Rgb =>
  readHex(getComputedStyle(document.documentElement).getPropertyValue(name));

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const read = (name: string): Rgb => readHex(style.getPropertyValue(name));
  // Read at once: a painter asks for them with every picture.
  const tasks = Array.from({ length: TASK_COLOURS }, (_, k) => read(`--task-${k}`));
  return {
    surface: read('--surface'),
    ink: read('--ink'),
    inkSoft: read('--ink-soft'),
    task: (index) => tasks[index % TASK_COLOURS] ?? GREY,
  };
}

export const mix = (a: Rgb, b: Rgb, share: number): Rgb => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
];
export const css = ([r, g, b]: Rgb): string => `rgb(${Math.round(r)} ${Math.round(g)} ${Math.round(b)})`;
