/** Edits of one model's wiring: nodes, wires, options, labels, positions, paste. */
import { analyseModel, checkConnection } from '../graph/analyse.ts';
import { portsOf } from '../layers/common.ts';
import { layers } from '../layers/index.ts';
import type { LayerSpec, PortSpec } from '../layers/layer.ts';
import { error, fail, ok, type Result } from '../result.ts';
import { outlineOf } from '../scenarios/outline.ts';
import type { Edit, NewEdge, NewNode } from './edit.ts';
import {
  appendEdges,
  forgetNodes,
  freshEdgeId,
  freshNodeId,
  noSuchNode,
  withNode,
  withOption,
  without,
} from './editTools.ts';
import {
  type DataSpec,
  type Edge,
  LIMITS,
  type ModelSpec,
  type NodeId,
  type Point,
  type WiringNode,
} from './experiment.ts';

type Of<Type extends Edit['type']> = Extract<Edit, { readonly type: Type }>;

export const headKey = (task: string): string => `head:${task}`;
/** The task field of a kind, if it has one (the head). */
export const taskField = (kind: string): string | undefined =>
  layers.find(kind)?.fields.find((field) => field.type === 'task')?.name;

function makeNode(model: ModelSpec, node: NewNode): Result<WiringNode> {
  const { nodes } = model.wiring;
  const spec = layers.find(node.kind);
  if (!spec) return fail(error('edit.unknownLayer', { found: node.kind }, { model: model.id }));
  if (nodes.length >= LIMITS.nodesPerModel) {
    return fail(error('edit.tooManyNodes', { expected: LIMITS.nodesPerModel }, { model: model.id }));
  }
  if (node.id !== undefined && nodes.some((other) => other.id === node.id)) {
    return fail(error('edit.idTaken', { found: node.id }, { model: model.id }));
  }
  let options: WiringNode['options'] = {};
  for (const [name, value] of Object.entries(node.options ?? {})) {
    const next = withOption(spec.fields, options, name, value);
    if (!next.ok) return next;
    options = next.value;
  }
  const id = node.id ?? freshNodeId(node.kind, nodes);
  const task = options[taskField(node.kind) ?? ''];
  const initKey = node.initKey ?? (typeof task === 'string' && task !== '' ? headKey(task) : id);
  return ok({ id, kind: node.kind, options, initKey, ...(node.label === undefined ? {} : { label: node.label }) });
}
const put = (model: ModelSpec, node: WiringNode, at: Point): ModelSpec => ({
  ...model,
  wiring: { ...model.wiring, nodes: [...model.wiring.nodes, node] },
  positions: { ...model.positions, [node.id]: at },
});
export function addNode(model: ModelSpec, edit: Of<'addNode'>): Result<ModelSpec> {
  const node = makeNode(model, edit.node);
  return node.ok ? ok(put(model, node.value, edit.at)) : node;
}

export function removeNodes(model: ModelSpec, edit: Of<'removeNodes'>): Result<ModelSpec> {
  const gone = new Set(edit.nodes);
  const { nodes, edges } = model.wiring;
  const missing = edit.nodes.find((id) => !nodes.some((node) => node.id === id));
  if (missing !== undefined) return fail(noSuchNode(model.id, missing));
  return ok({
    ...model,
    wiring: {
      nodes: nodes.filter((node) => !gone.has(node.id)),
      edges: edges.filter((edge) => !gone.has(edge.source) && !gone.has(edge.target)),
    },
    positions: without(model.positions, (id) => gone.has(id)),
    ...forgetNodes(model, gone),
  });
}

export function setNodeOption(model: ModelSpec, edit: Of<'setNodeOption'>): Result<ModelSpec> {
  const changed = withNode(model, edit.node, (node) => {
    const options = withOption(layers.get(node.kind).fields, node.options, edit.name, edit.value);
    if (!options.ok) {
      return fail({ ...options.issue, where: { model: model.id, node: node.id, field: edit.name } });
    }
    // A head's values are drawn by task, so that the same task's heads in two models start equal.
    const byTask = edit.name === taskField(node.kind) && typeof edit.value === 'string' && edit.value !== '';
    return ok({ ...node, options: options.value, ...(byTask ? { initKey: headKey(String(edit.value)) } : {}) });
  });
  return changed.ok ? ok(withoutLostPorts(changed.value, edit.node)) : changed;
}
/** Wires on ports that the node's options no longer give it go with them. */
function withoutLostPorts(model: ModelSpec, id: NodeId): ModelSpec {
  const node = model.wiring.nodes.find((candidate) => candidate.id === id);
  const spec = node && layers.find(node.kind);
  if (!node || !spec?.ports) return model;
  const { inputs, outputs } = portsOf(spec, node.options);
  const has = (ports: readonly PortSpec[], port: string): boolean => ports.some((candidate) => candidate.id === port);
  const edges = model.wiring.edges.filter(
    (edge) =>
      (edge.source !== id || has(outputs, edge.sourcePort)) && (edge.target !== id || has(inputs, edge.targetPort)),
  );
  return edges.length === model.wiring.edges.length ? model : { ...model, wiring: { ...model.wiring, edges } };
}
export function setNodeLabel(model: ModelSpec, edit: Of<'setNodeLabel'>): Result<ModelSpec> {
  return withNode(model, edit.node, ({ label: _, ...node }) =>
    ok(edit.label === undefined || edit.label.trim() === '' ? node : { ...node, label: edit.label }),
  );
}

export function connect(model: ModelSpec, edge: NewEdge, data: DataSpec): Result<ModelSpec> {
  const { nodes, edges } = model.wiring;
  for (const id of [edge.source, edge.target]) {
    if (!nodes.some((node) => node.id === id)) return fail(noSuchNode(model.id, id));
  }
  if (edges.length >= LIMITS.edgesPerModel) {
    return fail(error('edit.tooManyEdges', { expected: LIMITS.edgesPerModel }, { model: model.id }));
  }
  if (edge.id !== undefined && edges.some((other) => other.id === edge.id)) {
    return fail(error('edit.idTaken', { found: edge.id }, { model: model.id }));
  }
  const issue = checkConnection(model, data, outlineOf(data), edge);
  if (issue) return fail(issue);
  const wire: Edge = { ...edge, id: edge.id ?? freshEdgeId(edges) };
  return ok({ ...model, wiring: { nodes, edges: [...edges, wire] } });
}
export function removeEdges(model: ModelSpec, edit: Of<'removeEdges'>): Result<ModelSpec> {
  const gone = new Set(edit.edges);
  const { nodes, edges } = model.wiring;
  const missing = edit.edges.find((id) => !edges.some((edge) => edge.id === id));
  if (missing !== undefined) return fail(error('edit.noSuchEdge', { found: missing }, { model: model.id }));
  return ok({ ...model, wiring: { nodes, edges: edges.filter((edge) => !gone.has(edge.id)) } });
}

const firstPort = (spec: LayerSpec, side: 'inputs' | 'outputs'): string | undefined => spec[side][0]?.id;
const noPort = (model: ModelSpec, kind: string, side: 'inputs' | 'outputs') =>
  fail(error(side === 'inputs' ? 'edit.takesNoInput' : 'edit.givesNoOutput', { kind }, { model: model.id }));

/** The wire is cut and its ends are joined to the new node; what came in order on a port stays in order. */
export function insertOnEdge(model: ModelSpec, edit: Of<'insertOnEdge'>): Result<ModelSpec> {
  const { edges } = model.wiring;
  const index = edges.findIndex((edge) => edge.id === edit.edge);
  const cut = edges[index];
  if (!cut) return fail(error('edit.noSuchEdge', { found: edit.edge }, { model: model.id }));
  const node = makeNode(model, edit.node);
  if (!node.ok) return node;
  const spec = layers.get(node.value.kind);
  const [into, out] = [firstPort(spec, 'inputs'), firstPort(spec, 'outputs')];
  if (into === undefined) return noPort(model, spec.kind, 'inputs');
  if (out === undefined) return noPort(model, spec.kind, 'outputs');
  const id = node.value.id;
  const after: Edge = { ...cut, source: id, sourcePort: out };
  const others = edges.with(index, after);
  const before = { source: cut.source, sourcePort: cut.sourcePort, target: id, targetPort: into };
  const placed = put(model, node.value, edit.at);
  return ok({ ...placed, wiring: { ...placed.wiring, edges: appendEdges(others, [before]) } });
}

export function addConnected(model: ModelSpec, edit: Of<'addConnected'>, data: DataSpec): Result<ModelSpec> {
  const node = makeNode(model, edit.node);
  if (!node.ok) return node;
  const { from } = edit;
  const spec = layers.get(node.value.kind);
  const side = from.side === 'source' ? 'inputs' : 'outputs';
  const port = firstPort(spec, side);
  if (port === undefined) return noPort(model, spec.kind, side);
  const wire =
    from.side === 'source'
      ? { source: from.node, sourcePort: from.port, target: node.value.id, targetPort: port }
      : { source: node.value.id, sourcePort: port, target: from.node, targetPort: from.port };
  return connect(put(model, node.value, edit.at), wire, data);
}

export function paste(model: ModelSpec, { fragment, offset }: Of<'paste'>): Result<ModelSpec> {
  if (fragment.nodes.length === 0) return fail(error('edit.nothingToPaste', {}, { model: model.id }));
  const names = new Map<NodeId, NodeId>();
  let pasted = model;
  for (const original of fragment.nodes) {
    const { id, ...rest } = original;
    const node = makeNode(pasted, rest);
    if (!node.ok) return node;
    names.set(id, node.value.id);
    const at = fragment.positions[id] ?? { x: 0, y: 0 };
    pasted = put(pasted, node.value, { x: at.x + offset.x, y: at.y + offset.y });
  }
  const wires = fragment.edges.flatMap(({ id: _, ...edge }) => {
    const [source, target] = [names.get(edge.source), names.get(edge.target)];
    return source !== undefined && target !== undefined ? [{ ...edge, source, target }] : [];
  });
  if (pasted.wiring.edges.length + wires.length > LIMITS.edgesPerModel) {
    return fail(error('edit.tooManyEdges', { expected: LIMITS.edgesPerModel }, { model: model.id }));
  }
  return ok({ ...pasted, wiring: { ...pasted.wiring, edges: appendEdges(pasted.wiring.edges, wires) } });
}

export function move(model: ModelSpec, { positions }: Of<'move'>): Result<ModelSpec> {
  const known = new Set(model.wiring.nodes.map((node) => node.id));
  const missing = (Object.keys(positions) as NodeId[]).find((id) => !known.has(id));
  if (missing !== undefined) return fail(noSuchNode(model.id, missing));
  return ok({ ...model, positions: { ...model.positions, ...positions } });
}

/** Nodes with trainable parameters, as far as the wiring lets it be known. */
export function nodesWithParameters(model: ModelSpec, data: DataSpec): ReadonlySet<NodeId> {
  const { nodes } = analyseModel(model, data, outlineOf(data));
  return new Set([...nodes].filter(([, node]) => node.parameterCount > 0).map(([id]) => id));
}
