/** Simplified Chinese words: the glossary, short and exact. A term opens here from wherever it stands. */
export const glossary = {
  task: {
    name: 'Task',
    text: 'One thing to predict from the data. Every task has its own labels, loss, letter and colour.',
  },
  head: {
    name: 'Task head',
    text: 'The last layer of one task. It turns features into the task’s answer, and its loss starts there.',
  },
  trunk: { name: 'Trunk', text: 'The layers that every task goes through. Their features have to serve all tasks.' },
  tower: { name: 'Tower', text: 'The layers that only one task goes through.' },
  hard: {
    name: 'Hard sharing',
    text: 'Several tasks use the same parameters. All of them pull at these parameters in every step.',
  },
  soft: {
    name: 'Soft sharing',
    text: 'Every task has its own parameters, and a tie holds them near each other.',
  },
  twins: { name: 'Twins', text: 'Layers of equal shape in different towers that a tie holds together.' },
  parameters: { name: 'Parameters', text: 'The numbers that training changes: kernels and biases of the layers.' },
  taskWeight: {
    name: 'Task weight',
    text: 'The number that multiplies one task’s loss before the losses are added up.',
  },
  balancing: {
    name: 'Balancing method',
    text: 'A rule that turns the tasks’ losses and gradients into one update of the shared parameters.',
  },
  gradient: {
    name: 'Gradient',
    text: 'The direction in which a loss grows fastest. Training steps the other way.',
  },
  conflict: {
    name: 'Conflict',
    text: 'Two tasks’ gradients point in opposing directions: what lowers one loss raises the other.',
  },
  negativeTransfer: { name: 'Negative transfer', text: 'A task does worse together with others than alone.' },
  feature: {
    name: 'Feature',
    text: 'A number that a layer computes from its input and that later layers work with. Trained features say what the tasks need to know.',
  },
  loss: {
    name: 'Loss',
    text: 'How wrong a task’s answers are, as one number: 0 is perfect. Training makes it smaller. Losses of different kinds cannot be compared by size.',
  },
  metric: {
    name: 'Metric',
    text: 'How good a task’s answers are in a measure that people read, such as accuracy. It is reported, never trained on.',
  },
  partlyShared: {
    name: 'Partly shared',
    text: 'Reached by several tasks, but not by all of them.',
  },
  tie: {
    name: 'Tie',
    text: 'A spring between twins: it draws each towards the mean of all, the harder the larger its strength λ. At 0 they are free, at infinity equal.',
  },
  sharedUpdate: {
    name: 'Combined update',
    text: 'The one step that shared parameters take in place of the steps that the tasks would take alone.',
  },
  cosine: {
    name: 'Gradient cosine',
    text: 'How far two tasks’ gradients agree in direction: 1 the same, 0 nothing in common, −1 opposed. Below 0 the tasks conflict.',
  },
  dominance: {
    name: 'Dominating task',
    text: 'A task whose gradient is so much longer than the others’ that shared layers learn almost for it alone.',
  },
  pareto: {
    name: 'Pareto-optimal',
    text: 'No change of the parameters makes one task better without making another worse. There are many such points; weights choose among them.',
  },
  transfer: {
    name: 'Transfer',
    text: 'What one task learns helps another, most of all a task with few labels.',
  },
  relatedness: {
    name: 'Relatedness',
    text: 'How much two tasks can be answered from the same features. The more, the more sharing helps.',
  },
  auxiliary: {
    name: 'Auxiliary task',
    text: 'A task that is trained only because its features help another one.',
  },
  stopGradient: {
    name: 'Stop-gradient',
    text: 'Lets values through forward and holds gradients back: the task behind it uses the features without shaping them.',
  },
  baseline: {
    name: 'Single-task baseline',
    text: 'One network for each task, trained alone. It shows whether sharing helps at all.',
  },
  learningRate: { name: 'Learning rate', text: 'How far each step goes against the gradient.' },
  overfitting: {
    name: 'Overfitting',
    text: 'Training loss still falls while validation loss rises: the model learns its training rows by heart.',
  },
  step: { name: 'Step', text: 'One update of the parameters from one batch of rows.' },
  epoch: { name: 'Epoch', text: 'As many steps as it takes to see every training row once.' },
  validation: {
    name: 'Validation rows',
    text: 'Rows that training never sees, for choosing settings. Test rows only report.',
  },
} as const;
