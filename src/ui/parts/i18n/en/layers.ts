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
      },
    },
    conv2d: {
      label: 'Conv 2-D',
      help: 'Learns small patterns and looks for them at every place of a picture. Far fewer parameters than Dense, so it learns from fewer examples.',
      fields: { filters, size, stride, padding, activation },
    },
    conv1d: {
      label: 'Conv 1-D',
      help: 'Learns short patterns and looks for them all along a sequence, such as phrases in a text.',
      fields: { filters, size, stride, padding, activation },
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
      },
    },
  },
} as const;
