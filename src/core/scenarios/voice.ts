/**
 * A voice from a formula, after the source-filter model (Fant, 'Acoustic Theory of Speech Production', 1960): pulses at the
 * pitch through three resonators (Klatt, JASA 67, 1980, eq. 1-2), and what an ear would see of it: a log-mel spectrogram.
 * Formants are rounded means after Hillenbrand et al., JASA 97, 1995, table V (eight of the twelve vowels; approximate).
 */
import type { Rng } from '../math/rng.ts';
import { type MelSpec, melOf } from './mel.ts';

/** Samples per second. */
export const RATE = 8000;
/** Frames of a spectrogram, bands of a frame. */
export const FRAMES = 8;
export const BANDS = 64;
const WINDOW = 512;
const HOP = 128;
const SAMPLES = WINDOW + (FRAMES - 1) * HOP;
/** Samples that the resonators are given to settle. */
const SETTLE = 256;

export const VOWELS = ['heed', 'hid', 'head', 'had', 'hod', 'hawed', 'hood', 'whod'] as const;
export const SPEAKERS = ['man', 'woman', 'child'] as const;
/** [speaker][vowel] F1, F2, F3 in Hz. */
const FORMANTS: readonly (readonly (readonly [number, number, number])[])[] = [
  [
    [342, 2322, 3000],
    [427, 2034, 2684],
    [580, 1799, 2605],
    [588, 1952, 2601],
    [768, 1333, 2522],
    [652, 997, 2538],
    [469, 1122, 2434],
    [378, 997, 2343],
  ],
  [
    [437, 2761, 3372],
    [483, 2365, 3053],
    [731, 2058, 2979],
    [669, 2349, 2972],
    [936, 1551, 2815],
    [781, 1136, 2824],
    [519, 1225, 2827],
    [459, 1105, 2735],
  ],
  [
    [452, 3081, 3702],
    [511, 2552, 3403],
    [749, 2267, 3310],
    [717, 2501, 3289],
    [1002, 1688, 2950],
    [803, 1210, 2982],
    [568, 1490, 3072],
    [494, 1345, 2988],
  ],
];
/** Mean pitch in Hz. */
export const PITCH = [131, 220, 237] as const;
/** Bandwidths of the resonators in Hz. */
const WIDTHS = [70, 100, 150] as const;

export interface Utterance {
  readonly vowel: number;
  readonly speaker: number;
  /** Hz */
  readonly pitch: number;
  /** The vocal tract against the mean of its kind: all formants times this. */
  readonly tract: number;
  /** Each formant times its own factor. */
  readonly articulation: readonly [number, number, number];
  /** dB */
  readonly level: number;
}

/** Pulses at the pitch through three resonators; [SAMPLES] about 1 at level 0. */
export function speak(utterance: Utterance, rng: Rng, noise: number): Float64Array {
  const total = SETTLE + SAMPLES;
  const sound = new Float64Array(total);
  const period = RATE / utterance.pitch;
  for (let at = rng.uniform() * period; at < total; at += period * (1 + 0.01 * rng.normal())) sound[Math.floor(at)] = 1;
  const formants = FORMANTS[utterance.speaker]?.[utterance.vowel] ?? [500, 1500, 2500];
  formants.forEach((formant, k) => {
    const f = Math.min(0.48 * RATE, formant * utterance.tract * (utterance.articulation[k] as number));
    const radius = Math.exp((-Math.PI * (WIDTHS[k] as number)) / RATE);
    const c = -radius * radius;
    const b = 2 * radius * Math.cos((2 * Math.PI * f) / RATE);
    const a = 1 - b - c;
    let one = 0;
    let two = 0;
    for (let i = 0; i < total; i += 1) {
      const out = a * (sound[i] as number) + b * one + c * two;
      two = one;
      one = out;
      sound[i] = out;
    }
  });
  const out = sound.subarray(SETTLE).slice();
  const power = Math.sqrt(out.reduce((sum, v) => sum + v * v, 0) / SAMPLES);
  const gain = 10 ** (utterance.level / 20) / power;
  for (let i = 0; i < SAMPLES; i += 1) out[i] = (out[i] as number) * gain + noise * rng.normal();
  return out;
}

/** log10 powers of about mean 0 and sd 1 over utterances. */
export const VOICE_MEL: MelSpec = {
  rate: RATE,
  window: WINDOW,
  hop: HOP,
  frames: FRAMES,
  bands: BANDS,
  low: 0,
  high: RATE / 2,
  floor: 1e-3,
  centre: 0.4,
  spread: 1.1,
};
export const spectrogram = melOf(VOICE_MEL);
