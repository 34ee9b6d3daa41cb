/** Simplified Chinese words: balancing methods: weights made from losses. Formulas in plain characters: L loss, g gradient, w weight, T number of tasks. */
import { learningRate, optimizer, reduction, weighted } from './shared.ts';

export const weighting = {
  'weighted-sum': {
    label: 'Weighted sum',
    summary:
      'Adds the losses, times the task weights that you set. The baseline: tuned well, it is hard to beat. Losses in large units take over.',
    formula: 'd = Σ λₜ gₜ',
    heads: weighted,
    fields: { reduction },
  },
  uncertainty: {
    label: 'Uncertainty weighting',
    summary:
      'Learns how noisy each task is and turns noisy ones down. Evens out units, but slowly; a training loss that goes to zero gets an ever larger weight.',
    formula: 'min Σ ½ e^(−sₜ) Lₜ + ½ sₜ',
    heads: weighted,
    fields: {
      learningRate,
      optimizer,
      start: {
        label: 'Starting log-variance',
        help: 'Where every sₜ begins. Lower starts with larger weights.',
      },
    },
  },
  dwa: {
    label: 'Dynamic Weight Average',
    summary:
      'After each epoch, tasks whose loss fell least get more weight. It sees only ratios of losses, so it cannot mend different units.',
    formula: 'wₜ = T · softmaxₜ( Lₜ(e−1) / Lₜ(e−2) / τ )',
    heads: weighted,
    fields: {
      temperature: {
        label: 'Temperature τ',
        help: 'High values keep the weights nearly equal; low ones swing hard towards the slowest task.',
      },
    },
  },
  rlw: {
    label: 'Random weighting',
    summary:
      'Draws new weights at every step. If a clever method does not beat it here, the cleverness is not what helps.',
    formula: 'w = softmax(z),  z ~ N(0, I)',
    heads: weighted,
    fields: {},
  },
  gls: {
    label: 'Geometric loss',
    summary: 'Follows the geometric mean of the losses, so the units of a loss drop out. Losses must be positive.',
    formula: 'min (Π Lₜ)^(1/T)',
    heads: weighted,
    fields: {},
  },
  'scale-invariant': {
    label: 'Log losses',
    summary:
      'Follows the logarithms of the losses: halving any loss counts the same, whatever its units. A loss near zero gets a huge weight.',
    formula: 'min Σ log Lₜ',
    heads: weighted,
    fields: {},
  },
  'imtl-l': {
    label: 'IMTL-L',
    summary: 'Learns a scale for each loss that brings them all to the same size.',
    formula: 'min Σ e^(sₜ) Lₜ − sₜ',
    heads: weighted,
    fields: { learningRate, optimizer },
  },
  famo: {
    label: 'FAMO',
    summary:
      'Looks at how much each loss fell in the step just made and turns up the ones that fell least, so that all fall at the same relative rate. One backward pass for any number of tasks.',
    formula: 'wₜ ∝ softmax(ξ)ₜ / (Lₜ − bₜ)',
    heads: weighted,
    fields: {
      learningRate,
      gamma: {
        label: 'Pull to equal γ',
        help: 'Draws the shares back to equal. 0 lets one task take everything for as long as it lags behind.',
      },
      lowerBound: {
        label: 'Lowest possible loss',
        help: 'Relative progress is measured from here. Set it below every loss if a loss can be negative.',
      },
    },
  },
  gradnorm: {
    label: 'GradNorm',
    summary:
      'Trains the weights so that every task pulls on the last shared layer with a similar force, more for tasks that have learned least since the start.',
    formula: 'wₜ‖gₜ‖ → mean · rₜ^α',
    heads: weighted,
    fields: {
      alpha: {
        label: 'Restoring force α',
        help: '0 only evens out the gradient norms. Higher values push harder for tasks that lag behind.',
      },
      learningRate,
      optimizer,
    },
  },
  'db-mtl': {
    label: 'DB-MTL',
    summary:
      'Balances twice: logarithms even out the losses, then all gradients are stretched to the longest. Gradients are averaged over steps first.',
    formula: 'd = Σ (max‖ĝ‖ / ‖ĝₜ‖) ĝₜ,  ĝ of log Lₜ',
    heads: 'Heads and private towers follow log Lₜ.',
    fields: {
      beta: {
        label: 'Memory β',
        help: 'How much of the earlier gradients is kept. Higher smooths more and reacts later; 0 uses this step alone.',
      },
      sigma: {
        label: 'Fading of the memory σ',
        help: 'Lets the memory shrink as training goes on; 0 keeps it the same throughout.',
      },
    },
  },
  'excess-mtl': {
    label: 'ExcessMTL',
    summary:
      'Gives weight to tasks that are still far from the best they can do, not to those with a large loss: noisy labels cannot take over.',
    formula: 'wₜ ← wₜ exp(η Êₜ),  Êₜ = gₜᵀ H⁻¹ gₜ',
    heads: weighted,
    fields: {
      stepSize: {
        label: 'Step size η',
        help: 'How fast weight moves to the tasks furthest from their best. Too large, and one task takes all of it.',
      },
    },
  },
} as const;
