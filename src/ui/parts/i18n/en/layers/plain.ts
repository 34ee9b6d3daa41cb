/** English words: layers, what a single network is made of. */
import { activation, start } from './shared.ts';

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
const uses = {
  label: 'Uses',
  help: 'How many inputs the same parameters are used on, with a way in and a way out for each. All of them train the one layer.',
} as const;

export const plain = {
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
    fields: {
      divide: {
        label: 'Sum divided by',
        help: 'The number of places gives the mean, which fades as texts grow longer. The root of the number of filled places keeps long and short texts equally large.',
        choices: { count: 'Number of places', root: 'Root of the filled places' },
      },
    },
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
      maskZero: {
        label: 'Zero is no word',
        help: 'Number 0 fills up short texts. On: it gives zeros and learns nothing, so the length of a text is not read as a word.',
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
} as const;
