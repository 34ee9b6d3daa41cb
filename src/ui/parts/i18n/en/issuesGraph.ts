/** English sentences for issues with the prefixes connect.*, node.*, shape.*, tie.*, model.*: what was found, what was expected, how to mend it. */
export const issuesGraph = {
  issue: {
    connect: {
      loop: 'This wire would make a loop: values could run round for ever. Wires must lead from the inputs towards the heads.',
      self: 'A layer cannot feed itself.',
      duplicate: 'This wire is already there.',
      occupied: 'This input has a wire already. Take the old one out first, or join the two with Concatenate or Add.',
      dangling: 'This wire ends at a layer that does not exist ({{found}}).',
      port: 'The layer has no connection point called ‘{{found}}’.',
      // i18next chooses by `context`, the rule that the shapes break.
      shape: 'Shapes do not fit: found {{found}}, expected {{expected}}.',
      shape_vector: 'Shapes do not fit: found {{found}}, expected one row of numbers. Put a Flatten between.',
      shape_image: 'Shapes do not fit: found {{found}}, expected a picture ({{expected}}).',
      shape_sequence: 'Shapes do not fit: found {{found}}, expected a sequence ({{expected}}).',
      shape_tokens: 'Shapes do not fit: found {{found}}, expected word numbers straight from a text input.',
      shape_places: 'Shapes do not fit: found {{found}}, expected a picture or a sequence to average over.',
      shape_small: 'Shapes do not fit: found {{found}}, smaller than the window of {{expected}}.',
      shape_concatenate: 'Shapes do not fit: found {{found}}, expected {{expected}}: only the last number may differ.',
      shape_divides: 'Shapes do not fit: {{found}} units cannot be cut into {{expected}} equal parts.',
      shape_equal: 'Shapes do not fit: found {{found}}, expected {{expected}}, as on the other wires.',
      shape_large: 'Too large: {{found}} numbers a row, at most {{expected}} are allowed.',
    },
    node: {
      loop: 'There is a loop through {{count}} layers. Remove one of its wires.',
      unknownKind: 'There is no layer kind ‘{{found}}’ in this version. Remove it or replace it.',
      unknownInput: 'The data have no input ‘{{found}}’. Expected: {{expected}}.',
      missingInput: 'Nothing is wired into this layer. Draw a wire to its input.',
      noTask: 'This head has no task yet. Choose one of: {{expected}}.',
      binaryTask:
        'The task ‘{{found}}’ is no yes-or-no task; a product of probabilities needs one. Choose another task.',
      unknownTask: 'The data have no task ‘{{found}}’. Choose one of: {{expected}}.',
      loss: 'The loss {{found}} does not suit the task {{task}}. Expected: {{expected}}.',
      duplicateHead:
        'The task {{task}} has another head already. One head a task: choose another task or remove this head.',
      deadEnd: 'Nothing uses what this layer puts out, so no task trains it. Wire it on, or remove it.',
    },
    shape: {
      vector: 'Found {{found}}, expected one row of numbers. Put a Flatten before this layer.',
      image: 'Found {{found}}, expected a picture ({{expected}}).',
      sequence: 'Found {{found}}, expected a sequence ({{expected}}).',
      tokens: 'Found {{found}}, expected word numbers straight from a text input.',
      places: 'Found {{found}}, expected a picture or a sequence to average over.',
      divides:
        '{{found}} units cannot be cut into {{expected}} equal parts. Choose a number of units that can be divided.',
      small:
        'Found {{found}}, which is smaller than the window of {{expected}}. Use a smaller window, or pool less before.',
      concatenate:
        'Found {{found}}, expected {{expected}}: shapes to be laid side by side may differ only in their last number.',
      equal: 'Found {{found}}, expected {{expected}}: the wires must bring equal shapes.',
      large:
        'The layer would put out {{found}} numbers a row; at most {{expected}} are allowed. Shrink it or what is before it.',
    },
    tie: {
      kind: 'There is no tie of the kind ‘{{found}}’. Expected: {{expected}}.',
      node: 'A twin of this tie no longer exists ({{found}}).',
      few: 'A tie needs at least {{expected}} different layers; found {{found}}.',
      empty: 'This layer has no parameters, so there is nothing to hold together.',
      shape: 'Twins must have equal parameters: found {{found}}, expected {{expected}}.',
      task: 'Two twins of this tie serve the same task ({{found}}). A tie usually joins layers of different tasks.',
    },
    model: {
      noTask: 'Every task is switched off, so there is nothing to learn. Switch one on.',
      noHead: 'No task can learn yet: the model has no head for any of {{expected}}. Add one.',
      taskWithoutHead: 'The task {{task}} has no head in this model, so this model does not learn it.',
      duplicateNode: 'Two layers have the same id ({{found}}); only the first one counts.',
      tooLarge: 'The model has {{found}} parameters; at most {{expected}} are allowed.',
    },
  },
  fix: {
    insert: {
      flatten: 'Insert Flatten',
      embedding: 'Insert Embedding',
    },
    removeWires_one: 'Remove the wire',
    removeWires_other: 'Remove {{count}} wires',
    removeNode: 'Remove this layer',
    removeTie: 'Remove the tie',
    setOption: 'Set to {{value}}',
    chooseTask: 'Use for {{task}}',
    addHead: 'Add a head for {{task}}',
    enableTask: 'Switch {{task}} on',
  },
} as const;
