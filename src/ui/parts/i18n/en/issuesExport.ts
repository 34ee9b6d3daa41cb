/** English words: what cannot be exported as code, and why. */
export const issuesExport = {
  issue: {
    export: {
      failed: 'The file could not be made: {{reason}}. Reload the page and try again.',
      plan: '{{model}} cannot be trained as it stands, so it cannot be exported. Mend its problems first.',
      layer:
        'The layer {{node}} ({{kind}}) cannot be written as {{language}} code yet. Take it out of the wiring, or export without it.',
      layerOptions:
        'The layer {{node}} ({{kind}}) cannot be written as code as it is set: programs neither draw branches nor add a layer’s penalty. Fix its choice, or set its penalty to 0.',
      loss: 'The loss {{found}} of task {{task}} cannot be written as {{language}} code yet. Choose another loss at its head.',
      tie: 'The tie of {{model}} ({{found}}) cannot be written as code yet. Choose another kind of tie, for example the distance to the mean.',
      training: 'The training setting {{found}} cannot be written as code yet. Switch it off for the export.',
      method:
        'The balancing method of {{model}} ({{found}}) cannot be written as code yet. Choose another, for example the weighted sum.',
    },
  },
} as const;
