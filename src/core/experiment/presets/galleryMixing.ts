/** The gallery, part one: a tower for each task, and units between the towers that learn what to exchange. */
import { buildExperiment } from './build.ts';
import type { PaperRef, PresetSpec } from './preset.ts';
import { type Drawing, head, input, type LayerAt, layer, small } from './wired.ts';

const LEARNING_RATE = 0.02;

/** Two towers of two layers on the plane, joined after each layer by a unit of `kind`. */
function joined(name: string, kind: string, options: LayerAt['options'] = {}): Drawing {
  return {
    name,
    layers: {
      x: input(),
      a1: small([1, 0], 'x'),
      b1: small([1, 1], 'x', 8, 'a1'),
      first: layer(kind, [2, 0.5], ['a1', 'b1>in2'], options),
      a2: small([3, 0], 'first.out'),
      b2: small([3, 1], 'first.out2', 8, 'a2'),
      second: layer(kind, [4, 0.5], ['a2', 'b2>in2'], options),
      a: head('a', [5, 0], 'second.out'),
      b: head('b', [5, 1], 'second.out2'),
    },
  };
}
function architecture(id: string, title: string, paper: PaperRef, drawing: Drawing): PresetSpec {
  const build = () => buildExperiment({ title, scenario: 'plane', models: [drawing], learningRate: LEARNING_RATE });
  return { id, group: 'architectures', paper, build };
}

export const crossStitchNet = architecture(
  'cross-stitch',
  'Cross-stitch network',
  {
    authors: 'Misra, Shrivastava, Gupta, Hebert',
    title: 'Cross-stitch networks for multi-task learning',
    venue: 'CVPR',
    year: 2016,
  },
  joined('Cross-stitch', 'crossStitch'),
);

const sluiceDrawing = joined('Sluice', 'sluice');
export const sluiceNet = architecture(
  'sluice',
  'Sluice network',
  {
    authors: 'Ruder, Bingel, Augenstein, Søgaard',
    title: 'Latent multi-task architecture learning',
    venue: 'AAAI',
    year: 2019,
  },
  {
    ...sluiceDrawing,
    layers: {
      ...sluiceDrawing.layers,
      mixA: layer('layerMix', [5, 0], ['first.out', 'second.out']),
      mixB: layer('layerMix', [5, 1], ['first.out2', 'second.out2']),
      a: head('a', [6, 0], 'mixA'),
      b: head('b', [6, 1], 'mixB'),
    },
  },
);

export const nddrNet = architecture(
  'nddr',
  'NDDR network',
  {
    authors: 'Gao, Ma, Zhao, Liu, Yuille',
    title: 'NDDR-CNN: layerwise feature fusing in multi-task CNNs by neural discriminative dimensionality reduction',
    venue: 'CVPR',
    year: 2019,
  },
  joined('NDDR', 'nddr'),
);

export const taskAttentionNet = architecture(
  'task-attention',
  'Attention between tasks',
  {
    authors: 'Lopes, Vu, de Charette',
    title: 'Cross-task attention mechanism for dense multi-task learning',
    venue: 'WACV',
    year: 2023,
  },
  joined('Attention between tasks', 'taskAttention'),
);

/** Three towers, so that there is something to choose. */
export const taskGraphNet: PresetSpec = {
  id: 'task-graph',
  group: 'architectures',
  paper: {
    authors: 'Gilmer, Schoenholz, Riley, Vinyals, Dahl',
    title: 'Neural message passing for quantum chemistry',
    venue: 'ICML',
    year: 2017,
  },
  build: () =>
    buildExperiment({
      title: 'Graph over tasks',
      scenario: 'plane',
      options: { tasks: 3 },
      learningRate: LEARNING_RATE,
      models: [
        {
          name: 'Graph over tasks',
          layers: {
            x: input(1),
            a1: small([1, 0], 'x'),
            b1: small([1, 1], 'x', 8, 'a1'),
            c1: small([1, 2], 'x', 8, 'a1'),
            graph: layer('taskGraph', [2, 1], ['a1', 'b1>in2', 'c1>in3'], { towers: 3, activation: 'tanh' }),
            a: head('a', [3, 0], 'graph.out'),
            b: head('b', [3, 1], 'graph.out2'),
            c: head('c', [3, 2], 'graph.out3'),
          },
        },
      ],
    }),
};

export const lowRankTwins = architecture(
  'low-rank-twins',
  'Towers of low rank',
  {
    authors: 'Yang, Hospedales',
    title: 'Trace norm regularised deep multi-task learning',
    venue: 'ICLR workshop',
    year: 2017,
  },
  {
    name: 'Trace norm',
    layers: {
      x: input(),
      a1: small([1, 0], 'x'),
      b1: small([1, 1.4], 'x', 8, 'a1'),
      a2: small([2, 0], 'a1'),
      b2: small([2, 1.4], 'b1', 8, 'a2'),
      a: head('a', [3, 0], 'a2'),
      b: head('b', [3, 1.4], 'b2'),
    },
    ties: [
      { kind: 'traceNorm', strength: 0.005, nodes: ['a1', 'b1'] },
      { kind: 'traceNorm', strength: 0.005, nodes: ['a2', 'b2'] },
    ],
  },
);
