/** English sentences for issues with the prefixes engine.*, data.*, training.*, backend.*: what was found, what was expected, how to mend it. */
export const issuesEngine = {
  issue: {
    engine: {
      worker:
        'The training engine stopped unexpectedly ({{reason}}). Press reset to start it again; the experiment itself is safe.',
      recovered: {
        lost: 'The graphics device was lost. Training went on with {{backend}} from step {{step}}, the last checkpoint; your edits are all there.',
        broke:
          'A training step failed ({{reason}}). Training went on with {{backend}} from step {{step}}, the last checkpoint; your edits are all there.',
        hung: 'The training engine stopped answering. A fresh one went on with {{backend}} from step {{step}}, the last checkpoint; your edits are all there.',
        ended:
          'The training engine ended unexpectedly. A fresh one went on with {{backend}} from step {{step}}, the last checkpoint; your edits are all there.',
      },
      superseded: 'This was given up because a newer run was started.',
      model: 'The models could not be built ({{reason}}). Change the last thing you wired, or press undo.',
      backend: 'No way of calculating could be opened ({{reason}}). Choose another backend beside the run bar.',
      data: 'The data could not be loaded ({{reason}}). Check the connection to this page, then press reset.',
      training:
        'Training broke off at step {{step}} ({{reason}}). Press reset; if it happens again, choose another backend.',
      noPlan: 'Model {{model}} cannot be trained as it is wired. Its problems stand on its layers.',
      structure: 'This change needs a new run. Press ‘Apply changes’.',
      checkpointFormat: 'The saved run is of format {{found}}, expected 1. It cannot be continued; press reset.',
      checkpointModels: 'The saved run holds {{found}} models, expected {{expected}}. Press reset to start afresh.',
      checkpointParameters:
        'The saved run does not fit the wiring of model {{model}}. Press reset to start afresh with this wiring.',
      probe: 'This could not be measured ({{reason}}).',
      probeModel: 'There is no model {{found}} in this run. Press ‘Apply changes’ to train the present models.',
      probeNode: 'The layer {{found}} is not part of this run. Press ‘Apply changes’, and wire it to a head.',
      probeTask: 'This model has no head for the task {{found}}. Add a head for it.',
      handPlace:
        'The layer {{node}} has no place {{found}} in this run. Press ‘Apply changes’ to train it as it is drawn.',
      handValue: 'A parameter cannot be {{found}}: expected a finite number. Type a number such as 0.5 or 1e-3.',
      probePlane: 'A decision surface needs data on the plane. Choose the plane scenario.',
    },
    data: {
      noLabels: 'No training row carries a label of {{task}}, so nothing can learn it. Give some rows a label.',
      constant: 'Every training label of {{task}} is {{found}}: there is nothing to tell apart. Label more rows.',
      classMissing:
        'Of the {{expected}} classes of {{task}} the training labels lack {{found}}: what never occurs cannot be learned. Label more rows.',
      batchLarge: 'A batch of {{found}} is more than the {{expected}} training rows: every step takes them all.',
    },
    training: {
      notFinite:
        'At step {{step}} the loss of task {{task}} in model {{model}} was no longer a number. The last good parameters are back in place. Halve the learning rate and go on, or press reset.',
    },
    backend: {
      fallback:
        'The backend {{wanted}} could not be opened here, so {{backend}} trains. It learns the same, at another speed; the badge in the run bar tells more.',
      none: 'Nothing on this device can train ({{reason}}). Try a current version of Chrome, Edge, Firefox or Safari.',
      lost: 'The graphics device was lost while training on {{backend}}. Press reset; if it happens again, choose wasm as the backend.',
    },
  },
  fix: {},
} as const;
