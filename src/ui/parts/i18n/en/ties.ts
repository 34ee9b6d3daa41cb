/** English words: ties (soft parameter sharing). */
export const ties = {
  tie: {
    squaredDistance: {
      label: 'Squared distance',
      help: 'Pulls corresponding layers of the towers towards their mean. At 0 the towers learn alone, at infinity they are one: between them lies soft sharing.',
      formula: 'λ Σ ‖θₜ − θ̄‖²',
      strength: {
        label: 'Strength λ',
        help: 'How strongly the layers are held together. Raise it when tasks are alike and data are few; lower it when tasks disagree.',
      },
    },
  },
} as const;
