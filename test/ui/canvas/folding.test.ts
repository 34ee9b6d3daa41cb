/** Towers are what one task alone reaches; folded they take the room of one card. */
import { describe, expect, it } from 'vitest';
import { presets } from '../../../src/core/experiment/presets/index.ts';
import { analyseModel } from '../../../src/core/graph/analyse.ts';
import { outlineOf } from '../../../src/core/scenarios/outline.ts';
import { FOLD_SIZE, groupsOf, towerOf, towersOf } from '../../../src/ui/canvas/folding.ts';
import { lanesOf } from '../../../src/ui/canvas/lanes.ts';

function modelOf(id: string) {
  const experiment = presets.get(id).build();
  const [model] = experiment.models;
  if (!model) throw new Error(`preset ${id} has no model`);
  return { model, analysis: analyseModel(model, experiment.data, outlineOf(experiment.data)) };
}

describe('towers', () => {
  it('of a common trunk are what comes after it', () => {
    const { model, analysis } = modelOf('hard-sharing');
    expect(towersOf(model, analysis)).toEqual([
      { task: 'a', nodes: ['dense3', 'head1'] },
      { task: 'b', nodes: ['dense4', 'head2'] },
    ]);
    const shared = model.wiring.nodes.find(({ id }) => id === 'dense1');
    expect(shared && towerOf(model, analysis, shared.id)).toBeUndefined();
  });
  it('of separate networks are whole networks, which share no layer', () => {
    const { model, analysis } = modelOf('one-network-each');
    const towers = towersOf(model, analysis);
    expect(towers.map(({ nodes }) => nodes.length)).toEqual([4, 4]);
    const all = towers.flatMap(({ nodes }) => nodes);
    expect(new Set(all).size).toBe(all.length);
  });
  it('are none where nothing is wired', () => {
    const { model } = modelOf('empty');
    expect(towersOf(model, undefined)).toEqual([]);
  });
});

describe('folded towers', () => {
  const { model, analysis } = modelOf('one-network-each');
  const folds = towersOf(model, analysis).map(({ nodes }) => ({ model: model.id, nodes }));
  it('make the lane narrower, and stand inside it', () => {
    const WINDOW = { width: 900, height: 300 };
    const [open] = lanesOf([model], WINDOW);
    const [folded] = lanesOf([model], WINDOW, folds);
    if (!open || !folded) throw new Error('no lane');
    expect(folded.width).toBeLessThan(open.width * 0.7);
    for (const { corner } of groupsOf(model, folded.positions, folds)) {
      const right = corner.x + folded.offset.x + FOLD_SIZE.width;
      expect(right).toBeLessThanOrEqual(folded.x + folded.width);
    }
  });
});
