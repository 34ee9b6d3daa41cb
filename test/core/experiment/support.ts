/** Support for tests of the document: edits that must succeed, and random edits drawn from what the document offers. */

import { methods } from '../../../src/core/balancing/index.ts';
import { applyEdit } from '../../../src/core/experiment/applyEdit.ts';
import type { Edit } from '../../../src/core/experiment/edit.ts';
import {
  type EdgeId,
  type Experiment,
  edgeId,
  type ModelSpec,
  modelId,
  type NodeId,
  nodeId,
  type TaskId,
  taskId,
  tieId,
} from '../../../src/core/experiment/experiment.ts';
import { layers } from '../../../src/core/layers/index.ts';
import { createRng } from '../../../src/core/math/rng.ts';
import { scenarios } from '../../../src/core/scenarios/index.ts';

/** The document after the edits. @throws when one is refused */
export function apply(experiment: Experiment, ...edits: readonly Edit[]): Experiment {
  return edits.reduce((before, edit) => {
    const result = applyEdit(before, edit);
    if (!result.ok) throw new Error(`${edit.type} was refused: ${JSON.stringify(result.issue)}`);
    return result.value;
  }, experiment);
}
/** Without positions, as a link leaves it. */
export const placeless = (experiment: Experiment): Experiment => ({
  ...experiment,
  models: experiment.models.map((model) => ({ ...model, positions: {} })),
});
/** Wires sorted by target and numbered, as a link leaves them. */
export const numberedWires = (experiment: Experiment): Experiment => ({
  ...experiment,
  models: experiment.models.map((model) => {
    const sorted = model.wiring.nodes.flatMap((node) => model.wiring.edges.filter((edge) => edge.target === node.id));
    const edges = sorted.map((edge, index) => ({ ...edge, id: edgeId(`e${index + 1}`) }));
    return { ...model, wiring: { ...model.wiring, edges } };
  }),
});

/** An edit made from one number: mostly sensible for this document, sometimes not. */
export function randomEdit(experiment: Experiment, choice: number): Edit {
  const rng = createRng(choice, 'edit');
  const of = <Item>(items: readonly Item[], otherwise: Item): Item => items[rng.below(items.length + 1)] ?? otherwise;
  const model: ModelSpec = of(experiment.models, experiment.models[0] as ModelSpec);
  const { nodes, edges } = model.wiring;
  const node = (): NodeId =>
    of(
      nodes.map((each) => each.id),
      nodeId('nobody'),
    );
  const edge = (): EdgeId =>
    of(
      edges.map((each) => each.id),
      edgeId('nowhere'),
    );
  const kind = (): string => of(layers.ids, 'mystery');
  const task: TaskId = of([taskId('a'), taskId('b'), taskId('c'), taskId('digit')], taskId('nothing'));
  const at = { x: rng.below(2000), y: rng.below(900) };
  const strength = of<number | 'infinite'>([0, 0.1, 1, 'infinite'], -1);
  const value = of<string | number | boolean>([0, 1, 2, 8, 0.5, 'tanh', 'relu', 'same', 'a', 'xor', true, false], 1e9);
  const name = of(['units', 'activation', 'filters', 'rate', 'task', 'noise', 'tasks', 'relatedness', 'b'], 'what');
  const id = model.id;
  const edits: readonly (() => Edit)[] = [
    () => ({ type: 'addNode', model: id, node: { kind: kind() }, at }),
    () => ({ type: 'addNode', model: id, node: { kind: 'dense', options: { units: 1 + rng.below(9) } }, at }),
    () => ({ type: 'removeNodes', model: id, nodes: [node()] }),
    () => ({ type: 'setNodeOption', model: id, node: node(), name, value }),
    () => ({ type: 'setNodeLabel', model: id, node: node(), label: of<string | undefined>(['Trunk', ''], undefined) }),
    () => ({
      type: 'connect',
      model: id,
      edge: { source: node(), sourcePort: 'out', target: node(), targetPort: of(['in'], 'out') },
    }),
    () => ({ type: 'removeEdges', model: id, edges: [edge()] }),
    () => ({ type: 'insertOnEdge', model: id, edge: edge(), node: { kind: kind() }, at }),
    () => ({
      type: 'addConnected',
      model: id,
      node: { kind: kind() },
      at,
      from: rng.below(2) ? { node: node(), port: 'out', side: 'source' } : { node: node(), port: 'in', side: 'target' },
    }),
    () => ({ type: 'paste', model: id, fragment: { nodes, edges, positions: model.positions }, offset: at }),
    () => ({ type: 'move', model: id, positions: { [node()]: at } }),
    () => ({ type: 'splitLayer', model: id, node: node() }),
    () => ({ type: 'shareLayer', model: id, node: node() }),
    () => ({ type: 'separateTowers', model: id }),
    () => ({ type: 'trunkToTwins', model: id, strength }),
    () => ({ type: 'twinsToTrunk', model: id }),
    () => ({ type: 'addTie', model: id, tie: { kind: 'squaredDistance', nodes: [node(), node()], strength } }),
    () => ({ type: 'setTieStrength', model: id, tie: 'all', strength }),
    () => ({
      type: 'removeTie',
      model: id,
      tie: of(
        model.ties.map((tie) => tie.id),
        tieId('none'),
      ),
    }),
    () => ({ type: 'setMethod', model: id, method: of(methods.ids, 'magic') }),
    () => ({ type: 'setMethodOption', model: id, name: of(['reduction', 'order', 'temperature'], 'x'), value }),
    () => ({ type: 'setTaskWeight', model: id, task, weight: of([0, 0.5, 1, 3], -2) }),
    () => ({
      type: 'setGroup',
      model: id,
      group: { select: of(['shared', 'heads'] as const, 'private'), frozen: true },
    }),
    () => ({ type: 'setGroup', model: id, group: { select: [node(), node()], learningRate: of([0, 0.01], 1e9) } }),
    () => ({
      type: 'setOptimizer',
      model: id,
      patch: of<{ learningRate: number } | undefined>([{ learningRate: 0.1 }], undefined),
    }),
    () => ({ type: 'setOptimizer', patch: { kind: of(['sgd', 'adam', 'adamw'] as const, 'momentum') } }),
    () => ({ type: 'setTraining', patch: { batchSize: of([0, 16, 32, 64], 1e9), seed: rng.below(99) } }),
    () => ({ type: 'setTraining', patch: { stop: { kind: 'epochs', epochs: rng.below(20) } } }),
    () => ({ type: 'setTraining', patch: { schedule: { kind: 'cosine', steps: 100, floor: 0 } } }),
    () => ({ type: 'setBackend', backend: of(['auto', 'cpu'] as const, 'webgl') }),
    () => ({ type: 'setScenario', scenario: of(scenarios.ids, 'moon') }),
    () => ({ type: 'setDataOption', name, value }),
    () => ({ type: 'setData', patch: { seed: rng.below(9), sizes: { train: rng.below(300) } } }),
    () => ({
      type: 'setTask',
      task,
      patch: { enabled: rng.below(2) === 0, labelled: rng.below(50), labelNoise: rng.below(3) / 4 },
    }),
    () => ({ type: 'duplicateModel', model: id }),
    () => ({ type: 'addModel', model: { ...model, name: 'Another' } }),
    () => ({ type: 'removeModel', model: of([id], modelId('gone')) }),
    () => ({ type: 'renameModel', model: id, name: of(['Hard', 'Soft'], 'x'.repeat(500)) }),
    () => ({ type: 'setText', title: 'Härte ✓', notes: 'one\ntwo' }),
    () => ({ type: 'setView', patch: { charts: ['loss'], lessonStep: rng.below(3) } }),
    () => ({ type: 'batch', edits: [randomEdit(experiment, rng.word()), randomEdit(experiment, rng.word())] }),
  ];
  return (edits[rng.below(edits.length)] as () => Edit)();
}
/** The document after random edits; those that are refused change nothing. */
export function editsFrom(experiment: Experiment, choices: readonly number[]): Experiment {
  return choices.reduce((before, choice) => {
    const result = applyEdit(before, randomEdit(before, choice));
    return result.ok ? result.value : before;
  }, experiment);
}
