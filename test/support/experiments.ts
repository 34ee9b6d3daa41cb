/** Small experiments on the plane for the engine's tests: hard sharing, partly shared, one task alone, tied twins. */
import { DEFAULT_OPTIMIZER, DEFAULT_TRAINING } from '../../src/core/experiment/defaults.ts';
import {
  type DataSpec,
  type Experiment,
  edgeId,
  type ModelSpec,
  modelId,
  nodeId,
  type Tie,
  type TrainingSpec,
  taskId,
  tieId,
  type WiringNode,
} from '../../src/core/experiment/experiment.ts';

export const A = taskId('a');
export const B = taskId('b');

/** input -> … as (id, kind, options, source) rows; a source may name ports: `in2=node.out2`. */
type Line = readonly [id: string, kind: string, options: WiringNode['options'], ...sources: string[]];
const initKeyOf = (id: string, kind: string, options: WiringNode['options']): string =>
  kind === 'head' ? `head:${String(options.task)}` : id.replace(/_.*/, '');

/** Nodes whose ids share the part before '_' share their initKey. */
export function model(id: string, lines: readonly Line[], rest: Partial<ModelSpec> = {}): ModelSpec {
  return {
    id: modelId(id),
    name: id,
    wiring: {
      nodes: lines.map(([node, kind, options]) => ({
        id: nodeId(node),
        kind,
        options,
        initKey: initKeyOf(node, kind, options),
      })),
      edges: lines.flatMap(([node, , , ...sources]) =>
        sources.map((wire, i) => {
          const [, targetPort = 'in', source = '', sourcePort = 'out'] =
            /^(?:(\w+)=)?(\w+)(?:\.(\w+))?$/.exec(wire) ?? [];
          return {
            id: edgeId(`${source}-${node}-${i}`),
            source: nodeId(source),
            sourcePort,
            target: nodeId(node),
            targetPort,
          };
        }),
      ),
    },
    positions: {},
    balancing: { method: 'weighted-sum', options: {}, taskWeights: {} },
    ties: [],
    groups: [],
    ...rest,
  };
}
const tanh = { units: 6, activation: 'tanh' };
export const hard = (id = 'hard', rest: Partial<ModelSpec> = {}): ModelSpec =>
  model(
    id,
    [
      ['x', 'input', {}],
      ['one', 'dense', tanh, 'x'],
      ['two', 'dense', tanh, 'one'],
      ['headA', 'head', { task: 'a' }, 'two'],
      ['headB', 'head', { task: 'b' }, 'two'],
    ],
    rest,
  );
/** A trunk for both, a layer for B alone, and a layer of A that only A has. */
export const partly = (id = 'partly', rest: Partial<ModelSpec> = {}): ModelSpec =>
  model(
    id,
    [
      ['x', 'input', {}],
      ['one', 'dense', tanh, 'x'],
      ['two_a', 'dense', tanh, 'one'],
      ['headA', 'head', { task: 'a' }, 'two_a'],
      ['headB', 'head', { task: 'b' }, 'one'],
    ],
    rest,
  );
export const single = (task: 'a' | 'b', id = `only-${task}`, rest: Partial<ModelSpec> = {}): ModelSpec =>
  model(
    id,
    [
      ['x', 'input', {}],
      ['one', 'dense', tanh, 'x'],
      ['two', 'dense', tanh, 'one'],
      [`head${task}`, 'head', { task }, 'two'],
    ],
    rest,
  );
export const twins = (strength: Tie['strength'], id = 'twins', rest: Partial<ModelSpec> = {}): ModelSpec =>
  model(
    id,
    [
      ['x', 'input', {}],
      ['one_a', 'dense', tanh, 'x'],
      ['one_b', 'dense', tanh, 'x'],
      ['two_a', 'dense', tanh, 'one_a'],
      ['two_b', 'dense', tanh, 'one_b'],
      ['headA', 'head', { task: 'a' }, 'two_a'],
      ['headB', 'head', { task: 'b' }, 'two_b'],
    ],
    {
      ties: ['one', 'two'].map((layer) => ({
        id: tieId(layer),
        kind: 'squaredDistance',
        nodes: [nodeId(`${layer}_a`), nodeId(`${layer}_b`)],
        strength,
      })),
      ...rest,
    },
  );

export interface Changes {
  readonly models?: readonly ModelSpec[];
  readonly training?: Partial<TrainingSpec>;
  readonly data?: Partial<DataSpec>;
}
export function experimentOf({ models = [hard()], training = {}, data = {} }: Changes = {}): Experiment {
  return {
    version: 1,
    title: '',
    notes: '',
    data: {
      scenario: 'plane',
      options: {},
      seed: 3,
      sizes: { train: 100, validation: 40, test: 40 },
      tasks: {},
      ...data,
    },
    models,
    training: { ...DEFAULT_TRAINING, optimizer: DEFAULT_OPTIMIZER, ...training },
    view: {},
  };
}
/** Two regressions under plain gradient descent: with a learning rate of 10 the losses overflow within a few steps. */
export function diverging(learningRate: number): Experiment {
  const optimizer = { ...DEFAULT_OPTIMIZER, kind: 'sgd' as const, learningRate };
  const wide = { units: 6, activation: 'linear' };
  const spec = model('hard', [
    ['x', 'input', {}],
    ['one', 'dense', wide, 'x'],
    ['two', 'dense', wide, 'one'],
    ['headA', 'head', { task: 'a' }, 'two'],
    ['headB', 'head', { task: 'b' }, 'two'],
  ]);
  return experimentOf({ models: [spec], training: { optimizer }, data: { options: { a: 'slope', b: 'hill' } } });
}
