/** English words: inspector. */
export const inspector = {
  model: 'Model to look at',
  tabs: { selection: 'Selection', training: 'Training', balancing: 'Balancing', sharing: 'Sharing' },
  nothing: 'Select a layer, a wire or a tie on the canvas to see what it does and to change it.',
  sharing: { parameters: 'Who owns the parameters', ties: 'Soft sharing by ties' },
  cost: {
    title: 'What it costs',
    none: 'Counted once the model can be trained.',
    parameters: 'Parameters',
    multiplyAdds: 'Multiply-adds',
    shared: 'shared',
    model: 'Whole model',
    note: 'A task’s row counts all that its answer needs, for one example. Separate networks of these sizes would have {{separate}} parameters; sharing saves {{saved}}.',
  },
  sharingKind: {
    shared: 'shared by all tasks',
    partly: 'shared by some tasks',
    private: 'private to one task',
    none: 'trained by no task',
  },
  conflict: {
    title: 'Conflict at this layer',
    table: 'Cosines of the tasks’ gradients at this layer, and how they moved',
    span: 'Below the diagonal now, above it over steps {{from}} to {{to}}, from −1 to 1. A lightning marks a conflict.',
    waiting: 'Measured while training, ten times a second, as long as a shared layer is in sight.',
  },
  node: {
    name: 'Name of the layer',
    task: 'Kind of task',
    metrics: 'Measured by',
    input: 'Takes in',
    output: 'Puts out',
    parameters: 'Parameters',
    trainedBy: 'Trained by',
    split: 'Give each task its own copy',
    splitHelp:
      'From this layer on every task gets a copy of its own, with the same starting values. The tasks stop pulling at the same parameters here.',
    share: 'Share this layer too',
    shareHelp:
      'The copies of this layer become one, trained by all their tasks together: fewer parameters, and the tasks can help or disturb each other here.',
    remove: 'Delete this layer',
  },
  edge: {
    title: '{{from}} to {{to}}',
    shape: 'Carries, per example',
    tasks: 'Brings back gradient of',
    insert: 'Insert a layer',
    remove: 'Delete this wire',
  },
  tie: {
    title: 'Tie: {{twins}}',
    strength: 'Strength λ of this tie',
    remove: 'Remove this tie',
  },
  several: {
    title: '{{count}} layers selected',
    tie: 'Tie as twins',
    tieHelp:
      'Holds layers of equal shape near each other while they learn, so that what one task finds helps the others.',
    remove: 'Delete these layers',
  },
} as const;
