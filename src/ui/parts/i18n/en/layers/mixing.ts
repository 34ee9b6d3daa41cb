/** English words: layers, where towers, experts and tasks meet. */
import { activation } from './shared.ts';

const towers = {
  label: 'Towers',
  help: 'How many tasks’ towers meet here: one way in and one way out for each.',
} as const;
const keep = {
  label: 'Own share at the start',
  help: 'How much of its own features each tower goes on with at first; the rest is spread over the others. 1 starts as separate networks.',
} as const;
const rate = {
  label: 'Learning rate factor',
  help: 'The mixture learns this many times as fast as the rest of the layer. The papers take 100 to 1000 with plain SGD; Adam rescales its steps already.',
} as const;

export const mixing = {
  crossStitch: {
    label: 'Cross-stitch',
    help: 'Each tower goes on with a mixture of all towers. The matrix on the card is learned: the identity means separate networks, equal numbers one shared trunk.',
    fields: {
      towers,
      per: {
        label: 'One mixture for',
        help: 'The whole layer, or every unit (channel) its own: finer sharing, more to learn.',
        choices: { layer: 'the layer', unit: 'each unit' },
      },
      keep,
      rate,
    },
  },
  sluice: {
    label: 'Sluice',
    help: 'A cross-stitch between parts of towers: each tower’s units are cut into subspaces, so that some can be shared while others stay the task’s own.',
    fields: {
      towers,
      subspaces: {
        label: 'Subspaces',
        help: 'Into how many equal parts each tower’s units are cut. Two: one part can be shared, the other private.',
      },
      keep,
      rate,
      apart: {
        label: 'Keep the parts apart',
        help: 'A penalty on parts of one tower that say the same (orthogonality), added to the losses of the tasks. 0: none. More makes the shared and the private part learn different things.',
      },
    },
  },
  nddr: {
    label: 'NDDR',
    help: 'Lays all towers’ channels side by side and learns for each tower how to mix them back into as many: every channel can draw on every other.',
    fields: { towers, keep },
  },
  layerMix: {
    label: 'Layer mixture',
    help: 'A learned weighted sum of several layers’ outputs: the task finds out which depth it wants to read from.',
    fields: { rate },
  },
  gate: {
    label: 'Gate',
    help: 'Weighs experts for each example by what it sees at its first port. One gate per task lets tasks use different experts (MMoE); one gate for all makes them share the choice (OMoE).',
    fields: {
      bias: {
        label: 'Bias',
        help: 'Lets the gate prefer an expert whatever the example is. Off: the choice depends on the example alone.',
      },
    },
  },
  dselectK: {
    label: 'DSelect-k gate',
    help: 'A gate that settles on at most k experts: it learns binary codes, so that the others’ weights become exactly zero.',
    fields: {
      k: {
        label: 'Experts kept (k)',
        help: 'At most so many experts are used at a time. Fewer force tasks to choose.',
      },
      entropy: {
        label: 'Press to choose',
        help: 'A penalty on undecided selectors (their entropy), added to the losses of the tasks behind the gate. 0: none. More makes each selector settle on one expert sooner, perhaps on the wrong one.',
      },
    },
  },
  branchChoice: {
    label: 'Learned branching',
    help: 'Chooses one of the blocks wired to it as its parent, and learns which. The bars are the probabilities: while they are even, branches are tried out; when one is full, the tree stands.',
    fields: {
      pick: {
        label: 'The parent is',
        help: 'Drawn anew at each step and used alone; or all at once, weighed by the draw, which is smoother to train; or fixed: the most probable one, with nothing drawn, which can be exported.',
        choices: {
          hard: 'one, drawn at each step',
          soft: 'a mixture, drawn at each step',
          fixed: 'the most probable',
        },
      },
      temperature: {
        label: 'Temperature',
        help: 'How even the draw’s weights are at first. High: all branches learn about their chances; low: only the drawn one does, and the choice hardens.',
      },
      cooling: {
        label: 'Cooling, steps',
        help: 'Over so many steps the temperature falls to a tenth. 0 keeps it.',
      },
      rate,
    },
  },
  attentionMask: {
    label: 'Attention mask',
    help: 'Lets a task pick channels from shared features: it looks at what is wired to its second port and multiplies the features by a mask between 0 and 1.',
    fields: {
      units: {
        label: 'Hidden units',
        help: 'Width of the small network that makes the mask. More make finer masks.',
      },
    },
  },
  taskAttention: {
    label: 'Attention between tasks',
    help: 'Each tower asks all towers which of them helps, example by example, and adds what it hears. The matrix shows who listens to whom on average.',
    fields: {
      towers,
      units: {
        label: 'Query size',
        help: 'How many numbers a question and an answer have. More tell finer differences.',
      },
    },
  },
  taskGraph: {
    label: 'Graph over tasks',
    help: 'Towers send each other messages along links whose strengths are learned. The matrix shows how much each task (row) listens to each other (column).',
    fields: { towers, activation, rate },
  },
} as const;
