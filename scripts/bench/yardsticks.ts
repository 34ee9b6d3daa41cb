/**
 * What our steps are held against: LayersModel.trainOnBatch of tfjs-layers on the same backend, and a scalar network in
 * the way of TensorFlow Playground (objects per node and link, one example at a time, gradients collected over the
 * batch, plain SGD), written anew after its description.
 */
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { registerWasmKernels } from '../../src/engine/worker/tfjs/wasmKernels.ts';
import { type BenchModel, benchOf, MODELS, type ModelName } from './models.ts';
import type { Stepper } from './own.ts';

interface LayerOptions {
  readonly units: number;
  readonly activation: 'relu' | 'tanh';
  readonly filters: number;
  readonly dimension: number;
}
function layersOf(model: BenchModel): tf.LayersModel {
  const { input, trunk, heads } = model;
  const source = tf.input({ shape: [...input.shape] });
  let x: tf.SymbolicTensor = source;
  for (const [kind, options] of trunk) {
    const { units, activation, filters, dimension } = options as unknown as LayerOptions;
    const layer =
      kind === 'dense'
        ? tf.layers.dense({ units, activation })
        : kind === 'conv2d'
          ? tf.layers.conv2d({ filters, kernelSize: 3, padding: 'same', activation })
          : kind === 'maxPool'
            ? tf.layers.maxPooling2d({ poolSize: 2 })
            : kind === 'flatten'
              ? tf.layers.flatten()
              : kind === 'embedding'
                ? tf.layers.embedding({ inputDim: input.vocabulary ?? 1, outputDim: dimension })
                : tf.layers.globalAveragePooling1d({});
    x = layer.apply(x) as tf.SymbolicTensor;
  }
  const outputs = heads.map(({ kind, classes }) =>
    tf.layers
      .dense({ units: kind === 'binary' ? 1 : (classes ?? 1), activation: kind === 'binary' ? 'sigmoid' : 'softmax' })
      .apply(x),
  );
  return tf.model({ inputs: source, outputs: outputs as tf.SymbolicTensor[] });
}

/** @param kernels stock kernels, or ours for wasm */
export async function layersModelSteps(
  name: ModelName,
  backend: 'webgl' | 'wasm',
  kernels: 'stock' | 'ours',
): Promise<Stepper> {
  if (backend === 'wasm') {
    setWasmPaths({
      'tfjs-backend-wasm.wasm': plain,
      'tfjs-backend-wasm-simd.wasm': simd,
      'tfjs-backend-wasm-threaded-simd.wasm': threaded,
    });
    if (kernels === 'ours') registerWasmKernels();
  } else tf.env().set('SOFTWARE_WEBGL_ENABLED', true);
  await tf.setBackend(backend);
  await tf.ready();
  const model: BenchModel = MODELS[name];
  const net = layersOf(model);
  net.compile({
    optimizer: tf.train.adam(0.001, 0.9, 0.999, 1e-7),
    loss: model.heads.map(({ kind }) => (kind === 'binary' ? 'binaryCrossentropy' : 'sparseCategoricalCrossentropy')),
  });
  const { dataset, batch, outline } = benchOf(name);
  const size = model.input.shape.reduce((product, n) => product * n, 1);
  const { x: values } = dataset.train.inputs as { x: Float32Array };
  const x = tf.tensor(values.slice(0, batch * size), [batch, ...model.input.shape]);
  const ys = outline.tasks.map(({ id }) =>
    tf.tensor((dataset.train.labels[id] as Float32Array).slice(0, batch), [batch, 1]),
  );
  return {
    backend,
    async run(count) {
      for (let i = 0; i < count; i += 1) await net.trainOnBatch(x, ys);
    },
  };
}

interface Link {
  readonly from: Unit;
  weight: number;
  slope: number;
}
interface Unit {
  readonly links: Link[];
  readonly out: { readonly link: Link; readonly to: Unit }[];
  bias: number;
  biasSlope: number;
  output: number;
  inputSlope: number;
}
const unit = (): Unit => ({ links: [], out: [], bias: 0.1, biasSlope: 0, output: 0, inputSlope: 0 });

/** The same network: 2-8-8 tanh and two outputs, squared errors. */
export async function scalarSteps(batch: number): Promise<Stepper> {
  const layers = [2, 8, 8, 2].map((count) => Array.from({ length: count }, unit));
  for (const [l, layer] of layers.entries()) {
    for (const to of layer) {
      for (const from of layers[l - 1] ?? []) {
        const link = { from, weight: Math.sin(from.out.length + 3 * to.links.length + l), slope: 0 };
        to.links.push(link);
        from.out.push({ link, to });
      }
    }
  }
  const { dataset } = benchOf('tiny', { batch });
  const x = dataset.train.inputs.x as Float32Array;
  const ys = Object.values(dataset.train.labels) as Float32Array[];
  const inner = layers.slice(1);
  const [inputs, outputs] = [layers[0] as Unit[], layers.at(-1) as Unit[]];
  let row = 0;
  const example = (): void => {
    for (const [i, each] of inputs.entries()) each.output = x[2 * row + i] as number;
    for (const layer of inner) {
      for (const each of layer) {
        let total = each.bias;
        for (const link of each.links) total += link.weight * link.from.output;
        each.output = Math.tanh(total);
      }
    }
    for (let l = inner.length - 1; l >= 0; l -= 1) {
      for (const each of inner[l] as Unit[]) {
        let slope = 0;
        const task = outputs.indexOf(each);
        if (task >= 0) slope = each.output - (ys[task]?.[row] as number);
        else for (const { link, to } of each.out) slope += link.weight * to.inputSlope;
        each.inputSlope = slope * (1 - each.output * each.output);
        each.biasSlope += each.inputSlope;
        for (const link of each.links) link.slope += each.inputSlope * link.from.output;
      }
    }
    row = (row + 1) % dataset.train.rows;
  };
  const update = (): void => {
    for (const layer of inner) {
      for (const each of layer) {
        each.bias -= (0.03 * each.biasSlope) / batch;
        each.biasSlope = 0;
        for (const link of each.links) {
          link.weight -= (0.03 * link.slope) / batch;
          link.slope = 0;
        }
      }
    }
  };
  return {
    backend: 'scalar',
    async run(count) {
      for (let i = 0; i < count; i += 1) {
        for (let b = 0; b < batch; b += 1) example();
        update();
      }
    },
  };
}
