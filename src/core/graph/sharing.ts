/**
 * Sharing, derived from the wiring: which tasks a node feeds, and which tasks' losses send gradient back into it.
 * Walked from the heads towards the inputs. A layer that stops gradients is itself reached (the gradient arrives at its
 * output), but nothing before it is.
 */
import type { Edge, EdgeId, NodeId, TaskId } from '../experiment/experiment.ts';
import type { SharingKind } from './analysis.ts';
import type { NodeShapes } from './shapes.ts';
import type { Topology } from './topology.ts';

export interface Reach {
  /** Tasks in whose prediction the node takes part. */
  readonly feeds: readonly TaskId[];
  /** Tasks whose loss sends gradient here. */
  readonly tasks: readonly TaskId[];
}
export interface Sharing {
  readonly nodes: ReadonlyMap<NodeId, Reach>;
  readonly edges: ReadonlyMap<EdgeId, Reach>;
  /** The head of each enabled task that has one, in the scenario's order. Of two heads for one task the first counts. */
  readonly heads: ReadonlyMap<TaskId, NodeId>;
}

/** The task that a head node serves ('' where none is chosen), or `undefined` for other nodes. */
export function taskOfHead(
  topology: Topology,
  shapes: ReadonlyMap<NodeId, NodeShapes>,
  id: NodeId,
): TaskId | undefined {
  const spec = topology.nodes.get(id)?.spec;
  if (spec?.category !== 'head') return undefined;
  const field = spec.fields.find((candidate) => candidate.type === 'task');
  return field ? (String(shapes.get(id)?.options[field.name] ?? '') as TaskId) : undefined;
}

const NOWHERE: Reach = { feeds: [], tasks: [] };

/** @param enabled tasks in the scenario's order */
export function sharingOf(
  topology: Topology,
  shapes: ReadonlyMap<NodeId, NodeShapes>,
  enabled: readonly TaskId[],
): Sharing {
  const heads = new Map<TaskId, NodeId>();
  for (const task of enabled) {
    const head = [...topology.nodes.keys()].find((id) => taskOfHead(topology, shapes, id) === task);
    if (head !== undefined) heads.set(task, head);
  }
  const inOrder = (found: ReadonlySet<TaskId>): TaskId[] => enabled.filter((task) => found.has(task));
  const nodes = new Map<NodeId, Reach>();
  const edges = new Map<EdgeId, Reach>();
  for (const id of topology.order.toReversed()) {
    const entry = topology.nodes.get(id);
    if (!entry) continue;
    const own = [...heads].filter(([, head]) => head === id).map(([task]) => task);
    const through = (outgoing: readonly Edge[]): Reach => {
      const reaches = outgoing.map((edge) => edges.get(edge.id) ?? NOWHERE);
      return {
        feeds: inOrder(new Set([...own, ...reaches.flatMap((reach) => reach.feeds)])),
        tasks: inOrder(new Set([...own, ...reaches.flatMap((reach) => reach.tasks)])),
      };
    };
    const reach = through(entry.outgoing);
    nodes.set(id, reach);
    const { spec } = entry;
    for (const edge of entry.incoming) {
      const seen = spec?.passes
        ? through(entry.outgoing.filter((out) => spec.passes?.(edge.targetPort, out.sourcePort)))
        : reach;
      edges.set(edge.id, spec?.stopsGradient ? { feeds: seen.feeds, tasks: [] } : seen);
    }
  }
  return { nodes, edges, heads };
}

/** @param ofModel how many tasks the model serves */
export function sharingKind(tasks: number, ofModel: number): SharingKind {
  if (tasks === 0) return 'none';
  if (tasks === 1) return 'private';
  return tasks === ofModel ? 'shared' : 'partly';
}
