/**
 * Pictures of samples on a canvas: images as they are, spectrograms with time to the right and low tones below, numbers as
 * bars, drawings of a scenario, and over them what was told: boxes and masks.
 */
import type { InputDef, ScenarioSpec, Stroke, TaskDef, Told } from '../../core/scenarios/scenario.ts';

/** CSS colours on the white or black ground of a picture, alike in both schemes. */
const TOLD = '#e69f00';
const TONES = { scene: '#5b6575', soft: '#c9ced6', told: '#d55e00', point: '#0072b2' } as const;
/** Pixels of the canvas's bitmap along its longer side, where lines are drawn. */
const DRAWN = 132;

export interface PictureOf {
  readonly scenario: ScenarioSpec;
  readonly input: InputDef;
  readonly tasks: readonly TaskDef[];
}
/** Whether a canvas says more than the words do. */
export const hasPicture = ({ scenario, input }: PictureOf): boolean =>
  scenario.draw !== undefined || input.kind !== 'tokens';
/** Whether what is told can be seen in the picture. */
export const showsAnswers = ({ scenario, tasks }: PictureOf): boolean =>
  scenario.draw !== undefined || tasks.some((task) => task.metric === 'boxIou' || task.kind === 'mask');

/** @param inputs the row's inputs after the first, by id */
export function paintSample(
  canvas: HTMLCanvasElement,
  of: PictureOf,
  x: Float32Array,
  told: Told,
  inputs: Readonly<Record<string, Float32Array | undefined>> = {},
): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const { scenario, input } = of;
  if (scenario.draw) {
    canvas.width = DRAWN;
    canvas.height = DRAWN;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, DRAWN, DRAWN);
    for (const stroke of scenario.draw(x, told, inputs)) strokeOn(context, stroke);
    return;
  }
  if (input.kind === 'image' && scenario.domain !== 'speech') paintImage(canvas, context, input, x);
  else if (input.kind === 'image' || input.kind === 'sequence') paintSequence(canvas, context, input, x);
  else paintBars(canvas, context, x);
  paintTold(canvas, context, of.tasks, told);
}

function strokeOn(context: CanvasRenderingContext2D, stroke: Stroke): void {
  context.strokeStyle = TONES[stroke.tone];
  context.fillStyle = TONES[stroke.tone];
  context.lineWidth = stroke.tone === 'told' ? 5 : stroke.tone === 'soft' ? 1 : 2.5;
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.beginPath();
  if (stroke.kind === 'circle') {
    context.arc(stroke.at[0] * DRAWN, stroke.at[1] * DRAWN, Math.max(2, stroke.radius * DRAWN), 0, 2 * Math.PI);
    context.fill();
    return;
  }
  for (const [px, py] of stroke.points) context.lineTo(px * DRAWN, py * DRAWN);
  context.stroke();
}

function put(
  canvas: HTMLCanvasElement,
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  colour: (column: number, row: number, channel: number) => number,
): void {
  canvas.width = width;
  canvas.height = height;
  const image = context.createImageData(width, height);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const [column, row] = [pixel % width, Math.floor(pixel / width)];
    for (let channel = 0; channel < 3; channel += 1)
      image.data[pixel * 4 + channel] = 255 * colour(column, row, channel);
    image.data[pixel * 4 + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}
function paintImage(
  canvas: HTMLCanvasElement,
  context: CanvasRenderingContext2D,
  { shape }: InputDef,
  x: Float32Array,
) {
  const [height = 1, width = 1, channels = 1] = shape;
  put(
    canvas,
    context,
    width,
    height,
    (column, row, channel) => x[(row * width + column) * channels + Math.min(channel, channels - 1)] ?? 0,
  );
}
/** [time, bands]: white is loud. */
function paintSequence(
  canvas: HTMLCanvasElement,
  context: CanvasRenderingContext2D,
  { shape }: InputDef,
  x: Float32Array,
) {
  const [frames = 1, bands = 1] = shape;
  // Short sequences would be thin stripes: each frame is drawn several pixels wide.
  const wide = Math.max(1, Math.round(bands / frames));
  put(canvas, context, frames * wide, bands, (column, row) =>
    Math.min(1, Math.max(0, 0.5 + (x[Math.floor(column / wide) * bands + bands - 1 - row] ?? 0) / 4)),
  );
}
/** Each number as a bar up or down from the middle, two spreads high. */
function paintBars(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D, x: Float32Array): void {
  const wide = Math.max(1, Math.floor(88 / x.length));
  canvas.width = wide * x.length;
  canvas.height = 66;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const [i, value] of x.entries()) {
    const height = Math.min(1, Math.abs(value) / 2) * 32;
    context.fillStyle = value < 0 ? TONES.told : TONES.point;
    context.fillRect(i * wide, value < 0 ? 33 : 33 - height, Math.max(1, wide - 1), height);
  }
}
function paintTold(
  canvas: HTMLCanvasElement,
  context: CanvasRenderingContext2D,
  tasks: readonly TaskDef[],
  told: Told,
): void {
  for (const task of tasks) {
    const values = told[task.id];
    if (!values) continue;
    if (task.kind === 'mask') {
      context.fillStyle = TOLD;
      context.globalAlpha = 0.45;
      for (const [i, value] of values.entries()) {
        if (value > 0.5) context.fillRect(i % canvas.width, Math.floor(i / canvas.width), 1, 1);
      }
      context.globalAlpha = 1;
    }
    if (task.metric === 'boxIou') {
      const [left = 0, top = 0, right = 0, bottom = 0] = values;
      context.strokeStyle = TOLD;
      context.lineWidth = 1;
      const { width, height } = canvas;
      context.strokeRect(left * width, top * height, (right - left) * width - 1, (bottom - top) * height - 1);
    }
  }
}
