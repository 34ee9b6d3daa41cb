/** English words: data that people bring along, and the graph. */
const kinds = { two: 'two', three: 'three' } as const;
const pointsOf = (task: string) =>
  ({
    label: `Classes of task ${task}`,
    help: `How many classes the points of task ${task} have. Points of a third class have no label while there are two.`,
    choices: kinds,
  }) as const;
export const own = {
  scenario: {
    'own-table': {
      label: 'A table of your own',
      summary:
        'Any CSV file up to 50 MB: choose which columns are seen and which are tasks. It stays in this browser. Until you choose one, an example is shown.',
      lesson: 'Your columns, your tasks: see whether learning them together helps before you build it.',
      tasks: { price: 'Price (example)', old: 'Old (example)' },
      classes: { no: 'no', yes: 'yes' },
      fields: {},
    },
    'own-points': {
      label: 'Points that you draw',
      summary: 'Draw points on the plane for each task and class, and watch what the networks make of them.',
      lesson: 'Give one task many points and another few: where the shapes agree, sharing draws the missing border.',
      tasks: { a: 'Task A', b: 'Task B', c: 'Task C' },
      classes: { no: '0', yes: '1' },
      fields: {
        tasks: { label: 'Tasks', help: 'How many tasks have points of their own.' },
        a: pointsOf('A'),
        b: pointsOf('B'),
        c: pointsOf('C'),
        held: {
          label: 'Held out',
          help: 'Share of the points that are not trained on: half of it validates, half tests. With 0 there are no test figures.',
        },
      },
    },
    graph: {
      label: 'Who knows whom',
      summary:
        'A generated graph of 320 people in four circles. Which circle is somebody in, and do two people know each other?',
      lesson:
        'A hint about one person is noisy; the mean over those around them is not. Both tasks need the neighbours, so one convolution serves both.',
      tasks: { circle: 'Circle of the first', link: 'The two know each other' },
      classes: { circle: { 0: '1', 1: '2', 2: '3', 3: '4' }, link: { no: 'no', yes: 'yes' } },
      inputs: { x: 'People', graph: 'Who knows whom' },
      fields: {
        inside: {
          label: 'Acquaintances inside a circle',
          help: 'At 1 a person knows about twelve people of the own circle, and three of the others. With few of them neighbours tell little.',
        },
        hint: {
          label: 'Hint',
          help: 'How clearly a person shows the own circle, against noise of 1. Without a hint the wires alone must tell.',
        },
      },
    },
  },
  preset: {
    'own-table': {
      label: 'A table of your own',
      summary: 'Opens with an example; choose your CSV file under Data.',
      look: 'the test curves of each task, shared beside alone.',
    },
    'own-points': {
      label: 'Points that you draw',
      summary: 'Two tasks to be drawn on: one with many points, one with few.',
      look: 'task B: the shared network bends its border along that of A.',
    },
    graph: {
      label: 'Circles and acquaintances',
      summary: 'Graph convolutions: who belongs where, and who knows whom. One network each beside a shared trunk.',
      look: 'both tasks: the same neighbours are asked, with half the parameters.',
      measured: 'circle 85.2 % by either; link 67.7 % alone and 67.5 % shared.',
    },
    'mmoe-regression': {
      label: 'How alike must tasks be to share?',
      summary:
        'Two regressions with a dial for their correlation: a shared bottom beside experts with a gate for each task.',
      look: 'how little changes while you turn the cosine down: a shared bottom of this size has room for two tasks, unlike that of the paper.',
      measured:
        'R² of both tasks at a cosine of 1 0.996 by either; at 0 0.996 by the shared bottom and 0.994 by experts and gates.',
    },
    'gradnorm-toy': {
      label: 'The same task, ten times as loud',
      summary: 'Two nearly equal tasks of which one has ten times the units: GradNorm beside equal weights.',
      look: 'the quiet task, which equal weights neglect at first, and the task weights that GradNorm finds.',
      measured:
        'R² of the quiet task 0.937 with equal weights and 0.977 by GradNorm, better in 3 of 3; the loud one pays 0.004.',
    },
  },
} as const;
