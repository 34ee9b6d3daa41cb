/** English words: what cannot be exported as code, and why. */
export const issuesExport = {
  issue: {
    export: {
      failed: 'The file could not be made: {{reason}}. Reload the page and try again.',
      untrained: 'There are no trained parameters to save yet. Press play, and save them then.',
      plan: '{{model}} cannot be trained as it stands, so it cannot be exported. Mend its problems first.',
      layer:
        'The layer {{node}} ({{kind}}) cannot be written as {{language}} code yet. Take the layer out of the wiring for the export.',
      loss: 'The loss {{found}} of task {{task}} cannot be written as {{language}} code yet. Choose another loss at its head for the export.',
      tie: 'The tie of {{model}} ({{found}}) cannot be written as {{language}} code yet. Choose another kind of tie for the export, for example the distance to the mean.',
      method:
        'The balancing method of {{model}} ({{found}}) cannot be written as {{language}} code yet. Choose another for the export, for example the weighted sum.',
      tfjs: {
        layer:
          'TensorFlow.js has no layer that does what {{node}} ({{kind}}) does. Take the PyTorch or Keras program, which have every layer, or take it out of the wiring.',
        root: 'Pooling in TensorFlow.js divides by the number of places; {{node}} divides by the root of how many hold a word. Set it to the mean and train again, or take the PyTorch or Keras program.',
        noWord:
          'No layer of TensorFlow.js gives zeros where there is no word and lets pooling see them, as {{node}} ({{kind}}) does: its masks stop at pooling. Switch that option off and train again, or take the PyTorch or Keras program.',
        spread:
          'TensorFlow.js multiplies only values of one shape; those of {{node}} ({{kind}}) differ. Take the PyTorch or Keras program, or give them one shape.',
      },
    },
  },
} as const;
