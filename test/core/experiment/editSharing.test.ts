import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../src/core/experiment/applyEdit.ts';
import type { Edit } from '../../../src/core/experiment/edit.ts';
import {
  type Experiment,
  groupId,
  type ModelSpec,
  modelId,
  nodeId,
  taskId,
} from '../../../src/core/experiment/experiment.ts';
import { presets } from '../../../src/core/experiment/presets/index.ts';
import { analyseModel } from '../../../src/core/graph/analyse.ts';
import { outlineOf } from '../../../src/core/scenarios/outline.ts';
import { apply } from './support.ts';

const A = modelId('A');
const hard = (): Experiment => presets.get('hard-sharing').build();
const modelOf = (experiment: Experiment): ModelSpec => experiment.models[0] as ModelSpec;
const analysisOf = (experiment: Experiment) =>
  analyseModel(modelOf(experiment), experiment.data, outlineOf(experiment.data));
const countsOf = (experiment: Experiment) => analysisOf(experiment).counts;
const keysOf = (experiment: Experiment) => modelOf(experiment).wiring.nodes.map((node) => node.initKey);
/** Every path from an input to each head, by initKey: what each task computes, whoever shares it. */
function pathsOf(experiment: Experiment): string[] {
  const { nodes, edges } = modelOf(experiment).wiring;
  const before = (id: string): string[] => {
    const node = nodes.find((each) => each.id === id);
    const wires = edges.filter((edge) => edge.target === id);
    if (wires.length === 0) return [node?.initKey ?? ''];
    return wires.flatMap((wire) => before(wire.source).map((path) => `${path}>${node?.initKey}`));
  };
  return nodes.filter((node) => node.kind === 'head').flatMap((head) => before(head.id));
}
const split = (node: string): Edit => ({ type: 'splitLayer', model: A, node: nodeId(node) });
const share = (node: string): Edit => ({ type: 'shareLayer', model: A, node: nodeId(node) });
const separate: Edit = { type: 'separateTowers', model: A };
const twins: Edit = { type: 'trunkToTwins', model: A, strength: 0.5 };
const trunk: Edit = { type: 'twinsToTrunk', model: A };
const refused = (experiment: Experiment, edit: Edit) => {
  const result = applyEdit(experiment, edit);
  return result.ok ? undefined : result.issue.code;
};
/** One trunk layer, three heads; the first two share one more layer. */
function threeTasks(): Experiment {
  return apply(
    presets.get('empty').build(),
    { type: 'setDataOption', name: 'tasks', value: 3 },
    { type: 'addNode', model: A, node: { kind: 'dense' }, at: { x: 210, y: 0 } },
    { type: 'addNode', model: A, node: { kind: 'dense' }, at: { x: 420, y: 0 } },
    ...['a', 'b', 'c'].map(
      (task, row): Edit => ({
        type: 'addNode',
        model: A,
        node: { kind: 'head', options: { task } },
        at: { x: 630, y: 110 * row },
      }),
    ),
    ...(
      [
        ['input1', 'dense1'],
        ['dense1', 'dense2'],
        ['dense2', 'head1'],
        ['dense2', 'head2'],
        ['dense1', 'head3'],
      ] as const
    ).map(
      ([source, target]): Edit => ({
        type: 'connect',
        model: A,
        edge: { source: nodeId(source), sourcePort: 'out', target: nodeId(target), targetPort: 'in' },
      }),
    ),
  );
}

describe('splitting', () => {
  it('gives each task a copy of the layer and leaves what comes before it shared', () => {
    const after = apply(hard(), split('dense2'));
    expect(modelOf(after).wiring.nodes).toHaveLength(8);
    // 2 x 8 + 8 stay shared; each task has its own 8 x 8 + 8, 8 x 4 + 4 and 4 + 1.
    expect(countsOf(after)).toEqual({ total: 24 + 2 * 113, shared: 24, partly: 0, private: { a: 113, b: 113 } });
  });
  it('takes along what is shared downstream', () => {
    const after = apply(hard(), split('dense1'));
    expect(countsOf(after).shared).toBe(0);
    expect(modelOf(after).wiring.nodes).toHaveLength(9);
  });
  it('changes nothing about what each task computes at the start', () => {
    for (const edit of [split('dense1'), split('dense2'), separate, twins]) {
      expect(pathsOf(apply(hard(), edit))).toEqual(pathsOf(hard()));
    }
    for (const node of ['dense1', 'dense2']) {
      expect(pathsOf(apply(threeTasks(), split(node)))).toEqual(pathsOf(threeTasks()));
    }
  });
  it('makes three towers for three tasks, also where only two share the deeper layer', () => {
    const after = apply(threeTasks(), split('dense1'));
    const { nodes } = modelOf(after).wiring;
    expect(nodes.filter((node) => node.initKey === 'dense1')).toHaveLength(3);
    expect(nodes.filter((node) => node.initKey === 'dense2')).toHaveLength(2);
    expect(countsOf(after)).toMatchObject({ shared: 0, partly: 0 });
  });
  it('keeps the order of wires into a combining layer', () => {
    const wired = apply(
      hard(),
      { type: 'addNode', model: A, node: { kind: 'concatenate' }, at: { x: 0, y: 500 } },
      ...(['input1', 'dense1', 'dense2'] as const).map(
        (source): Edit => ({
          type: 'connect',
          model: A,
          edge: { source: nodeId(source), sourcePort: 'out', target: nodeId('concatenate1'), targetPort: 'in' },
        }),
      ),
      ...modelOf(hard())
        .wiring.edges.filter((edge) => edge.source === 'dense2')
        .flatMap((edge): Edit[] => [
          { type: 'removeEdges', model: A, edges: [edge.id] },
          { type: 'connect', model: A, edge: { ...edge, source: nodeId('concatenate1') } },
        ]),
    );
    const after = apply(wired, split('dense2'));
    expect(pathsOf(after)).toEqual(pathsOf(wired));
    expect(analysisOf(after).issues).toEqual([]);
  });
  it('never doubles a head that another head builds on', () => {
    const chained = apply(
      presets.get('empty').build(),
      { type: 'addNode', model: A, node: { kind: 'dense' }, at: { x: 210, y: 0 } },
      { type: 'addNode', model: A, node: { kind: 'concatenate' }, at: { x: 500, y: 200 } },
      { type: 'addNode', model: A, node: { kind: 'head', options: { task: 'a' } }, at: { x: 420, y: 0 } },
      { type: 'addNode', model: A, node: { kind: 'head', options: { task: 'b' } }, at: { x: 700, y: 0 } },
      ...(
        [
          ['input1', 'dense1'],
          ['dense1', 'head1'],
          ['dense1', 'concatenate1'],
          ['head1', 'concatenate1'],
          ['concatenate1', 'head2'],
        ] as const
      ).map(
        ([source, target]): Edit => ({
          type: 'connect',
          model: A,
          edge: { source: nodeId(source), sourcePort: 'out', target: nodeId(target), targetPort: 'in' },
        }),
      ),
    );
    const after = apply(chained, split('dense1'));
    expect(modelOf(after).wiring.nodes.filter((node) => node.kind === 'head')).toHaveLength(2);
    expect(modelOf(after).wiring.nodes.filter((node) => node.kind === 'dense')).toHaveLength(2);
    expect(pathsOf(after).sort()).toEqual(pathsOf(chained).sort());
    expect(analysisOf(after).issues.filter((issue) => issue.severity === 'error')).toEqual([]);
  });
  it('spreads copies out below, on top of nothing', () => {
    for (const experiment of [apply(hard(), separate), apply(threeTasks(), split('dense1'))]) {
      const places = Object.values(modelOf(experiment).positions);
      expect(places).toHaveLength(modelOf(experiment).wiring.nodes.length);
      for (const [i, a] of places.entries()) {
        for (const b of places.slice(i + 1)) expect(Math.abs(a.x - b.x) >= 150 || Math.abs(a.y - b.y) >= 70).toBe(true);
      }
    }
  });
  it('leaves positions away where there were none', () => {
    const placeless = { ...hard(), models: hard().models.map((model) => ({ ...model, positions: {} })) };
    expect(modelOf(apply(placeless, separate)).positions).toEqual({});
  });
  it('lets a group that names the layer name its copies', () => {
    const group = { id: groupId('slow'), select: [nodeId('dense1')], learningRate: 0.001 };
    const after = apply(hard(), { type: 'setGroup', model: A, group }, separate);
    const named = modelOf(after).groups.flatMap(({ select }): readonly string[] =>
      typeof select === 'string' ? [] : select,
    );
    const keys = modelOf(after)
      .wiring.nodes.filter((node) => named.includes(node.id))
      .map((node) => node.initKey);
    expect(keys).toEqual(['dense1', 'dense1']);
  });
  it('is refused where nothing is shared', () => {
    expect(refused(hard(), split('dense3'))).toBe('edit.notShared');
    expect(refused(hard(), split('head1'))).toBe('edit.notShared');
    expect(refused(hard(), split('input1'))).toBe('edit.notShared');
    expect(refused(hard(), split('nobody'))).toBe('edit.noSuchNode');
    expect(refused(presets.get('one-network-each').build(), separate)).toBe('edit.nothingShared');
  });
});

describe('sharing', () => {
  it.each(['dense1', 'dense2'])('undoes a split of %s: same counts, same keys, same paths', (node) => {
    const after = apply(hard(), split(node), share('dense2'));
    expect(countsOf(after)).toEqual(countsOf(hard()));
    expect(keysOf(after)).toEqual(keysOf(hard()));
    expect(pathsOf(after)).toEqual(pathsOf(hard()));
    expect(modelOf(after).positions).toEqual(modelOf(hard()).positions);
  });
  it('undoes it for three tasks too', () => {
    const after = apply(threeTasks(), split('dense1'), share('dense2'), share('dense1'));
    expect(countsOf(after)).toEqual(countsOf(threeTasks()));
  });
  it('works from any of the copies', () => {
    const towers = apply(hard(), separate);
    for (const copy of modelOf(towers).wiring.nodes.filter((node) => node.initKey === 'dense1')) {
      expect(countsOf(apply(towers, share(copy.id))).shared).toBe(24);
    }
  });
  it("shares the separate networks' layers of a preset one by one", () => {
    const separateNets = presets.get('one-network-each').build();
    expect(countsOf(apply(separateNets, share('dense1'))).shared).toBe(24);
    expect(countsOf(apply(separateNets, share('dense2'))).shared).toBe(24 + 72);
    expect(countsOf(apply(separateNets, share('dense3'))).shared).toBe(24 + 72 + 36);
  });
  it('needs a copy that still corresponds', () => {
    const towers = apply(hard(), separate);
    const [first] = modelOf(towers).wiring.nodes.filter((node) => node.initKey === 'dense1');
    if (!first) throw new Error('the towers have their first layers');
    const wider = apply(towers, { type: 'setNodeOption', model: A, node: first.id, name: 'units', value: 9 });
    expect(refused(wider, share(first.id))).toBe('edit.noCopies');
    // Its followers stand on different layers now.
    expect(refused(wider, share('dense2'))).toBe('edit.noCopies');
    expect(refused(hard(), share('dense1'))).toBe('edit.noCopies');
  });
  it('does not take two layers of one task for copies', () => {
    const pasted = apply(hard(), {
      type: 'paste',
      model: A,
      fragment: {
        nodes: modelOf(hard()).wiring.nodes.filter((node) => node.id === 'dense1'),
        edges: [],
        positions: {},
      },
      offset: { x: 0, y: 300 },
    });
    expect(refused(pasted, share('dense1'))).toBe('edit.noCopies');
  });
});

describe('trunk and twins', () => {
  it('ties each split layer that has parameters, head to head', () => {
    const after = apply(hard(), twins);
    const { ties, wiring } = modelOf(after);
    expect(ties.map((tie) => [tie.id, tie.kind, tie.strength])).toEqual([
      ['tie1', 'squaredDistance', 0.5],
      ['tie2', 'squaredDistance', 0.5],
    ]);
    for (const tie of ties) {
      const keys = tie.nodes.map((id) => wiring.nodes.find((node) => node.id === id)?.initKey);
      expect(keys).toHaveLength(2);
      expect(new Set(keys).size).toBe(1);
    }
    expect(analysisOf(after).issues).toEqual([]);
  });
  it('ties no layer without parameters', () => {
    const experiment = presets.get('multi-mnist-hard').build();
    expect(modelOf(apply(experiment, twins)).ties).toHaveLength(3);
  });
  it('goes there and back to the same trunk', () => {
    const after = apply(hard(), twins, trunk);
    expect(countsOf(after)).toEqual(countsOf(hard()));
    expect(pathsOf(after)).toEqual(pathsOf(hard()));
    expect(modelOf(after).ties).toEqual([]);
    expect(modelOf(after).positions).toEqual(modelOf(hard()).positions);
  });
  it('takes the layers without parameters along', () => {
    const before = presets.get('multi-mnist-hard').build();
    const after = apply(before, twins, trunk);
    expect(keysOf(after)).toEqual(keysOf(before));
    expect(pathsOf(after)).toEqual(pathsOf(before));
  });
  it('makes one trunk of towers that start equal where nothing is tied', () => {
    const after = apply(presets.get('one-network-each').build(), trunk);
    expect(countsOf(after)).toMatchObject({ shared: 132, private: { a: 5, b: 5 } });
  });
  it('makes one trunk of tied layers even when their keys differ, and of two inputs one', () => {
    const soft = presets.get('soft-sharing').build();
    const renamed: Experiment = {
      ...soft,
      models: soft.models.map((model) => ({
        ...model,
        wiring: {
          nodes: [
            ...model.wiring.nodes.map((node) => ({ ...node, initKey: node.id })),
            { id: nodeId('input2'), kind: 'input', options: {}, initKey: 'input2' },
          ],
          edges: model.wiring.edges.map((edge) =>
            edge.target === 'dense4' ? { ...edge, source: nodeId('input2') } : edge,
          ),
        },
      })),
    };
    const after = apply(renamed, trunk);
    expect(countsOf(after)).toEqual(countsOf(hard()));
    expect(modelOf(after).wiring.nodes.filter((node) => node.kind === 'input')).toHaveLength(1);
  });
  it('ties towers that were separated before', () => {
    const after = apply(hard(), separate, { type: 'trunkToTwins', model: A, strength: 'infinite' });
    expect(modelOf(after).ties.map((tie) => tie.strength)).toEqual(['infinite', 'infinite', 'infinite']);
  });
  it('does not tie twice', () => {
    expect(refused(apply(hard(), separate, twins), twins)).toBe('edit.noTwins');
  });
  it('is refused where there are no twins', () => {
    expect(refused(threeTasks(), trunk)).toBe('edit.noTwins');
    expect(refused(presets.get('empty').build(), twins)).toBe('edit.noTwins');
  });
  it('keeps the task weights and the balancing', () => {
    const weighed = apply(hard(), { type: 'setTaskWeight', model: A, task: taskId('b'), weight: 2 });
    expect(modelOf(apply(weighed, twins, trunk)).balancing).toEqual(modelOf(weighed).balancing);
  });
});
