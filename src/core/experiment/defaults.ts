/**
 * What an experiment holds where nobody has chosen otherwise. Links do not read these values: they have a frozen table
 * of their own (linkTables.ts), so that an old link keeps its meaning when a default changes here.
 */
import {
  type Balancing,
  type Experiment,
  type ModelSpec,
  modelId,
  nodeId,
  type OptimizerSpec,
  type TrainingSpec,
} from './experiment.ts';

export const DEFAULT_OPTIMIZER: OptimizerSpec = {
  kind: 'adam',
  learningRate: 0.01,
  momentum: 0.9,
  beta1: 0.9,
  beta2: 0.999,
  rho: 0.9,
  epsilon: 1e-7,
  weightDecay: 0.01,
};
export const DEFAULT_TRAINING: TrainingSpec = {
  seed: 1,
  optimizer: DEFAULT_OPTIMIZER,
  schedule: { kind: 'constant' },
  batchSize: 32,
  stop: { kind: 'never' },
  repeats: { count: 1, vary: { data: true, init: true, order: true } },
  regularisation: { l2: 0 },
  phases: [],
  constraints: [],
  backend: 'auto',
};
export const DEFAULT_BALANCING: Balancing = { method: 'weighted-sum', options: {}, taskWeights: {} };
export const DEFAULT_SCENARIO = 'plane';

/** A model with nothing but the scenario's input on its canvas. */
function emptyModel(): ModelSpec {
  const input = nodeId('input1');
  return {
    id: modelId('A'),
    name: 'Model A',
    wiring: { nodes: [{ id: input, kind: 'input', options: {}, initKey: 'input1' }], edges: [] },
    positions: { [input]: { x: 0, y: 0 } },
    balancing: DEFAULT_BALANCING,
    ties: [],
    groups: [],
  };
}

/** An empty canvas on the plane. */
export function emptyExperiment(): Experiment {
  return {
    version: 1,
    title: '',
    notes: '',
    data: { scenario: DEFAULT_SCENARIO, options: {}, seed: 1, sizes: {}, tasks: {} },
    models: [emptyModel()],
    training: DEFAULT_TRAINING,
    view: {},
  };
}
