/**
 * Mini question answering: five facts ('Ann goes garden') and a question ('where Ann'). Where is she, which fact says so,
 * did she move more than once? After task 1 of Weston et al., 'Towards AI-Complete Question Answering', ICLR 2016, with
 * the supporting fact, there a hint to the model, as a task of its own: who learns to find the fact, finds the answer.
 */
import { taskId } from '../experiment/experiment.ts';
import type { Rng } from '../math/rng.ts';
import { drawSplits } from './draw.ts';
import type { ScenarioSpec, Split, TextCode } from './scenario.ts';

const FACTS = 5;
const WORDS_A_FACT = 3;
export const QA_LENGTH = FACTS * WORDS_A_FACT + 2;
export const QA_PEOPLE = ['Ann', 'Bob', 'Cleo', 'Dan'] as const;
export const QA_PLACES = ['garden', 'kitchen', 'hall', 'office', 'cellar', 'attic'] as const;
const VERBS = ['goes', 'walks', 'runs', 'moves', 'returns', 'hurries', 'climbs', 'slips', 'strolls'] as const;
/** Word numbers are places in this list. */
export const QA_WORDS: readonly string[] = ['where', ...QA_PEOPLE, ...VERBS, ...QA_PLACES];
const WHERE = 0;
const PEOPLE_FROM = 1;
const VERBS_FROM = PEOPLE_FROM + QA_PEOPLE.length;
const PLACES_FROM = VERBS_FROM + VERBS.length;
const ANSWER = taskId('answer');
const SUPPORT = taskId('support');
const MOVED = taskId('moved');

/** What a reader should say to these words; nothing where the question is about nobody who was mentioned. */
export function readStory(ids: ArrayLike<number>) {
  const who = ids[QA_LENGTH - 1];
  let support = -1;
  let moves = 0;
  for (let fact = 0; fact < FACTS; fact += 1) {
    if (ids[fact * WORDS_A_FACT] !== who) continue;
    support = fact;
    moves += 1;
  }
  if (support < 0) return undefined;
  return { answer: (ids[support * WORDS_A_FACT + 2] as number) - PLACES_FROM, support, moved: moves > 1 };
}

function drawRows(rows: number, rng: Rng): Split {
  const x = new Float32Array(rows * QA_LENGTH);
  const labels = {
    [ANSWER]: new Float32Array(rows),
    [SUPPORT]: new Float32Array(rows),
    [MOVED]: new Float32Array(rows),
  };
  for (let row = 0; row < rows; row += 1) {
    const at = row * QA_LENGTH;
    for (let fact = 0; fact < FACTS; fact += 1) {
      const place = at + fact * WORDS_A_FACT;
      x[place] = PEOPLE_FROM + rng.below(QA_PEOPLE.length);
      x[place + 1] = VERBS_FROM + rng.below(VERBS.length);
      x[place + 2] = PLACES_FROM + rng.below(QA_PLACES.length);
    }
    x[at + QA_LENGTH - 2] = WHERE;
    // About somebody who was mentioned: the person of any fact.
    x[at + QA_LENGTH - 1] = x[at + WORDS_A_FACT * rng.below(FACTS)] as number;
    const story = readStory(x.subarray(at, at + QA_LENGTH));
    if (!story) throw new Error('a question is about somebody in the story');
    (labels[ANSWER] as Float32Array)[row] = story.answer;
    (labels[SUPPORT] as Float32Array)[row] = story.support;
    (labels[MOVED] as Float32Array)[row] = story.moved ? 1 : 0;
  }
  return { rows, inputs: { x }, labels };
}

const CODE: TextCode = {
  write: (ids) =>
    Array.from({ length: Math.ceil(ids.length / WORDS_A_FACT) }, (_, fact) =>
      Array.from(ids)
        .slice(fact * WORDS_A_FACT, (fact + 1) * WORDS_A_FACT)
        .map((id) => QA_WORDS[id] ?? '')
        .join(' '),
    ).join('. '),
  read(text) {
    const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
    const known = words
      .map((word) => QA_WORDS.findIndex((each) => each.toLowerCase() === word))
      .filter((id) => id >= 0);
    return Float32Array.from({ length: QA_LENGTH }, (_, i) => known[i] ?? WHERE);
  },
  example: 'Ann goes garden. Bob walks attic. Ann runs cellar. Dan moves hall. Bob goes office. where Ann',
};

export const miniQa: ScenarioSpec = {
  id: 'mini-qa',
  domain: 'language',
  source: { kind: 'generated' },
  fields: [],
  sizes: { train: 10_000, validation: 1000, test: 2000 },
  maxSizes: { train: 20_000, validation: 2000, test: 4000 },
  drag: { task: ANSWER, slider: 'labelled', to: 2000 },
  outline: () => ({
    inputs: [{ id: 'x', kind: 'tokens', shape: [QA_LENGTH], vocabulary: QA_WORDS.length }],
    tasks: [
      { id: ANSWER, kind: 'multiclass', classes: QA_PLACES.length },
      { id: SUPPORT, kind: 'multiclass', classes: FACTS },
      { id: MOVED, kind: 'binary' },
    ],
  }),
  text: { open: () => CODE },
  load: async (_options, sizes, seed) => drawSplits(sizes, seed, 'miniQa', drawRows),
};
