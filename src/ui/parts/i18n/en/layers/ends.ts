/** English words: layers, where a task’s loss begins, and where a gradient ends. */
import { start } from './shared.ts';

export const ends = {
  productHead: {
    label: 'Product head',
    help: 'A yes-or-no task whose probability is the product of those wired to it: ‘clicked and bought’ is ‘clicked’ times ‘bought once clicked’. Its loss trains all factors.',
    fields: {
      task: { label: 'Task', help: 'The task whose labels say whether all of it happened.' },
      loss: {
        label: 'Loss',
        help: 'How wrong answers count. Automatic takes what suits the task.',
        choices: { auto: 'automatic', binaryCrossEntropy: 'cross-entropy (yes or no)' },
      },
    },
  },
  stopGradient: {
    label: 'Stop gradient',
    help: 'Passes values on but no gradient back: the task behind it uses these features without changing them.',
    fields: {},
  },
  head: {
    label: 'Task head',
    help: 'Turns features into one task’s answer and compares it with the labels. The task’s loss, and its gradient, start here.',
    fields: {
      task: { label: 'Task', help: 'Which task this head answers. Each task has at most one head in a model.' },
      loss: {
        label: 'Loss',
        help: 'How mistakes are counted. Automatic takes the one that suits the task; another changes which mistakes weigh most.',
        choices: {
          auto: 'automatic',
          softmaxCrossEntropy: 'softmax cross-entropy',
          binaryCrossEntropy: 'binary cross-entropy',
          meanSquaredError: 'mean squared error',
          pixelCrossEntropy: 'pixel cross-entropy',
        },
      },
      start,
    },
  },
} as const;
