/**
 * Gestures to Edits: pure functions of the document. What a gesture means is decided here, so that the pointer, the
 * keyboard, the menus and the tests all do the same.
 */
import { applyEdit } from '../../core/experiment/applyEdit.ts';
import type { Edit, Fragment, NewEdge, NewNode } from '../../core/experiment/edit.ts';
import type {
  DataSpec,
  EdgeId,
  Experiment,
  ModelId,
  ModelSpec,
  NodeId,
  Point,
  TieId,
} from '../../core/experiment/experiment.ts';
import { checkConnection } from '../../core/graph/analyse.ts';
import type { ModelAnalysis } from '../../core/graph/analysis.ts';
import type { Issue } from '../../core/result.ts';
import type { ScenarioOutline } from '../../core/scenarios/scenario.ts';
import { autoLayout, COLUMN_GAP, positionsOf } from './autoLayout.ts';
import { boundsOf, cardBoxes, freeSpot, type Positions, sizeOf } from './geometry.ts';

/** How far from the original a copy is put, px. */
export const DUPLICATE_OFFSET: Point = { x: 28, y: 28 };
const OCCUPIED = 'connect.occupied';
export const modelOf = (experiment: Experiment, id: ModelId | undefined): ModelSpec | undefined =>
  experiment.models.find((model) => model.id === id);

/** Why a wire may not be drawn. A wire onto a taken port replaces the one that is there, so that is no reason. */
export function whyNot(model: ModelSpec, data: DataSpec, outline: ScenarioOutline, edge: NewEdge): Issue | undefined {
  const issue = checkConnection(model, data, outline, edge);
  return issue?.code === OCCUPIED ? undefined : issue;
}

/** Draws a wire; what occupied the port goes in the same undo step. */
export function connectEdit(model: ModelSpec, data: DataSpec, outline: ScenarioOutline, edge: NewEdge): Edit {
  const connect: Edit = { type: 'connect', model: model.id, edge };
  const issue = checkConnection(model, data, outline, edge);
  if (issue?.code !== OCCUPIED) return connect;
  const occupants = model.wiring.edges
    .filter((wire) => wire.target === edge.target && wire.targetPort === edge.targetPort)
    .map((wire) => wire.id);
  return { type: 'batch', edits: [{ type: 'removeEdges', model: model.id, edges: occupants }, connect] };
}

export interface Selected {
  readonly model: ModelId | undefined;
  readonly nodes: readonly NodeId[];
  readonly edges: readonly EdgeId[];
  readonly tie: TieId | undefined;
}
/** One undo step for all that is selected, or `undefined` where nothing is. */
export function deleteEdit({ model, nodes, edges, tie }: Selected): Edit | undefined {
  if (model === undefined) return undefined;
  const edits: Edit[] = [];
  if (tie !== undefined) edits.push({ type: 'removeTie', model, tie });
  if (edges.length > 0) edits.push({ type: 'removeEdges', model, edges });
  if (nodes.length > 0) edits.push({ type: 'removeNodes', model, nodes });
  return batchOf(edits);
}
const batchOf = (edits: readonly Edit[]): Edit | undefined => (edits.length > 1 ? { type: 'batch', edits } : edits[0]);

/** Moves nodes; a model whose positions were computed gets all of them written down, so that the rest stays put. */
export function moveEdit(model: ModelSpec, moved: Positions): Edit {
  const complete = model.wiring.nodes.every((node) => model.positions[node.id] !== undefined);
  return { type: 'move', model: model.id, positions: complete ? moved : { ...positionsOf(model), ...moved } };
}
export function nudgeEdit(model: ModelSpec, nodes: readonly NodeId[], by: Point): Edit {
  const positions = positionsOf(model);
  return moveEdit(
    model,
    Object.fromEntries(
      nodes.map((id) => {
        const at = positions[id] ?? { x: 0, y: 0 };
        return [id, { x: at.x + by.x, y: at.y + by.y }];
      }),
    ),
  );
}
export const layoutEdit = (model: ModelSpec): Edit => ({ type: 'move', model: model.id, positions: autoLayout(model) });

/** The edit, followed by a fresh layout of the models it touched: one undo step. Refused edits are left as they are. */
export function withLayout(experiment: Experiment, edit: Edit, models: readonly ModelId[]): Edit {
  const result = applyEdit(experiment, edit);
  if (!result.ok) return edit;
  const layouts = models.flatMap((id) => {
    const model = modelOf(result.value, id);
    return model ? [layoutEdit(model)] : [];
  });
  return { type: 'batch', edits: [edit, ...layouts] };
}

/** A new layer where the palette was clicked: to the right of what is selected, else of everything, on a free spot. */
export function addEdit(model: ModelSpec, node: NewNode, beside: NodeId | undefined, at?: Point): Edit {
  const positions = positionsOf(model);
  if (at) return { type: 'addNode', model: model.id, node, at };
  const anchor = beside === undefined ? undefined : positions[beside];
  const anchorKind = model.wiring.nodes.find((candidate) => candidate.id === beside)?.kind;
  const bounds = boundsOf(cardBoxes(model, positions));
  const wanted =
    anchor && anchorKind
      ? { x: anchor.x + sizeOf(anchorKind).width + COLUMN_GAP, y: anchor.y }
      : { x: bounds?.x ?? 0, y: bounds ? bounds.y + bounds.height + 18 : 0 };
  return { type: 'addNode', model: model.id, node, at: freeSpot(model, positions, node.kind, wanted) };
}

/**
 * A layer between two others. What stands from the wire's target on moves right until the newcomer has room, in the same
 * undo step.
 */
export function insertEdit(model: ModelSpec, id: EdgeId, node: NewNode): Edit | undefined {
  const wire = model.wiring.edges.find((edge) => edge.id === id);
  const positions = positionsOf(model);
  const source = model.wiring.nodes.find((each) => each.id === wire?.source);
  const from = wire && positions[wire.source];
  const to = wire && positions[wire.target];
  if (!source || !from || !to) return undefined;
  const left = from.x + sizeOf(source.kind).width + COLUMN_GAP;
  const missing = Math.max(0, left + sizeOf(node.kind).width + COLUMN_GAP - to.x);
  const insert: Edit = {
    type: 'insertOnEdge',
    model: model.id,
    edge: id,
    node,
    at: { x: left, y: Math.round((from.y + to.y) / 2) },
  };
  const later = model.wiring.nodes.filter((each) => each.id !== source.id && (positions[each.id]?.x ?? 0) >= to.x);
  if (missing === 0 || to.x <= from.x) return insert;
  const move = nudgeEdit(
    model,
    later.map((each) => each.id),
    { x: missing, y: 0 },
  );
  return { type: 'batch', edits: [move, insert] };
}

/** What copy takes: the selected nodes and the wires among them. */
export function fragmentOf(model: ModelSpec, nodes: readonly NodeId[]): Fragment {
  const chosen = new Set<string>(nodes);
  const positions = positionsOf(model);
  return {
    nodes: model.wiring.nodes.filter((node) => chosen.has(node.id)),
    edges: model.wiring.edges.filter((edge) => chosen.has(edge.source) && chosen.has(edge.target)),
    positions: Object.fromEntries(nodes.flatMap((id) => (positions[id] ? [[id, positions[id]]] : []))),
  };
}

/** Shared layers with parameters from the input on: the steps that the split point can stand after. */
export function sharedLayers(model: ModelSpec, analysis: ModelAnalysis): readonly NodeId[] {
  const order = analysis.plan?.nodes.map((node) => node.id) ?? model.wiring.nodes.map((node) => node.id);
  return order.filter((id) => {
    const found = analysis.nodes.get(id);
    return found !== undefined && found.parameterCount > 0 && found.tasks.length > 1;
  });
}
/** Private layers (no heads) that have a corresponding copy (same initKey) for another task, first ones first. */
export function shareableLayers(model: ModelSpec, analysis: ModelAnalysis): readonly NodeId[] {
  const order = analysis.plan?.nodes.map((node) => node.id) ?? model.wiring.nodes.map((node) => node.id);
  const byId = new Map(model.wiring.nodes.map((node) => [node.id, node]));
  const seen = new Set<string>();
  return order.filter((id) => {
    const node = byId.get(id);
    const found = analysis.nodes.get(id);
    if (!node || node.kind === 'head' || !found || found.parameterCount === 0 || seen.has(node.initKey)) return false;
    const copies = model.wiring.nodes.filter((other) => other.initKey === node.initKey);
    if (copies.length < 2) return false;
    seen.add(node.initKey);
    return true;
  });
}
/**
 * Moves the split point by whole layers (negative: towards the input, each task gets more of its own; positive: more is
 * shared) as one undo step with a fresh layout. `undefined` where nothing can move.
 */
export function splitPointEdit(
  experiment: Experiment,
  id: ModelId,
  steps: number,
  analyse: (experiment: Experiment, model: ModelSpec) => ModelAnalysis,
): Edit | undefined {
  const edits: Edit[] = [];
  let present = experiment;
  for (let i = 0; i < Math.abs(steps); i += 1) {
    const model = modelOf(present, id);
    if (!model) break;
    const analysis = analyse(present, model);
    const node = steps < 0 ? sharedLayers(model, analysis).at(-1) : shareableLayers(model, analysis)[0];
    if (node === undefined) break;
    const edit: Edit = { type: steps < 0 ? 'splitLayer' : 'shareLayer', model: id, node };
    const result = applyEdit(present, edit);
    if (!result.ok) break;
    edits.push(edit);
    present = result.value;
  }
  return edits.length === 0 ? undefined : withLayout(experiment, { type: 'batch', edits }, [id]);
}
