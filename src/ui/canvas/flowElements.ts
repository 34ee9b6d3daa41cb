/**
 * From the document and what is derived from it to the nodes and edges of the editor library, and nothing else.
 * The library's types stay in this folder.
 */
import type { Edge as FlowEdge, Node as FlowNode, NodeHandle } from '@xyflow/react';
import { Position } from '@xyflow/react';
import type { Edge, ModelSpec, NodeId, TaskId, WiringNode } from '../../core/experiment/experiment.ts';
import type { ModelAnalysis, NodeAnalysis } from '../../core/graph/analysis.ts';
import { portsOf } from '../../core/layers/common.ts';
import { layers } from '../../core/layers/index.ts';
import type { PortSpec } from '../../core/layers/layer.ts';
import type { Shape } from '../../core/ops.ts';
import type { ScenarioOutline } from '../../core/scenarios/scenario.ts';
import { FOLD_SIZE, type FoldedGroup, foldNode } from './folding.ts';
import { sizeOf } from './geometry.ts';
import { flowId, laneId } from './ids.ts';
import { type Lane, toCanvas } from './lanes.ts';

export type LayerData = {
  readonly model: ModelSpec;
  readonly modelIndex: number;
  readonly node: WiringNode;
  readonly analysis: NodeAnalysis | undefined;
  /** Places of the tasks in the scenario's list: hue and letter. */
  readonly tasks: readonly number[];
};
export type FoldData = {
  readonly model: ModelSpec;
  readonly group: FoldedGroup;
  readonly tasks: readonly number[];
  readonly parameters: number;
};
export type LaneData = { readonly lane: Lane; readonly analysis: ModelAnalysis | undefined };
export type WireData = {
  readonly model: ModelSpec;
  readonly edge: Edge;
  readonly tasks: readonly number[];
  readonly shape: Shape | undefined;
};
export type LayerFlowNode = FlowNode<LayerData, 'layer'>;
export type LaneFlowNode = FlowNode<LaneData, 'lane'>;
export type FoldFlowNode = FlowNode<FoldData, 'fold'>;
export type CanvasNode = LayerFlowNode | LaneFlowNode | FoldFlowNode;
export type WireFlowEdge = FlowEdge<WireData, 'wire'>;

/** Height of a port above or below the middle of its side, by place among `count`. */
export const portTop = (height: number, place: number, count: number): number => (height * (place + 0.5)) / count;
const PORT = 12;

function handles(node: WiringNode): NodeHandle[] {
  const spec = layers.find(node.kind);
  const { width, height } = sizeOf(node.kind);
  const side = (ports: readonly PortSpec[], type: 'source' | 'target'): NodeHandle[] =>
    ports.map((port, i) => ({
      id: port.id,
      type,
      position: type === 'source' ? Position.Right : Position.Left,
      x: (type === 'source' ? width : 0) - PORT / 2,
      y: portTop(height, i, ports.length) - PORT / 2,
      width: PORT,
      height: PORT,
    }));
  const { inputs, outputs } = spec ? portsOf(spec, node.options) : { inputs: [], outputs: [] };
  return [...side(inputs, 'target'), ...side(outputs, 'source')];
}

/** The editor would have a card read as 'node' and a wire as 'edge', in English: their own names say what they are. */
const SAID_BY_NAME = { 'aria-roledescription': undefined } as const;

export interface ElementNames {
  node(node: WiringNode, model: ModelSpec, tasks: readonly number[]): string;
  edge(edge: Edge, model: ModelSpec, tasks: readonly number[]): string;
  fold(group: FoldedGroup, model: ModelSpec, tasks: readonly number[]): string;
}
const indexesOf = (outline: ScenarioOutline, tasks: readonly TaskId[]): number[] =>
  tasks.map((task) => outline.tasks.findIndex((candidate) => candidate.id === task)).filter((index) => index >= 0);

export function laneNodes(lanes: readonly Lane[], analyses: ReadonlyMap<string, ModelAnalysis>): LaneFlowNode[] {
  return lanes.map((lane) => ({
    id: laneId(lane.model.id),
    type: 'lane',
    position: { x: lane.x, y: lane.y },
    width: lane.width,
    height: lane.height,
    measured: { width: lane.width, height: lane.height },
    draggable: false,
    selectable: false,
    focusable: false,
    connectable: false,
    zIndex: -1,
    domAttributes: SAID_BY_NAME,
    data: { lane, analysis: analyses.get(lane.model.id) },
  }));
}

export function layerNodes(
  lane: Lane,
  analysis: ModelAnalysis | undefined,
  outline: ScenarioOutline,
  names: ElementNames,
  hidden: ReadonlySet<NodeId>,
): LayerFlowNode[] {
  const { model } = lane;
  const heights = heightsOfProblems(lane, analysis);
  return model.wiring.nodes.flatMap((node) => {
    if (hidden.has(node.id)) return [];
    const found = analysis?.nodes.get(node.id);
    const tasks = indexesOf(outline, found?.tasks ?? []);
    const size = sizeOf(node.kind);
    return {
      id: flowId(model.id, node.id),
      type: 'layer' as const,
      position: toCanvas(lane, lane.positions[node.id] ?? { x: 0, y: 0 }),
      ...size,
      measured: size,
      zIndex: heights.get(node.id) ?? 0,
      handles: handles(node),
      ariaRole: 'group',
      ariaLabel: names.node(node, model, tasks),
      domAttributes: SAID_BY_NAME,
      data: { model, modelIndex: lane.index, node, analysis: found, tasks },
    };
  });
}

/**
 * Messages hang below their cards and are drawn with them: cards with a problem lie above all others, and among them the
 * higher on the canvas above the lower, or the lower card would cover what is said of the higher one.
 */
function heightsOfProblems(lane: Lane, analysis: ModelAnalysis | undefined): Map<NodeId, number> {
  const y = (id: NodeId): number => lane.positions[id]?.y ?? 0;
  const ids = [...(analysis?.nodes ?? [])].flatMap(([id, found]) => (found.issues.length > 0 ? [id] : []));
  return new Map(ids.sort((a, b) => y(b) - y(a)).map((id, place) => [id, place + 1]));
}

/** One card per folded group, with one place where wires come in and one where they go out. */
export function foldNodesOf(
  lane: Lane,
  groups: readonly FoldedGroup[],
  analysis: ModelAnalysis | undefined,
  outline: ScenarioOutline,
  names: ElementNames,
): FoldFlowNode[] {
  const { model } = lane;
  const size = FOLD_SIZE;
  const end = (type: 'source' | 'target'): NodeHandle => ({
    id: type,
    type,
    position: type === 'source' ? Position.Right : Position.Left,
    x: (type === 'source' ? size.width : 0) - PORT / 2,
    y: (size.height - PORT) / 2,
    width: PORT,
    height: PORT,
  });
  return groups.map((group) => {
    const found = group.nodes.map((id) => analysis?.nodes.get(id));
    const tasks = [...new Set(found.flatMap((node) => indexesOf(outline, node?.tasks ?? [])))].sort((a, b) => a - b);
    const parameters = found.reduce((sum, node) => sum + (node?.parameterCount ?? 0), 0);
    return {
      id: flowId(model.id, foldNode(group)),
      type: 'fold',
      position: toCanvas(lane, group.corner),
      ...size,
      measured: size,
      handles: [end('target'), end('source')],
      connectable: false,
      ariaRole: 'group',
      ariaLabel: names.fold(group, model, tasks),
      domAttributes: SAID_BY_NAME,
      data: { model, group, tasks, parameters },
    };
  });
}

/** `cardOf`: the card that stands for a layer, where it is folded away. */
export function wireEdges(
  model: ModelSpec,
  analysis: ModelAnalysis | undefined,
  outline: ScenarioOutline,
  names: ElementNames,
  cardOf: ReadonlyMap<NodeId, NodeId>,
): WireFlowEdge[] {
  return model.wiring.edges.flatMap((edge) => {
    const [source, target] = [cardOf.get(edge.source), cardOf.get(edge.target)];
    if (source !== undefined && source === target) return [];
    const found = analysis?.edges.get(edge.id);
    const tasks = indexesOf(outline, found?.tasks ?? []);
    return {
      id: flowId(model.id, edge.id),
      type: 'wire' as const,
      source: flowId(model.id, source ?? edge.source),
      target: flowId(model.id, target ?? edge.target),
      sourceHandle: source === undefined ? edge.sourcePort : 'source',
      targetHandle: target === undefined ? edge.targetPort : 'target',
      ariaLabel: names.edge(edge, model, tasks),
      domAttributes: SAID_BY_NAME,
      data: { model, edge, tasks, shape: found?.shape },
    };
  });
}
