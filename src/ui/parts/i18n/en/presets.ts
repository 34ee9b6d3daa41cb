/** English words: presets, and what has changed since a run began (`change.*`). */
import { commerce } from './fields/commerce.ts';
import { language } from './fields/language.ts';
import { machines } from './fields/machines.ts';
import { own } from './fields/own.ts';
import { speech } from './fields/speech.ts';
import { tables } from './fields/tables.ts';
import { vision } from './fields/vision.ts';
import { architectures } from './presets/architectures.ts';

export const presets = {
  preset: {
    group: {
      start: 'Start here',
      comparison: 'Does sharing help?',
      knownStructure: 'Where the answer is known',
      methods: 'Balancing the tasks',
      architectures: 'Published architectures',
      vision: 'Pictures',
      language: 'Language',
      speech: 'Speech',
      recommendation: 'Recommendation',
      finance: 'Finance',
      driving: 'Driving',
      robots: 'Robots',
      tabular: 'Tables',
      graphs: 'Graphs',
      textbook: 'Textbook networks',
    },
    'hard-beside-separate': {
      label: 'Hard sharing beside separate networks',
      summary:
        'Task A: four corners, 200 labels. Task B: the same corners a little turned, 16 labels. One network with a common trunk beside two that share nothing.',
      look: 'the picture of task B: alone it guesses between its 16 points, with a shared trunk it borrows the corners of task A.',
      measured:
        'hard sharing took task B from 82.4 % to 90.3 % of the test points, better in 10 of 10; for task A no difference was shown (95.4 % both).',
    },
    'one-network-each': {
      label: 'One network each',
      summary: 'Every task has a network of its own: the baseline that any sharing has to beat.',
      look: 'task A learns nothing from task B, however alike they are.',
    },
    'hard-sharing': {
      label: 'Hard sharing',
      summary: 'Both tasks train the same trunk; only a small tower and a head belong to each.',
      look: 'the colours on the wires: a layer with both is pulled by both losses.',
    },
    'soft-sharing': {
      label: 'Soft sharing',
      summary: 'Each task has its own trunk, and springs between the twins hold their parameters near each other.',
      look: 'drag the strength while it trains: at 0 the twins part, at infinity they are one.',
    },
    'separate-hard-soft': {
      label: 'Separate, hard and soft',
      summary: 'The three ways side by side. Corresponding layers start from the same values and see the same batches.',
      look: 'how alike the three end: both tasks have 200 labels. Give task B a dozen (Labelled rows), and they part.',
      measured:
        'no difference shown: task A 92.6 % alone, 92.3 % soft, 92.1 % hard; task B 91.2 %, 92.0 % and 92.2 % of the test points.',
    },
    empty: {
      label: 'Empty canvas',
      summary: 'The points of the plane and nothing else. Wire a network of your own.',
      look: 'every layer takes on the colours of the tasks that it serves as soon as it is wired.',
    },
    'sharing-helps': {
      label: 'Sharing helps',
      summary: 'Task B has 100 labels, task A 500, and both read the same hidden features.',
      look: 'the validation loss of task B. More labels for B do not close the gap: what both tasks need is learned from the rows of both.',
      measured:
        'hard sharing took the test loss of task B from 0.186 to 0.156, better in 8 of 10; soft sharing to 0.181, no difference shown. With 300 labels: from 0.138 to 0.075, 10 of 10.',
    },
    'sharing-hurts': {
      label: 'Sharing hurts',
      summary: 'The same networks, 100 labels for task B, and tasks that have nothing in common.',
      look: 'the validation loss of task B: this is negative transfer. The copy and the shuffled labels are in Study, Controls.',
      measured: 'hard sharing took the test loss of task B from 0.166 to 0.217, worse in 10 of 10.',
    },
    'few-labels': {
      label: 'Sixteen labels',
      summary: 'Four corners with 200 labelled points, nearly the same corners with 16: separate, soft and hard.',
      look: 'Study, What sharing is worth: how many labels one network each needs to do as well.',
      measured:
        'task B got 82.4 % of the test points alone, 89.2 % with soft sharing and 90.3 % with hard sharing, both better in 10 of 10; task A 95.4 % each way, no difference shown.',
    },
    'small-and-large': {
      label: 'Small trunk, large trunk',
      summary: 'Two unrelated tasks in a trunk of 6 units and in one of 48, shared and apart.',
      look: 'the small trunk, shared and apart: two tasks fight for six units. The large one has room for both, and overfits.',
      measured:
        'with 6 units sharing doubled the test loss of task A, 0.024 to 0.049, worse in 10 of 10; for task B, 0.061 and 0.073, no difference was shown. With 48 units the means are higher: task A 0.116 apart and 0.092 shared, task B 0.128 and 0.165.',
    },
    'one-loud-task': {
      label: 'One loud task',
      summary: 'Task B is measured in units 30 times larger, so its loss is 900 times as large.',
      look: 'task A with equal weights: it is hardly trained. Switch on Standardise targets in the data, and it is.',
      measured:
        'the test loss of task A was 0.52 with equal weights, 0.13 with uncertainty weighting, 0.01 with standardised targets.',
    },
    'valley-moves': {
      label: 'The valley moves',
      summary: 'Five straight-line problems near each other, 15 rows each, tied by a strength that you choose.',
      look: 'the test loss over the strength of the tie: a valley that moves towards separate networks as delta grows.',
    },
    alternating: {
      label: 'Taking turns',
      summary: 'One task a step, in turn, beside the usual way in which every step follows both losses.',
      look: 'the training losses: one falls while the other waits, and may rise where the tasks disagree.',
      measured:
        'no difference shown: task A 92.2 % taking turns, 92.1 % together; task B 91.2 % and 92.2 % of the test points.',
    },
    uncertainty: {
      label: 'Uncertainty weighting',
      summary: 'A yes-or-no task beside a number, weighed by how well each can be predicted, beside equal weights.',
      look: 'the task weights: the task with the smaller loss is given the larger weight.',
      measured:
        'no difference shown: task A 92.6 % of the test points, 92.2 % with equal weights; the test loss of task B 0.058 and 0.063.',
    },
    'tuned-sum': {
      label: 'Gradient methods or a tuned sum?',
      summary: 'Two unrelated tasks of the same scale in a trunk of four units, so that they fight for it.',
      look: 'Study, Methods: whether any method beats the weighted sum tuned on validation, and how much more the learning rate moves.',
    },
    'found-noise': {
      label: 'The noise is found',
      summary:
        'Two smooth functions, one measured with noise of sd 0.1, the other with 2; uncertainty weighting beside equal weights.',
      look: 'the task weights: they go to 1 / (2 σ²), where σ² is what stays of each task’s loss.',
    },
    'related-trunk': {
      label: 'One trunk at equal cost',
      summary:
        'Waves of two weight vectors with cosine p: one trunk of six units beside two of three, 192 and 168 parameters, and beside four gated experts with 370.',
      look: 'the dial Cosine of the tasks in the data panel: how far the one trunk is ahead at 1, at .5 and at 0, and that the experts are not; then their gates.',
    },
    'representation-first': {
      label: 'A representation first, then frozen',
      summary:
        'Task A trains the shared layers for 600 steps; then they are frozen, and only B’s own layers learn on them.',
      look: 'the loss of B: it waits, then falls as far as features made for A allow; A stays where it was.',
    },
    'autoencoder-first': {
      label: 'An autoencoder first, then frozen',
      summary:
        'Without labels, the trunk learns for 600 steps to give rows of 100 noisy numbers back through 16 units; then it is frozen, and two tasks of 40 labels read those units.',
      look: 'the marked step: from there the row rests and the heads fall, beside networks that have the 40 labels alone.',
    },
    ...architectures,
    'multi-mnist-hard': {
      label: 'Two digits in one picture',
      summary: 'Two handwritten digits overlap; one convolutional trunk reads both, one head for each.',
      look: 'the left and the right accuracy rise together, although no filter belongs to either.',
    },
    'multi-mnist': {
      label: 'Two digits, one network or two',
      summary: 'One convolutional network for each of the two overlapping digits, beside one shared trunk.',
      look: 'what the two digits pay for sharing. Takes minutes without a graphics card.',
      measured:
        'left 74.4 % alone and 72.5 % shared, right 72.4 % and 70.3 %, both lower in 3 of 3; three seeds do not show it beyond chance.',
    },
    'textbook-a': {
      label: 'Textbook network A',
      summary: 'One layer of 128 units for a 10-class and a yes-or-no task, beside separate networks and tied twins.',
      look: 'the numbers of parameters: 14,347 shared, 27,275 for two networks.',
    },
    'textbook-b': {
      label: 'Textbook network B',
      summary: 'A listing that is often copied under the name of soft sharing, as it is printed and as it is titled.',
      look: 'as printed one layer serves both heads, which is hard sharing; as titled two layers are tied.',
    },
    ...language.preset,
    ...speech.preset,
    ...commerce.preset,
    ...machines.preset,
    ...vision.preset,
    ...tables.preset,
    ...own.preset,
  },
  change: {
    true: 'on',
    false: 'off',
    scenario: 'other data',
    data: 'data settings',
    modelAdded: '{{model}} added',
    modelRemoved: '{{model}} removed',
    layers: 'layers of {{model}}',
    layerOption: '{{option}} of {{subject}} in {{model}}: {{from}} → {{to}}',
    layerWidth: '{{option}} of {{subject}}: {{from}} → {{to}}',
    wiring: 'wires of {{model}}',
    method: 'balancing of {{model}}: {{from}} → {{to}}',
    methodOption: 'balancing option {{subject}}: {{from}} → {{to}}',
    taskWeight: 'weight of {{subject}}: {{from}} → {{to}}',
    strength: 'tie strength λ: {{from}} → {{to}}',
    tieKind: 'kind of tie: {{from}} → {{to}}',
    relations: 'relations between tied tasks',
    ties: 'ties of {{model}}',
    groupRate: 'learning rate of a group: {{from}} → {{to}}',
    frozen: 'frozen layers of {{model}}',
    groups: 'layer groups of {{model}}',
    learningRate: 'learning rate: {{from}} → {{to}}',
    optimizer: 'optimiser',
    l2: 'L2: {{from}} → {{to}}',
    l1: 'L1: {{from}} → {{to}}',
    pruning: 'pruning',
    phases: 'phases',
    batchSize: 'batch size: {{from}} → {{to}}',
    seed: 'seed: {{from}} → {{to}}',
    backend: 'backend: {{from}} → {{to}}',
    schedule: 'learning-rate schedule',
    stop: 'stop rule',
  },
} as const;
