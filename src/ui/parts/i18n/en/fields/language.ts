/** English words: scenarios and presets of language. */
export const language = {
  scenario: {
    glosses: {
      label: 'Dictionary words',
      summary:
        'What a dictionary says of 11,000 words: is the word good or bad, which part of speech, what about. Real; the feeling comes from lists of opinion words, not from reviews.',
      lesson:
        'The topic is known for half of the words only: its loss is counted where there is a label, and the others still train the trunk.',
      tasks: { sentiment: 'Good or bad', part: 'Part of speech', topic: 'Topic' },
      classes: {
        sentiment: { yes: 'good', no: 'bad' },
        part: { 0: 'noun', 1: 'verb', 2: 'adjective', 3: 'adverb' },
        topic: {
          0: 'act',
          1: 'person',
          2: 'feeling',
          3: 'thought',
          4: 'event',
          5: 'state',
          6: 'body',
          7: 'thing',
          8: 'measure',
        },
      },
    },
    'number-words': {
      label: 'Number words',
      summary:
        'Numbers from 0 to 999 spelt out in six languages, letter by letter: which language, and which hundreds, tens and units. This is classification into digits, not free translation.',
      lesson:
        'With all words everything is easy; take 1,200 and the shared trunk falls behind: four tasks need more of it than it has.',
      tasks: { language: 'Language', hundreds: 'Hundreds', tens: 'Tens', units: 'Units' },
      classes: {
        language: { 0: 'English', 1: 'German', 2: 'French', 3: 'Spanish', 4: 'Italian', 5: 'Dutch' },
      },
    },
    'mini-qa': {
      label: 'Questions about a story',
      summary: 'Five short facts about who went where, and a question. Generated; 20 words in all.',
      drag: {
        to: 'One drag: pull the labels of the answer down to 2,000. Over 5 seeds it fell to 42 % alone, to 63 % beside the supporting fact, which teaches the trunk where to look.',
        back: 'One drag: pull the labels of the answer up to all. Over 5 seeds it rose to 76 % alone, to 90 % beside the supporting fact.',
      },
      lesson:
        'Finding the fact that answers the question is the hard part of answering it: taught as a task of its own, it teaches the answer.',
      tasks: { answer: 'Where is she?', support: 'Which fact says so?', moved: 'Moved more than once?' },
      classes: {
        answer: { 0: 'garden', 1: 'kitchen', 2: 'hall', 3: 'office', 4: 'cellar', 5: 'attic' },
        support: { 0: 'fact 1', 1: 'fact 2', 2: 'fact 3', 3: 'fact 4', 4: 'fact 5' },
        no: 'no',
        yes: 'yes',
      },
    },
  },
  preset: {
    glosses: {
      label: 'Feeling, part of speech, topic',
      summary: 'Three tasks on dictionary glosses, one of them with half of its labels missing.',
      look: 'the feeling loses a little to the other two: they pull the words together by grammar.',
    },
    'number-words': {
      label: 'From words to numerals',
      summary: 'Language and three digits from letters: one network each beside a shared trunk.',
      look: 'the predictions: type a number in one of six languages and read the numeral.',
    },
    'mini-qa': {
      label: 'Answer and reason',
      summary: 'Where is she, which fact says so, did she move: one network each beside a shared trunk.',
      look: 'the accuracy of the answer: alone it stays behind, beside the supporting fact it rises far.',
      measured:
        'the answer 75.7 % alone and 90.2 % on the shared trunk, better in 5 of 5; the supporting fact pays 0.3 points.',
    },
  },
} as const;
