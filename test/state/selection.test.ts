/** What is no longer in the document is no longer selected. */
import { describe, expect, it } from 'vitest';
import { edgeId, modelId, nodeId } from '../../src/core/experiment/experiment.ts';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { createExperimentStore } from '../../src/state/experimentStore.ts';
import { keepSelectionPresent, present } from '../../src/state/selection.ts';
import { createViewStore } from '../../src/state/viewStore.ts';

const experiment = presets.get('hard-sharing').build();
const [model] = experiment.models;
const id = model?.id ?? modelId('');

describe('the selection', () => {
  it('is the same object where nothing is gone', () => {
    const selection = { model: id, nodes: [nodeId('dense1')], edges: [], tie: undefined };
    expect(present(selection, experiment)).toBe(selection);
  });
  it('loses what the document lost, and all of a model that is gone', () => {
    const selection = { model: id, nodes: [nodeId('dense1'), nodeId('gone')], edges: [edgeId('gone')], tie: undefined };
    expect(present(selection, experiment)).toEqual({ ...selection, nodes: ['dense1'], edges: [] });
    expect(present({ ...selection, model: modelId('Z') }, experiment)).toEqual({
      model: undefined,
      nodes: [],
      edges: [],
      tie: undefined,
    });
  });
  it('follows an undo', () => {
    const experiments = createExperimentStore(experiment);
    const views = createViewStore('en');
    keepSelectionPresent(experiments, views);
    experiments.edit({ type: 'addNode', model: id, node: { kind: 'dense' }, at: { x: 0, y: 0 } });
    const added = experiments.getState().experiment.models[0]?.wiring.nodes.at(-1)?.id ?? nodeId('');
    views.select({ model: id, nodes: [added] });
    experiments.undo();
    expect(views.getState().selection.nodes).toEqual([]);
  });
});
