/** English words: tasks. */
export const tasks = {
  task: {
    binary: { label: 'Yes or no', help: 'One number comes out; above zero the network says yes.' },
    multiclass: { label: 'One of several classes', help: 'One number per class comes out; the greatest wins.' },
    regression: {
      label: 'A number',
      help: 'The network predicts a measured quantity, here scaled to mean 0 and spread 1.',
    },
    mask: { label: 'A mask', help: 'Yes or no for every pixel: which of them belong to the object.' },
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
    pixelCrossEntropy: {
      label: 'Pixel cross-entropy',
      help: 'Binary cross-entropy at every pixel, averaged over the picture. Many easy pixels of the ground make it small.',
    },
    meanSquaredError: {
      label: 'Mean squared error',
      help: 'The average squared miss. Always answering the mean costs about 1; 0 is perfect. Large misses count most.',
    },
  },
  metric: {
    accuracy: { label: 'Accuracy', short: 'acc.', help: 'The share of right answers.' },
    maskIou: {
      label: 'Overlap of masks (IoU)',
      short: 'IoU',
      help: 'Pixels that both masks hold, divided by pixels that either holds, averaged over the pictures. 1 is perfect.',
    },
    pixelAccuracy: {
      label: 'Pixels right',
      short: 'pixels',
      help: 'The share of pixels with the right answer. The ground alone makes it high.',
    },
    boxIou: {
      label: 'Overlap of boxes (IoU)',
      short: 'IoU',
      help: 'Area that both boxes cover, divided by the area that either covers, averaged over the pictures. 1 is perfect.',
    },
    boxHits: {
      label: 'Boxes over half',
      short: 'IoU > ½',
      help: 'The share of boxes that overlap the true one by more than half.',
    },
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
