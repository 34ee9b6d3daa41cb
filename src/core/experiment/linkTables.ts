/**
 * What version 1 of the link format takes for granted: codes and defaults. FROZEN: links are in slides and mails, so no
 * entry may ever be changed, moved or taken out, whatever becomes of the live defaults. New names may be appended to a
 * list; without that they are written in full, which only costs characters. test/fixtures/links.v1.json holds the proof.
 */
import type { OptionValue } from '../fields.ts';

/** Name, default, and for choices their values (written as position + 1). */
export type FrozenField = readonly [name: string, initial: OptionValue, choices?: readonly string[]];
export interface FrozenLayer {
  readonly kind: string;
  readonly fields: readonly FrozenField[];
  /** Has no wire in; every other layer is taken to hang on the one before it. */
  readonly source?: true;
  /** The initKey is `<kind>:<this option>` unless said otherwise. */
  readonly keyedBy?: string;
}

const ACTIVATION: FrozenField = ['activation', 'relu', ['linear', 'relu', 'tanh', 'sigmoid', 'elu', 'softplus']];
const PADDING: FrozenField = ['padding', 'same', ['same', 'valid']];
const USES: FrozenField = ['uses', 1];
const START: FrozenField = ['start', 'glorotUniform', ['glorotUniform', 'heNormal', 'lecunNormal']];
const PATTERNS = ['circle', 'xor', 'spiral', 'linear', 'rings', 'sectors', 'slope', 'hill', 'waves'];
const LOSSES = ['auto', 'softmaxCrossEntropy', 'binaryCrossEntropy', 'meanSquaredError'];

/** The position in this list is the layer's code. */
export const LAYERS: readonly FrozenLayer[] = [
  { kind: 'input', fields: [['input', 'x', ['x']]], source: true },
  { kind: 'dense', fields: [['units', 16], ACTIVATION, USES, START] },
  {
    kind: 'head',
    fields: [['task', ''], ['loss', 'auto', LOSSES], START],
    keyedBy: 'task',
  },
  { kind: 'conv2d', fields: [['filters', 8], ['size', 3], ['stride', 1], PADDING, ACTIVATION, USES] },
  { kind: 'conv1d', fields: [['filters', 16], ['size', 3], ['stride', 1], PADDING, ACTIVATION, USES] },
  {
    kind: 'maxPool',
    fields: [
      ['size', 2],
      ['stride', 2],
    ],
  },
  { kind: 'upsample', fields: [['factor', 2]] },
  { kind: 'flatten', fields: [] },
  { kind: 'globalAveragePool', fields: [['divide', 'count', ['count', 'root']]] },
  { kind: 'dropout', fields: [['rate', 0.2]] },
  { kind: 'embedding', fields: [['dimension', 16], USES, ['maskZero', false]] },
  { kind: 'concatenate', fields: [] },
  { kind: 'add', fields: [] },
  { kind: 'multiply', fields: [] },
  { kind: 'stopGradient', fields: [] },
  {
    kind: 'crossStitch',
    fields: [
      ['towers', 2],
      ['per', 'layer', ['layer', 'unit']],
      ['keep', 0.9],
      ['rate', 1],
    ],
  },
  {
    kind: 'sluice',
    fields: [
      ['towers', 2],
      ['subspaces', 2],
      ['keep', 0.95],
      ['rate', 1],
      ['apart', 0],
    ],
  },
  {
    kind: 'nddr',
    fields: [
      ['towers', 2],
      ['keep', 0.9],
    ],
  },
  { kind: 'layerMix', fields: [['rate', 1]] },
  { kind: 'gate', fields: [['bias', true]] },
  {
    kind: 'dselectK',
    fields: [
      ['k', 2],
      ['entropy', 0],
    ],
  },
  { kind: 'attentionMask', fields: [['units', 16]] },
  {
    kind: 'taskAttention',
    fields: [
      ['towers', 2],
      ['units', 8],
    ],
  },
  { kind: 'taskGraph', fields: [['towers', 2], ACTIVATION, ['rate', 1]] },
  { kind: 'layerNorm', fields: [] },
  { kind: 'selfAttention', fields: [['heads', 2]] },
  { kind: 'gru', fields: [['units', 16]] },
  { kind: 'graphConv', fields: [['units', 16], ['graph', 'chain', ['chain', 'ring', 'all', 'wired']], ACTIVATION] },
  {
    kind: 'productHead',
    fields: [
      ['task', ''],
      ['loss', 'auto', LOSSES],
    ],
    keyedBy: 'task',
  },
  { kind: 'batchNorm', fields: [['momentum', 0.1]] },
  {
    kind: 'branchChoice',
    fields: [
      ['pick', 'hard', ['hard', 'soft', 'fixed']],
      ['temperature', 2],
      ['cooling', 1000],
      ['rate', 1],
    ],
  },
];
/** A model's id where none is written. */
export const MODEL_IDS: readonly string[] = ['A', 'B', 'C', 'D'];
export const PORTS = { source: 'out', target: 'in' } as const;

interface FrozenOwner {
  readonly id: string;
  readonly fields: readonly FrozenField[];
}
/** The first is taken where nothing is written. */
export const SCENARIOS: readonly FrozenOwner[] = [
  {
    id: 'plane',
    fields: [
      ['tasks', 2],
      ['a', 'circle', PATTERNS],
      ['b', 'related', ['related', ...PATTERNS]],
      ['relatedness', 0.8],
      ['c', 'rings', PATTERNS],
      ['noise', 0.05],
    ],
  },
  { id: 'multiMnist', fields: [['sum', false]] },
  {
    id: 'textbook100',
    fields: [
      ['noise', 0.2],
      ['whole', false],
    ],
  },
  {
    id: 'mmoe-regression',
    fields: [
      ['correlation', 0.5],
      ['waves', 2],
      ['noise', 0.1],
    ],
  },
  {
    id: 'gradnorm-toy',
    fields: [
      ['tasks', 2],
      ['scale', 10],
    ],
  },
  {
    id: 'two-noises',
    fields: [
      ['noiseA', 0.1],
      ['noiseB', 2],
    ],
  },
  { id: 'digit-scene', fields: [['clutter', 3]] },
  { id: 'faces', fields: [['identity', false]] },
  { id: 'glosses', fields: [] },
  { id: 'number-words', fields: [] },
  { id: 'mini-qa', fields: [] },
  { id: 'spoken-digits', fields: [['noise', 1]] },
  {
    id: 'vowels',
    fields: [
      ['spread', 0.06],
      ['noise', 0.05],
    ],
  },
  { id: 'synthesis', fields: [['spread', 0.03]] },
  { id: 'heard-and-read', fields: [] },
  { id: 'recommendation', fields: [['noise', 0.45]] },
  { id: 'credit', fields: [] },
  { id: 'prices', fields: [['drift', 0.05]] },
  {
    id: 'driving',
    fields: [
      ['crowd', 2],
      ['noise', 0.01],
    ],
  },
  { id: 'arm', fields: [] },
  { id: 'penguins', fields: [] },
  { id: 'weather', fields: [] },
  { id: 'own-table', fields: [] },
  {
    id: 'own-points',
    fields: [
      ['tasks', 2],
      ['a', 'two', ['two', 'three']],
      ['b', 'two', ['two', 'three']],
      ['c', 'two', ['two', 'three']],
      ['held', 0.3],
    ],
  },
  {
    id: 'graph',
    fields: [
      ['inside', 0.5],
      ['hint', 0.6],
    ],
  },
  { id: 'digits-and-clothes', fields: [] },
];
export const METHODS: readonly FrozenOwner[] = [
  { id: 'weighted-sum', fields: [['reduction', 'sum', ['sum', 'mean']]] },
  {
    id: 'alternating',
    fields: [
      ['order', 'round-robin', ['round-robin', 'sampled']],
      ['stepsEach', 1],
      ['sampleBy', 'equal', ['equal', 'rows']],
      ['temperature', 1],
      ['optimizerPerTask', true],
    ],
  },
  {
    id: 'uncertainty',
    fields: [
      ['learningRate', 0.025],
      ['optimizer', 'adam', ['adam', 'sgd']],
      ['start', 0],
    ],
  },
  {
    id: 'pcgrad',
    fields: [
      ['order', 'random', ['random', 'fixed']],
      ['reduction', 'sum', ['sum', 'mean']],
    ],
  },
];
export const TIES: readonly string[] = [
  'squaredDistance',
  'pairwiseDistance',
  'cosine',
  'traceNorm',
  'featureSelection',
];
export const SELECTIONS: readonly string[] = ['shared', 'private', 'heads'];
export const PRUNING: readonly string[] = ['layer', 'model'];
export const CONTROLS: readonly string[] = ['none', 'shuffled', 'copy'];
export const BACKENDS: readonly string[] = ['auto', 'webgl', 'wasm', 'cpu', 'arrays'];

const OPTIMIZERS = ['sgd', 'momentum', 'rmsprop', 'adam', 'adamw'];
export const OPTIMIZER: readonly FrozenField[] = [
  ['kind', 'adam', OPTIMIZERS],
  ['learningRate', 0.01],
  ['momentum', 0.9],
  ['beta1', 0.9],
  ['beta2', 0.999],
  ['rho', 0.9],
  ['epsilon', 1e-7],
  ['weightDecay', 0.01],
];
export const TRAINING = { seed: 1, batchSize: 32, count: 1, vary: 7, l2: 0, dataSeed: 1 } as const;
/** Kinds with the names of their numbers; the first is taken where nothing is written. */
export const STOPS: readonly (readonly [kind: string, ...numbers: string[]])[] = [
  ['never'],
  ['steps', 'steps'],
  ['epochs', 'epochs'],
  ['target', 'loss'],
  ['patience', 'evaluations'],
];
export const SCHEDULES: readonly (readonly [kind: string, ...numbers: string[]])[] = [
  ['constant'],
  ['step', 'every', 'factor'],
  ['cosine', 'steps', 'floor'],
  ['warmup', 'steps'],
];
