/** English words: balancing methods: learned weights, constraints, taking turns. Formulas in plain characters: L loss, g gradient, w weight, T number of tasks. */
import { bound, weighted } from './shared.ts';

export const turns = {
  'auto-lambda': {
    label: 'Auto-λ',
    summary:
      'Learns the task weights from validation data: a task gains weight while its training gradient points where the validation losses fall. Two batches a step; judge the result by the test split, because validation has been used. First order: the paper’s look-ahead step is left out.',
    formula: 'λₜ ← λₜ + η · gₜ·Σₛ gₛᵛᵃˡ',
    heads: weighted,
    fields: {
      learningRate: {
        label: 'Rate of the weights η',
        help: 'How fast the weights follow. Small values average over the noise of batches.',
      },
      primary: {
        label: 'Primary task',
        help: 'Whose validation loss counts; the others then only help it. None: that of all tasks.',
      },
    },
  },
  bandit: {
    label: 'Bandit over tasks',
    summary:
      'Each step follows one task, drawn more often the more its loss has lately fallen when it was its turn: practice goes where there is progress to be made.',
    formula: 'pₜ = (1 − ε) softmax(w)ₜ + ε/T,  wₜ ← wₜ + η r/pₜ',
    heads: weighted,
    fields: {
      stepSize: {
        label: 'Step size η',
        help: 'How strongly one good or bad turn changes the chances.',
      },
      explore: {
        label: 'Exploration ε',
        help: 'Share of steps that go to any task, whatever was learned. At 1 the bandit draws evenly.',
      },
      optimizerPerTask: {
        label: 'Own optimiser state per task',
        help: 'Each task’s steps keep their own moments, so that one task’s gradients do not scale another’s steps.',
      },
    },
  },
  lagrange: {
    label: 'Constraints',
    summary:
      'Lowers one main loss while holding the others under bounds. Each bound has a multiplier that rises while it is broken. Reaches trade-offs that no weighted sum can.',
    formula: 'min L₁  subject to  Lₖ ≤ εₖ',
    heads: 'Heads and private towers take the multipliers as weights: a task well under its bound stops training.',
    fields: {
      main: {
        label: 'Main task',
        help: 'The loss to make as low as possible. All other tasks only have to stay under their bounds.',
      },
      bounds: {
        label: 'Bounds',
        help: 'One bound for all other tasks, or one for each.',
        choices: { same: 'one for all', each: 'one for each' },
      },
      bound,
      bound1: { ...bound, label: 'Bound of task 1' },
      bound2: { ...bound, label: 'Bound of task 2' },
      bound3: { ...bound, label: 'Bound of task 3' },
      bound4: { ...bound, label: 'Bound of task 4' },
      bound5: { ...bound, label: 'Bound of task 5' },
      bound6: { ...bound, label: 'Bound of task 6' },
      bound7: { ...bound, label: 'Bound of task 7' },
      bound8: { ...bound, label: 'Bound of task 8' },
      formulation: {
        label: 'How multipliers move',
        help: 'Plain rise and fall tends to swing. Damping adds the violation itself to the weight; the augmented form waits between updates; PI reacts to the change as well.',
        choices: { gda: 'plain', mdmm: 'damped', augmented: 'augmented', pi: 'PI controller' },
      },
      multiplierRate: {
        label: 'Rate of the multipliers',
        help: 'How fast a broken bound gains weight. Too fast swings, too slow lets the bound be broken for long.',
      },
      damping: {
        label: 'Damping c',
        help: 'How strongly a broken bound counts at once, before its multiplier has risen. More damping, less swinging.',
      },
      every: {
        label: 'Update every … steps',
        help: 'How long the model trains between two updates of the multipliers.',
      },
      proportional: {
        label: 'Proportional part',
        help: 'How strongly the multipliers answer to a change of the violation. More of it stops the swinging.',
      },
      dualFirst: {
        label: 'Multipliers first',
        help: 'Uses the multipliers of this step instead of the last one’s.',
      },
    },
  },
  alternating: {
    label: 'Alternating',
    summary:
      'Every step follows one task only, in turn or by chance. Losses are never added, so their units matter less; each step may undo a little of the last.',
    formula: 'θ ← θ − lr · gₜ,  t in turn',
    heads: 'The head of the task whose turn it is steps with it.',
    fields: {
      order: {
        label: 'Whose turn',
        help: 'In turn gives every task the same share; drawn by chance avoids a rhythm and can favour tasks with more data.',
        choices: { 'round-robin': 'in turn', sampled: 'by chance' },
      },
      stepsEach: {
        label: 'Steps each',
        help: 'How many steps a task keeps its turn. Long turns let the shared part forget the other tasks.',
      },
      sampleBy: {
        label: 'Chance',
        help: 'The same for every task, or larger for tasks with more labelled rows.',
        choices: { equal: 'equal', rows: 'by labelled rows' },
      },
      temperature: {
        label: 'Temperature',
        help: '1 follows the number of rows exactly; higher values even the chances out.',
      },
      optimizerPerTask: {
        label: 'Optimiser memory per task',
        help: 'Keeps the averages of Adam or momentum apart for each task. Shared, one task’s step is scaled by the others’ gradients.',
      },
    },
  },
} as const;
