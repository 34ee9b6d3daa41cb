/** Hand-made models for tests: nodes as `id: [kind, options]`, wires as 'source > target'. */
import {
  type DataSpec,
  type Edge,
  edgeId,
  type ModelSpec,
  modelId,
  nodeId,
  type TaskId,
  taskId,
  type WiringNode,
} from '../../src/core/experiment/experiment.ts';
import type { Options } from '../../src/core/fields.ts';
import type { InputDef, ScenarioOutline, TaskDef } from '../../src/core/scenarios/scenario.ts';

export type Nodes = Readonly<Record<string, readonly [kind: string, options?: Options]>>;

/** `wires`: 'a > b' with the ports 'out' and 'in', 'a:out2 > b:in2' with others, or 'a > b > c' for a chain. */
export function modelOf(nodes: Nodes, wires: readonly string[], rest: Partial<ModelSpec> = {}): ModelSpec {
  const edges = wires.flatMap((chain) => {
    const ends = chain.split('>').map((end) => end.trim().split(':'));
    return ends.slice(1).map(([target = '', targetPort = 'in'], i): Edge => {
      const [source = '', sourcePort = 'out'] = ends[i] ?? [];
      return {
        id: edgeId(`${source}-${target}`),
        source: nodeId(source),
        sourcePort,
        target: nodeId(target),
        targetPort,
      };
    });
  });
  return {
    id: modelId('M'),
    name: 'model',
    wiring: {
      nodes: Object.entries(nodes).map(
        ([id, [kind, options = {}]]): WiringNode => ({ id: nodeId(id), kind, options, initKey: id }),
      ),
      edges,
    },
    positions: {},
    balancing: { method: 'weighted-sum', options: {}, taskWeights: {} },
    ties: [],
    groups: [],
    ...rest,
  };
}

/** Data with three tasks over one input; `off` are switched off. */
export function dataOf(off: readonly string[] = []): DataSpec {
  const tasks = Object.fromEntries(off.map((id) => [taskId(id), { enabled: false }])) as Record<
    TaskId,
    { enabled: boolean }
  >;
  return { scenario: 'plane', options: {}, seed: 1, sizes: {}, tasks };
}
export function outlineWith(input: Partial<InputDef> = {}, tasks: readonly TaskDef[] = THREE_TASKS): ScenarioOutline {
  return { inputs: [{ id: 'x', kind: 'vector', shape: [100], ...input }], tasks };
}
/** a: binary; b: 10 classes; c: one number. */
export const THREE_TASKS: readonly TaskDef[] = [
  { id: taskId('a'), kind: 'binary' },
  { id: taskId('b'), kind: 'multiclass', classes: 10 },
  { id: taskId('c'), kind: 'regression' },
];
export const TWO_TASKS: readonly TaskDef[] = THREE_TASKS.slice(0, 2);

const dense = (units: number): readonly [string, Options] => ['dense', { units }];
export const headFor = (task: string): readonly [string, Options] => ['head', { task }];

/** 100 -> 128 shared, heads of 1 and 10. */
export const hardSharing = (rest: Partial<ModelSpec> = {}): ModelSpec =>
  modelOf(
    { x: ['input'], trunk: dense(128), ha: headFor('a'), hb: headFor('b') },
    ['x > trunk > ha', 'trunk > hb'],
    rest,
  );
/** Two towers of 100 -> 128. */
export const separateTowers = (rest: Partial<ModelSpec> = {}): ModelSpec =>
  modelOf(
    { x: ['input'], ta: dense(128), tb: dense(128), ha: headFor('a'), hb: headFor('b') },
    ['x > ta > ha', 'x > tb > hb'],
    rest,
  );
/** One trunk for three tasks, one layer for b and c only, and a stop-gradient before c's head. */
export const partlyShared = (): ModelSpec =>
  modelOf(
    {
      x: ['input'],
      trunk: dense(8),
      ta: dense(4),
      tbc: dense(4),
      stop: ['stopGradient'],
      tc: dense(4),
      ha: headFor('a'),
      hb: headFor('b'),
      hc: headFor('c'),
    },
    ['x > trunk > ta > ha', 'trunk > tbc > hb', 'tbc > stop > tc > hc'],
  );
