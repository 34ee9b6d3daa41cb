/**
 * From a log-mel spectrogram to a sound: a vocoder. The phase is lost, so harmonics of a pitch are added up with phases of
 * their own, each as strong as the bands say at its frequency (McAulay & Quatieri 1986, without their tracking). Rough, and
 * near enough to hear which vowel and whose voice. Every frame is held `stretch` times as long.
 */
import { type MelSpec, melBand } from './mel.ts';
import type { Sound } from './scenario.ts';

/** Loudest sample of the result. */
const PEAK = 0.6;

/** @param values [frames, bands] as `melOf` writes them; pitch in Hz */
export function vocode(spec: MelSpec, values: ArrayLike<number>, pitch: number, stretch: number): Sound {
  const { rate, hop, frames, bands, centre, spread, high } = spec;
  const held = Math.round(hop * stretch);
  const samples = new Float32Array(frames * held);
  const strength = (frame: number, band: number): number => {
    const power = 10 ** ((values[Math.min(frames - 1, frame) * bands + band] ?? -10) * spread + centre);
    return Math.sqrt(Math.max(0, power - 10 * spec.floor));
  };
  for (let harmonic = 1; harmonic * pitch < Math.min(high, rate / 2); harmonic += 1) {
    const step = (2 * Math.PI * harmonic * pitch) / rate;
    const band = melBand(spec, harmonic * pitch);
    const [below, share] = [Math.floor(band), band - Math.floor(band)];
    // Phases that do not all begin together, or the sum would click (Schroeder 1970).
    const phase = Math.PI * harmonic * harmonic * 0.13;
    const at = (frame: number): number =>
      (1 - share) * strength(frame, Math.max(0, below)) + share * strength(frame, Math.min(bands - 1, below + 1));
    for (let frame = 0; frame < frames; frame += 1) {
      const [from, to] = [at(frame), at(frame + 1)];
      for (let i = 0; i < held; i += 1) {
        const t = frame * held + i;
        samples[t] = (samples[t] as number) + (from + ((to - from) * i) / held) * Math.sin(step * t + phase);
      }
    }
  }
  const peak = samples.reduce((most, v) => Math.max(most, Math.abs(v)), 1e-9);
  return { rate, samples: samples.map((v) => (v * PEAK) / peak) };
}
