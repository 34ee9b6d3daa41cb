/** A picture of each scenario's first rows: images as they are, sequences and numbers as heat maps, points by their label. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { defaultsOf } from '../../src/core/fields.ts';
import { scenarios } from '../../src/core/scenarios/index.ts';
import type { InputDef, ScenarioSpec, Split, TaskDef } from '../../src/core/scenarios/scenario.ts';
import { png } from './png.ts';

const WIDTH = 104;
const HEIGHT = 80;
const SEED = 3;
type Rgb = readonly [number, number, number];
/** Okabe and Ito's colours, as the tasks have them. */
const HUES: readonly Rgb[] = [
  [0, 114, 178],
  [213, 94, 0],
  [0, 158, 115],
];
const PAPER: Rgb = [246, 247, 249];

class Sheet {
  readonly pixels = new Uint8Array(WIDTH * HEIGHT * 3);
  constructor() {
    this.fill(0, 0, WIDTH, HEIGHT, PAPER);
  }
  fill(left: number, top: number, width: number, height: number, colour: Rgb): void {
    for (let y = Math.max(0, Math.floor(top)); y < Math.min(HEIGHT, top + height); y += 1) {
      for (let x = Math.max(0, Math.floor(left)); x < Math.min(WIDTH, left + width); x += 1) {
        this.pixels.set(colour, (y * WIDTH + x) * 3);
      }
    }
  }
}
/** From one hue over paper to the other. */
function heat(value: number): Rgb {
  const depth = Math.min(1, Math.abs(value) / 2);
  const hue = value < 0 ? HUES[1] : HUES[0];
  return PAPER.map((v, c) => Math.round(v + depth * ((hue?.[c] ?? 0) - v))) as unknown as Rgb;
}

/** Values [rows, columns] over the whole sheet, row 0 on top. */
function heatMap(sheet: Sheet, values: Float32Array, rows: number, columns: number): void {
  const [w, h] = [WIDTH / columns, HEIGHT / rows];
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) {
      sheet.fill(c * w, r * h, Math.ceil(w), Math.ceil(h), heat(values[r * columns + c] as number));
    }
  }
}
function image(sheet: Sheet, x: Float32Array, [height = 1, width = 1, channels = 1]: readonly number[]): void {
  const size = height * width * channels;
  const side = WIDTH / 3;
  for (let tile = 0; tile < 6; tile += 1) {
    const [left, top] = [(tile % 3) * side, Math.floor(tile / 3) * (HEIGHT / 2)];
    for (let py = 0; py < HEIGHT / 2 - 1; py += 1) {
      for (let px = 0; px < side - 1; px += 1) {
        const at = Math.floor((py * height) / (HEIGHT / 2 - 1)) * width + Math.floor((px * width) / (side - 1));
        const colour = [0, 1, 2].map((c) => {
          const value = x[tile * size + at * channels + Math.min(c, channels - 1)] ?? 0;
          return Math.round(255 * Math.min(1, Math.max(0, value)));
        });
        sheet.fill(left + px, top + py, 1, 1, colour as unknown as Rgb);
      }
    }
  }
}
function points(sheet: Sheet, split: Split, input: InputDef, task: TaskDef | undefined): void {
  const range = input.range ?? 1;
  const labels = task ? split.labels[task.id] : undefined;
  for (let row = 0; row < split.rows; row += 1) {
    const [u, v] = [split.inputs.x?.[2 * row] ?? 0, split.inputs.x?.[2 * row + 1] ?? 0];
    const label = labels?.[row] ?? 0;
    const colour = task?.kind === 'regression' ? heat(2 * label) : (HUES[label % 3] as Rgb);
    sheet.fill(((u / range + 1) / 2) * WIDTH - 2, ((1 - v / range) / 2) * HEIGHT - 2, 4, 4, colour);
  }
}
/** Sequences of tokens as rows of blocks, a shade for each word. */
function tokens(sheet: Sheet, x: Float32Array, length: number): void {
  const rows = 8;
  for (let r = 0; r < rows; r += 1) {
    for (let k = 0; k < length; k += 1) {
      const id = x[r * length + k] as number;
      if (id === 0) continue;
      const hue = HUES[id % 3] as Rgb;
      const depth = 0.35 + (0.6 * ((id * 7) % 11)) / 11;
      const colour = PAPER.map((v, c) => Math.round(v + depth * ((hue[c] as number) - v))) as unknown as Rgb;
      sheet.fill(2 + (k * (WIDTH - 4)) / length, 2 + r * 9.6, (WIDTH - 4) / length - 1, 7, colour);
    }
  }
}

/** The first row, as the scenario draws it. */
function strokes(sheet: Sheet, scenario: ScenarioSpec, split: Split): void {
  const size = HEIGHT - 4;
  const first = (list: Readonly<Record<string, Float32Array>>): Record<string, Float32Array> =>
    Object.fromEntries(
      Object.entries(list).map(([id, values]) => [id, values.subarray(0, values.length / split.rows)]),
    );
  const inputs = first(split.inputs);
  const place = ([x, y]: readonly [number, number]) => [(WIDTH - size) / 2 + x * size, 2 + y * size] as const;
  for (const stroke of scenario.draw?.(inputs.x as Float32Array, first(split.labels), inputs) ?? []) {
    if (stroke.kind === 'circle') {
      const [x, y] = place(stroke.at);
      const side = Math.max(4, 2 * stroke.radius * size);
      sheet.fill(x - side / 2, y - side / 2, side, side, HUES[stroke.tone === 'point' ? 0 : 2] as Rgb);
      continue;
    }
    const [[fromX, fromY] = [0, 0], [toX, toY] = [0, 0]] = stroke.points.map(place);
    const steps = Math.ceil(Math.hypot(toX - fromX, toY - fromY));
    const wide = stroke.tone === 'told' ? 3 : 1;
    const colour: Rgb = stroke.tone === 'told' ? (HUES[1] as Rgb) : [170, 176, 188];
    for (let k = 0; k <= steps; k += 1) {
      const along = steps > 0 ? k / steps : 0;
      sheet.fill(fromX + (toX - fromX) * along, fromY + (toY - fromY) * along, wide, wide, colour);
    }
  }
}

async function draw(scenario: ScenarioSpec): Promise<Sheet> {
  const options = defaultsOf(scenario.fields);
  const { inputs, tasks } = scenario.outline(options);
  const input = inputs.find((each) => each.kind !== 'vector') ?? (inputs[0] as InputDef);
  const sizes = { train: Math.min(160, scenario.maxSizes.train), validation: 1, test: 1 };
  const assets = { read: async (file: string) => new Uint8Array(await readFile(`public/data/${file}`)) };
  const { train } = await scenario.load(options, sizes, SEED, assets);
  const x = train.inputs[input.id] as Float32Array;
  const sheet = new Sheet();
  const [a = 1, b = 1] = input.shape;
  const sound = scenario.domain === 'speech';
  if (scenario.domain === 'graphs') {
    strokes(sheet, scenario, train);
    return sheet;
  }
  if (input.kind === 'plane') points(sheet, train, input, tasks[0]);
  else if (input.kind === 'tokens' && a > 1) tokens(sheet, x, a);
  else if (input.kind === 'image' && !sound) image(sheet, x, input.shape);
  else if (input.kind === 'vector' || input.kind === 'tokens') {
    const own = train.inputs.x as Float32Array;
    heatMap(sheet, own, 16, own.length / train.rows);
  } else {
    // Time to the right, low tones below.
    const flipped = Float32Array.from(
      { length: a * b },
      (_, i) => x[(i % a) * b + (b - 1 - Math.floor(i / a))] as number,
    );
    heatMap(sheet, flipped, b, a);
  }
  return sheet;
}

/** @param only ids; none: all */
export async function main(only: readonly string[]): Promise<void> {
  mkdirSync('public/thumbs', { recursive: true });
  for (const scenario of scenarios.all.filter(({ id }) => only.length === 0 || only.includes(id))) {
    const sheet = await draw(scenario);
    const bytes = png(WIDTH, HEIGHT, sheet.pixels);
    writeFileSync(`public/thumbs/${scenario.id}.png`, bytes);
    console.log(`${scenario.id}.png: ${bytes.length} bytes`);
  }
}
