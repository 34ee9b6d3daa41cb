/**
 * Drawings of models that are no plain trunk with towers: named layers, each with its place on the canvas and the wires
 * into it. A wire is 'from', 'from>port', 'from.port' or 'from.port>port'. Ids count up by kind, as in every preset.
 */
import type { Options } from '../../fields.ts';
import { layers as layerKinds } from '../../layers/index.ts';
import { DEFAULT_BALANCING } from '../defaults.ts';
import {
  type Balancing,
  type Edge,
  edgeId,
  type ModelSpec,
  modelId,
  type NodeId,
  nodeId,
  type Point,
  type Tie,
  tieId,
  type WiringNode,
} from '../experiment.ts';

/** px between columns and rows. */
const COLUMN = 220;
const ROW = 116;

export interface LayerAt {
  readonly kind: string;
  readonly options?: Options;
  /** Column and row, from 0; halves are fine. */
  readonly at: readonly [column: number, row: number];
  readonly from?: readonly string[];
  /** Absent: the id; heads: `head:<task>`. */
  readonly key?: string;
  readonly label?: string;
}
export interface Drawing {
  readonly name: string;
  readonly layers: Readonly<Record<string, LayerAt>>;
  readonly ties?: readonly (Pick<Tie, 'kind' | 'strength'> & { readonly nodes: readonly string[] })[];
  readonly balancing?: Partial<Balancing>;
}

const INPUT: LayerAt = { kind: 'input', at: [0, 0.5] };
export const input = (row = 0.5): LayerAt => ({ ...INPUT, at: [0, row] });
export const head = (task: string, at: LayerAt['at'], ...from: string[]): LayerAt => ({
  kind: 'head',
  options: { task },
  at,
  from,
  key: `head:${task}`,
});
/** Eight tanh units, unless said otherwise. */
export const small = (at: LayerAt['at'], from: string | readonly string[], units = 8, key?: string): LayerAt => ({
  kind: 'dense',
  options: { units, activation: 'tanh' },
  at,
  from: typeof from === 'string' ? [from] : from,
  ...(key === undefined ? {} : { key }),
});
export const layer = (kind: string, at: LayerAt['at'], from: readonly string[], options: Options = {}): LayerAt => ({
  kind,
  at,
  from,
  options,
});

/** A layer's own defaults are left out, as in every experiment. */
function withoutDefaults(kind: string, options: Options): Options {
  const { fields } = layerKinds.get(kind);
  const usual = (name: string): unknown => fields.find((field) => field.name === name)?.default;
  return Object.fromEntries(Object.entries(options).filter(([name, value]) => usual(name) !== value));
}

interface End {
  readonly name: string;
  readonly port: string;
}
const endOf = (text: string, usual: string, mark: string): End => {
  const [name = '', port = usual] = text.split(mark);
  return { name, port };
};
function wireOf(text: string): { readonly source: End; readonly targetPort: string } {
  const { name, port } = endOf(text, 'in', '>');
  return { source: endOf(name, 'out', '.'), targetPort: port };
}

export function wire(index: number, { name, layers, ties = [], balancing }: Drawing): ModelSpec {
  const ids = new Map<string, NodeId>();
  const counts = new Map<string, number>();
  for (const [known, { kind }] of Object.entries(layers)) {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    ids.set(known, nodeId(`${kind}${count}`));
  }
  const idOf = (known: string): NodeId => {
    const id = ids.get(known);
    if (id === undefined) throw new RangeError(`the drawing has no layer '${known}'`);
    return id;
  };
  const nodes: WiringNode[] = [];
  const edges: Edge[] = [];
  const positions: Record<NodeId, Point> = {};
  for (const [known, { kind, options = {}, at, from = [], key, label }] of Object.entries(layers)) {
    const id = idOf(known);
    nodes.push({
      id,
      kind,
      options: withoutDefaults(kind, options),
      initKey: key === undefined ? id : key.startsWith('head:') ? key : idOf(key),
      ...(label === undefined ? {} : { label }),
    });
    positions[id] = { x: Math.round(at[0] * COLUMN), y: Math.round(at[1] * ROW) };
    for (const text of from) {
      const { source, targetPort } = wireOf(text);
      const ends = { source: idOf(source.name), sourcePort: source.port, target: id, targetPort };
      edges.push({ id: edgeId(`e${edges.length + 1}`), ...ends });
    }
  }
  return {
    id: modelId(String.fromCharCode(65 + index)),
    name,
    wiring: { nodes, edges },
    positions,
    balancing: { ...DEFAULT_BALANCING, ...balancing },
    ties: ties.map((tie, place) => ({ ...tie, id: tieId(`tie${place + 1}`), nodes: tie.nodes.map(idOf) })),
    groups: [],
  };
}
