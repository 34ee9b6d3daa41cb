/** The gallery, part four: words and clicks. What tables of words, attention and products of probabilities share. */
import { miniQa } from '../../scenarios/miniQa.ts';
import { recommendation } from '../../scenarios/recommendation.ts';
import { taskId } from '../experiment.ts';
import { buildExperiment } from './build.ts';
import type { PresetSpec } from './preset.ts';
import { type Drawing, head, input, type LayerAt, layer } from './wired.ts';

const QA_TASKS = ['answer', 'support', 'moved'] as const;
const relu = (units: number, at: LayerAt['at'], from: string): LayerAt => layer('dense', at, [from], { units });

/** One embedding for all tasks, and nothing else: the table of words is the only thing that they share. */
export const sharedEmbedding: PresetSpec = {
  id: 'shared-embedding',
  group: 'architectures',
  paper: {
    authors: 'Collobert, Weston',
    title: 'A unified architecture for natural language processing: deep neural networks with multitask learning',
    venue: 'ICML',
    year: 2008,
  },
  build: () =>
    buildExperiment({
      title: 'One table of words',
      scenario: miniQa.id,
      models: [
        {
          name: 'Shared embedding',
          layers: {
            x: input(1),
            words: layer('embedding', [1, 1], ['x'], { dimension: 12, spread: 1.7 }),
            ...Object.fromEntries(
              QA_TASKS.flatMap((task, row): [string, LayerAt][] => [
                [`flat${row}`, layer('flatten', [2, row], ['words'])],
                [`tower${row}`, relu(48, [3, row], `flat${row}`)],
                [task, head(task, [4, row], `tower${row}`)],
              ]),
            ),
          },
        },
      ],
      learningRate: 0.003,
      training: { batchSize: 64 },
    }),
};

/** One block of attention and one of dense layers, each with its skip connection and normalisation (post-norm). */
const TRANSFORMER: Drawing = {
  name: 'Transformer trunk',
  layers: {
    x: input(1),
    words: layer('embedding', [1, 1], ['x'], { dimension: 16, spread: 1.7 }),
    near: layer('conv1d', [2, 1], ['words'], { activation: 'linear' }),
    attention: layer('selfAttention', [3, 0], ['near']),
    add1: layer('add', [4, 1], ['near', 'attention']),
    norm1: layer('layerNorm', [5, 1], ['add1']),
    wide: layer('conv1d', [6, 0], ['norm1'], { filters: 32, size: 1 }),
    narrow: layer('conv1d', [7, 0], ['wide'], { size: 1, activation: 'linear' }),
    add2: layer('add', [8, 1], ['norm1', 'narrow']),
    norm2: layer('layerNorm', [9, 1], ['add2']),
    flat: layer('flatten', [10, 1], ['norm2']),
    dense: relu(48, [11, 1], 'flat'),
    answer: head('answer', [12, 0], 'dense'),
    support: head('support', [12, 1], 'dense'),
    moved: head('moved', [12, 2], 'dense'),
  },
};
export const transformerTrunk: PresetSpec = {
  id: 'transformer-trunk',
  group: 'architectures',
  paper: {
    authors: 'Vaswani, Shazeer, Parmar, Uszkoreit, Jones, Gomez, Kaiser, Polosukhin',
    title: 'Attention is all you need',
    venue: 'NeurIPS',
    year: 2017,
  },
  build: () =>
    buildExperiment({
      title: 'A transformer block as trunk',
      scenario: miniQa.id,
      models: [TRANSFORMER],
      // Measured every so often: fewer rows than the scenario's own leave the time to the steps.
      data: { sizes: { train: 4000, validation: 200, test: 300 } },
      learningRate: 0.005,
      training: { batchSize: 64 },
    }),
};

/** Purchases over all impressions are clicks times purchases after a click; the second factor has no labels of its own. */
export const esmm: PresetSpec = {
  id: 'esmm',
  group: 'architectures',
  paper: {
    authors: 'Ma, Zhao, Huang, Wang, Hu, Zhu, Gai',
    title: 'Entire space multi-task model: an effective approach for estimating post-click conversion rate',
    venue: 'SIGIR',
    year: 2018,
  },
  build: () =>
    buildExperiment({
      title: 'Click times purchase',
      scenario: recommendation.id,
      options: { overall: true },
      data: { tasks: { [taskId('rating')]: { enabled: false } } },
      models: [
        {
          name: 'ESMM',
          layers: {
            user: { ...input(0), options: { input: 'user' } },
            item: { ...input(1), options: { input: 'item' } },
            x: input(2),
            users: layer('embedding', [1, 0], ['user'], { dimension: 8, spread: 0.5 }),
            items: layer('embedding', [1, 1], ['item'], { dimension: 8, spread: 0.5 }),
            userRow: layer('flatten', [2, 0], ['users']),
            itemRow: layer('flatten', [2, 1], ['items']),
            both: layer('multiply', [3, 0.5], ['userRow', 'itemRow']),
            all: layer('concatenate', [4, 1], ['both', 'userRow', 'itemRow', 'x']),
            clickTower: relu(24, [5, 0], 'all'),
            buyTower: relu(24, [5, 2], 'all'),
            click: head('click', [6, 0], 'clickTower'),
            rate: {
              ...layer('dense', [6, 2], ['buyTower'], { units: 1, activation: 'linear' }),
              label: 'buys once clicked',
            },
            bought: {
              kind: 'productHead',
              options: { task: 'conversion' },
              at: [7, 1],
              from: ['click', 'rate'],
              key: 'head:conversion',
            },
          },
        },
      ],
      learningRate: 0.01,
      training: { batchSize: 256 },
    }),
};
