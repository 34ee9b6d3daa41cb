/** The gallery, part two: experts that several tasks can use, and gates that choose between them. */
import { buildExperiment } from './build.ts';
import type { PaperRef, PresetSpec } from './preset.ts';
import { type Drawing, head, input, layer, small } from './wired.ts';

const MMOE: PaperRef = {
  authors: 'Ma, Zhao, Yi, Chen, Hong, Chi',
  title: 'Modeling task relationships in multi-task learning with multi-gate mixture-of-experts',
  venue: 'KDD',
  year: 2018,
};
const PLE: PaperRef = {
  authors: 'Tang, Liu, Zhao, Gong',
  title: 'Progressive layered extraction (PLE): a novel multi-task learning model for personalized recommendations',
  venue: 'RecSys',
  year: 2020,
};

function architecture(id: string, title: string, paper: PaperRef, drawing: Drawing): PresetSpec {
  const build = () => buildExperiment({ title, scenario: 'plane', models: [drawing], learningRate: 0.02 });
  return { id, group: 'architectures', paper, build };
}
/** Four experts of six units, and a tower of four units and a head for each task. */
const EXPERTS = {
  x: input(1.5),
  e1: small([1, 0], 'x', 6),
  e2: small([1, 1], 'x', 6),
  e3: small([1, 2], 'x', 6),
  e4: small([1, 3], 'x', 6),
};
const ALL = ['x', 'e1>experts', 'e2>experts', 'e3>experts', 'e4>experts'];
const towers = (a: string, b: string, column: number, rows: readonly [number, number]): Drawing['layers'] => ({
  towerA: small([column, rows[0]], a, 4),
  towerB: small([column, rows[1]], b, 4),
  a: head('a', [column + 1, rows[0]], 'towerA'),
  b: head('b', [column + 1, rows[1]], 'towerB'),
});

export const mmoeNet = architecture('mmoe', 'A gate for each task', MMOE, {
  name: 'MMoE',
  layers: {
    ...EXPERTS,
    gateA: layer('gate', [2, 1], ALL),
    gateB: layer('gate', [2, 2], ALL),
    ...towers('gateA', 'gateB', 3, [1, 2]),
  },
});
export const omoeNet = architecture('omoe', 'One gate for all tasks', MMOE, {
  name: 'OMoE',
  layers: { ...EXPERTS, gate: layer('gate', [2, 1.5], ALL), ...towers('gate', 'gate', 3, [1, 2]) },
});
export const dselectKNet = architecture(
  'dselect-k',
  'At most two of four experts',
  {
    authors: 'Hazimeh, Zhao, Chowdhery, Sathiamoorthy, Chen, Mazumder, Hong, Chi',
    title: 'DSelect-k: differentiable selection in the mixture of experts with applications to multi-task learning',
    venue: 'NeurIPS',
    year: 2021,
  },
  {
    name: 'DSelect-k',
    layers: {
      ...EXPERTS,
      gateA: layer('dselectK', [2, 1], ALL),
      gateB: layer('dselectK', [2, 2], ALL),
      ...towers('gateA', 'gateB', 3, [1, 2]),
    },
  },
);
export const cgcNet = architecture('cgc', 'Shared experts and own ones', PLE, {
  name: 'CGC',
  layers: {
    x: input(1.5),
    eA: small([1, 0], 'x', 6),
    s1: small([1, 1], 'x', 6),
    s2: small([1, 2], 'x', 6),
    eB: small([1, 3], 'x', 6),
    gateA: layer('gate', [2, 1], ['x', 'eA>experts', 's1>experts', 's2>experts']),
    gateB: layer('gate', [2, 2], ['x', 'eB>experts', 's1>experts', 's2>experts']),
    ...towers('gateA', 'gateB', 3, [1, 2]),
  },
});
/** Two levels; between them a gate over all experts feeds the shared expert of the second. */
export const pleNet = architecture('ple', 'Experts in two levels', PLE, {
  name: 'PLE',
  layers: {
    x: input(1),
    eA: small([1, 0], 'x', 6),
    s: small([1, 1], 'x', 6),
    eB: small([1, 2], 'x', 6),
    gateA: layer('gate', [2, 0], ['x', 'eA>experts', 's>experts']),
    gateS: layer('gate', [2, 1], ['x', 'eA>experts', 's>experts', 'eB>experts']),
    gateB: layer('gate', [2, 2], ['x', 'eB>experts', 's>experts']),
    eA2: small([3, 0], 'gateA', 6),
    s2: small([3, 1], 'gateS', 6),
    eB2: small([3, 2], 'gateB', 6),
    gateA2: layer('gate', [4, 0.5], ['gateA', 'eA2>experts', 's2>experts']),
    gateB2: layer('gate', [4, 1.5], ['gateB', 'eB2>experts', 's2>experts']),
    ...towers('gateA2', 'gateB2', 5, [0.5, 1.5]),
  },
});
