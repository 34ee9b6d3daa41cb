/**
 * Topology: a wiring indexed for walking. Broken wires (missing ends, unknown ports) are set aside with their reason, so
 * that everything after works on what holds together. The order is Kahn's, ties broken by the order of `wiring.nodes`:
 * the same wiring always gives the same order, and so the same frozen parameter order.
 */
import type { Edge, NodeId, Wiring, WiringNode } from '../experiment/experiment.ts';
import { portsOf } from '../layers/common.ts';
import { layers } from '../layers/index.ts';
import type { LayerPorts, LayerSpec } from '../layers/layer.ts';

export interface TopologyNode {
  readonly node: WiringNode;
  /** `undefined`: the kind is unknown. */
  readonly spec: LayerSpec | undefined;
  /** Those of its options. */
  readonly ports: LayerPorts;
  /** Sound wires in, in port order, then in the order of `wiring.edges`. */
  readonly incoming: readonly Edge[];
  readonly outgoing: readonly Edge[];
}
export interface BrokenWire {
  readonly edge: Edge;
  readonly reason: 'dangling' | 'port' | 'duplicate' | 'occupied';
}
export interface Topology {
  readonly nodes: ReadonlyMap<NodeId, TopologyNode>;
  /** Every node that lies on no loop and behind none, sources first. */
  readonly order: readonly NodeId[];
  /** Wires inside a loop. Empty: the wiring is acyclic. */
  readonly loopWires: readonly Edge[];
  readonly broken: readonly BrokenWire[];
  /** Nodes whose id came twice; the first one counts. */
  readonly duplicates: readonly NodeId[];
}

export const wireKey = (edge: Omit<Edge, 'id'>): string =>
  JSON.stringify([edge.source, edge.sourcePort, edge.target, edge.targetPort]);

/** Position of an output port; -1 where the node has no such port. */
export const outputIndex = (node: TopologyNode | undefined, port: string): number =>
  node?.ports.outputs.findIndex((output) => output.id === port) ?? -1;

interface Draft {
  node: WiringNode;
  spec: LayerSpec | undefined;
  ports: LayerPorts;
  incoming: Edge[];
  outgoing: Edge[];
}

const NO_PORTS: LayerPorts = { inputs: [], outputs: [] };

function placeNodes(wiring: Wiring): { drafts: Map<NodeId, Draft>; duplicates: NodeId[] } {
  const drafts = new Map<NodeId, Draft>();
  const duplicates: NodeId[] = [];
  for (const node of wiring.nodes) {
    if (drafts.has(node.id)) duplicates.push(node.id);
    else {
      const spec = layers.find(node.kind);
      const ports = spec ? portsOf(spec, node.options) : NO_PORTS;
      drafts.set(node.id, { node, spec, ports, incoming: [], outgoing: [] });
    }
  }
  return { drafts, duplicates };
}

function placeWires(wiring: Wiring, drafts: ReadonlyMap<NodeId, Draft>): BrokenWire[] {
  const broken: BrokenWire[] = [];
  const seen = new Set<string>();
  const taken = new Set<string>();
  for (const edge of wiring.edges) {
    const source = drafts.get(edge.source);
    const target = drafts.get(edge.target);
    if (!source || !target) {
      broken.push({ edge, reason: 'dangling' });
      continue;
    }
    const from = source.ports.outputs.find((port) => port.id === edge.sourcePort);
    const to = target.ports.inputs.find((port) => port.id === edge.targetPort);
    const port = JSON.stringify([edge.target, edge.targetPort]);
    // A node of unknown kind has a problem of its own; its wires have none.
    if ((source.spec && !from) || (target.spec && !to)) broken.push({ edge, reason: 'port' });
    else if (seen.has(wireKey(edge))) broken.push({ edge, reason: 'duplicate' });
    else if (to && !to.variadic && taken.has(port)) broken.push({ edge, reason: 'occupied' });
    else {
      seen.add(wireKey(edge));
      taken.add(port);
      source.outgoing.push(edge);
      target.incoming.push(edge);
    }
  }
  return broken;
}

function sortByPort(draft: Draft): void {
  const position = (edge: Edge): number => draft.ports.inputs.findIndex((port) => port.id === edge.targetPort);
  // Array.prototype.sort is stable: wires of one port stay in the order of the wiring.
  draft.incoming.sort((a, b) => position(a) - position(b));
}

/** Kahn's algorithm; the ready node that stands first in the wiring goes first. */
function orderOf(drafts: ReadonlyMap<NodeId, Draft>): NodeId[] {
  const rank = new Map([...drafts.keys()].map((id, index) => [id, index]));
  const waiting = new Map([...drafts].map(([id, draft]) => [id, draft.incoming.length]));
  const ready = [...drafts.keys()].filter((id) => waiting.get(id) === 0);
  const order: NodeId[] = [];
  while (ready.length > 0) {
    let best = 0;
    for (let i = 1; i < ready.length; i += 1) {
      if ((rank.get(ready[i] as NodeId) ?? 0) < (rank.get(ready[best] as NodeId) ?? 0)) best = i;
    }
    const id = ready.splice(best, 1)[0] as NodeId;
    order.push(id);
    for (const edge of drafts.get(id)?.outgoing ?? []) {
      const left = (waiting.get(edge.target) ?? 0) - 1;
      waiting.set(edge.target, left);
      if (left === 0) ready.push(edge.target);
    }
  }
  return order;
}

/** Whether `goal` can be reached from `start` along the wires (a node reaches itself). */
export function reaches(topology: Pick<Topology, 'nodes'>, start: NodeId, goal: NodeId): boolean {
  const seen = new Set<NodeId>([start]);
  const stack: NodeId[] = [start];
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (id === goal) return true;
    for (const edge of topology.nodes.get(id)?.outgoing ?? []) {
      if (!seen.has(edge.target)) {
        seen.add(edge.target);
        stack.push(edge.target);
      }
    }
  }
  return false;
}

export function topologyOf(wiring: Wiring): Topology {
  const { drafts, duplicates } = placeNodes(wiring);
  const broken = placeWires(wiring, drafts);
  for (const draft of drafts.values()) sortByPort(draft);
  const order = orderOf(drafts);
  const done = new Set(order);
  const loopWires = [...drafts.values()]
    .filter((draft) => !done.has(draft.node.id))
    .flatMap((draft) => draft.outgoing)
    .filter((edge) => reaches({ nodes: drafts }, edge.target, edge.source));
  return { nodes: drafts, order, loopWires, broken, duplicates };
}
