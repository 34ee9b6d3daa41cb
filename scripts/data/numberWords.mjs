/** Number words: 0-999 in six languages, letters as numbers (0 = nothing). */
import { pack } from './pack.mjs';

const LANGUAGES = {
  English: 'en-US',
  German: 'de-DE',
  French: 'fr-FR',
  Spanish: 'es-ES',
  Italian: 'it-IT',
  Dutch: 'nl-NL',
};
const COUNT = 1000;

export async function numberWords() {
  const texts = [];
  for (const code of Object.values(LANGUAGES)) {
    const { toCardinal } = await import(`n2words/${code}`);
    for (let n = 0; n < COUNT; n += 1) texts.push(toCardinal(n).normalize('NFC').toLowerCase());
  }
  const letters = [...new Set(texts.join(''))].sort();
  const length = Math.max(...texts.map((text) => [...text].length));
  const ids = texts.flatMap((text) => {
    const own = [...text].map((letter) => letters.indexOf(letter) + 1);
    return [...own, ...new Array(length - own.length).fill(0)];
  });
  return {
    bytes: pack([{ name: 'letters', type: 'u8', shape: [texts.length, length], values: ids }], {
      alphabet: letters.join(''),
    }),
    entry: {
      licence: 'MIT',
      attribution: 'Number words by npm n2words 4.0.0 (MIT, W. Tellat)',
      shape: [texts.length, length],
      type: 'uint8',
      classes: { language: Object.keys(LANGUAGES) },
      split: 'by word, seeded: 4200 train, 300 validation, 1500 test',
    },
  };
}
