/** What is said of a layer hangs below its card: the higher card lies above the lower, and both above cards without a problem. */
import { expect, it } from 'vitest';
import { applyEdit } from '../../../src/core/experiment/applyEdit.ts';
import { nodeId } from '../../../src/core/experiment/experiment.ts';
import { presets } from '../../../src/core/experiment/presets/index.ts';
import { analyseModel } from '../../../src/core/graph/analyse.ts';
import { outlineOf } from '../../../src/core/scenarios/outline.ts';
import { layerNodes } from '../../../src/ui/canvas/flowElements.ts';
import { lanesOf } from '../../../src/ui/canvas/lanes.ts';

it('stacks cards with problems from the top of the canvas down', () => {
  const whole = presets.get('hard-sharing').build();
  const model = whole.models[0]?.id;
  if (!model) throw new Error('the preset has no model');
  const cut = applyEdit(whole, { type: 'removeNodes', model, nodes: [nodeId('dense2')] });
  if (!cut.ok) throw new Error(cut.issue.code);
  const [lane] = lanesOf(cut.value.models, { width: 1000, height: 600 });
  if (!lane) throw new Error('no lane');
  const outline = outlineOf(cut.value.data);
  const analysis = analyseModel(lane.model, cut.value.data, outline);
  const names = { node: () => '', edge: () => '', fold: () => '' };
  const cards = layerNodes(lane, analysis, outline, names, new Set());
  const faulty = cards.filter(({ data }) => (data.analysis?.issues.length ?? 0) > 0);
  expect(faulty.length).toBeGreaterThan(2);
  const byHeight = faulty.toSorted((a, b) => a.position.y - b.position.y).map(({ zIndex = 0 }) => zIndex);
  expect(byHeight).toEqual(byHeight.toSorted((a, b) => b - a));
  expect(Math.min(...byHeight)).toBeGreaterThan(0);
  expect(cards.filter((card) => !faulty.includes(card)).map(({ zIndex }) => zIndex)).not.toContain(1);
});
