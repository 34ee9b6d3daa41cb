/** English words: scenarios and presets whose answer is known from a paper. */
const lines = {
  t1: 'Task 1',
  t2: 'Task 2',
  t3: 'Task 3',
  t4: 'Task 4',
  t5: 'Task 5',
  t6: 'Task 6',
  t7: 'Task 7',
  t8: 'Task 8',
} as const;
export const known = {
  scenario: {
    'mmoe-regression': {
      label: 'Correlation dial',
      summary:
        'Two numbers from 100 inputs, made from two directions whose cosine is a dial: the data of the MMoE paper.',
      lesson:
        'In the paper the less the tasks are alike, the more a shared bottom costs. Here it has room for both: over 10 seeds it lost nothing from cosine 1 to 0, and gates and experts gained nothing.',
      tasks: { a: 'Task A', b: 'Task B' },
      fields: {
        correlation: {
          label: 'Cosine of the tasks',
          help: 'At 1 both tasks read the same direction of the inputs, at 0 two that have nothing in common.',
        },
        pattern: {
          label: 'Waves of',
          help: 'The paper leaves them open: slow ones as in common readings of it, or two fast ones, with which the labels grow apart sooner.',
          choices: { paper: 'slow', fast: 'fast' },
        },
        inputs: { label: 'Inputs', help: 'Numbers in a row. Few directions among many inputs are harder to find.' },
        waves: { label: 'Waves', help: 'Sines added to the straight line. More waves need more units and more rows.' },
        noise: { label: 'Noise', help: 'Added to training and validation targets. Test targets stay exact.' },
      },
    },
    'gradnorm-toy': {
      label: 'Same task, other units',
      summary: 'Several copies of nearly one task, each in units of its own: the toy of the GradNorm paper.',
      lesson: 'The loudest units win with equal weights. Balancing methods are built to hear the others.',
      tasks: lines,
      fields: {
        tasks: { label: 'Tasks', help: 'How many copies, in units from 1 up to the largest.' },
        scale: {
          label: 'Units of the last task',
          help: 'Its targets are this much larger, so its loss grows with the square and drowns the others.',
        },
      },
    },
    'two-noises': {
      label: 'One clean task, one noisy',
      summary:
        'Two smooth surfaces over a plane, one measured well and one badly: what uncertainty weighting was made for.',
      lesson:
        'The best weight of a task is one over twice its noise, squared. Uncertainty weighting finds it from the losses alone.',
      tasks: { a: 'Clean task', b: 'Noisy task' },
      fields: {
        noiseA: {
          label: 'Noise of the clean task',
          help: 'Spread of the error in its training targets, in units of the target’s own spread.',
        },
        noiseB: {
          label: 'Noise of the noisy task',
          help: 'Spread of the error in its training targets. Test targets stay exact.',
        },
      },
    },
  },
} as const;
