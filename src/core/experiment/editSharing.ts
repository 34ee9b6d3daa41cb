/**
 * The sharing gestures. Splitting gives each head that a layer reaches its own copy of it and of everything shared that
 * lies between; merging does the reverse. Copies keep the initKey, so a split changes no initial value; the first head
 * keeps the original nodes, so that labels, ties and groups stay where they were.
 */
import { error, fail, ok, type Result } from '../result.ts';
import type { Edit } from './edit.ts';
import { appendEdges, freeSpot, freshId, freshNodeId, noSuchNode, renameNodes } from './editTools.ts';
import { nodesWithParameters } from './editWiring.ts';
import {
  type DataSpec,
  type Edge,
  LIMITS,
  type ModelSpec,
  type NodeId,
  type Point,
  type Tie,
  type TieId,
  type WiringNode,
} from './experiment.ts';
import { categoryOf, mapWiring, reachOf, twinClasses, type WiringMap } from './twins.ts';

type Of<Type extends Edit['type']> = Extract<Edit, { readonly type: Type }>;
/** px between the rows of copies: a node card and some air. */
const ROW = 110;

/** `copies.get(node)?.get(head)`: the node that serves the head from now on. */
type Copies = ReadonlyMap<NodeId, ReadonlyMap<NodeId, NodeId>>;

function makeCopies(
  model: ModelSpec,
  map: WiringMap,
  split: ReadonlySet<NodeId>,
): { copies: Copies; nodes: WiringNode[] } {
  const nodes = [...model.wiring.nodes];
  const copies = new Map<NodeId, Map<NodeId, NodeId>>();
  const heads = [...new Set([...split].flatMap((id) => [...(map.heads.get(id) ?? [])]))];
  // Head by head, so that each tower's new layers stand together in the list.
  for (const head of heads) {
    for (const id of map.order) {
      const original = map.nodes.get(id);
      if (!original || !split.has(id) || !map.heads.get(id)?.has(head)) continue;
      const own = copies.get(id) ?? new Map<NodeId, NodeId>();
      copies.set(id, own);
      const copy = own.size === 0 ? id : freshNodeId(original.kind, nodes);
      own.set(head, copy);
      if (copy !== id) nodes.push({ ...original, id: copy });
    }
  }
  return { copies, nodes };
}

/** Every wire again, once for each head that it now leads to. */
function copyEdges(edges: readonly Edge[], map: WiringMap, copies: Copies): Edge[] {
  const kept: Edge[] = [];
  const added: Omit<Edge, 'id'>[] = [];
  for (const edge of edges) {
    const [from, to] = [copies.get(edge.source), copies.get(edge.target)];
    if (to) {
      for (const [head, target] of to) {
        const wire = { ...edge, source: from?.get(head) ?? edge.source, target };
        if (target === edge.target) kept.push(wire);
        else added.push(wire);
      }
    } else {
      // Out of the split part: to a head or a private layer of one head, or to a loose end.
      const [head] = map.heads.get(edge.target) ?? [];
      kept.push({ ...edge, source: (head && from?.get(head)) ?? edge.source });
    }
  }
  return appendEdges(
    kept,
    added.map(({ source, sourcePort, target, targetPort }) => ({ source, sourcePort, target, targetPort })),
  );
}

/** Copies stand below the original, one row of towers under the other, and never on top of another node. */
function copyPositions({ positions }: ModelSpec, copies: Copies): Record<NodeId, Point> {
  const placed = { ...positions };
  const ys = [...copies.keys()].flatMap((id) => positions[id]?.y ?? []);
  const height = ys.length === 0 ? 0 : Math.max(...ys) - Math.min(...ys);
  for (const [id, own] of copies) {
    const at = positions[id];
    if (!at) continue;
    for (const [row, copy] of [...own.values()].entries()) {
      if (copy === id) continue;
      placed[copy] = freeSpot({ x: at.x, y: at.y + row * (height + ROW) }, Object.values(placed));
    }
  }
  return placed;
}

/** @param split every node to be copied: with each, all that it reaches and that is reached for two heads or more */
function splitNodes(
  model: ModelSpec,
  map: WiringMap,
  split: ReadonlySet<NodeId>,
): Result<{ model: ModelSpec; copies: Copies }> {
  const { copies, nodes } = makeCopies(model, map, split);
  if (nodes.length > LIMITS.nodesPerModel) {
    return fail(error('edit.tooManyNodes', { expected: LIMITS.nodesPerModel }, { model: model.id }));
  }
  const edges = copyEdges(model.wiring.edges, map, copies);
  if (edges.length > LIMITS.edgesPerModel) {
    return fail(error('edit.tooManyEdges', { expected: LIMITS.edgesPerModel }, { model: model.id }));
  }
  // A group that named a layer names its copies too: they learn as it did.
  const groups = model.groups.map((group) => {
    if (typeof group.select === 'string') return group;
    return { ...group, select: group.select.flatMap((id) => [...(copies.get(id)?.values() ?? [id])]) };
  });
  const next = { ...model, wiring: { nodes, edges }, positions: copyPositions(model, copies), groups };
  return ok({ model: next, copies });
}

const isShared = (map: WiringMap, id: NodeId): boolean =>
  (map.heads.get(id)?.size ?? 0) >= 2 && !['source', 'head'].includes(categoryOf(map.nodes.get(id)) ?? 'head');

export function splitLayer(model: ModelSpec, { node }: Of<'splitLayer'>): Result<ModelSpec> {
  const map = mapWiring(model);
  if (!map.nodes.has(node)) return fail(noSuchNode(model.id, node));
  if (!isShared(map, node)) return fail(error('edit.notShared', { found: node }, { model: model.id, node }));
  const downstream = reachOf(
    [node],
    (id) => map.outgoing(id).map((edge) => edge.target),
    (id) => isShared(map, id),
  );
  const result = splitNodes(model, map, downstream);
  return result.ok ? ok(result.value.model) : result;
}

function separate(model: ModelSpec): Result<{ model: ModelSpec; copies: Copies }> {
  const map = mapWiring(model);
  return splitNodes(model, map, new Set(map.order.filter((id) => isShared(map, id))));
}
export function separateTowers(model: ModelSpec): Result<ModelSpec> {
  const result = separate(model);
  if (!result.ok) return result;
  if (result.value.copies.size === 0) return fail(error('edit.nothingShared', {}, { model: model.id }));
  return ok(result.value.model);
}

/** Classes with two members or more, each in the order of the wiring. */
function twinSets(model: ModelSpec, map: WiringMap): NodeId[][] {
  const sets = new Map<NodeId, NodeId[]>();
  for (const [id, first] of twinClasses(model, map)) sets.set(first, [...(sets.get(first) ?? []), id]);
  return [...sets.values()].filter((set) => set.length >= 2);
}

/** Ties what the split parted; where all was separate before, every set of twins. */
export function trunkToTwins(model: ModelSpec, { strength }: Of<'trunkToTwins'>, data: DataSpec): Result<ModelSpec> {
  const result = separate(model);
  if (!result.ok) return result;
  const { model: towers, copies } = result.value;
  const parted = [...copies.values()].map((own) => [...own.values()]);
  const sets = parted.length > 0 ? parted : twinSets(towers, mapWiring(towers));
  const trained = nodesWithParameters(towers, data);
  const tied = new Set(towers.ties.flatMap((tie) => tie.nodes));
  const ties: Tie[] = [...towers.ties];
  for (const nodes of sets) {
    if (nodes.some((id) => tied.has(id) || !trained.has(id))) continue;
    const taken = ties.map((tie) => tie.id);
    ties.push({ id: freshId('tie', taken) as TieId, kind: 'squaredDistance', nodes, strength });
  }
  if (ties.length === towers.ties.length) return fail(error('edit.noTwins', {}, { model: model.id }));
  return ok({ ...towers, ties });
}

/** Merges each class into its first member, which keeps its wires in; wires out of the others leave from it. */
function merge(model: ModelSpec, sets: readonly (readonly NodeId[])[]): ModelSpec {
  const into = new Map(sets.flatMap((set) => set.map((id) => [id, set[0] as NodeId] as const)));
  const now = (id: NodeId): NodeId => into.get(id) ?? id;
  const stays = (id: NodeId): boolean => now(id) === id;
  return {
    ...model,
    wiring: {
      nodes: model.wiring.nodes.filter((node) => stays(node.id)),
      edges: model.wiring.edges
        .filter((edge) => stays(edge.target))
        .map((edge) => (stays(edge.source) ? edge : { ...edge, source: now(edge.source) })),
    },
    positions: Object.fromEntries(
      Object.entries(model.positions).filter(([id]) => stays(id as NodeId)),
    ) as ModelSpec['positions'],
    ...renameNodes(model, now),
  };
}

export function shareLayer(model: ModelSpec, { node }: Of<'shareLayer'>): Result<ModelSpec> {
  const map = mapWiring(model);
  if (!map.nodes.has(node)) return fail(noSuchNode(model.id, node));
  const sets = twinSets(model, map);
  const copies = sets.find((set) => set.includes(node));
  if (!copies) return fail(error('edit.noCopies', { found: node }, { model: model.id, node }));
  // What the copies rest on becomes one first; corresponding layers elsewhere stay as they are.
  const upstream = reachOf(copies, (id) => map.incoming(id).map((edge) => edge.source));
  const merged = sets.map((set) => set.filter((id) => upstream.has(id))).filter((set) => set.length >= 2);
  return ok(merge(model, merged));
}

/**
 * Which sets become one. Where twins are tied: those, what they rest on, and the layers without parameters that follow;
 * towers that merely start equal stay apart. Without ties: every set.
 */
function trunkSets(model: ModelSpec, map: WiringMap, data: DataSpec): NodeId[][] {
  const sets = twinSets(model, map);
  const tied = model.ties.flatMap((tie) => tie.nodes);
  if (!sets.some((set) => set.some((id) => tied.includes(id)))) return sets;
  const upstream = reachOf(tied, (id) => map.incoming(id).map((edge) => edge.source));
  const trained = nodesWithParameters(model, data);
  const merged = new Set<NodeId>();
  // Sources first, so that a layer is asked after all that it rests on.
  return sets.filter((set) => {
    const follows = set.every(
      (id) =>
        !trained.has(id) && map.incoming(id).every((edge) => merged.has(edge.source) || isShared(map, edge.source)),
    );
    if (!set.some((id) => upstream.has(id)) && !follows) return false;
    for (const id of set) merged.add(id);
    return true;
  });
}
export function twinsToTrunk(model: ModelSpec, _edit: Of<'twinsToTrunk'>, data: DataSpec): Result<ModelSpec> {
  const map = mapWiring(model);
  const sets = trunkSets(model, map, data);
  // Two inputs alone are no twins; beside twins they become one with them.
  if (sets.every((set) => categoryOf(map.nodes.get(set[0] as NodeId)) === 'source')) {
    return fail(error('edit.noTwins', {}, { model: model.id }));
  }
  return ok(merge(model, sets));
}
