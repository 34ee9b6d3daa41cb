/** Simplified Chinese words: balancing methods: mending and projecting gradients. Formulas in plain characters: L loss, g gradient, w weight, T number of tasks. */
import { gradientForm, order, plain, reduction, weighted } from './shared.ts';

export const gradients = {
  'imtl-g': {
    label: 'IMTL-G',
    summary:
      'Finds the direction on which all tasks make equal progress, whatever the lengths of their gradients. With three tasks or more a weight can be negative.',
    formula: 'd · gₜ/‖gₜ‖ equal for all t,  Σ wₜ = 1',
    heads: plain,
    fields: { gradients: gradientForm },
  },
  'aligned-mtl': {
    label: 'Aligned-MTL',
    summary:
      'Bends the task gradients as little as possible until they are at right angles and of one length, then averages them: no conflict, no domination.',
    formula: 'w = σ V Λ^(−½) Vᵀ 1 / T',
    heads: plain,
    fields: {
      scale: {
        label: 'Common length',
        help: 'The smallest keeps every part stable but makes short steps when gradients nearly cancel; the others step further.',
        choices: { min: 'smallest', median: 'median', rmse: 'root mean square' },
      },
      gradients: gradientForm,
      rankTolerance: {
        label: 'Smallest part kept',
        help: 'Parts of the gradients below this share of the largest are treated as rounding noise and left out.',
      },
    },
  },
  pcgrad: {
    label: 'PCGrad',
    summary:
      'Where two tasks’ gradients conflict, removes from each the part that works against the other, then adds them. Does nothing where they agree.',
    formula: 'if v · gⱼ < 0:  v ← v − (v · gⱼ / ‖gⱼ‖²) gⱼ',
    heads: plain,
    fields: { order, reduction },
  },
  gradvac: {
    label: 'GradVac',
    summary:
      'Remembers how alike two tasks’ gradients usually are and bends them back to that when they fall below it, even before they conflict.',
    formula: 'if cos(v, gⱼ) < φ̂ᵢⱼ:  turn v until cos = φ̂ᵢⱼ',
    heads: plain,
    fields: {
      beta: {
        label: 'Memory rate β',
        help: 'How fast the usual likeness follows the present one. Higher forgets faster.',
      },
      order,
    },
  },
  graddrop: {
    label: 'GradDrop',
    summary:
      'At every shared parameter the tasks vote on a sign, one sign is drawn by that vote, and only gradients of that sign are kept.',
    formula: 'P(+) = ½ (1 + Σ gₜ / Σ |gₜ|)',
    heads: plain,
    fields: {
      leak: {
        label: 'Leak',
        help: 'How much of the outvoted gradients still comes through. 1 switches the method off.',
      },
    },
  },
  upgrad: {
    label: 'UPGrad',
    summary:
      'Projects each task’s gradient onto the directions that raise no loss, then averages. A small enough step never hurts a task.',
    formula: 'd = 1/T Σ π(gₜ),  π onto { d : gₛ · d ≥ 0 for all s }',
    heads: plain,
    fields: {},
  },
  dualproj: {
    label: 'DualProj',
    summary:
      'Takes the mean gradient and moves it just far enough that it raises no task’s loss. Large gradients still decide where it points.',
    formula: 'd = π(mean gₜ),  π onto { d : gₛ · d ≥ 0 for all s }',
    heads: plain,
    fields: {},
  },
  config: {
    label: 'ConFIG',
    summary:
      'Takes the direction at the same angle to every task’s gradient, and steps further when the gradients agree.',
    formula: 'u = normalise(U⁺ 1),  d = (Σ gₜ · u) u',
    heads: plain,
    fields: {},
  },
  'nash-mtl': {
    label: 'Nash-MTL',
    summary:
      'The tasks bargain over the direction: each one’s gain counts in proportion. Multiplying a loss by a constant changes nothing.',
    formula: 'K α = 1/α,  d = Σ αₜ gₜ',
    heads: weighted,
    fields: {
      maxNorm: {
        label: 'Longest step',
        help: 'The direction is cut to this length. Without a cut it is always √T long, so every step has the same length; 0 switches the cut off.',
      },
      every: {
        label: 'Bargain every … steps',
        help: 'In between the old weights are kept: cheaper, and slower to follow a change.',
      },
    },
  },
  fairgrad: {
    label: 'FairGrad',
    summary:
      'A dial for fairness between tasks: from everybody’s sum, over Nash bargaining, to caring only for the task that gains least.',
    formula: 'K w = w^(−1/α)',
    heads: weighted,
    fields: {
      alpha: {
        label: 'Fairness α',
        help: 'Small values go for the sum of gains; 1 is Nash-MTL without its cut; large values help the task that gains least.',
      },
    },
  },
} as const;
