/** The gallery, part three: where tasks leave a shared trunk, and what they take from it. */
import { buildExperiment } from './build.ts';
import type { PaperRef, PresetSpec } from './preset.ts';
import { type Drawing, head, input, type LayerAt, layer, small } from './wired.ts';

function architecture(id: string, title: string, paper: PaperRef, drawing: Drawing, options = {}): PresetSpec {
  const build = () => buildExperiment({ title, scenario: 'plane', options, models: [drawing], learningRate: 0.02 });
  return { id, group: 'architectures', paper, build };
}

export const mtanNet = architecture(
  'mtan',
  'Masks over shared features',
  {
    authors: 'Liu, Johns, Davison',
    title: 'End-to-end multi-task learning with attention',
    venue: 'CVPR',
    year: 2019,
  },
  {
    name: 'MTAN',
    layers: {
      x: input(1),
      u1: small([1, 1], 'x', 12),
      u2: small([2, 1], 'u1', 12),
      maskA1: layer('attentionMask', [2, 0], ['u1', 'u1>look'], { units: 8 }),
      maskB1: layer('attentionMask', [2, 2], ['u1', 'u1>look'], { units: 8 }),
      carryA: small([3, 0], 'maskA1', 8),
      carryB: small([3, 2], 'maskB1', 8),
      maskA2: layer('attentionMask', [4, 0], ['u2', 'u2>look', 'carryA>look'], { units: 8 }),
      maskB2: layer('attentionMask', [4, 2], ['u2', 'u2>look', 'carryB>look'], { units: 8 }),
      a: head('a', [5, 0], 'maskA2'),
      b: head('b', [5, 2], 'maskB2'),
    },
  },
);
export const hierarchicalNet = architecture(
  'hierarchical',
  'The easy task at a lower layer',
  {
    authors: 'Søgaard, Goldberg',
    title: 'Deep multi-task learning with low level tasks supervised at lower layers',
    venue: 'ACL',
    year: 2016,
  },
  {
    name: 'Hierarchical supervision',
    layers: {
      x: input(0.5),
      low: small([1, 0.5], 'x'),
      b: head('b', [2, 1], 'low'),
      high: small([2, 0], 'low'),
      top: small([3, 0], 'high'),
      a: head('a', [4, 0], 'top'),
    },
  },
  { a: 'spiral', b: 'circle' },
);
export const chainNet = architecture(
  'task-chain',
  'One task uses the other’s answer',
  {
    authors: 'Hashimoto, Xiong, Tsuruoka, Socher',
    title: 'A joint many-task model: growing a neural network for multiple NLP tasks',
    venue: 'EMNLP',
    year: 2017,
  },
  {
    name: 'Task chain',
    layers: {
      x: input(0.5),
      low: small([1, 0.5], 'x'),
      b: head('b', [2, 1], 'low'),
      both: layer('concatenate', [3, 0.25], ['low', 'b']),
      high: small([4, 0], 'both'),
      a: head('a', [5, 0], 'high'),
    },
  },
);
export const branchedNet = architecture(
  'branched',
  'A tree of tasks',
  {
    authors: 'Vandenhende, Georgoulis, De Brabandere, Van Gool',
    title: 'Branched multi-task networks: deciding what layers to share',
    venue: 'BMVC',
    year: 2020,
  },
  {
    name: 'Branched',
    layers: {
      x: input(1),
      trunk: small([1, 1], 'x', 12),
      ab: small([2, 0.5], 'trunk'),
      c1: small([2, 2], 'trunk'),
      a1: small([3, 0], 'ab', 4),
      b1: small([3, 1], 'ab', 4),
      c2: small([3, 2], 'c1', 4),
      a: head('a', [4, 0], 'a1'),
      b: head('b', [4, 1], 'b1'),
      c: head('c', [4, 2], 'c2'),
    },
  },
  { tasks: 3 },
);

const THREE = ['a', 'b', 'c'] as const;
/** Three blocks in each of two levels: the second level's choose among the first's, and the tasks among the second's. */
export const learnedBranching = architecture(
  'learned-branching',
  'A tree that is learned',
  {
    authors: 'Guo, Lee, Ulbricht',
    title: 'Learning to branch for multi-task learning',
    venue: 'ICML',
    year: 2020,
  },
  {
    name: 'Learned branching',
    layers: {
      x: input(1),
      ...Object.fromEntries(
        THREE.flatMap((task, row): [string, LayerAt][] => [
          [`low${row}`, small([1, row], 'x')],
          [`parent${row}`, layer('branchChoice', [2, row], ['low0', 'low1', 'low2'])],
          [`high${row}`, small([3, row], `parent${row}`)],
          [`branch${row}`, layer('branchChoice', [4, row], ['high0', 'high1', 'high2'])],
          [task, head(task, [5, row], `branch${row}`)],
        ]),
      ),
    },
  },
  { tasks: 3 },
);
