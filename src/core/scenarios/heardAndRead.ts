/**
 * Two inputs, one meaning: a digit is heard (a spectrogram) or a number word is read (letters), never both. Each task has an
 * input and a tower of its own, the meaning, which numeral, is the same: the middle layers are shared by an infinitely
 * strong tie between twins, and the tasks share no rows. Told of a read word is its last digit.
 */
import { taskId } from '../experiment/experiment.ts';
import { createRng } from '../math/rng.ts';
import { dealItems } from './draw.ts';
import { NUMBER_LETTERS } from './numberWords.ts';
import { readPacked } from './packedFile.ts';
import type { ScenarioSpec, Split } from './scenario.ts';
import { clipsOf, hearAll, SPEECH_FILE, SPEECH_SHAPE, soundOf } from './spokenDigits.ts';

const WORDS_FILE = 'numberWords.bin';
const LENGTH = 33;
const NUMBERS = 1000;
const HEARD = taskId('heard');
const READ = taskId('read');
const SHARES = { train: 0.7, validation: 0.08 };
const [FRAMES, BANDS] = SPEECH_SHAPE;
const HEAR_WIDTH = FRAMES * BANDS;

const clipsFor = (clips: number, seed: number) => dealItems(clips, SHARES, createRng(seed, 'heardAndRead/clips'));

export const heardAndRead: ScenarioSpec = {
  id: 'heard-and-read',
  domain: 'speech',
  source: {
    kind: 'real',
    attribution:
      'CMU Flite (Carnegie Mellon University), voices kal, awb, rms, slt; number words by npm n2words 4.0.0 (W. Tellat)',
    licence: 'CMU Flite licence (permissive); MIT',
  },
  fields: [],
  recording: {
    file: SPEECH_FILE,
    open(bytes, seed) {
      const clips = clipsOf(readPacked(SPEECH_FILE, bytes));
      const { test } = clipsFor(clips.length, seed);
      // Every other row is read, not heard.
      return (row) => (row % 2 === 0 ? soundOf(clips[test[(row >> 1) % test.length] as number]) : undefined);
    },
  },
  sizes: { train: 2000, validation: 300, test: 800 },
  maxSizes: { train: 6000, validation: 600, test: 1500 },
  outline: () => ({
    inputs: [
      { id: 'x', kind: 'image', shape: SPEECH_SHAPE },
      { id: 'text', kind: 'tokens', shape: [LENGTH], vocabulary: NUMBER_LETTERS },
    ],
    tasks: [
      { id: HEARD, kind: 'multiclass', classes: 10 },
      { id: READ, kind: 'multiclass', classes: 10 },
    ],
  }),
  async load(_options, sizes, seed, assets) {
    const speech = readPacked(SPEECH_FILE, await assets.read(SPEECH_FILE));
    const letters = readPacked(WORDS_FILE, await assets.read(WORDS_FILE)).array('letters');
    const clips = clipsOf(speech);
    const words = letters.length / LENGTH;
    const clipPools = clipsFor(clips.length, seed);
    /** By number, all its languages together: a test number was never read in any language. */
    const numberPools = dealItems(NUMBERS, SHARES, createRng(seed, 'heardAndRead/numbers'));
    const draw = (name: keyof typeof sizes): Split => {
      const rng = createRng(seed, `heardAndRead/${name}`);
      const rows = sizes[name];
      const [clipPool, numberPool] = [clipPools[name], numberPools[name]];
      const half = Math.ceil(rows / 2);
      const shown = Uint32Array.from({ length: half }, (_, i) => clipPool[i % clipPool.length] as number);
      const spectrograms = hearAll(clips, shown, 1, rng);
      const x = new Float32Array(rows * HEAR_WIDTH);
      const text = new Float32Array(rows * LENGTH);
      const labels = {
        [HEARD]: new Float32Array(rows).fill(Number.NaN),
        [READ]: new Float32Array(rows).fill(Number.NaN),
      };
      for (let row = 0; row < rows; row += 1) {
        const at = row >> 1;
        if (row % 2 === 0) {
          x.set(spectrograms.subarray(at * HEAR_WIDTH, (at + 1) * HEAR_WIDTH), row * HEAR_WIDTH);
          (labels[HEARD] as Float32Array)[row] = speech.array('word')[shown[at] as number] as number;
          continue;
        }
        const number = numberPool[at % numberPool.length] as number;
        const language = Math.floor(at / numberPool.length) % (words / NUMBERS);
        const word = language * NUMBERS + number;
        text.set(letters.subarray(word * LENGTH, (word + 1) * LENGTH), row * LENGTH);
        (labels[READ] as Float32Array)[row] = number % 10;
      }
      return { rows, inputs: { x, text }, labels };
    };
    return { train: draw('train'), validation: draw('validation'), test: draw('test') };
  },
};
