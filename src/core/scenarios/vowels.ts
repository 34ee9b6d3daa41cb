/**
 * Vowels: a short voiced sound from a formula (voice.ts), seen as a spectrogram. Which vowel, which kind of speaker
 * (man, woman, child), which pitch. The three are entangled as in speech: a child's formants lie higher and so does
 * the pitch, so each task must undo what another one measures.
 */
import { taskId } from '../experiment/experiment.ts';
import { numberOption } from '../fields.ts';
import type { Rng } from '../math/rng.ts';
import { drawSplits } from './draw.ts';
import type { ScenarioSpec, Split } from './scenario.ts';
import { standardiseTask } from './standardise.ts';
import { vocode } from './vocoder.ts';
import { BANDS, FRAMES, PITCH, SPEAKERS, speak, spectrogram, type Utterance, VOICE_MEL, VOWELS } from './voice.ts';

const VOWEL = taskId('vowel');
const SPEAKER = taskId('speaker');
const PITCH_TASK = taskId('pitch');
/** An eighth of a second is too short to hear. */
export const STRETCH = 4;

/** @param spread of each formant about the mean of its vowel */
export function drawUtterance(rng: Rng, spread: number): Utterance {
  const vowel = rng.below(VOWELS.length);
  const speaker = rng.below(SPEAKERS.length);
  return {
    vowel,
    speaker,
    pitch: (PITCH[speaker] as number) * Math.exp(0.13 * rng.normal()),
    tract: Math.exp(0.035 * rng.normal()),
    articulation: [Math.exp(spread * rng.normal()), Math.exp(spread * rng.normal()), Math.exp(spread * rng.normal())],
    level: 3 * rng.normal(),
  };
}

function drawRows(rows: number, spread: number, noise: number, rng: Rng): Split {
  const x = new Float32Array(rows * FRAMES * BANDS);
  const labels = {
    [VOWEL]: new Float32Array(rows),
    [SPEAKER]: new Float32Array(rows),
    [PITCH_TASK]: new Float32Array(rows),
  };
  for (let row = 0; row < rows; row += 1) {
    const utterance = drawUtterance(rng, spread);
    spectrogram(speak(utterance, rng, noise), x, row * FRAMES * BANDS);
    (labels[VOWEL] as Float32Array)[row] = utterance.vowel;
    (labels[SPEAKER] as Float32Array)[row] = utterance.speaker;
    (labels[PITCH_TASK] as Float32Array)[row] = Math.log(utterance.pitch);
  }
  return { rows, inputs: { x }, labels };
}

export const vowels: ScenarioSpec = {
  id: 'vowels',
  domain: 'speech',
  source: { kind: 'generated' },
  fields: [
    { name: 'spread', type: 'number', default: 0.06, min: 0, max: 0.3, step: 0.01 },
    { name: 'noise', type: 'number', default: 0.05, min: 0, max: 1, step: 0.01 },
  ],
  sizes: { train: 3200, validation: 400, test: 800 },
  maxSizes: { train: 10_000, validation: 2000, test: 2000 },
  outline: () => ({
    inputs: [{ id: 'x', kind: 'sequence', shape: [FRAMES, BANDS] }],
    tasks: [
      { id: VOWEL, kind: 'multiclass', classes: VOWELS.length },
      { id: SPEAKER, kind: 'multiclass', classes: SPEAKERS.length },
      { id: PITCH_TASK, kind: 'regression' },
    ],
  }),
  /** The labels are standardised: the kind of speaker gives the pitch. */
  sound: (x, told) => vocode(VOICE_MEL, x, PITCH[told.speaker?.[0] ?? 0] ?? PITCH[0], STRETCH),
  async load(options, sizes, seed) {
    const [spread, noise] = [numberOption(options, 'spread'), numberOption(options, 'noise')];
    const dataset = drawSplits(sizes, seed, 'vowels', (rows, rng) => drawRows(rows, spread, noise, rng));
    standardiseTask(dataset, PITCH_TASK);
    return dataset;
  },
};
