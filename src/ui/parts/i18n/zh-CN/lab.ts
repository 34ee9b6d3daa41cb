/** Simplified Chinese words of the lab. */
export const lab = {
  title: 'The lab: two parameters, two losses',
  open: 'Lab',
  openHelp: 'Watch balancing methods walk over two losses of two parameters, with the same code as in training.',
  task: 'Task {{letter}}',
  try: {
    label: 'Example',
    help: 'Opens a ready-made picture, with a sentence on what to look at.',
    own: 'Your own',
    ownLook: 'Your own picture. Its address is a link to it: copy it from the address bar.',
    through: {
      label: 'Stuck in the valley, or through',
      look: 'From starts 1 and 3 the plain sum (1) gets stuck on the wall of a valley where the gradients conflict. MGDA (2) and PCGrad (3) stop at the first trade-off they meet; CAGrad (4) goes on towards the lowest sum; Nash-MTL (5) and FAMO (6) settle in the middle of the Pareto set.',
    },
    ten: {
      label: 'Ten methods, five starts',
      look: 'Fifty walkers, 35,000 steps each. Most reach the Pareto set; where on it they end is what the methods differ in. FAMO with decay (10) gets stuck where without it (9) it goes through.',
    },
    scale: {
      label: 'Who minds the scale?',
      look: 'Move the scale of loss A. The end of the plain sum (1) slides along the Pareto set; the ends of Nash-MTL (2) stay, because it does not change when a loss is multiplied by a constant.',
    },
    decay: {
      label: 'One small number decides',
      look: 'FAMO twice: without decay (1), and with the decay of the paper and of most libraries (2), which sticks in the valley from starts 1 and 3.',
    },
    contact: {
      label: 'First contact',
      look: 'The plain sum (1) ends at one point from every start. MGDA (2) and UPGrad (3) stop where they first touch the Pareto set: where they end depends on where they begin.',
    },
    sweep: {
      label: 'Weights cover a convex front',
      look: 'Five weighted sums, w from .1 to .9. On a convex front every weight ends at a trade-off of its own: the sweep covers the front.',
    },
    ends: {
      label: 'Weights reach only the ends',
      look: 'On a concave front every weighted sum (1 to 3) runs to an end, whatever its weight. MGDA (4) stops on the front where it meets it; smooth Tchebycheff (5) goes to the middle.',
    },
    swing: {
      label: 'Multipliers that swing',
      look: 'Loss A subject to loss B below .5 (dotted line), on a concave front. With plain ascent (1) the multiplier swings for ever; with damping (2) and in the augmented form (3) it settles, at a point no weighted sum can reach.',
    },
    constrained: {
      label: 'A bound and its price',
      look: 'The way to (1, 1) may not leave the dotted circle. All four ways to move the multiplier end at (-.106, .447) with multiplier 1.236, the price of the bound; plain ascent (1) overshoots most.',
    },
  },
  problem: {
    title: 'Problem',
    valleys: {
      label: 'Valleys and bowls',
      help: 'The toy of CAGrad, Nash-MTL and FAMO: above two steep valleys with opposing walls, below two bowls.',
    },
    quadratics: {
      label: 'Two convex bowls',
      help: 'Two ellipses. Every trade-off can be reached by some weighted sum.',
    },
    concave: {
      label: 'A concave front',
      help: 'The front bends inwards: the lowest weighted sum always lies at one of its ends (Fonseca and Fleming).',
    },
    constrained: {
      label: 'A circle not to be left',
      help: 'Squared distances to (1, 1) and (-1, 0). Lagrange multipliers keep the second one below their bound.',
    },
    fields: {
      scale: {
        label: 'Scale of loss A',
        help: 'Multiplies loss A. Methods that do not mind walk the same way.',
      },
      stretch: {
        label: 'Stretch',
        help: 'How much longer than wide the bowls are. Round bowls trade off along a line.',
      },
    },
  },
  rate: { label: 'Learning rate', help: 'Length of a step against the gradient; under Adam, of every step.' },
  optimizer: {
    label: 'Optimiser',
    help: 'Adam makes steps of about one length, whatever the size of the direction; SGD follows its size.',
  },
  steps: { label: 'Steps', help: 'How many steps each method takes from each start.' },
  methods: {
    title: 'Methods',
    add: 'Add a method',
    options: 'Options of {{method}}',
    optionsHelp: 'Changes how this method weighs the two losses; everyone starts anew.',
    remove: 'Take {{method}} away',
    share: 'Weight w of loss B',
    shareHelp: 'Losses are multiplied by 1 - w and w, times two.',
  },
  start: {
    name: 'Start {{n}} at {{x1}}, {{x2}}',
    help: 'Drag, or move by arrow keys; Delete takes it away. Curves over steps are of the filled one. A double click on the plane adds a start.',
    count_one: '{{count}} start',
    count_other: '{{count}} starts',
    reset: 'Usual starts',
    resetHelp: 'Puts the starts back to where the published runs begin.',
  },
  plane: {
    name: '{{problem}}: paths of the methods over the plane of the two parameters, with contours of both losses',
  },
  objective: {
    title: 'Loss A against loss B, and the Pareto front',
    name: 'Paths in the space of the two losses, what can be reached, and the Pareto front',
    a: 'loss A',
    b: 'loss B',
  },
  chart: {
    label: 'Picture below',
    share: { label: 'Weights', name: 'Share of task A in the weights over the steps, from start {{n}}' },
    losses: { label: 'Losses', name: 'Losses A (solid) and B (dashed) over the steps, from start {{n}}' },
    cosine: { label: 'Cosine', name: 'Cosine of the two gradients over the steps, from start {{n}}' },
    multiplier: { label: 'Multiplier', name: 'Lagrange multiplier of loss B over the steps, from start {{n}}' },
  },
  ends: {
    label: 'Numbers',
    name: 'Where every method stands',
    method: 'Method',
    start: 'Start',
    cosine: 'cosine',
    noSolution: 'no common way down',
  },
  run: {
    title: 'Walk',
    play: 'Play',
    playHelp: 'Lets the methods walk (Space).',
    pause: 'Pause',
    pauseHelp: 'Stops where they are (Space).',
    step: 'One step',
    stepHelp: 'One step further; far from the start, one drawn point further.',
    reset: 'Back to the start',
    resetHelp: 'Back to step 0.',
    speed: 'Steps a second',
    speedHelp: 'How fast the picture moves. The walk itself is computed ahead as fast as it goes.',
    timeline: 'Step shown',
    at: 'step {{step}} of {{steps}}',
    computing: 'computing, {{percent}} %',
    computed: '{{steps}} steps computed in {{seconds}} s',
  },
} as const;
