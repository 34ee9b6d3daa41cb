/**
 * Shapes: what every node takes in and puts out, followed from the inputs along the wires. A node that lacks a wire,
 * has a bad option or refuses its inputs has no output; what comes after it then waits, without a fault of its own.
 */
import type { NodeId } from '../experiment/experiment.ts';
import { checkOptions, type FieldFault, type Options, withDefaults } from '../fields.ts';
import { sizeOf } from '../layers/common.ts';
import type { LayerSpec, ParameterSpec, ShapeContext, ShapeFault } from '../layers/layer.ts';
import type { Shape } from '../ops.ts';
import type { InputDef, ScenarioOutline } from '../scenarios/scenario.ts';
import { outputIndex, type Topology, type TopologyNode } from './topology.ts';

export interface NodeShapes {
  /** Complete options, unknown ones left out. */
  readonly options: Options;
  readonly optionFaults: readonly FieldFault[];
  readonly missing: readonly string[];
  readonly fault: ShapeFault | undefined;
  readonly inputShapes: readonly Shape[] | undefined;
  readonly outputShapes: readonly Shape[] | undefined;
  readonly parameters: readonly ParameterSpec[];
  /** Trainable numbers: running statistics are none. */
  readonly parameterCount: number;
  readonly multiplyAdds: number;
}

/** Numbers of one row that a node may put out: keeps a chain of upsamples from asking for the whole memory. */
const MAX_OUTPUT = 1_000_000;

/** Complete options as the layer will read them, and what is wrong with those that were set. */
export function readOptions(spec: LayerSpec, options: Options): { options: Options; faults: FieldFault[] } {
  const known = Object.entries(options).filter(([name]) => spec.fields.some((field) => field.name === name));
  const complete = withDefaults(spec.fields, Object.fromEntries(known));
  return { options: complete, faults: checkOptions(spec.fields, options) };
}

/** Infers one node on given input shapes; used on drags too, where the wire does not exist yet. */
export function inferNode(
  spec: LayerSpec,
  options: Options,
  inputs: readonly Shape[],
  context: ShapeContext,
): { ok: true; shapes: readonly Shape[] } | { ok: false; fault: ShapeFault } {
  const result = spec.inferShape(inputs, options, context);
  if (!result.ok) return result;
  const large = result.shapes.find((shape) => sizeOf(shape) > MAX_OUTPUT);
  if (!large) return result;
  return { ok: false, fault: { code: 'shape.large', params: { found: sizeOf(large), expected: MAX_OUTPUT } } };
}

/** The scenario's input that a node hands on unchanged: only an input node does. */
function carriedBy(node: TopologyNode | undefined, outline: ScenarioOutline): InputDef | undefined {
  if (node?.spec?.category !== 'source') return undefined;
  const id = readOptions(node.spec, node.node.options).options.input;
  return outline.inputs.find((input) => input.id === id);
}

export function contextFor(
  sources: readonly NodeId[],
  topology: Pick<Topology, 'nodes'>,
  outline: ScenarioOutline,
): ShapeContext {
  const carried = sources.map((id) => carriedBy(topology.nodes.get(id), outline));
  return { inputs: outline.inputs, tasks: outline.tasks, carried };
}

/** Input ports without a wire. */
const missingPorts = ({ ports, incoming }: TopologyNode): string[] =>
  ports.inputs.filter((port) => !incoming.some((edge) => edge.targetPort === port.id)).map((port) => port.id);

function shapeNode(
  entry: TopologyNode,
  known: ReadonlyMap<NodeId, NodeShapes>,
  topology: Topology,
  outline: ScenarioOutline,
): NodeShapes {
  const nothing = { fault: undefined, outputShapes: undefined, parameters: [], parameterCount: 0, multiplyAdds: 0 };
  const { spec, incoming } = entry;
  if (!spec) return { ...nothing, options: {}, optionFaults: [], missing: [], inputShapes: undefined };
  const { options, faults } = readOptions(spec, entry.node.options);
  const missing = missingPorts(entry);
  const base = { ...nothing, options, optionFaults: faults, missing };
  const wires = incoming.map((edge) => {
    const port = outputIndex(topology.nodes.get(edge.source), edge.sourcePort);
    return known.get(edge.source)?.outputShapes?.[port];
  });
  const inputShapes = wires.every((shape) => shape !== undefined) ? wires : undefined;
  const bad = faults.some((fault) => fault.code !== 'option.unknown');
  if (missing.length > 0 || bad || !inputShapes) return { ...base, inputShapes };
  const context = contextFor(
    incoming.map((edge) => edge.source),
    topology,
    outline,
  );
  const result = inferNode(spec, options, inputShapes, context);
  if (!result.ok) return { ...base, inputShapes, fault: result.fault };
  const parameters = spec.parameters(inputShapes, options, context);
  return {
    ...base,
    inputShapes,
    outputShapes: result.shapes,
    parameters,
    parameterCount: parameters.reduce((sum, { shape, statistic }) => sum + (statistic ? 0 : sizeOf(shape)), 0),
    multiplyAdds: spec.multiplyAdds(inputShapes, result.shapes, options),
  };
}

/** Shapes of every node, in topological order; nodes on or behind a loop come last, without shapes. */
export function inferShapes(topology: Topology, outline: ScenarioOutline): Map<NodeId, NodeShapes> {
  const known = new Map<NodeId, NodeShapes>();
  for (const id of new Set([...topology.order, ...topology.nodes.keys()])) {
    const entry = topology.nodes.get(id);
    if (entry) known.set(id, shapeNode(entry, known, topology, outline));
  }
  return known;
}
