/** English words: options that layers of several files have. */
export const activation = {
  label: 'Activation',
  help: 'The bend after the sum. Without one (linear), stacked layers can only learn what a single layer could.',
  choices: { linear: 'linear', relu: 'ReLU', tanh: 'tanh', sigmoid: 'sigmoid', elu: 'ELU', softplus: 'softplus' },
} as const;
export const start = {
  label: 'Initial values',
  help: 'How spread out the layer’s numbers are drawn before the first step. A network that starts larger moves its features less: it relies on what it was dealt, and sharing then teaches it less.',
  choices: {
    glorotUniform: 'Glorot: by ways in and out',
    heNormal: 'He: larger, for ReLU',
    lecunNormal: 'LeCun: by ways in',
  },
} as const;
