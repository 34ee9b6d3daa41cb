import { describe, expect, it } from 'vitest';
import { changeKind, describeChanges, liveTunings } from '../../../src/core/experiment/changes.ts';
import type { Edit } from '../../../src/core/experiment/edit.ts';
import { groupId, modelId, nodeId, taskId, tieId } from '../../../src/core/experiment/experiment.ts';
import { presets } from '../../../src/core/experiment/presets/index.ts';
import { apply } from './support.ts';

const A = modelId('A');
const soft = apply(
  presets.get('soft-sharing').build(),
  { type: 'setGroup', model: A, group: { id: groupId('slow'), select: [nodeId('dense1')], learningRate: 0.1 } },
  { type: 'addNode', model: A, node: { kind: 'dropout' }, at: { x: 0, y: 500 } },
);
const kindAfter = (...edits: readonly Edit[]) => changeKind(soft, apply(soft, ...edits));
const node = (name: string, value: number, id = 'dense1'): Edit => ({
  type: 'setNodeOption',
  model: A,
  node: nodeId(id),
  name,
  value,
});

describe('changeKind', () => {
  it('sees no difference in an equal copy', () => {
    expect(changeKind(soft, structuredClone(soft))).toBe('none');
  });
  it.each<[string, Edit]>([
    ['learning rate', { type: 'setOptimizer', patch: { learningRate: 0.5 } }],
    ["a model's own learning rate", { type: 'setOptimizer', model: A, patch: { learningRate: 0.5 } }],
    ['task weight', { type: 'setTaskWeight', model: A, task: taskId('b'), weight: 2 }],
    ['tie strength', { type: 'setTieStrength', model: A, tie: 'all', strength: 'infinite' }],
    ['L2', { type: 'setTraining', patch: { regularisation: { l2: 0.1 } } }],
    ['stop rule', { type: 'setTraining', patch: { stop: { kind: 'steps', steps: 5 } } }],
    ['a dropout rate', node('rate', 0.5, 'dropout1')],
    ['a live method option', { type: 'setMethodOption', model: A, name: 'reduction', value: 'mean' }],
    [
      'a frozen group',
      { type: 'setGroup', model: A, group: { id: groupId('slow'), select: [nodeId('dense1')], frozen: true } },
    ],
  ])('%s is live', (_, edit) => {
    expect(kindAfter(edit)).toBe('live');
  });
  it.each<[string, Edit]>([
    ['units', node('units', 9)],
    ['a wire', { type: 'removeEdges', model: A, edges: [soft.models[0]?.wiring.edges[0]?.id as never] }],
    ['the scenario', { type: 'setScenario', scenario: 'textbook100' }],
    ['noise', { type: 'setDataOption', name: 'noise', value: 0.2 }],
    ['the method', { type: 'setMethod', model: A, method: 'alternating' }],
    ['the optimiser', { type: 'setOptimizer', patch: { kind: 'sgd' } }],
    ['the seed', { type: 'setTraining', patch: { seed: 2 } }],
    ['the batch', { type: 'setTraining', patch: { batchSize: 8 } }],
    ['the backend', { type: 'setBackend', backend: 'cpu' }],
    ['a tie gone', { type: 'removeTie', model: A, tie: tieId('tie1') }],
    ['another model', { type: 'duplicateModel', model: A }],
  ])('%s is structural', (_, edit) => {
    expect(kindAfter(edit)).toBe('structural');
  });
  it('a structural change outweighs a live one beside it', () => {
    expect(kindAfter({ type: 'setOptimizer', patch: { learningRate: 0.5 } }, node('units', 9))).toBe('structural');
  });
  it('positions are layout; names, notes and panels are view', () => {
    expect(kindAfter({ type: 'move', model: A, positions: { [nodeId('dense1')]: { x: 1, y: 2 } } })).toBe('layout');
    expect(kindAfter({ type: 'renameModel', model: A, name: 'Springs' })).toBe('view');
    expect(kindAfter({ type: 'setText', title: 'T', notes: 'N' })).toBe('view');
    expect(kindAfter({ type: 'setNodeLabel', model: A, node: nodeId('dense1'), label: 'First' })).toBe('view');
    expect(kindAfter({ type: 'setView', patch: { charts: [] } })).toBe('view');
  });
  it('an option set to its own default is no change', () => {
    const models = soft.models.map((model) => {
      const nodes = model.wiring.nodes.map((each) =>
        each.kind === 'dropout' ? { ...each, options: { rate: 0.2 } } : each,
      );
      return { ...model, wiring: { ...model.wiring, nodes } };
    });
    expect(changeKind(soft, { ...soft, models })).toBe('view');
  });
});

describe('liveTunings', () => {
  it('names what changed by path, with its new value', () => {
    const after = apply(
      soft,
      { type: 'setTieStrength', model: A, tie: tieId('tie2'), strength: 3 },
      { type: 'setTaskWeight', model: A, task: taskId('a'), weight: 0 },
      { type: 'setOptimizer', patch: { learningRate: 0.5 } },
    );
    expect(liveTunings(soft, after)).toEqual([
      { path: 'models.A.ties.tie2.strength', value: 3 },
      { path: 'training.optimizer.learningRate', value: 0.5 },
      { path: 'models.A.taskWeights.a', value: 0 },
    ]);
    expect(liveTunings(soft, soft)).toEqual([]);
  });
  it('says 1 where a weight was put back', () => {
    const heavy = apply(soft, { type: 'setTaskWeight', model: A, task: taskId('a'), weight: 3 });
    expect(liveTunings(heavy, soft)).toEqual([{ path: 'models.A.taskWeights.a', value: 1 }]);
  });
});

describe('describeChanges', () => {
  it('says what a person has changed, structural first', () => {
    const after = apply(soft, { type: 'setTieStrength', model: A, tie: 'all', strength: 0 }, node('units', 12));
    expect(describeChanges(soft, after)).toEqual([
      { code: 'layerOption', params: { model: 'Soft sharing', subject: 'dense1', option: 'units', from: 8, to: 12 } },
      { code: 'strength', params: { model: 'Soft sharing', from: 1, to: 0 } },
    ]);
  });
  it('says a model came without listing what is in it', () => {
    const after = apply(soft, { type: 'duplicateModel', model: A, name: 'Copy' });
    expect(describeChanges(soft, after)).toEqual([{ code: 'modelAdded', params: { model: 'Copy' } }]);
    expect(describeChanges(after, soft)).toEqual([{ code: 'modelRemoved', params: { model: 'Copy' } }]);
  });
  it('has nothing to say of a move', () => {
    const after = apply(soft, { type: 'move', model: A, positions: { [nodeId('dense1')]: { x: 1, y: 2 } } });
    expect(describeChanges(soft, after)).toEqual([]);
  });
});
