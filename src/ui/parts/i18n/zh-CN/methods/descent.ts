/** Simplified Chinese words: balancing methods: common descent directions. Formulas in plain characters: L loss, g gradient, w weight, T number of tasks. */
import { gradientForm, plain, weighted } from './shared.ts';

export const descent = {
  mgda: {
    label: 'MGDA',
    summary:
      'Takes the shortest mix of the gradients: it lowers every loss, and is zero where no direction does. Favours tasks with small gradients, and stops at the first such point it meets.',
    formula: 'min ‖Σ wₜ gₜ‖²,  w ≥ 0, Σ wₜ = 1',
    heads: weighted,
    fields: {
      gradients: gradientForm,
      normalise: {
        label: 'Divide gradients by',
        help: 'Without it, the task with the smallest gradient decides. Dividing by length or loss evens out the units.',
        choices: { none: 'nothing', l2: 'length', loss: 'loss', 'loss+': 'loss × length' },
      },
      combine: {
        label: 'Then mix',
        help: 'Mixing the raw gradients keeps their units in the step; mixing the divided ones removes them.',
        choices: { raw: 'raw gradients', normalised: 'divided gradients' },
      },
    },
  },
  cagrad: {
    label: 'CAGrad',
    summary:
      'Stays near the mean gradient but leans towards the task that would gain least. Between plain averaging and MGDA.',
    formula: 'max minₜ gₜ · d,  ‖d − g₀‖ ≤ c ‖g₀‖',
    heads: plain,
    fields: {
      c: {
        label: 'Radius c',
        help: '0 is the mean gradient. Larger values may turn further from it to help the worst-off task; very large ones act like MGDA.',
      },
      rescale: {
        label: 'Divide the step by',
        help: 'Leaning makes the step longer; this takes it back. Under Adam it hardly matters.',
        choices: { '1+c^2': '1 + c²', '1+c': '1 + c', none: 'nothing' },
      },
    },
  },
  stch: {
    label: 'Smooth Tchebycheff',
    summary:
      'Follows a softened maximum of the losses, so mostly the worst task. Reaches trade-offs that no weighted sum can.',
    formula: 'min μ log Σ exp( Lₜ / (T μ) )',
    heads: weighted,
    fields: {
      mu: {
        label: 'Softness μ',
        help: 'Small values follow the worst task alone; large ones treat all tasks alike.',
      },
      losses: {
        label: 'Losses',
        help: 'Raw compares the losses as they are. Relative compares their logarithms with where they stood after the warm-up, so units drop out.',
        choices: { raw: 'raw', relative: 'relative to the warm-up' },
      },
      warmupEpochs: {
        label: 'Warm-up epochs',
        help: 'Trained on log losses first; the epoch after that sets what each loss is compared with.',
      },
    },
  },
  moco: {
    label: 'MoCo',
    summary:
      'Averages each task’s gradient over steps before choosing the weights, so that one noisy batch does not decide.',
    formula: 'yₜ ← yₜ − β(yₜ − gₜ),  λ ← softmax(λ − γ Y Yᵀ λ)',
    heads: plain,
    fields: {
      beta: {
        label: 'Averaging rate β',
        help: 'How much of each step’s gradient enters the average. It fades as training goes on.',
      },
      gamma: {
        label: 'Rate of the weights γ',
        help: 'How fast the weights follow the averaged gradients. It fades as training goes on.',
      },
      rho: {
        label: 'Pull to equal ρ',
        help: 'Keeps the weights from gathering on one task.',
      },
    },
  },
  sdmgrad: {
    label: 'SDMGrad',
    summary:
      'Like MGDA, made for noisy batches and leaning towards the mean gradient. Uses three batches a step, so it costs three times as much.',
    formula: 'min ½ ‖g_w + λ g₀‖²,  d = (g_w + λ g₀)/(1 + λ)',
    heads: plain,
    fields: {
      lambda: {
        label: 'Lean to the mean λ',
        help: '0 is a noisy MGDA; large values come close to the mean gradient.',
      },
      innerRate: {
        label: 'Inner rate',
        help: 'Step size of the search for the weights. Large values jump between single tasks instead of settling.',
      },
      innerSteps: {
        label: 'Inner steps',
        help: 'How long the weights are searched for in every training step.',
      },
    },
  },
  modo: {
    label: 'MoDo',
    summary:
      'Moves the weights a little at every step towards those of MGDA, judged on two separate batches so that noise does not mislead it. Three batches a step.',
    formula: 'λ ← Proj(λ − γ(G₁G₂ᵀλ + ρλ))',
    heads: plain,
    fields: {
      gamma: {
        label: 'Rate of the weights γ',
        help: 'Small values stay near equal weights; large ones go for MGDA and its noise.',
      },
      rho: { label: 'Pull to equal ρ', help: 'Keeps the weights from gathering on one task.' },
    },
  },
} as const;
