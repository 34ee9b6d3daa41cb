/**
 * Two graph convolutions on a small graph around two people, Kipf & Welling's network (ICLR 2017), shared by both tasks or
 * one for each: which circle the first belongs to, and whether the two know each other.
 */
import { graph as graphData } from '../../scenarios/graph.ts';
import { dense, type LayerDraft } from './build.ts';
import { pairPreset } from './pair.ts';

/** One more step along the wires: from the row `from`, along the matrix named 'wires'. */
const along = (from: string, name: string): LayerDraft => ({
  kind: 'graphConv',
  options: { graph: 'wired' },
  from: [from, 'wires>graph'],
  lane: 0,
  name,
});
export const graph = pairPreset({
  id: 'graph',
  title: 'Circles and acquaintances',
  group: 'graphs',
  scenario: graphData.id,
  tasks: ['circle', 'link'],
  trunk: [
    { kind: 'input', lane: 0, name: 'people' },
    { kind: 'input', options: { input: 'graph' }, lane: 1, name: 'wires' },
    along('people', 'once'),
    along('once', 'twice'),
    { kind: 'flatten', from: ['twice'], lane: 0 },
    dense(32, 'relu'),
  ],
  options: { inside: 0.8, hint: 1 },
  data: { sizes: { train: 4000 } },
  batchSize: 64,
  epochs: 8,
  learningRate: 0.003,
  optimizer: { kind: 'adamw', weightDecay: 0.2 },
});
