/** English words: slow mode, one step told stop by stop. */
export const slowMode = {
  open: 'Walk through one step',
  label: 'One step, slowly',
  title: 'Step {{step}} of {{model}}',
  progress: 'Stop {{at}} of {{count}}',
  measuring: 'Measuring the step …',
  back: 'Back',
  next: 'Next',
  takeStep: 'Take the step',
  nextStep: 'Next step',
  play: 'Go on by itself',
  pause: 'Stop here',
  pace: 'Seconds per stop',
  paceValue: '{{seconds}} s a stop',
  close: 'End the walk',
  phases: 'Parts of the step',
  phase: {
    forward: 'Forward',
    loss: 'Losses',
    gradient: 'Gradients back',
    meeting: 'Meeting',
    update: 'Update',
  },
  head: 'the head of task {{letter}}',
  task: 'Task {{letter}}',
  source: '{{name}} hands the {{rows}} examples of this step’s batch to the layers behind it.',
  forward: '{{name}} answers with numbers from {{min}} to {{max}}, {{mean}} on average over the batch.',
  loss: 'Task {{letter}}: the answers of its head miss the labels by a loss of {{loss}} ({{kind}}).',
  waits:
    'Task {{letter}} does not step this time: its loss is measured, but it sends no gradient back and its own layers stay as they are.',
  gradient: 'Task {{letter}} alone reaches {{name}}: its gradient there is {{norm}} long.',
  meeting: 'At {{name}} the gradients meet: {{norms}}. {{relation}} (cosine {{cosine}}).',
  meetingSeveral:
    'At {{name}} the gradients meet: {{norms}}. Most opposed are {{a}} and {{b}}: {{relation}} (cosine {{cosine}}).',
  norm: '{{letter}} is {{norm}} long',
  relation: {
    conflict: 'They pull against each other',
    weak: 'They hardly touch each other',
    agree: 'They pull the same way',
  },
  relationOfPair: {
    conflict: 'they pull against each other',
    weak: 'they hardly touch each other',
    agree: 'they pull the same way',
  },
  apart: 'The gradients of {{letters}} never meet: no layer is shared, so no task can help or disturb another.',
  weights:
    '{{method}} weighs the gradients with {{weights}}; together they are {{combined}} long on the shared layers.',
  weight: '{{letter}} {{weight}}',
  direction:
    '{{method}} makes one direction of its own from all gradients; it is {{combined}} long on the shared layers.',
  update:
    '{{optimizer}} with learning rate {{rate}} moves the parameters by {{moved}} in all, most of it in {{name}} ({{most}}).',
  updateNone: '{{optimizer}} moves nothing this time: every gradient is zero, or everything is frozen.',
  tie: 'With the pull of its tie, the distance of {{names}} goes from {{before}} to {{after}}.',
  after: 'The step is taken. On the same examples: {{changes}}.',
  change: {
    down: 'the loss of {{letter}} falls from {{before}} to {{after}}',
    up: 'the loss of {{letter}} rises from {{before}} to {{after}}',
    same: 'the loss of {{letter}} stays at {{after}}',
  },
} as const;
