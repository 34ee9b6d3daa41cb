/** English words: tasks. */
export const tasks = {
  task: {
    binary: { label: 'Yes or no', help: 'One number comes out; above zero the network says yes.' },
    multiclass: { label: 'One of several classes', help: 'One number per class comes out; the greatest wins.' },
    regression: {
      label: 'A number',
      help: 'The network predicts a measured quantity, here scaled to mean 0 and spread 1.',
    },
  },
  loss: {
    binaryCrossEntropy: {
      label: 'Binary cross-entropy',
      help: 'Punishes confident wrong answers hardest. A coin toss costs 0.69; 0 is perfect.',
    },
    softmaxCrossEntropy: {
      label: 'Softmax cross-entropy',
      help: 'The surprise at the right class. Guessing among ten classes costs 2.30; 0 is perfect.',
    },
    meanSquaredError: {
      label: 'Mean squared error',
      help: 'The average squared miss. Always answering the mean costs about 1; 0 is perfect. Large misses count most.',
    },
  },
  metric: {
    accuracy: { label: 'Accuracy', short: 'acc.', help: 'The share of right answers.' },
    auc: {
      label: 'AUC',
      short: 'AUC',
      help: 'The chance that a random yes is scored above a random no. 0.5 is guessing, 1 is perfect; it does not depend on where the line is drawn.',
    },
    r2: {
      label: 'R²',
      short: 'R²',
      help: 'The share of the variation that is explained. 1 is perfect, 0 is no better than always the mean, below 0 is worse.',
    },
    mae: { label: 'Mean absolute error', short: 'MAE', help: 'The average miss, in units of the spread.' },
    mse: {
      label: 'Mean squared error',
      short: 'MSE',
      help: 'The average squared miss, in units of the squared spread.',
    },
  },
} as const;
