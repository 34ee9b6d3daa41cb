import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../src/core/experiment/applyEdit.ts';
import type { Edit } from '../../../src/core/experiment/edit.ts';
import {
  type Experiment,
  edgeId,
  groupId,
  LIMITS,
  type ModelSpec,
  modelId,
  type NodeId,
  nodeId,
  taskId,
  tieId,
} from '../../../src/core/experiment/experiment.ts';
import { presets } from '../../../src/core/experiment/presets/index.ts';
import { parseExperiment } from '../../../src/core/experiment/schema.ts';
import { analyseModel } from '../../../src/core/graph/analyse.ts';
import { outlineOf } from '../../../src/core/scenarios/outline.ts';
import { apply, randomEdit } from './support.ts';

const A = modelId('A');
const hard = presets.get('hard-sharing').build();
const soft = presets.get('soft-sharing').build();
const modelOf = (experiment: Experiment): ModelSpec => experiment.models[0] as ModelSpec;
const nodeOf = (experiment: Experiment, id: string) => modelOf(experiment).wiring.nodes.find((node) => node.id === id);
const code = (experiment: Experiment, edit: Edit) => {
  const result = applyEdit(experiment, edit);
  return result.ok ? undefined : result.issue.code;
};
const at = { x: 5, y: 6 };
const add = (kind: string, options = {}): Edit => ({ type: 'addNode', model: A, node: { kind, options }, at });
const wire = (source: string, target: string) => ({
  source: nodeId(source),
  sourcePort: 'out',
  target: nodeId(target),
  targetPort: 'in',
});
const connect = (source: string, target: string): Edit => ({ type: 'connect', model: A, edge: wire(source, target) });
const option = (node: string, name: string, value: string | number): Edit => ({
  type: 'setNodeOption',
  model: A,
  node: nodeId(node),
  name,
  value,
});
const wires = (experiment: Experiment) =>
  modelOf(experiment).wiring.edges.map((edge) => `${edge.source}>${edge.target}`);

describe('nodes', () => {
  it('are added with readable ids, in their place', () => {
    const after = apply(hard, add('dense', { units: 3 }), add('dropout'));
    expect(modelOf(after).wiring.nodes.slice(-2)).toEqual([
      { id: 'dense5', kind: 'dense', options: { units: 3 }, initKey: 'dense5' },
      { id: 'dropout1', kind: 'dropout', options: {}, initKey: 'dropout1' },
    ]);
    expect(modelOf(after).positions[nodeId('dropout1')]).toEqual(at);
  });
  it('never start equal to a copy of a layer that is gone', () => {
    const towers = apply(hard, { type: 'separateTowers', model: A });
    const left = apply(towers, { type: 'removeNodes', model: A, nodes: [nodeId('dense1')] }, add('dense'));
    const keys = modelOf(left).wiring.nodes.map((node) => node.initKey);
    const fresh = keys.at(-1);
    expect(keys.filter((key) => key === fresh)).toHaveLength(1);
  });
  it('of a task start by the task', () => {
    expect(modelOf(apply(hard, add('head', { task: 'b' }))).wiring.nodes.at(-1)?.initKey).toBe('head:b');
    const turned = apply(hard, option('head1', 'task', 'b'));
    expect(nodeOf(turned, 'head1')).toMatchObject({ options: { task: 'b' }, initKey: 'head:b' });
  });
  it('keep no option that says the default', () => {
    expect(nodeOf(apply(hard, option('dense1', 'units', 16)), 'dense1')?.options).toEqual({ activation: 'tanh' });
    expect(modelOf(apply(hard, add('dense', { units: 16 }))).wiring.nodes.at(-1)?.options).toEqual({});
  });
  it('take a label and give it back', () => {
    const named = apply(hard, { type: 'setNodeLabel', model: A, node: nodeId('dense1'), label: 'Trunk' });
    expect(nodeOf(named, 'dense1')?.label).toBe('Trunk');
    const plain = apply(named, { type: 'setNodeLabel', model: A, node: nodeId('dense1'), label: undefined });
    expect(plain).toEqual(hard);
  });
  it('take their wires, ties, groups and places along when they go', () => {
    const grouped = apply(
      soft,
      { type: 'setGroup', model: A, group: { id: groupId('pair'), select: [nodeId('dense1'), nodeId('dense2')] } },
      { type: 'setGroup', model: A, group: { id: groupId('one'), select: [nodeId('dense1')] } },
    );
    const after = modelOf(apply(grouped, { type: 'removeNodes', model: A, nodes: [nodeId('dense1')] }));
    expect(after.ties.map((tie) => tie.id)).toEqual(['tie2']);
    expect(after.groups).toEqual([{ id: 'pair', select: ['dense2'] }]);
    expect(after.wiring.edges.some((edge) => edge.source === 'dense1' || edge.target === 'dense1')).toBe(false);
    expect(after.positions[nodeId('dense1')]).toBeUndefined();
  });
  it('shrink a tie of three to two', () => {
    const three = apply(
      soft,
      add('dense', { units: 8, activation: 'tanh' }),
      { type: 'removeTie', model: A, tie: tieId('tie1') },
      {
        type: 'addTie',
        model: A,
        tie: { kind: 'squaredDistance', nodes: ['dense1', 'dense4', 'dense7'].map(nodeId), strength: 1 },
      },
      { type: 'removeNodes', model: A, nodes: [nodeId('dense7')] },
    );
    expect(modelOf(three).ties.at(-1)?.nodes).toEqual(['dense1', 'dense4']);
  });
  it.each<[string, Edit]>([
    ['edit.unknownLayer', add('quantum')],
    ['option.range', add('dense', { units: 0 })],
    ['option.unknown', add('dense', { size: 3 })],
    ['edit.idTaken', { type: 'addNode', model: A, node: { kind: 'dense', id: nodeId('dense1') }, at }],
    ['edit.noSuchNode', { type: 'removeNodes', model: A, nodes: [nodeId('nobody')] }],
    ['edit.noSuchNode', option('nobody', 'units', 3)],
    ['option.notInteger', option('dense1', 'units', 2.5)],
    ['option.choice', option('dense1', 'activation', 'step')],
    ['option.unknown', option('dense1', 'colour', 'red')],
    ['edit.noSuchNode', { type: 'move', model: A, positions: { [nodeId('nobody')]: at } }],
    ['schema.type', { type: 'move', model: A, positions: { [nodeId('dense1')]: { x: Number.NaN, y: 0 } } }],
    ['schema.large', { type: 'setNodeLabel', model: A, node: nodeId('dense1'), label: 'x'.repeat(200) }],
    ['edit.noSuchModel', { type: 'renameModel', model: modelId('Z'), name: 'x' }],
  ])('%s', (expected, edit) => {
    expect(code(hard, edit)).toBe(expected);
  });
  it('are limited in number', () => {
    const many = Array.from({ length: LIMITS.nodesPerModel - 7 }, () => add('dropout'));
    expect(code(apply(hard, { type: 'batch', edits: many }), add('dropout'))).toBe('edit.tooManyNodes');
  });
});

describe('wires', () => {
  it('are joined, numbered and taken away', () => {
    const after = apply(hard, add('dense'), connect('dense2', 'dense5'));
    expect(modelOf(after).wiring.edges.at(-1)).toEqual({ id: 'e7', ...wire('dense2', 'dense5') });
    const without = apply(after, { type: 'removeEdges', model: A, edges: [edgeId('e7')] });
    expect(wires(without)).toEqual(wires(hard));
  });
  it.each<[string, Edit]>([
    ['connect.occupied', connect('input1', 'dense2')],
    ['connect.self', connect('dense1', 'dense1')],
    ['edit.noSuchNode', connect('dense1', 'nobody')],
    ['edit.noSuchEdge', { type: 'removeEdges', model: A, edges: [edgeId('e99')] }],
    ['edit.noSuchEdge', { type: 'insertOnEdge', model: A, edge: edgeId('e99'), node: { kind: 'dense' }, at }],
    ['edit.takesNoInput', { type: 'insertOnEdge', model: A, edge: edgeId('e1'), node: { kind: 'input' }, at }],
  ])('%s', (expected, edit) => {
    expect(code(hard, edit)).toBe(expected);
  });
  it('refuse a loop', () => {
    const looped = apply(hard, add('add'), connect('dense1', 'add1'), add('dense'), connect('add1', 'dense5'));
    expect(code(looped, connect('dense5', 'add1'))).toBe('connect.loop');
  });
  it('take a node in between, and keep the order of a combining layer', () => {
    const before = apply(
      hard,
      add('concatenate'),
      connect('dense1', 'concatenate1'),
      connect('dense2', 'concatenate1'),
    );
    const cut = modelOf(before).wiring.edges.find((edge) => edge.source === 'dense1' && edge.target === 'concatenate1');
    const after = apply(before, {
      type: 'insertOnEdge',
      model: A,
      edge: cut?.id ?? edgeId(''),
      node: { kind: 'dropout' },
      at,
    });
    expect(wires(after).filter((name) => name.endsWith('concatenate1'))).toEqual([
      'dropout1>concatenate1',
      'dense2>concatenate1',
    ]);
    expect(wires(after)).toContain('dense1>dropout1');
  });
  it.each([
    [{ node: nodeId('dense2'), port: 'out', side: 'source' }, 'dense2>dense5'],
    [{ node: nodeId('concatenate1'), port: 'in', side: 'target' }, 'dense5>concatenate1'],
  ] as const)('end in a new layer where they are dropped', (from, expected) => {
    const after = apply(hard, add('concatenate'), {
      type: 'addConnected',
      model: A,
      node: { kind: 'dense' },
      at,
      from,
    });
    expect(wires(after)).toContain(expected);
  });
  it('refuse to add the layer where its wire is refused', () => {
    const edit: Edit = {
      type: 'addConnected',
      model: A,
      node: { kind: 'maxPool' },
      at,
      from: { node: nodeId('dense2'), port: 'out', side: 'source' },
    };
    expect(code(hard, edit)).toBe('connect.shape');
  });
});

describe('paste', () => {
  const { nodes, edges } = modelOf(hard).wiring;
  const fragment = {
    nodes: nodes.filter((node) => node.kind === 'dense'),
    edges,
    positions: modelOf(hard).positions,
  };
  it('gives fresh ids, keeps initKeys, inner wires and the arrangement', () => {
    const after = apply(hard, { type: 'paste', model: A, fragment, offset: { x: 0, y: 300 } });
    const pasted = modelOf(after).wiring.nodes.slice(nodes.length);
    expect(pasted.map((node) => node.initKey)).toEqual(fragment.nodes.map((node) => node.initKey));
    expect(new Set(modelOf(after).wiring.nodes.map((node) => node.id)).size).toBe(nodes.length + 4);
    expect(modelOf(after).wiring.edges).toHaveLength(edges.length + 3);
    const [first] = pasted;
    const [original] = fragment.nodes;
    const from = modelOf(hard).positions[original?.id as NodeId];
    expect(modelOf(after).positions[first?.id as NodeId]).toEqual({ x: from?.x, y: (from?.y ?? 0) + 300 });
  });
  it('is refused where nothing was copied', () => {
    const empty = { nodes: [], edges: [], positions: {} };
    expect(code(hard, { type: 'paste', model: A, fragment: empty, offset: at })).toBe('edit.nothingToPaste');
  });
});

describe('data', () => {
  it('of another scenario: heads are pointed at the tasks in the same places', () => {
    const weighed = apply(hard, { type: 'setTaskWeight', model: A, task: taskId('b'), weight: 3 });
    const after = apply(weighed, { type: 'setScenario', scenario: 'textbook100' });
    expect(nodeOf(after, 'head1')).toMatchObject({ options: { task: 'digit' }, initKey: 'head:digit' });
    expect(nodeOf(after, 'head2')).toMatchObject({ options: { task: 'flag' }, initKey: 'head:flag' });
    expect(modelOf(after).balancing.taskWeights).toEqual({ flag: 3 });
    expect(after.data).toEqual({ scenario: 'textbook100', options: {}, seed: 1, sizes: {}, tasks: {} });
    const analysis = analyseModel(modelOf(after), after.data, outlineOf(after.data));
    expect(analysis.plan).toBeDefined();
    expect(apply(after, { type: 'setScenario', scenario: 'plane' }).models).toEqual(weighed.models);
  });
  it('of another scenario: what no longer fits is kept and says so', () => {
    const after = apply(hard, { type: 'setScenario', scenario: 'multiMnist' });
    expect(modelOf(after).wiring.nodes).toHaveLength(7);
    const { issues, plan } = analyseModel(modelOf(after), after.data, outlineOf(after.data));
    expect(plan).toBeUndefined();
    expect(issues.some((issue) => issue.where?.node === 'dense1')).toBe(true);
  });
  it('of another scenario: a loss of another kind of task is let go', () => {
    const chosen = apply(hard, option('head1', 'loss', 'binaryCrossEntropy'));
    const after = apply(chosen, { type: 'setScenario', scenario: 'textbook100' });
    expect(nodeOf(after, 'head1')?.options).toEqual({ task: 'digit' });
  });
  it('of another scenario: a method that names its main task names the one in the same place', () => {
    const main = { type: 'setMethodOption', model: A, name: 'main', value: 'b' } as const;
    const chosen = apply(hard, { type: 'setMethod', model: A, method: 'lagrange' }, main);
    const after = apply(chosen, { type: 'setScenario', scenario: 'textbook100' });
    expect(modelOf(after).balancing.options).toEqual({ main: 'flag' });
  });
  it('of another scenario: phases name the tasks in the same places, and never only tasks that are gone', () => {
    const phases = [{ steps: 5, tasks: [taskId('b')] }, { steps: 5, tasks: [taskId('gone')] }, { steps: 5 }];
    const phased = { ...hard, training: { ...hard.training, phases } };
    const after = apply(phased, { type: 'setScenario', scenario: 'textbook100' });
    expect(after.training.phases).toEqual([{ steps: 5, tasks: ['flag'] }, { steps: 5 }, { steps: 5 }]);
  });
  it('of a task: only what differs is written down', () => {
    const task = taskId('b');
    const off = apply(hard, { type: 'setTask', task, patch: { enabled: false, labelled: 20, labelNoise: 0 } });
    expect(off.data.tasks).toEqual({ b: { enabled: false, labelled: 20 } });
    const on = apply(off, { type: 'setTask', task, patch: { enabled: true } });
    expect(on.data.tasks).toEqual({ b: { labelled: 20 } });
    const all = apply(on, { type: 'setTask', task, patch: { labelled: undefined } as never });
    expect(all.data).toEqual(hard.data);
  });
  it.each<[string, Edit]>([
    ['edit.unknownScenario', { type: 'setScenario', scenario: 'moon' }],
    ['option.range', { type: 'setDataOption', name: 'noise', value: 9 }],
    ['option.unknown', { type: 'setDataOption', name: 'moons', value: 9 }],
    ['schema.small', { type: 'setData', patch: { sizes: { train: 0 } } }],
    ['edit.noSuchTask', { type: 'setTask', task: taskId('z'), patch: { enabled: false } }],
    ['schema.large', { type: 'setTask', task: taskId('a'), patch: { labelNoise: 2 } }],
  ])('%s', (expected, edit) => {
    expect(code(hard, edit)).toBe(expected);
  });
});

describe('models', () => {
  it('are copied beside their original, with other names and the same start', () => {
    const after = apply(hard, { type: 'duplicateModel', model: A }, { type: 'duplicateModel', model: A });
    expect(after.models.map(({ id, name }) => [id, name])).toEqual([
      ['A', 'Hard sharing'],
      ['C', 'Hard sharing 3'],
      ['B', 'Hard sharing 2'],
    ]);
    expect(after.models.every((model) => model.wiring === modelOf(hard).wiring)).toBe(true);
  });
  it('come and go, but one stays and four are enough', () => {
    const two = apply(hard, { type: 'addModel', model: modelOf(soft) && { ...modelOf(soft), id: modelId('X') } });
    expect(two.models.map((model) => model.id)).toEqual(['A', 'X']);
    const one = apply(two, { type: 'removeModel', model: A });
    expect(one.models.map((model) => model.id)).toEqual(['X']);
    expect(code(one, { type: 'removeModel', model: modelId('X') })).toBe('edit.lastModel');
    expect(code(one, { type: 'removeModel', model: A })).toBe('edit.noSuchModel');
    expect(code(two, { type: 'addModel', model: modelOf(hard) })).toBe('edit.idTaken');
    const four = apply(two, { type: 'duplicateModel', model: A }, { type: 'duplicateModel', model: A });
    expect(code(four, { type: 'duplicateModel', model: A })).toBe('edit.tooManyModels');
  });
});

describe('training', () => {
  it('ties: strength of one or of all', () => {
    const one = apply(soft, { type: 'setTieStrength', model: A, tie: tieId('tie1'), strength: 'infinite' });
    expect(modelOf(one).ties.map((tie) => tie.strength)).toEqual(['infinite', 1]);
    const all = apply(soft, { type: 'setTieStrength', model: A, tie: 'all', strength: 0 });
    expect(modelOf(all).ties.map((tie) => tie.strength)).toEqual([0, 0]);
  });
  it('a new method starts from its own defaults and keeps the task weights', () => {
    const after = apply(
      hard,
      { type: 'setTaskWeight', model: A, task: taskId('a'), weight: 0.5 },
      { type: 'setMethodOption', model: A, name: 'reduction', value: 'mean' },
      { type: 'setMethod', model: A, method: 'alternating' },
    );
    expect(modelOf(after).balancing).toEqual({ method: 'alternating', options: {}, taskWeights: { a: 0.5 } });
    const one = apply(after, { type: 'setTaskWeight', model: A, task: taskId('a'), weight: 1 });
    expect(modelOf(one).balancing.taskWeights).toEqual({});
  });
  it("a model's own optimiser overrides a part and goes again", () => {
    const own = apply(
      hard,
      { type: 'setOptimizer', model: A, patch: { kind: 'sgd' } },
      { type: 'setOptimizer', model: A, patch: { learningRate: 0.5 } },
    );
    expect(modelOf(own).optimizer).toEqual({ kind: 'sgd', learningRate: 0.5 });
    expect(apply(own, { type: 'setOptimizer', model: A, patch: undefined })).toEqual(hard);
  });
  it('groups are replaced in place by id', () => {
    const two = apply(
      hard,
      { type: 'setGroup', model: A, group: { select: 'shared', learningRate: 0.1 } },
      { type: 'setGroup', model: A, group: { select: 'heads', frozen: true } },
    );
    const changed = apply(two, { type: 'setGroup', model: A, group: { id: groupId('group1'), select: 'private' } });
    expect(modelOf(changed).groups).toEqual([
      { id: 'group1', select: 'private' },
      { id: 'group2', select: 'heads', frozen: true },
    ]);
    expect(modelOf(apply(changed, { type: 'removeGroup', model: A, group: groupId('group1') })).groups).toHaveLength(1);
  });
  it.each<[string, Edit]>([
    ['edit.alreadyTied', tie('dense1', 'dense5')],
    ['edit.tieNeedsTwo', tie('dense3', 'dense3')],
    ['edit.tieKinds', tie('dense3', 'head1')],
    ['edit.noSuchNode', tie('dense3', 'nobody')],
    ['edit.unknownTie', { type: 'addTie', model: A, tie: { kind: 'rope', nodes: [], strength: 1 } }],
    ['edit.noSuchTie', { type: 'setTieStrength', model: A, tie: tieId('tie9'), strength: 1 }],
    ['schema.small', { type: 'setTieStrength', model: A, tie: 'all', strength: -1 }],
    ['schema.value', { type: 'setTieStrength', model: A, tie: 'all', strength: Number.NaN }],
    ['edit.noSuchTie', { type: 'removeTie', model: A, tie: tieId('tie9') }],
    ['edit.unknownMethod', { type: 'setMethod', model: A, method: 'magic' }],
    ['option.choice', { type: 'setMethodOption', model: A, name: 'reduction', value: 'median' }],
    ['edit.noSuchTask', { type: 'setTaskWeight', model: A, task: taskId('z'), weight: 1 }],
    ['schema.small', { type: 'setTaskWeight', model: A, task: taskId('a'), weight: -1 }],
    ['edit.noSuchNode', { type: 'setGroup', model: A, group: { select: [nodeId('nobody')] } }],
    ['edit.noSuchGroup', { type: 'removeGroup', model: A, group: groupId('none') }],
    ['edit.noCommonOptimizer', { type: 'setOptimizer', patch: undefined }],
    ['schema.type', { type: 'setOptimizer', patch: { learningRate: Number.POSITIVE_INFINITY } }],
    ['schema.large', { type: 'setTraining', patch: { batchSize: 1e6 } }],
    ['schema.value', { type: 'setBackend', backend: 'abacus' as never }],
  ])('%s', (expected, edit) => {
    expect(code(soft, edit)).toBe(expected);
  });
  function tie(...nodes: string[]): Edit {
    return { type: 'addTie', model: A, tie: { kind: 'squaredDistance', nodes: nodes.map(nodeId), strength: 1 } };
  }
});

describe('every edit', () => {
  it('of a batch applies, or none does', () => {
    const rename: Edit = { type: 'renameModel', model: A, name: 'New' };
    expect(modelOf(apply(hard, { type: 'batch', edits: [rename, add('dense')] })).name).toBe('New');
    expect(code(hard, { type: 'batch', edits: [rename, add('quantum')] })).toBe('edit.unknownLayer');
  });
  it('is checked as a whole document when it replaces all', () => {
    expect(apply(hard, { type: 'replace', experiment: soft })).toBe(soft);
    expect(code(hard, { type: 'replace', experiment: { ...soft, version: 9 } as never })).toBe('schema.future');
  });
  it('leaves the very objects that it did not touch', () => {
    const two = presets.get('hard-beside-separate').build();
    const after = apply(two, { type: 'renameModel', model: A, name: 'New' });
    expect(after.models[1]).toBe(two.models[1]);
    expect(modelOf(after).wiring).toBe(modelOf(two).wiring);
    expect(after.data).toBe(two.data);
  });
  it('that is no edit is refused', () => {
    for (const junk of [{}, { type: 'explode' }, { type: 'toString' }, undefined, { type: 'addNode', model: A }]) {
      expect(applyEdit(hard, junk as never).ok).toBe(false);
    }
  });
  it('in any sequence never throws, never changes its input and leaves a valid document', () => {
    fc.assert(
      fc.property(fc.constantFrom(...presets.ids), fc.array(fc.nat(), { maxLength: 80 }), (id, choices) => {
        let experiment = presets.get(id).build();
        for (const choice of choices) {
          const edit = randomEdit(experiment, choice);
          const before = JSON.stringify(experiment);
          const result = applyEdit(experiment, edit);
          expect(JSON.stringify(experiment)).toBe(before);
          if (result.ok) experiment = result.value;
        }
        expect(parseExperiment(experiment).ok).toBe(true);
        for (const model of experiment.models) analyseModel(model, experiment.data, outlineOf(experiment.data));
      }),
      { seed: 6, numRuns: 150 },
    );
  });
});
