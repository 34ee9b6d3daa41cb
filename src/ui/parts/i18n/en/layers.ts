/** English words: layers. */
const activation = {
  label: 'Activation',
  help: 'The bend after the sum. Without one (linear), stacked layers can only learn what a single layer could.',
  choices: { linear: 'linear', relu: 'ReLU', tanh: 'tanh', sigmoid: 'sigmoid', elu: 'ELU', softplus: 'softplus' },
} as const;
const padding = {
  label: 'Padding',
  help: 'Same adds zeros round the edge so that the output keeps its size; valid uses whole windows only and shrinks it.',
  choices: { same: 'same', valid: 'valid' },
} as const;
const filters = {
  label: 'Filters',
  help: 'How many patterns the layer can look for. More find finer things, cost time, and leave more room to overfit.',
} as const;
const size = {
  label: 'Window',
  help: 'How far each filter sees along an axis. Larger windows catch larger patterns.',
} as const;
const stride = {
  label: 'Stride',
  help: 'How far the window moves each time. 2 halves the output, which saves time and loses detail.',
} as const;

const start = {
  label: 'Initial values',
  help: 'How spread out the layer’s numbers are drawn before the first step. A network that starts larger moves its features less: it relies on what it was dealt, and sharing then teaches it less.',
  choices: {
    glorotUniform: 'Glorot: by ways in and out',
    heNormal: 'He: larger, for ReLU',
    lecunNormal: 'LeCun: by ways in',
  },
} as const;
const uses = {
  label: 'Uses',
  help: 'How many inputs the same parameters are used on, with a way in and a way out for each. All of them train the one layer.',
} as const;
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

export const layers = {
  layer: {
    input: {
      label: 'Input',
      help: 'Where the data come in. Everything wired to the same input starts from the same numbers; nothing is learned here.',
      fields: { input: { label: 'Input', help: 'Which of the data’s inputs.' } },
    },
    dense: {
      label: 'Dense',
      help: 'Every unit weighs all numbers it gets and learns those weights. When several tasks reach it, their gradients add up here, and may help or fight each other.',
      fields: {
        units: {
          label: 'Units',
          help: 'How many features it can form. A shared layer needs room for what every task wants; too many overfit small data.',
        },
        activation,
        uses,
        start,
      },
    },
    conv2d: {
      label: 'Conv 2-D',
      help: 'Learns small patterns and looks for them at every place of a picture. Far fewer parameters than Dense, so it learns from fewer examples.',
      fields: { filters, size, stride, padding, activation, uses },
    },
    conv1d: {
      label: 'Conv 1-D',
      help: 'Learns short patterns and looks for them all along a sequence, such as phrases in a text.',
      fields: { filters, size, stride, padding, activation, uses },
    },
    maxPool: {
      label: 'Max-pool',
      help: 'Keeps the strongest answer in each window. What follows cares less about exact places; only the winner gets a gradient.',
      fields: {
        size: { label: 'Window', help: 'Side of the square from which the largest number is kept.' },
        stride,
      },
    },
    upsample: {
      label: 'Upsample',
      help: 'Repeats pixels to make a picture larger, for tasks whose answer is itself a picture. Gradients of the copies add up.',
      fields: { factor: { label: 'Factor', help: 'How many times larger each side becomes.' } },
    },
    flatten: {
      label: 'Flatten',
      help: 'Lays a picture or sequence out as one row, so that Dense and heads can read it. Learns nothing itself.',
      fields: {},
    },
    globalAveragePool: {
      label: 'Global average',
      help: 'Averages each channel over all places. Forgets where something was, which cuts parameters and overfitting.',
      fields: {},
    },
    dropout: {
      label: 'Dropout',
      help: 'Silences random units at each training step, so that no unit can rely on one other. Slows learning, lessens overfitting; off when measuring.',
      fields: { rate: { label: 'Rate', help: 'Share of units silenced at each step. 0 switches it off.' } },
    },
    embedding: {
      label: 'Embedding',
      help: 'Learns a point in space for every word. Words that serve the tasks alike drift together; only words in the batch move.',
      fields: {
        dimension: {
          label: 'Dimension',
          help: 'Numbers per word. More can tell finer differences and need more text.',
        },
        spread: {
          label: 'First spread',
          help: 'How far apart the words start. Small lets the data decide; about 1 learns faster where the words are few.',
        },
        uses,
      },
    },
    concatenate: {
      label: 'Concatenate',
      help: 'Lays its inputs side by side, so that what follows can use all of them. Each keeps its own gradient.',
      fields: {},
    },
    add: {
      label: 'Add',
      help: 'Sums its inputs. The same gradient goes back along every wire, which gives deep models a short way back (a skip connection).',
      fields: {},
    },
    multiply: {
      label: 'Multiply',
      help: 'Multiplies its inputs: a gate. One input decides how much of the other passes, forwards and backwards.',
      fields: {},
    },
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
    batchNorm: {
      label: 'Batch normalisation',
      help: 'Brings each channel to mean 0 and spread 1 over the batch, then scales and shifts it by learned numbers. Where tasks share it, each is normalised by the statistics of all, which can hurt tasks whose data differ.',
      fields: {
        momentum: {
          label: 'Momentum',
          help: 'How fast the running statistics, used when measuring, follow those of the batches.',
        },
      },
    },
    layerNorm: {
      label: 'Layer normalisation',
      help: 'Brings each example’s features to mean 0 and spread 1, then scales and shifts them by learned numbers: steadier learning, and no task’s batch disturbs another’s.',
      fields: {},
    },
    selfAttention: {
      label: 'Self-attention',
      help: 'Every place of a sequence asks all places what matters to it. The matrix shows who looks at whom, as a mean over heads and examples.',
      fields: {
        heads: { label: 'Heads', help: 'How many questions each place can ask at once. Must divide the channels.' },
      },
    },
    gru: {
      label: 'GRU',
      help: 'Reads a sequence step by step and keeps a memory; hands on what it remembers at the end. Slow on long sequences.',
      fields: { units: { label: 'Units', help: 'Size of the memory. More remember more, and overfit sooner.' } },
    },
    graphConv: {
      label: 'Graph convolution',
      help: 'Every place takes the mean over itself and its neighbours in a graph, then a dense layer that all places share.',
      fields: {
        units: { label: 'Units', help: 'Features that each place puts out.' },
        graph: {
          label: 'Graph',
          help: 'Who is whose neighbour: the next in the sequence, also across its ends, all with all, or a matrix wired to the second port.',
          choices: { chain: 'chain', ring: 'ring', all: 'all with all', wired: 'wired' },
        },
        activation,
      },
    },
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
  },
} as const;
