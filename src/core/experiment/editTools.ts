/** What all edits share: finding and replacing models and nodes, and fresh ids that a person can read. */
import { checkField, type Field, type Options, type OptionValue } from '../fields.ts';
import { error, fail, type Issue, ok, type Result } from '../result.ts';
import { withTwins } from '../ties/relations.ts';
import type { Edge, EdgeId, Experiment, ModelId, ModelSpec, NodeId, Point, Tie, WiringNode } from './experiment.ts';

/** Applies `change` to one model. Refused with `edit.noSuchModel`. */
export function withModel(
  experiment: Experiment,
  id: ModelId,
  change: (model: ModelSpec) => Result<ModelSpec>,
): Result<Experiment> {
  const model = experiment.models.find((candidate) => candidate.id === id);
  if (!model) return fail(error('edit.noSuchModel', { found: id }));
  const result = change(model);
  if (!result.ok) return result;
  return ok({ ...experiment, models: experiment.models.map((other) => (other === model ? result.value : other)) });
}
export const noSuchNode = (model: ModelId, node: NodeId): Issue => error('edit.noSuchNode', { found: node }, { model });
export function withNode(
  model: ModelSpec,
  id: NodeId,
  change: (node: WiringNode) => Result<WiringNode>,
): Result<ModelSpec> {
  const node = model.wiring.nodes.find((candidate) => candidate.id === id);
  if (!node) return fail(noSuchNode(model.id, id));
  const result = change(node);
  if (!result.ok) return result;
  const nodes = model.wiring.nodes.map((other) => (other === node ? result.value : other));
  return ok({ ...model, wiring: { ...model.wiring, nodes } });
}

/** The options with one more set, or why not. The field's default is kept by leaving the entry out. */
export function withOption(
  fields: readonly Field[],
  options: Options,
  name: string,
  value: OptionValue,
): Result<Options> {
  const field = fields.find((candidate) => candidate.name === name);
  if (!field) {
    const expected = fields.map((candidate) => candidate.name).join(', ');
    return fail(error('option.unknown', { field: name, expected }, { field: name }));
  }
  const fault = checkField(field, value);
  if (fault) return fail(error(fault.code, fault.params, { field: name }));
  const { [name]: _, ...others } = options;
  return ok(value === field.default ? others : { ...others, [name]: value });
}

/** `<stem><n>` with the smallest n above every n in use: ids are never used twice in a row for different things. */
export function freshId(stem: string, taken: Iterable<string>): string {
  let highest = 0;
  for (const id of taken) {
    if (!id.startsWith(stem)) continue;
    const ending = id.slice(stem.length);
    if (/^\d{1,9}$/.test(ending)) highest = Math.max(highest, Number(ending));
  }
  return `${stem}${highest + 1}`;
}
export const freshNodeId = (kind: string, nodes: readonly WiringNode[]): NodeId =>
  // A key in use counts too: a new layer must not start equal to a copy of one that is gone.
  freshId(kind, [...nodes.map((node) => node.id), ...nodes.map((node) => node.initKey)]) as NodeId;
export const freshEdgeId = (edges: readonly Edge[]): EdgeId =>
  freshId(
    'e',
    edges.map((edge) => edge.id),
  ) as EdgeId;

/** Gives each of `wires` an id and appends it. */
export function appendEdges(edges: readonly Edge[], wires: readonly Omit<Edge, 'id'>[]): Edge[] {
  const all = [...edges];
  for (const wire of wires) all.push({ ...wire, id: freshEdgeId(all) });
  return all;
}
export const without = <Key extends string, Value>(
  record: Readonly<Record<Key, Value>>,
  gone: (key: Key) => boolean,
): Record<Key, Value> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !gone(key as Key))) as Record<Key, Value>;

/** Ties that lost a twin shrink, and go when fewer than two are left; groups forget the nodes. */
export function forgetNodes(model: ModelSpec, gone: ReadonlySet<NodeId>): Pick<ModelSpec, 'ties' | 'groups'> {
  return renameNodes(model, (id) => (gone.has(id) ? undefined : id));
}
/** The same when nodes were merged: `rename` says what a node is called now (`undefined`: gone). */
export function renameNodes(
  { ties, groups }: ModelSpec,
  rename: (id: NodeId) => NodeId | undefined,
): Pick<ModelSpec, 'ties' | 'groups'> {
  const now = (nodes: readonly NodeId[]): NodeId[] => [
    ...new Set(nodes.map(rename).filter((id): id is NodeId => id !== undefined)),
  ];
  return {
    ties: ties.map((tie) => renameTwins(tie, rename)).filter((tie) => tie.nodes.length >= 2),
    groups: groups
      .map((group) => (typeof group.select === 'string' ? group : { ...group, select: now(group.select) }))
      .filter((group) => typeof group.select === 'string' || group.select.length > 0),
  };
}

/** Relations follow the twins; of merged ones the first one's count. */
function renameTwins(tie: Tie, rename: (id: NodeId) => NodeId | undefined): Tie {
  const names = new Map<NodeId, NodeId>();
  for (const node of tie.nodes) {
    const now = rename(node);
    if (now !== undefined && ![...names.values()].includes(now)) names.set(node, now);
  }
  return { ...withTwins(tie, [...names.keys()]), nodes: [...names.values()] };
}

/** Below everything that stands within a card's size of `at`. A card is about 150 x 70 px. */
export function freeSpot(at: Point, taken: readonly Point[]): Point {
  let { y } = at;
  while (taken.some((other) => Math.abs(other.x - at.x) < 150 && Math.abs(other.y - y) < 80)) y += 110;
  return { x: at.x, y };
}
