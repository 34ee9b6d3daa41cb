/**
 * Automatic layout by dagre (layered drawing after Sugiyama et al. 1981; Gansner et al. 1993): from the input on the
 * left to the heads on the right. Run only on command, after a sharing gesture, and for nodes without a position.
 */
import { Graph, layout } from '@dagrejs/dagre';
import type { ModelSpec, NodeId, Point } from '../../core/experiment/experiment.ts';
import { boundsOf, cardBoxes, type Positions, sizeOf } from './geometry.ts';

export const COLUMN_GAP = 46;
const ROW_GAP = 16;
/** Twins are joined by springs, which need room between the rows. */
const TIED_ROW_GAP = 54;

/** A place for every node of the model; the top left card is near (0, 0) and no two cards overlap. */
export function autoLayout(model: ModelSpec): Positions {
  const { nodes, edges } = model.wiring;
  const graph = new Graph({ multigraph: true });
  graph.setGraph({
    rankdir: 'LR',
    ranksep: COLUMN_GAP,
    nodesep: model.ties.length > 0 ? TIED_ROW_GAP : ROW_GAP,
    edgesep: 8,
    ranker: 'network-simplex',
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes) graph.setNode(node.id, { ...sizeOf(node.kind) });
  const known = new Set<string>(nodes.map((node) => node.id));
  for (const edge of edges) {
    if (known.has(edge.source) && known.has(edge.target)) graph.setEdge(edge.source, edge.target, {}, edge.id);
  }
  layout(graph);
  const centres = new Map<NodeId, Point>(
    nodes.map((node) => {
      const placed = graph.node(node.id) as unknown as Point;
      return [node.id, { x: placed.x, y: placed.y }];
    }),
  );
  const flip = headsUpsideDown(model, centres);
  const corners = nodes.map((node): [NodeId, Point] => {
    const centre = centres.get(node.id) ?? { x: 0, y: 0 };
    const { width, height } = sizeOf(node.kind);
    return [node.id, { x: centre.x - width / 2, y: (flip ? -centre.y : centre.y) - height / 2 }];
  });
  const left = Math.min(...corners.map(([, at]) => at.x));
  const top = Math.min(...corners.map(([, at]) => at.y));
  return Object.fromEntries(corners.map(([id, at]) => [id, { x: Math.round(at.x - left), y: Math.round(at.y - top) }]));
}

/** Heads should read A, B, C from top to bottom, in the order of the wiring. */
function headsUpsideDown(model: ModelSpec, centres: ReadonlyMap<NodeId, Point>): boolean {
  const heights = model.wiring.nodes.filter((node) => node.kind === 'head').map((node) => centres.get(node.id)?.y ?? 0);
  let order = 0;
  for (const [i, a] of heights.entries()) for (const b of heights.slice(i + 1)) order += Math.sign(b - a);
  return order < 0;
}

/** The document's positions, completed: links come without any, gestures may leave a node without one. */
export function positionsOf(model: ModelSpec): Positions {
  const missing = model.wiring.nodes.filter((node) => model.positions[node.id] === undefined);
  if (missing.length === 0) return model.positions;
  const automatic = autoLayout(model);
  if (missing.length * 2 >= model.wiring.nodes.length) return automatic;
  const held = boundsOf(cardBoxes(model, model.positions));
  const below = held ? { x: held.x, y: held.y + held.height + ROW_GAP } : { x: 0, y: 0 };
  const rest: Record<NodeId, Point> = {};
  for (const [i, node] of missing.entries()) {
    rest[node.id] = { x: below.x + i * (sizeOf(node.kind).width + COLUMN_GAP), y: below.y };
  }
  return { ...model.positions, ...rest };
}
