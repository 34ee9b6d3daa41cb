/** English words: ties (soft parameter sharing). */
export const ties = {
  tie: {
    squaredDistance: {
      label: 'Distance to the mean',
      help: 'Pulls corresponding layers of the towers towards their mean. At 0 the towers learn alone, at infinity they are one: between them lies soft sharing.',
      formula: 'λ · Σₜ ‖θₜ − mean(θ)‖²',
    },
    pairwiseDistance: {
      label: 'Distance by pairs',
      help: 'Pulls every two towers together with a strength of their own: tasks that you hold to be related more, others less or not at all. With all relations at 1 it is the distance to the mean.',
      formula: 'λ/M · Σₛ﹤ₜ cₛₜ ‖θₛ − θₜ‖²',
    },
    cosine: {
      label: 'Same direction',
      help: 'Asks the parameters of the towers to point the same way, however long each is: tasks on different scales can still share.',
      formula: 'λ · Σₛ﹤ₜ (1 − cos(θₛ, θₜ))',
    },
    traceNorm: {
      label: 'Trace norm (low rank)',
      help: 'Asks that few directions serve all towers: the sum of singular values of the matrix with a row per tower. Directions that only one task uses die out first; a tie that is too strong takes all parameters to zero.',
      formula: 'λ · ‖(θ₁, …, θ_M)‖⁎',
    },
    featureSelection: {
      label: 'Joint feature selection (ℓ2,1)',
      help: 'Each input feature is kept for all tasks or dropped for all: its weights in every tower shrink to zero together. How a kept feature is weighed stays each task’s own. Biases are left alone.',
      formula: 'λ · Σᵢ ‖Wᵢ‖₂ over all towers',
    },
  },
} as const;
