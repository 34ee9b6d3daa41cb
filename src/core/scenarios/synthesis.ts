/**
 * Synthesis: the vowels turned round. Vowel, speaker, pitch and effort go in, the spectrogram that would be heard comes
 * out, and its loudness as a second task. Two targets of very different size, 512 numbers and one.
 * The spectrogram is not standardised column by column but on the fixed scale of voice.ts, so that it can be made audible.
 * Loudness is the level of one utterance: effort, less what a high first formant carries, and chance.
 */
import { taskId } from '../experiment/experiment.ts';
import { numberOption } from '../fields.ts';
import type { Rng } from '../math/rng.ts';
import { drawSplits } from './draw.ts';
import type { ScenarioSpec, Split } from './scenario.ts';
import { standardiseTask } from './standardise.ts';
import { vocode } from './vocoder.ts';
import { BANDS, FRAMES, PITCH, SPEAKERS, speak, spectrogram, VOICE_MEL, VOWELS } from './voice.ts';
import { drawUtterance, STRETCH } from './vowels.ts';

const SPECTROGRAM = taskId('spectrogram');
const LOUDNESS = taskId('loudness');
/** One place per vowel, one per speaker, pitch, effort. */
const INPUTS = VOWELS.length + SPEAKERS.length + 2;
/** dB by vowel: open vowels carry further. */
const CARRIES = [-2, -1, 1, 2, 3, 1, -1, -3] as const;
/** dB for one unit of effort. */
const EFFORT = 4;

function drawRows(rows: number, spread: number, rng: Rng): Split {
  const x = new Float32Array(rows * INPUTS);
  const heard = new Float32Array(rows * FRAMES * BANDS);
  const loud = new Float32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const drawn = drawUtterance(rng, spread);
    const effort = rng.normal();
    const level = EFFORT * effort + (CARRIES[drawn.vowel] as number) + 2 * spread * 10 * rng.normal();
    const at = row * INPUTS;
    x[at + drawn.vowel] = 1;
    x[at + VOWELS.length + drawn.speaker] = 1;
    x[at + INPUTS - 2] = 3 * Math.log(drawn.pitch / (PITCH[1] as number));
    x[at + INPUTS - 1] = effort;
    spectrogram(speak({ ...drawn, level }, rng, 0.05), heard, row * FRAMES * BANDS);
    loud[row] = level;
  }
  return { rows, inputs: { x }, labels: { [SPECTROGRAM]: heard, [LOUDNESS]: loud } };
}

export const synthesis: ScenarioSpec = {
  id: 'synthesis',
  domain: 'speech',
  source: { kind: 'generated' },
  fields: [{ name: 'spread', type: 'number', default: 0.03, min: 0, max: 0.3, step: 0.01 }],
  sizes: { train: 2000, validation: 300, test: 500 },
  maxSizes: { train: 8000, validation: 1000, test: 1000 },
  outline: () => ({
    inputs: [{ id: 'x', kind: 'vector', shape: [INPUTS] }],
    tasks: [
      { id: SPECTROGRAM, kind: 'regression', width: FRAMES * BANDS },
      { id: LOUDNESS, kind: 'regression' },
    ],
  }),
  /** What a task says that the row sounds like: the truth, or a network's answer. */
  sound: (x, told) => {
    const pitch = (PITCH[1] as number) * Math.exp((x[INPUTS - 2] ?? 0) / 3);
    return told.spectrogram && vocode(VOICE_MEL, told.spectrogram, pitch, STRETCH);
  },
  async load(options, sizes, seed) {
    const spread = numberOption(options, 'spread');
    const dataset = drawSplits(sizes, seed, 'synthesis', (rows, rng) => drawRows(rows, spread, rng));
    standardiseTask(dataset, LOUDNESS);
    return dataset;
  },
};
