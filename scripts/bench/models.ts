/**
 * The five models of the bench, with random data of their shapes: tiny 2-8-8, seed 100-128, medium 784-256-128, cnn
 * 28x28 conv8-pool-conv16-pool-dense64, text gather(1000x16)-mean-dense32; two heads, or T of them for gradient methods.
 */
import { DEFAULT_OPTIMIZER, DEFAULT_TRAINING } from '../../src/core/experiment/defaults.ts';
import {
  type Experiment,
  edgeId,
  type ModelSpec,
  modelId,
  nodeId,
  taskId,
  type WiringNode,
} from '../../src/core/experiment/experiment.ts';
import { analyseModel } from '../../src/core/graph/analyse.ts';
import type { ModelPlan } from '../../src/core/graph/modelPlan.ts';
import { createRng } from '../../src/core/math/rng.ts';
import type { Dataset, InputDef, ScenarioOutline, Split, TaskDef } from '../../src/core/scenarios/scenario.ts';
import { tasks as taskKinds } from '../../src/core/tasks/index.ts';

type Options = WiringNode['options'];
type Layer = readonly [kind: string, options: Options];
type Head = Omit<TaskDef, 'id'>;
export interface BenchModel {
  readonly batch: number;
  readonly input: InputDef;
  readonly trunk: readonly Layer[];
  readonly heads: readonly Head[];
}
const dense = (units: number, activation: string): Layer => ['dense', { units, activation }];
const conv = (filters: number): Layer => ['conv2d', { filters, size: 3, activation: 'relu' }];
const pool: Layer = ['maxPool', { size: 2, stride: 2 }];
const binary: Head = { kind: 'binary' };
const ten: Head = { kind: 'multiclass', classes: 10 };

export const MODELS = {
  tiny: {
    batch: 30,
    input: { id: 'x', kind: 'vector', shape: [2] },
    trunk: [dense(8, 'tanh'), dense(8, 'tanh')],
    heads: [binary, binary],
  },
  seed: {
    batch: 32,
    input: { id: 'x', kind: 'vector', shape: [100] },
    trunk: [dense(128, 'relu')],
    heads: [ten, binary],
  },
  medium: {
    batch: 64,
    input: { id: 'x', kind: 'vector', shape: [784] },
    trunk: [dense(256, 'relu'), dense(128, 'relu')],
    heads: [ten, ten],
  },
  cnn: {
    batch: 64,
    input: { id: 'x', kind: 'image', shape: [28, 28, 1] },
    trunk: [conv(8), pool, conv(16), pool, ['flatten', {}], dense(64, 'relu')],
    heads: [ten, ten],
  },
  text: {
    batch: 32,
    input: { id: 'x', kind: 'tokens', shape: [20], vocabulary: 1000 },
    trunk: [['embedding', { dimension: 16 }], ['globalAveragePool', {}], dense(32, 'relu')],
    heads: [ten, binary],
  },
} as const satisfies Record<string, BenchModel>;
export type ModelName = keyof typeof MODELS;

const BATCHES = 20;
export interface Bench {
  readonly experiment: Experiment;
  readonly outline: ScenarioOutline;
  readonly dataset: Dataset;
  readonly plans: readonly ModelPlan[];
  readonly batch: number;
}
export interface Variant {
  readonly batch?: number | undefined;
  readonly method?: string | undefined;
  readonly options?: Options | undefined;
  /** Heads; the model's own are repeated. */
  readonly tasks?: number | undefined;
}

export function benchOf(name: ModelName, { batch, method = 'weighted-sum', options = {}, tasks }: Variant = {}): Bench {
  const model: BenchModel = MODELS[name];
  const size = batch ?? model.batch;
  const heads = Array.from({ length: tasks ?? model.heads.length }, (_, t): TaskDef => {
    const head = model.heads[t % model.heads.length] as Head;
    return { id: taskId(`t${t}`), ...head };
  });
  const outline = { inputs: [model.input], tasks: heads };
  const spec = specOf(model, heads, method, options);
  const data: Experiment['data'] = {
    scenario: 'plane-patterns',
    options: {},
    seed: 1,
    sizes: {},
    tasks: Object.fromEntries(heads.map(({ id }) => [id, { enabled: true }])),
  };
  const experiment: Experiment = {
    version: 1,
    title: name,
    notes: '',
    data,
    models: [spec],
    training: {
      ...DEFAULT_TRAINING,
      batchSize: size,
      optimizer: { ...DEFAULT_OPTIMIZER, kind: 'adam', learningRate: 0.001 },
    },
    view: {},
  };
  const { plan, issues } = analyseModel(spec, data, outline);
  if (!plan) throw new Error(`${name} does not fit: ${JSON.stringify(issues)}`);
  const split = splitOf(model.input, heads, BATCHES * size);
  const few = splitOf(model.input, heads, 2);
  return { experiment, outline, dataset: { train: split, validation: few, test: few }, plans: [plan], batch: size };
}

function specOf(model: BenchModel, heads: readonly TaskDef[], method: string, options: Options): ModelSpec {
  const rows: { id: string; kind: string; options: Options; from: string | undefined }[] = [
    { id: 'x', kind: 'input', options: {}, from: undefined },
    ...model.trunk.map(([kind, own], i) => ({ id: `n${i}`, kind, options: own, from: i === 0 ? 'x' : `n${i - 1}` })),
    ...heads.map(({ id }) => ({
      id: `h${id}`,
      kind: 'head',
      options: { task: id },
      from: `n${model.trunk.length - 1}`,
    })),
  ];
  return {
    id: modelId('m'),
    name: 'm',
    wiring: {
      nodes: rows.map(({ id, kind, options: own }) => ({ id: nodeId(id), kind, options: own, initKey: id })),
      edges: rows.flatMap(({ id, from }) =>
        from === undefined
          ? []
          : [
              {
                id: edgeId(`${from}-${id}`),
                source: nodeId(from),
                sourcePort: 'out',
                target: nodeId(id),
                targetPort: 'in',
              },
            ],
      ),
    },
    positions: {},
    balancing: { method, options, taskWeights: {} },
    ties: [],
    groups: [],
  };
}

function splitOf(input: InputDef, heads: readonly TaskDef[], rows: number): Split {
  const rng = createRng(1, 'bench');
  const size = input.shape.reduce((product, n) => product * n, 1);
  const draw = (): number => (input.vocabulary === undefined ? 2 * rng.uniform() - 1 : rng.below(input.vocabulary));
  const label = ({ kind, classes = 2 }: TaskDef): number => (kind === 'regression' ? rng.normal() : rng.below(classes));
  return {
    rows,
    inputs: { x: Float32Array.from({ length: rows * size }, draw) },
    labels: Object.fromEntries(
      heads.map((task) => {
        const width = taskKinds.get(task.kind).labelWidth(task);
        return [task.id, Float32Array.from({ length: rows * width }, () => label(task))];
      }),
    ),
  };
}
