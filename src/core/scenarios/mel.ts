/**
 * Log-mel spectrograms: what an ear would see of a sound (O'Shaughnessy 1987 for the mel, 2595 log10(1 + f / 700)). Frames of
 * `window` samples under a Hann window, `hop` apart; powers of the spectrum summed under `bands` triangles equally wide in mel.
 */
import { fft } from '../math/fft.ts';

export interface MelSpec {
  /** Samples per second. */
  readonly rate: number;
  /** Samples of a frame, a power of two. */
  readonly window: number;
  readonly hop: number;
  readonly frames: number;
  readonly bands: number;
  /** Hz */
  readonly low: number;
  readonly high: number;
  /** Added to every power: silence. */
  readonly floor: number;
  /** What log10 powers are moved and divided by, to be of about unit size. */
  readonly centre: number;
  readonly spread: number;
}
const mel = (hz: number): number => 2595 * Math.log10(1 + hz / 700);
const hertz = (value: number): number => 700 * (10 ** (value / 2595) - 1);

/** Place of a frequency among the bands: 0 = the middle of the first. */
export const melBand = ({ bands, low, high }: MelSpec, hz: number): number =>
  ((mel(hz) - mel(low)) * (bands + 1)) / (mel(high) - mel(low)) - 1;

interface Filter {
  /** First bin, and the weights from there on. */
  readonly first: number;
  readonly weights: readonly number[];
}
/** Triangles, at least one bin wide on each side: narrow ones between two bins would be empty. */
function filtersOf({ rate, window, bands, low, high }: MelSpec): Filter[] {
  const at = (i: number): number => (hertz(mel(low) + (i * (mel(high) - mel(low))) / (bands + 1)) * window) / rate;
  return Array.from({ length: bands }, (_, band) => {
    const middle = at(band + 1);
    const rise = Math.max(1, middle - at(band));
    const fall = Math.max(1, at(band + 2) - middle);
    const first = Math.max(0, Math.ceil(middle - rise));
    const last = Math.min(window / 2, Math.floor(middle + fall));
    const weight = (bin: number): number =>
      Math.max(0, 1 - (bin < middle ? (middle - bin) / rise : (bin - middle) / fall));
    return { first, weights: Array.from({ length: last - first + 1 }, (_v, i) => weight(first + i)) };
  });
}

/** Writes [frames, bands] of (log10 power - centre) / spread into `out` at `offset`; samples beyond the sound are silent. */
export function melOf(spec: MelSpec): (sound: ArrayLike<number>, out: Float32Array, offset: number) => void {
  const { window, hop, frames, bands, floor, centre, spread } = spec;
  const filters = filtersOf(spec);
  const hann = Float64Array.from({ length: window }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / window));
  const re = new Float64Array(window);
  const im = new Float64Array(window);
  return (sound, out, offset) => {
    for (let frame = 0; frame < frames; frame += 1) {
      for (let i = 0; i < window; i += 1) re[i] = (sound[frame * hop + i] ?? 0) * (hann[i] as number);
      im.fill(0);
      fft(re, im);
      for (const [band, { first, weights }] of filters.entries()) {
        let power = 0;
        for (let i = 0; i < weights.length; i += 1) {
          const bin = first + i;
          power += (weights[i] as number) * ((re[bin] as number) ** 2 + (im[bin] as number) ** 2);
        }
        out[offset + frame * bands + band] = (Math.log10(power + floor) - centre) / spread;
      }
    }
  };
}
