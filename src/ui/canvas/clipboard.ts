/**
 * A fragment of a wiring as text for the clipboard. What comes back may have been written by anyone, so it is read
 * member by member and rebuilt; the layers' options are checked by the edit that pastes it.
 */
import type { Fragment } from '../../core/experiment/edit.ts';
import {
  type Edge,
  edgeId,
  LIMITS,
  type NodeId,
  nodeId,
  type Point,
  type WiringNode,
} from '../../core/experiment/experiment.ts';
import type { OptionValue } from '../../core/fields.ts';
import { layers } from '../../core/layers/index.ts';

const MARK = 'braid/fragment/1';
const LONGEST = 500_000;
const LONGEST_NAME = 200;

export const fragmentText = (fragment: Fragment): string => JSON.stringify({ mark: MARK, ...fragment });

type Plain = Readonly<Record<string, unknown>>;
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isName = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= LONGEST_NAME;
const isOption = (value: unknown): value is OptionValue =>
  typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));

function readNode(value: unknown): WiringNode | undefined {
  if (!isPlain(value)) return undefined;
  const { id, kind, initKey, options, label } = value;
  if (!isName(id) || !isName(kind) || !layers.has(kind) || !isName(initKey) || !isPlain(options)) return undefined;
  const entries = Object.entries(options);
  if (!entries.every((entry): entry is [string, OptionValue] => isOption(entry[1]))) return undefined;
  return {
    id: nodeId(id),
    kind,
    initKey,
    options: Object.fromEntries(entries),
    ...(isName(label) ? { label } : {}),
  };
}
function readWire(value: unknown): Edge | undefined {
  if (!isPlain(value)) return undefined;
  const { id, source, target, sourcePort, targetPort } = value;
  if (![id, source, target, sourcePort, targetPort].every(isName)) return undefined;
  return {
    id: edgeId(id as string),
    source: nodeId(source as string),
    target: nodeId(target as string),
    sourcePort: sourcePort as string,
    targetPort: targetPort as string,
  };
}
function readPoint(value: unknown): Point | undefined {
  if (!isPlain(value)) return undefined;
  const { x, y } = value;
  return typeof x === 'number' && typeof y === 'number' && Number.isFinite(x) && Number.isFinite(y)
    ? { x, y }
    : undefined;
}
const readAll = <T>(list: unknown, limit: number, read: (value: unknown) => T | undefined): T[] | undefined => {
  if (!Array.isArray(list) || list.length > limit) return undefined;
  const items = list.map(read);
  return items.every((item) => item !== undefined) ? (items as T[]) : undefined;
};

/** The fragment in a text, or `undefined` where the text is anything else. */
export function readFragment(text: string): Fragment | undefined {
  if (text.length > LONGEST || !text.includes(MARK)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isPlain(value) || value.mark !== MARK || !isPlain(value.positions)) return undefined;
  const nodes = readAll(value.nodes, LIMITS.nodesPerModel, readNode);
  const edges = readAll(value.edges, LIMITS.edgesPerModel, readWire);
  if (!nodes || !edges || nodes.length === 0) return undefined;
  const ids = new Set<string>(nodes.map((node) => node.id));
  if (ids.size !== nodes.length || !edges.every((edge) => ids.has(edge.source) && ids.has(edge.target)))
    return undefined;
  const positions: Record<NodeId, Point> = {};
  for (const { id } of nodes) {
    const at = readPoint(value.positions[id]);
    if (at) positions[id] = at;
  }
  return { nodes, edges, positions };
}
