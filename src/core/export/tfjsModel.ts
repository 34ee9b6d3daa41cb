/**
 * A trained model as TensorFlow.js Layers reads it (`tf.loadLayersModel`): the topology as JSON, and all weights one after the
 * other as float32. Layers name their counterpart themselves (`LayerSpec.tfjs`); what has none is refused by name.
 */
import type { TfjsCode } from '../code.ts';
import type { PlanNode } from '../graph/modelPlan.ts';
import { layers } from '../layers/index.ts';
import type { LayerSpec } from '../layers/layer.ts';
import { error, fail, ok, type Result } from '../result.ts';
import { codeContext, type ModelForCode, nodeName, wires } from './exportable.ts';

export interface TfjsModel {
  /** model.json */
  readonly json: string;
  /** weights.bin */
  readonly weights: Uint8Array;
}

/** What TensorFlow.js calls the weights of its layers, in the order of our parameters. */
const KERNEL_AND_BIAS = ['kernel', 'bias'];
const WEIGHTS: Readonly<Record<string, readonly string[]>> = {
  Dense: KERNEL_AND_BIAS,
  Conv1D: KERNEL_AND_BIAS,
  Conv2D: KERNEL_AND_BIAS,
  Embedding: ['embeddings'],
  BatchNormalization: ['gamma', 'beta', 'moving_mean', 'moving_variance'],
  LayerNormalization: ['gamma', 'beta'],
};

/** With `flat` two layers: the one with the weights, and one of the node's own name behind it. */
const weighed = (model: ModelForCode, node: PlanNode, { flat }: TfjsCode): string =>
  `${nodeName(model, node.id)}${flat ? '_each' : ''}`;
/** Layer, which of its calls, which of that call's outputs, and nothing more. */
type Wire = readonly [layer: string, call: number, output: number, rest: object];
const layerJson = (name: string, { className, config }: TfjsCode, calls: readonly (readonly Wire[])[]): object => ({
  class_name: className,
  name,
  config: { name, trainable: true, ...config },
  inbound_nodes: calls,
});
function layersJson(model: ModelForCode, node: PlanNode, code: TfjsCode): object[] {
  const wires = node.inputs.map(({ node: source, output }): Wire => [nodeName(model, source), output, 0, {}]);
  const calls = code.each ? wires.map((wire) => [wire]) : [wires];
  const own = layerJson(weighed(model, node, code), code, wires.length === 0 ? [] : calls);
  if (!code.flat) return [own];
  const flat = { className: 'Flatten', config: {} };
  return [own, layerJson(nodeName(model, node.id), flat, [[[weighed(model, node, code), 0, 0, {}]]])];
}
const inputCode = ({ outputShapes: [shape = []] }: PlanNode): TfjsCode => ({
  className: 'InputLayer',
  config: { batch_input_shape: [null, ...shape] as unknown as readonly number[], dtype: 'float32', sparse: false },
});

/** @param values in frozen order */
export function tfjsModel(model: ModelForCode, values: readonly Float32Array[]): Result<TfjsModel> {
  const { plan, spec, className } = model;
  const topology: object[] = [];
  const specs: object[] = [];
  const numbers: Float32Array[] = [];
  for (const node of plan.nodes) {
    const layer: LayerSpec = layers.get(node.kind);
    const code =
      layer.category === 'source' ? inputCode(node) : layer.tfjs?.(codeContext(model, node, wires(model, node)));
    if (!code || 'refused' in code) {
      const about = { node: node.id, kind: node.kind };
      return fail(error(code?.refused ?? 'export.tfjs.layer', about, { model: spec.id, node: node.id }));
    }
    topology.push(...layersJson(model, node, code));
    node.parameters.forEach((index, place) => {
      const name = `${weighed(model, node, code)}/${WEIGHTS[code.className]?.[place]}`;
      specs.push({ name, shape: plan.parameters[index]?.shape, dtype: 'float32' });
      numbers.push(values[index] ?? new Float32Array());
    });
  }
  const place = (id: PlanNode['id']): [string, number, number] => [nodeName(model, id), 0, 0];
  const config = {
    name: className,
    layers: topology,
    input_layers: plan.nodes.filter(({ inputs }) => inputs.length === 0).map(({ id }) => place(id)),
    output_layers: plan.heads.map(({ node }) => place(node)),
  };
  const document = {
    format: 'layers-model',
    generatedBy: 'Braid',
    convertedBy: null,
    // Which output answers which task.
    userDefinedMetadata: { outputs: plan.heads.map(({ task }) => task) },
    modelTopology: { class_name: 'Model', config },
    weightsManifest: [{ paths: ['weights.bin'], weights: specs }],
  };
  const weights = new Uint8Array(numbers.reduce((sum, each) => sum + each.byteLength, 0));
  let at = 0;
  for (const each of numbers) {
    weights.set(new Uint8Array(each.buffer, each.byteOffset, each.byteLength), at);
    at += each.byteLength;
  }
  return ok({ json: `${JSON.stringify(document, undefined, 1)}\n`, weights });
}
