/** English words: what cannot be exported as code, and why. */
export const issuesExport = {
  issue: {
    export: {
      failed: 'The file could not be made: {{reason}}. Reload the page and try again.',
      plan: '{{model}} cannot be trained as it stands, so it cannot be exported. Mend its problems first.',
      layer:
        'The layer {{node}} ({{kind}}) cannot be written as {{language}} code yet. Take the PyTorch program, which has every layer, or take the layer out of the wiring.',
      loss: 'The loss {{found}} of task {{task}} cannot be written as {{language}} code yet. Take the PyTorch program, or choose another loss at its head.',
      tie: 'The tie of {{model}} ({{found}}) cannot be written as {{language}} code yet. Take the PyTorch program, or choose another kind of tie, for example the distance to the mean.',
      training:
        'The training setting {{found}} cannot be written as {{language}} code yet. Take the PyTorch program, or switch it off for the export.',
      method:
        'The balancing method of {{model}} ({{found}}) cannot be written as {{language}} code as it is set. Take the PyTorch program, or choose another, for example the weighted sum.',
    },
  },
} as const;
