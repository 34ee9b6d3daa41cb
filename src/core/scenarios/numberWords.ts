/**
 * Number words: 'dreihundertvierzehn' is German and means 314. 0 to 999 in six languages, letter by letter. Which language,
 * which hundreds, tens and units: reading a word and writing the numeral, which is classification into digits and not free
 * translation. Split by word as it is written, so that a word which two languages share stands in one split only.
 */
import { taskId } from '../experiment/experiment.ts';
import { createRng } from '../math/rng.ts';
import { dealItems, tableSplits } from './draw.ts';
import { readPacked } from './packedFile.ts';
import type { ScenarioSpec, TextCode } from './scenario.ts';

const FILE = 'numberWords.bin';
const LENGTH = 33;
/** Letters of the file's alphabet, and nothing. */
export const NUMBER_LETTERS = 33;
const NUMBERS = 1000;
const LANGUAGE = taskId('language');
const DIGITS = [
  [taskId('hundreds'), 100],
  [taskId('tens'), 10],
  [taskId('units'), 1],
] as const;
const SHARES = { train: 0.7, validation: 0.05 };

function codeOf(bytes: Uint8Array): TextCode {
  const alphabet = [...readPacked(FILE, bytes).text('alphabet')];
  return {
    write: (ids) => Array.from(ids, (id) => alphabet[id - 1] ?? '').join(''),
    read(text) {
      const ids = [...text.normalize('NFC').toLowerCase()].map((letter) => alphabet.indexOf(letter) + 1);
      const known = ids.filter((id) => id > 0);
      return Float32Array.from({ length: LENGTH }, (_, i) => known[i] ?? 0);
    },
    example: 'dreihundertvierzehn',
  };
}

export const numberWords: ScenarioSpec = {
  id: 'number-words',
  domain: 'language',
  source: { kind: 'real', attribution: 'Number words by npm n2words 4.0.0 (W. Tellat)', licence: 'MIT' },
  fields: [],
  sizes: { train: 4150, validation: 280, test: 1450 },
  maxSizes: { train: 4430, validation: 280, test: 1450 },
  outline: () => ({
    inputs: [{ id: 'x', kind: 'tokens', shape: [LENGTH], vocabulary: NUMBER_LETTERS }],
    tasks: [
      { id: LANGUAGE, kind: 'multiclass', classes: 6 },
      ...DIGITS.map(([id]) => ({ id, kind: 'multiclass' as const, classes: 10 })),
    ],
  }),
  text: { file: FILE, open: codeOf },
  async load(_options, sizes, seed, assets) {
    const file = readPacked(FILE, await assets.read(FILE));
    const letters = file.array('letters');
    const rows = letters.length / LENGTH;
    /** Rows by the word as written. */
    const byText = new Map<string, number[]>();
    for (let row = 0; row < rows; row += 1) {
      const text = letters.subarray(row * LENGTH, (row + 1) * LENGTH).join();
      byText.set(text, [...(byText.get(text) ?? []), row]);
    }
    const texts = [...byText.values()];
    const dealt = dealItems(texts.length, SHARES, createRng(seed, 'numberWords/split'), sizes.train);
    // Of a word of several languages one is kept: the others would be the same row again.
    const pool = (items: Uint32Array): Uint32Array =>
      items.map((item) => {
        const own = texts[item] as number[];
        return own[item % own.length] as number;
      });
    const pools = { train: pool(dealt.train), validation: pool(dealt.validation), test: pool(dealt.test) };
    const numeral = (row: number): number => row % NUMBERS;
    const told = (of: (row: number) => number): Float32Array =>
      Float32Array.from({ length: rows }, (_, row) => of(row));
    return tableSplits(pools, sizes, {
      inputs: { x: [letters, LENGTH] },
      labels: {
        [LANGUAGE]: [told((row) => Math.floor(row / NUMBERS)), 1],
        ...Object.fromEntries(
          DIGITS.map(([id, place]) => [id, [told((row) => Math.floor(numeral(row) / place) % 10), 1] as const]),
        ),
      },
    });
  },
};
