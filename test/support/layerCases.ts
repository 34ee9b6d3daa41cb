/**
 * Small worked cases of every layer kind, and one way of running them: value and gradients of a fixed random scalar of
 * the outputs, with respect to the wires and the parameters. Used in Node against central differences and in the
 * browser against the cpu backend.
 */
import { grads, memory, mul, sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { taskId } from '../../src/core/experiment/experiment.ts';
import { type Options, withDefaults } from '../../src/core/fields.ts';
import type { LayerSpec, ShapeContext } from '../../src/core/layers/layer.ts';
import { createRng, hash32 } from '../../src/core/math/rng.ts';
import type { ForwardContext, Ops, Shape, TensorRef } from '../../src/core/ops.ts';
import type { InputDef, TaskDef } from '../../src/core/scenarios/scenario.ts';

export interface LayerCase {
  readonly options?: Options;
  readonly inputs: readonly Shape[];
  /** Whole numbers below this instead of reals: word numbers, which have no gradient. */
  readonly ids?: number;
  readonly carried?: InputDef;
}
const TOKENS: InputDef = { id: 'x', kind: 'tokens', shape: [4], vocabulary: 7 };
const task = (id: string, rest: Omit<TaskDef, 'id'>): TaskDef => ({ id: taskId(id), ...rest });
export const TASKS: readonly TaskDef[] = [
  task('binary', { kind: 'binary' }),
  task('classes', { kind: 'multiclass', classes: 3 }),
  task('number', { kind: 'regression', width: 2 }),
];

export const CASES: Readonly<Record<string, readonly LayerCase[]>> = {
  input: [{ inputs: [[2]] }],
  dense: [
    ...['linear', 'relu', 'tanh', 'sigmoid', 'elu', 'softplus'].map((activation) => ({
      options: { units: 4, activation },
      inputs: [[3]],
    })),
    { options: { units: 2, activation: 'tanh', uses: 2 }, inputs: [[3], [3]] },
  ],
  conv2d: [
    { options: { filters: 2, size: 3, activation: 'tanh' }, inputs: [[5, 4, 2]] },
    { options: { filters: 2, size: 2, stride: 2, padding: 'valid', activation: 'linear' }, inputs: [[5, 6, 1]] },
    { options: { filters: 3, size: 3, stride: 2, padding: 'same', activation: 'linear' }, inputs: [[5, 6, 2]] },
    { options: { filters: 2, size: 4, stride: 3, padding: 'same', activation: 'linear' }, inputs: [[7, 5, 1]] },
    { options: { filters: 2, size: 1, stride: 2, padding: 'valid', activation: 'linear' }, inputs: [[5, 4, 2]] },
    { options: { filters: 3, size: 5, activation: 'linear' }, inputs: [[3, 4, 1]] },
  ],
  conv1d: [
    { options: { filters: 2, size: 3, activation: 'tanh' }, inputs: [[6, 2]] },
    { options: { filters: 2, size: 3, stride: 2, padding: 'valid', activation: 'linear' }, inputs: [[6, 3]] },
    { options: { filters: 2, size: 2, stride: 3, padding: 'same', activation: 'linear' }, inputs: [[7, 1]] },
  ],
  maxPool: [
    { inputs: [[4, 4, 2]] },
    { options: { size: 3, stride: 1 }, inputs: [[5, 4, 1]] },
    { options: { size: 2, stride: 3 }, inputs: [[6, 5, 2]] },
  ],
  upsample: [{ inputs: [[2, 3, 2]] }, { options: { factor: 3 }, inputs: [[1, 2, 1]] }],
  flatten: [{ inputs: [[2, 3, 2]] }, { inputs: [[3, 2]] }, { inputs: [[5]] }],
  globalAveragePool: [
    { inputs: [[3, 2, 4]] },
    { inputs: [[5, 3]] },
    { options: { divide: 'root' }, inputs: [[5, 3]] },
    { options: { divide: 'root' }, inputs: [[2, 3, 2]] },
  ],
  dropout: [
    { options: { rate: 0.5 }, inputs: [[3, 2]] },
    { options: { rate: 0 }, inputs: [[3]] },
  ],
  embedding: [
    { options: { dimension: 3 }, inputs: [[4]], ids: 7, carried: TOKENS },
    { options: { dimension: 3, maskZero: true }, inputs: [[4]], ids: 7, carried: TOKENS },
  ],
  concatenate: [
    {
      inputs: [
        [2, 3],
        [2, 1],
      ],
    },
    { inputs: [[2], [3], [1]] },
    { inputs: [[4]] },
  ],
  add: [
    {
      inputs: [
        [2, 3],
        [2, 3],
        [2, 3],
      ],
    },
    { inputs: [[3]] },
  ],
  multiply: [
    { inputs: [[3], [3]] },
    { inputs: [[2, 2, 3], [3]] },
    { inputs: [[1], [2, 3], [3]] },
    { inputs: [[4], [1]] },
  ],
  crossStitch: [
    { inputs: [[3], [3]] },
    {
      options: { towers: 3 },
      inputs: [
        [2, 2],
        [2, 2],
        [2, 2],
      ],
    },
    { options: { per: 'unit' }, inputs: [[3], [3]] },
  ],
  sluice: [
    { inputs: [[4], [4]] },
    { options: { apart: 0.7 }, inputs: [[4], [4]] },
    { options: { towers: 3, subspaces: 1 }, inputs: [[2], [2], [2]] },
  ],
  nddr: [
    { inputs: [[3], [3]] },
    {
      options: { towers: 2 },
      inputs: [
        [2, 2, 2],
        [2, 2, 2],
      ],
    },
  ],
  layerMix: [{ inputs: [[3], [3], [3]] }, { inputs: [[2]] }],
  gate: [
    { inputs: [[4], [3], [3], [3]] },
    {
      options: { bias: false },
      inputs: [
        [2, 2],
        [2, 1],
        [2, 1],
      ],
    },
  ],
  dselectK: [
    { inputs: [[4], [3], [3], [3]] },
    { options: { k: 1 }, inputs: [[3], [2], [2], [2], [2]] },
    { options: { entropy: 0.3 }, inputs: [[3], [2], [2], [2], [2]] },
    { options: { k: 2 }, inputs: [[2], [3]] },
  ],
  branchChoice: [
    { options: { pick: 'soft' }, inputs: [[3], [3], [3]] },
    {
      options: { pick: 'fixed' },
      inputs: [
        [2, 2],
        [2, 2],
      ],
    },
  ],
  attentionMask: [
    { options: { units: 3 }, inputs: [[3], [2]] },
    {
      options: { units: 2 },
      inputs: [
        [2, 2, 2],
        [2, 2, 1],
        [2, 2, 2],
      ],
    },
  ],
  taskAttention: [
    { options: { units: 2 }, inputs: [[3], [3]] },
    { options: { towers: 3, units: 2 }, inputs: [[2], [2], [2]] },
  ],
  taskGraph: [
    { options: { activation: 'tanh' }, inputs: [[3], [3]] },
    { options: { towers: 3, activation: 'linear' }, inputs: [[2], [2], [2]] },
  ],
  batchNorm: [{ inputs: [[3]] }, { inputs: [[2, 3]] }, { inputs: [[2, 2, 2]] }],
  layerNorm: [{ inputs: [[4]] }, { inputs: [[2, 3]] }, { inputs: [[2, 2, 3]] }],
  selfAttention: [
    { options: { heads: 2 }, inputs: [[3, 4]] },
    { options: { heads: 1 }, inputs: [[2, 3]] },
  ],
  gru: [
    { options: { units: 3 }, inputs: [[4, 2]] },
    { options: { units: 1 }, inputs: [[1, 3]] },
  ],
  graphConv: [
    { options: { units: 2, activation: 'tanh' }, inputs: [[4, 3]] },
    { options: { units: 2, graph: 'ring', activation: 'linear' }, inputs: [[4, 2]] },
    { options: { units: 2, graph: 'all', activation: 'linear' }, inputs: [[3, 2]] },
  ],
  productHead: [
    { options: { task: 'binary' }, inputs: [[1], [1]] },
    { options: { task: 'binary' }, inputs: [[1], [1], [1]] },
  ],
  stopGradient: [{ inputs: [[3]] }],
  head: TASKS.map(({ id }) => ({ options: { task: id }, inputs: [[4]] })),
};

export interface Prepared {
  readonly spec: LayerSpec;
  readonly options: Options;
  readonly context: ShapeContext;
  readonly inputs: readonly { readonly shape: Shape; readonly values: Float32Array }[];
  readonly parameters: readonly { readonly name: string; readonly shape: Shape; readonly values: Float32Array }[];
  readonly outputShapes: readonly Shape[];
  readonly differentiable: boolean;
}
const size = (shape: Shape): number => shape.reduce((product, n) => product * n, 1);
/** Batch of 3: some stock kernels go wrong only for two rows or more. */
export const BATCH = 3;

/** Values in [-1, 1], all different by at least 1 / n, so that no maximum is tied. */
function spread(count: number, stream: string): Float32Array {
  const order = createRng(7, stream).permutation(count);
  return Float32Array.from(order, (place) => (2 * (place + 0.5)) / count - 1);
}

/** @throws Error when the case does not fit the layer: a fault of the case */
export function prepare(spec: LayerSpec, layerCase: LayerCase): Prepared {
  const options = withDefaults(spec.fields, layerCase.options ?? {});
  const first = layerCase.inputs[0] ?? [];
  const source: InputDef = layerCase.carried ?? { id: 'x', kind: 'vector', shape: first };
  const context = { inputs: [source], tasks: TASKS, carried: [layerCase.carried] };
  const wires = spec.category === 'source' ? [] : layerCase.inputs;
  const result = spec.inferShape(wires, options, context);
  if (!result.ok) throw new Error(`${spec.kind}: ${result.fault.code} ${JSON.stringify(result.fault.params)}`);
  const { ids } = layerCase;
  return {
    spec,
    options,
    context,
    inputs: layerCase.inputs.map((shape, index) => {
      const count = BATCH * size(shape);
      const rng = createRng(3, `${index}`);
      const values =
        ids === undefined ? spread(count, `${index}`) : Float32Array.from({ length: count }, () => rng.below(ids));
      return { shape: [BATCH, ...shape], values };
    }),
    // Statistics take no part while training.
    parameters: spec
      .parameters(wires, options, context)
      .filter(({ statistic }) => !statistic)
      .map(({ name, shape }) => ({
        name,
        shape,
        values: spread(size(shape), name),
      })),
    outputShapes: result.shapes,
    differentiable: ids === undefined,
  };
}

type Constant = (values: Float32Array, shape: Shape) => TensorRef;
/** The outputs of a case on any operations, with `constant` for the dropout mask. */
export function forwardWith(
  ops: Ops,
  { spec, options, inputs, parameters }: Prepared,
  tensors: readonly TensorRef[],
  constant: Constant,
  penalise?: (value: TensorRef) => void,
): readonly TensorRef[] {
  const context: ForwardContext = {
    training: true,
    mask: (rate, shape) => {
      const rng = createRng(hash32('mask'), 'mask');
      const draw = () => (rng.uniform() < rate ? 0 : 1 / (1 - rate));
      return constant(Float32Array.from({ length: size(shape) }, draw), shape);
    },
    fresh: (shape, fill) => {
      const values = new Float32Array(size(shape));
      fill(values, { step: 0, rng: createRng(5, 'fresh') });
      return constant(values, shape);
    },
    ...(penalise ? { penalise } : {}),
  };
  const named = Object.fromEntries(
    parameters.map(({ name }, index) => [name, tensors[inputs.length + index] as TensorRef]),
  );
  return spec.forward(ops, named, tensors.slice(0, inputs.length), options, context);
}
/** Weights of the fixed random scalar of all outputs. */
export const scoreWeights = (count: number, output: number): Float32Array => spread(count, `out${output}`);

/** The outputs of a case; the caller disposes (or tidies). */
export function forward(
  ops: Ops,
  prepared: Prepared,
  tensors: readonly Tensor[],
  penalise?: (value: TensorRef) => void,
): readonly Tensor[] {
  return forwardWith(ops, prepared, tensors, (values, shape) => tensor(values, [...shape]), penalise) as Tensor[];
}

/** A fixed random scalar of all outputs, and the layer's penalties. */
function score(ops: Ops, prepared: Prepared, tensors: readonly Tensor[]): Tensor {
  const penalties: Tensor[] = [];
  const outputs = forward(ops, prepared, tensors, (value) => penalties.push(value as Tensor));
  const parts = outputs.map((output, index) =>
    sum(mul(output, tensor(scoreWeights(output.size, index), output.shape))),
  );
  return [...parts, ...penalties].reduce((total, part) => ops.add(total, part) as Tensor);
}
const sources = (prepared: Prepared) => [...prepared.inputs, ...prepared.parameters];
const upload = (prepared: Prepared): Tensor[] =>
  sources(prepared).map(({ values, shape }) => tensor(values.slice(), [...shape]));

export function scoreAt(ops: Ops, prepared: Prepared): number {
  return tidy(() => score(ops, prepared, upload(prepared)).dataSync()[0] as number);
}
/** Gradient of the score for every input and parameter, in that order. */
export function gradientsOf(ops: Ops, prepared: Prepared): Float32Array[] {
  return tidy(() => {
    const found = grads((...xs: Tensor[]) => score(ops, prepared, xs) as never)(upload(prepared));
    return found.map((gradient) => Float32Array.from(gradient.dataSync()));
  });
}
export function outputsOf(ops: Ops, prepared: Prepared): { shape: number[]; values: Float32Array }[] {
  return tidy(() =>
    forward(ops, prepared, upload(prepared)).map((output) => ({
      shape: [...output.shape],
      values: Float32Array.from(output.dataSync()),
    })),
  );
}
export function displayOf(ops: Ops, prepared: Prepared): { shape: number[]; values: Float32Array } {
  return tidy(() => {
    const all = upload(prepared);
    const inputs = all.slice(0, prepared.inputs.length);
    const named = Object.fromEntries(
      prepared.parameters.map(({ name }, i) => [name, all[prepared.inputs.length + i] as Tensor]),
    );
    const { display } = prepared.spec;
    if (!display) throw new Error(`${prepared.spec.kind} shows nothing`);
    const found = display.values(ops, named, inputs, prepared.options);
    const shown = (display.batched ? ops.mean(found, [0]) : found) as Tensor;
    return { shape: [...shown.shape], values: Float32Array.from(shown.dataSync()) };
  });
}
export const tensorCount = (): number => memory().numTensors;
