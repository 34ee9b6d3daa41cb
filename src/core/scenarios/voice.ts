/**
 * A voice from a formula, after the source-filter model (Fant, 'Acoustic Theory of Speech Production', 1960): pulses at the
 * pitch through three resonators (Klatt, JASA 67, 1980, eq. 1-2), and what an ear would see of it: a log-mel spectrogram.
 * Formants are rounded means after Hillenbrand et al., JASA 97, 1995, table V (eight of the twelve vowels; approximate).
 */
import { fft } from '../math/fft.ts';
import type { Rng } from '../math/rng.ts';

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

const mel = (hz: number): number => 2595 * Math.log10(1 + hz / 700);
/** For every band: its first bin of the spectrum and the weights from there on (triangles, equally wide in mel). */
const FILTERS = Array.from({ length: BANDS }, (_, band) => {
  const at = (i: number): number => (700 * (10 ** ((i * mel(RATE / 2)) / (BANDS + 1) / 2595) - 1) * WINDOW) / RATE;
  const [low, middle, high] = [at(band), at(band + 1), at(band + 2)];
  // Narrow triangles between two bins would be empty: at least one bin wide on each side.
  const rise = Math.max(1, middle - low);
  const fall = Math.max(1, high - middle);
  const first = Math.max(0, Math.ceil(middle - rise));
  const last = Math.min(WINDOW / 2, Math.floor(middle + fall));
  const weights = Array.from({ length: last - first + 1 }, (_v, i) =>
    Math.max(0, 1 - (first + i < middle ? (middle - first - i) / rise : (first + i - middle) / fall)),
  );
  return { first, weights };
});
const HANN = Float64Array.from({ length: WINDOW }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / WINDOW));
/** Powers below this are silence. */
const FLOOR = 1e-3;
/** log10 power of a frame: about mean and sd over utterances, so that inputs are of about unit size. */
const CENTRE = 0.4;
const SPREAD = 1.1;

/** [FRAMES, BANDS] of (log10 power - CENTRE) / SPREAD, written into `out` at `offset`. */
export function spectrogram(sound: Float64Array, out: Float32Array, offset: number): void {
  const re = new Float64Array(WINDOW);
  const im = new Float64Array(WINDOW);
  for (let frame = 0; frame < FRAMES; frame += 1) {
    for (let i = 0; i < WINDOW; i += 1) re[i] = (sound[frame * HOP + i] as number) * (HANN[i] as number);
    im.fill(0);
    fft(re, im);
    for (let band = 0; band < BANDS; band += 1) {
      const { first, weights } = FILTERS[band] as (typeof FILTERS)[number];
      let power = 0;
      for (const [i, weight] of weights.entries()) {
        power += weight * ((re[first + i] as number) ** 2 + (im[first + i] as number) ** 2);
      }
      out[offset + frame * BANDS + band] = (Math.log10(power + FLOOR) - CENTRE) / SPREAD;
    }
  }
}
