/**
 * What a layer mixes, as a small picture: a matrix of shaded cells, or a bar for each thing that is weighed. The numbers
 * stand in it where there is room, so that nothing is told by shade alone.
 */
import type { Rgb } from '../parts/palette.ts';
import { mix } from '../parts/palette.ts';
import { schemeColour } from './painting.ts';

const css = ([r, g, b]: Rgb): string => `rgb(${Math.round(r)} ${Math.round(g)} ${Math.round(b)})`;
/** Room that a number of two digits takes, px. */
const NUMBER = { width: 22, height: 10 };
const shortly = (value: number): string => (Math.abs(value) < 9.95 ? value.toFixed(2) : value.toFixed(0));

export interface MixValues {
  readonly kind: 'matrix' | 'bars';
  /** [n] or [rows, columns] */
  readonly shape: readonly number[];
  readonly values: Float32Array;
}
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

export function paintMix(canvas: HTMLCanvasElement, { kind, shape, values }: MixValues, size: PictureSize): void {
  const scale = window.devicePixelRatio || 1;
  const [width, height] = [Math.round(size.width * scale), Math.round(size.height * scale)];
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext('2d');
  if (!context) return;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, size.width, size.height);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  if (kind === 'matrix') paintMatrix(context, shape, values, size);
  else paintBars(context, values, size);
}

function paintMatrix(
  context: CanvasRenderingContext2D,
  [rows = 1, columns = 1]: readonly number[],
  values: Float32Array,
  size: PictureSize,
): void {
  const cell = { width: size.width / columns, height: size.height / rows };
  const [paper, ink, against] = [schemeColour('--surface-sunken'), schemeColour('--ink'), schemeColour('--bad')];
  const peak = Math.max(1, ...values.map(Math.abs));
  const written = cell.width >= NUMBER.width && cell.height >= NUMBER.height;
  context.font = `${Math.min(11, Math.floor(cell.height - 1))}px system-ui, sans-serif`;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const value = values[row * columns + column] ?? 0;
      const share = 0.75 * Math.min(1, Math.abs(value) / peak);
      context.fillStyle = css(mix(paper, value < 0 ? against : ink, share));
      context.fillRect(column * cell.width, row * cell.height, cell.width - 1, cell.height - 1);
      if (!written) continue;
      context.fillStyle = css(share > 0.4 ? schemeColour('--surface') : ink);
      context.fillText(shortly(value), (column + 0.5) * cell.width, (row + 0.5) * cell.height);
    }
  }
}

function paintBars(context: CanvasRenderingContext2D, values: Float32Array, size: PictureSize): void {
  const [paper, ink, soft, against] = [
    schemeColour('--surface-sunken'),
    schemeColour('--ink'),
    schemeColour('--ink-soft'),
    schemeColour('--bad'),
  ];
  const width = size.width / Math.max(1, values.length);
  const peak = Math.max(1, ...values.map(Math.abs));
  const written = width >= NUMBER.width;
  const room = size.height - (written ? NUMBER.height + 1 : 0);
  context.font = '10px system-ui, sans-serif';
  values.forEach((value, i) => {
    const left = i * width;
    const height = (room * Math.abs(value)) / peak;
    const gap = width > 4 ? 1 : 0;
    context.fillStyle = css(paper);
    context.fillRect(left, 0, width - gap, room);
    context.fillStyle = css(value < 0 ? against : soft);
    context.fillRect(left, room - height, width - gap, height);
    if (!written) return;
    context.fillStyle = css(ink);
    context.fillText(shortly(value), left + width / 2, size.height - NUMBER.height / 2);
  });
}
