/**
 * Pixel faces: drawn faces of 16 x 16 pixels on a ground of any colour. Does it smile, wear glasses, a hat, long hair:
 * attributes in the manner of CelebA (Liu et al., ICCV 2015), with the smile six pixels large. And face recognition: with
 * `identity` on, all rows show the same 40 faces, drawn anew each time (place, light, ground, noise), and who it is comes as
 * a fifth task; the splits then differ by the drawing. Otherwise they are by face, before anything is drawn.
 */
import { taskId } from '../experiment/experiment.ts';
import { switchOption } from '../fields.ts';
import { createRng, type Rng } from '../math/rng.ts';
import { dealItems } from './draw.ts';
import { type PackedFile, readPacked } from './packedFile.ts';
import type { ScenarioSpec, Split } from './scenario.ts';

const FILE = 'faces.bin';
const FACE = 16;
const SIDE = 18;
const COLOURS = 24;
const IDENTITY = taskId('identity');
const ATTRIBUTES = [
  [taskId('smile'), 'smile'],
  [taskId('glasses'), 'glasses'],
  [taskId('hat'), 'hat'],
  [taskId('longHair'), 'longHair'],
] as const;
const PEOPLE = 40;
const SHARES = { train: 0.7, validation: 0.1 };

/** One face at a chance place, light and ground, into x at `offset`. */
function drawFace(file: PackedFile, face: number, x: Float32Array, offset: number, rng: Rng): void {
  const [indices, palettes] = [file.array('indices'), file.array('palettes')];
  const ground = [rng.uniform(), rng.uniform(), rng.uniform()];
  const [top, left] = [rng.below(3), rng.below(3)];
  const gain = 0.85 + 0.25 * rng.uniform();
  for (let i = 0; i < SIDE * SIDE; i += 1) {
    const row = Math.floor(i / SIDE) - top;
    const column = (i % SIDE) - left;
    const within = row >= 0 && column >= 0 && row < FACE && column < FACE;
    const colour = within ? (indices[(face * FACE + row) * FACE + column] as number) : 0;
    for (let c = 0; c < 3; c += 1) {
      const value =
        colour === 0 ? (ground[c] as number) : (palettes[(face * COLOURS + colour) * 3 + c] as number) / 255;
      x[offset + 3 * i + c] = Math.min(1, Math.max(0, gain * value + 0.02 * rng.normal()));
    }
  }
}

/** @param pool faces that this split may show */
function drawRows(file: PackedFile, pool: Uint32Array, rows: number, identity: boolean, rng: Rng): Split {
  const x = new Float32Array(rows * SIDE * SIDE * 3);
  const shown = Uint32Array.from({ length: rows }, (_, row) =>
    // Faces come once each; people come again and again.
    identity ? rng.below(pool.length) : row % pool.length,
  );
  shown.forEach((at, row) => {
    drawFace(file, pool[at] as number, x, row * SIDE * SIDE * 3, rng);
  });
  const labels = Object.fromEntries(
    ATTRIBUTES.map(([id, name]) => {
      const values = file.array(name);
      return [id, Float32Array.from(shown, (at) => values[pool[at] as number] as number)];
    }),
  );
  return { rows, inputs: { x }, labels: identity ? { ...labels, [IDENTITY]: Float32Array.from(shown) } : labels };
}

export const faces: ScenarioSpec = {
  id: 'faces',
  domain: 'vision',
  source: { kind: 'real', attribution: 'Pixel Art by DiceBear; via npm @dicebear/pixel-art 9.4.3', licence: 'CC0 1.0' },
  fields: [{ name: 'identity', type: 'switch', default: false }],
  sizes: { train: 5600, validation: 400, test: 1600 },
  maxSizes: { train: 5600, validation: 800, test: 1600 },
  drag: { task: taskId('smile'), slider: 'weight', to: 4 },
  outline: (options) => ({
    inputs: [{ id: 'x', kind: 'image', shape: [SIDE, SIDE, 3] }],
    tasks: [
      ...ATTRIBUTES.map(([id]) => ({ id, kind: 'binary' as const })),
      ...(switchOption(options, 'identity') ? [{ id: IDENTITY, kind: 'multiclass' as const, classes: PEOPLE }] : []),
    ],
  }),
  async load(options, sizes, seed, assets) {
    const file = readPacked(FILE, await assets.read(FILE));
    const identity = switchOption(options, 'identity');
    const dealt = dealItems(file.array('smile').length, SHARES, createRng(seed, 'faces/split'));
    const people = dealt.train.subarray(0, PEOPLE);
    const draw = (name: keyof typeof sizes): Split =>
      drawRows(file, identity ? people : dealt[name], sizes[name], identity, createRng(seed, `faces/${name}`));
    return { train: draw('train'), validation: draw('validation'), test: draw('test') };
  },
};
