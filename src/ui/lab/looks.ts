/** Colours and small drawing helpers of the lab's canvases. Contenders are told apart by number as well as colour. */
import { themeColour } from '../parts/palette.ts';

export const LAB_COLOURS = 12;
export const labColour = (index: number): string => `var(--lab-${index % LAB_COLOURS})`;

export interface Looks {
  readonly ink: string;
  readonly inkSoft: string;
  readonly line: string;
  readonly surface: string;
  readonly tasks: readonly [string, string];
  contender(index: number): string;
}
export function readLooks(): Looks {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  const contenders = Array.from({ length: LAB_COLOURS }, (_, i) => read(`--lab-${i}`));
  return {
    ink: read('--ink'),
    inkSoft: read('--ink-soft'),
    line: read('--line'),
    surface: read('--surface'),
    tasks: [read('--task-0'), read('--task-1')],
    contender: (index) => contenders[index % LAB_COLOURS] ?? '#888',
  };
}
export const themeRgb = (name: string): readonly [number, number, number] => themeColour(name);

/** A context in CSS pixels; the canvas is resized to the screen's, which clears it. */
export function fitCanvas(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
): CanvasRenderingContext2D | undefined {
  const ratio = Math.min(2, window.devicePixelRatio || 1);
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  const context = canvas.getContext('2d') ?? undefined;
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

/** A disc with the contender's number: where it stands now. */
export function drawHead(
  g: CanvasRenderingContext2D,
  x: number,
  y: number,
  index: number,
  looks: Looks,
  faint: boolean,
): void {
  g.globalAlpha = faint ? 0.55 : 1;
  g.beginPath();
  g.arc(x, y, 7.5, 0, 2 * Math.PI);
  g.fillStyle = looks.contender(index);
  g.fill();
  g.lineWidth = 1.5;
  g.strokeStyle = looks.surface;
  g.stroke();
  g.fillStyle = looks.surface;
  g.font = '700 9.5px system-ui, sans-serif';
  g.textAlign = 'center';
  g.textBaseline = 'middle';
  g.fillText(String(index + 1), x, y + 0.5);
  g.globalAlpha = 1;
}
