/** Simplified Chinese words: studies: what is fair, and where a difference comes from. */
export const fairness = {
  fairness: {
    chosen:
      'Everything that is chosen (learning rate, strength, stopping) is chosen on validation rows. Test rows are only reported.',
    paired: 'All models of one seed get the same data, and batches come in the same order.',
    startsEqual: 'Corresponding layers of all models start from the same values.',
    startsDiffer:
      'Corresponding layers have different widths, so they do not start from the same values: part of a difference at one seed is luck of the start. More seeds average it out.',
    differences: 'What differs between the models',
    same: 'Nothing but the name.',
    parameters: '{{model}}: {{number}} parameters, {{adds}} multiply-adds a step',
    rates: 'Learning rate of each model',
    ratesText:
      'One rate for all can favour a model. A small grid gives each model its best one, by mean validation loss.',
    ratesEmpty: 'Run it to find each model’s own learning rate.',
    rate: 'Rate',
    use: 'Use these rates',
    chosenRate: 'chosen',
    match: 'Match parameter counts',
    matchText:
      'A model with more parameters may win for that alone. Its hidden layers are made narrower or wider, all by one factor, until it has about as many as the other one.',
    matchModel: 'Resize',
    matchTarget: 'to the size of',
    matchDone: '{{model}} now has {{after}} parameters; {{other}} has {{target}}. Before: {{before}}.',
  },
  origin: {
    text: 'What one layer makes of the validation rows in each model, live while training. Where a shared trunk has found features that both tasks can use, the marks of both tasks come apart in the same picture.',
    nothing: 'No model has a hidden layer with a row of units, so there is nothing to look at.',
    noRun: 'Press Play first: there is no run to look into.',
    layer: 'Layer',
    layerName: '{{name}}, {{units}} units',
    axes: 'Axes',
    spread: 'Widest spread (PCA)',
    units: 'Two units',
    across: 'Across: unit',
    up: 'Up: unit',
    table: 'Representations by task and model',
    panel: 'Representation that {{model}} gives task {{task}}',
    absent: 'no such layer',
    legend:
      'One mark per row: a ring for class 0, a disc for class 1, a triangle for class 2; for numbers, the larger the higher. Grey lines: the grid of the plane as the layer has bent it. Each picture has its own scale.',
    unitsTitle: 'Which task needs which unit',
    unitsOf: '{{model}}, step {{step}}',
    unitsOfTask: '{{model}}, layer of {{tasks}}, step {{step}}',
    springs:
      'How far the twins of a soft model have moved apart, and how hard their ties pull, is drawn as springs on the canvas.',
  },
} as const;
