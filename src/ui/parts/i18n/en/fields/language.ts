/** English words: scenarios and presets of language. */
export const language = {
  scenario: {
    'mini-qa': {
      label: 'Questions about a story',
      summary: 'Five short facts about who went where, and a question. Generated; 20 words in all.',
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
    'mini-qa': {
      label: 'Answer and reason',
      summary: 'Where is she, which fact says so, did she move: one network each beside a shared trunk.',
      look: 'the accuracy of the answer: alone it stays behind, beside the supporting fact it rises far.',
    },
  },
} as const;
