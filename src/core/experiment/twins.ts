/**
 * What the sharing gestures need to know of a wiring: which heads a node reaches, and which nodes are twins of each
 * other. Reach is counted up to the first head: where one task uses another's answer, the head in between ends the path,
 * so that a gesture never doubles a head. Twins have equal kind and options, the same initKey or a tie between them, come
 * from the same or merged inputs, and reach different heads.
 */
import { withDefaults } from '../fields.ts';
import { topologyOf } from '../graph/topology.ts';
import { layers } from '../layers/index.ts';
import type { Edge, ModelSpec, NodeId, WiringNode } from './experiment.ts';

export const categoryOf = (node: WiringNode | undefined): string | undefined =>
  node && layers.find(node.kind)?.category;

export interface WiringMap {
  readonly nodes: ReadonlyMap<NodeId, WiringNode>;
  /** Sources first; nodes on a loop are left out. */
  readonly order: readonly NodeId[];
  /** Heads reached without passing another head, in the order of the wiring. A head reaches itself. */
  readonly heads: ReadonlyMap<NodeId, ReadonlySet<NodeId>>;
  incoming(id: NodeId): readonly Edge[];
  outgoing(id: NodeId): readonly Edge[];
}

export function mapWiring({ wiring }: ModelSpec): WiringMap {
  const topology = topologyOf(wiring);
  const nodes = new Map(wiring.nodes.map((node) => [node.id, node]));
  const heads = new Map<NodeId, Set<NodeId>>();
  const rank = new Map(wiring.nodes.map((node, index) => [node.id, index]));
  for (const id of topology.order.toReversed()) {
    const reached = new Set<NodeId>();
    if (categoryOf(nodes.get(id)) === 'head') reached.add(id);
    else {
      for (const edge of topology.nodes.get(id)?.outgoing ?? []) {
        for (const head of heads.get(edge.target) ?? []) reached.add(head);
      }
    }
    heads.set(id, new Set([...reached].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0))));
  }
  return {
    nodes,
    order: topology.order,
    heads,
    incoming: (id) => topology.nodes.get(id)?.incoming ?? [],
    outgoing: (id) => topology.nodes.get(id)?.outgoing ?? [],
  };
}

/** Everything that `start` reaches along (or against) the wires, itself included. `enter` says where to go on. */
export function reachOf(
  start: Iterable<NodeId>,
  next: (id: NodeId) => readonly NodeId[],
  enter: (id: NodeId) => boolean = () => true,
): Set<NodeId> {
  const seen = new Set(start);
  const stack = [...seen];
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    for (const other of next(id)) {
      if (seen.has(other) || !enter(other)) continue;
      seen.add(other);
      stack.push(other);
    }
  }
  return seen;
}

const optionsOf = (node: WiringNode): string => {
  const complete = withDefaults(layers.get(node.kind).fields, node.options);
  return JSON.stringify(Object.entries(complete).sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** Classes of twins: for every node outside loops, the first node (in topological order) of its class. */
export function twinClasses(model: ModelSpec, map: WiringMap): ReadonlyMap<NodeId, NodeId> {
  const tieOf = new Map(model.ties.flatMap((tie) => tie.nodes.map((id) => [id, tie.id] as const)));
  const classOf = new Map<NodeId, NodeId>();
  const members = new Map<NodeId, { readonly node: WiringNode; readonly key: string; readonly heads: Set<NodeId> }>();
  for (const id of map.order) {
    const node = map.nodes.get(id);
    if (!node) continue;
    const heads = map.heads.get(id) ?? new Set();
    const inputs = map.incoming(id).map((edge) => [edge.targetPort, classOf.get(edge.source), edge.sourcePort]);
    const key = JSON.stringify([node.kind, optionsOf(node), inputs]);
    const source = categoryOf(node) === 'source';
    const twin = [...members].find(([first, other]) => {
      if (other.key !== key || categoryOf(node) === 'head') return false;
      if (source) return true;
      const akin = other.node.initKey === node.initKey || (tieOf.has(id) && tieOf.get(id) === tieOf.get(first));
      // Two unwired nodes of one key are not twins yet: nothing says that they stand for the same layer.
      return akin && inputs.length > 0 && heads.size > 0 && [...heads].every((head) => !other.heads.has(head));
    });
    if (twin) {
      classOf.set(id, twin[0]);
      for (const head of heads) twin[1].heads.add(head);
    } else {
      classOf.set(id, id);
      members.set(id, { node, key, heads: new Set(heads) });
    }
  }
  return classOf;
}
