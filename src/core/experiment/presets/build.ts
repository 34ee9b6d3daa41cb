/**
 * Builds the models of presets: a trunk and towers laid out from left to right, with ids that count up by kind
 * (`dense1`, `dense2`, …). In towers every layer has the initKey of its place, so that corresponding layers of all
 * towers and of all models of a preset start equal, whether they are shared or not.
 */
import type { Options } from '../../fields.ts';
import { DEFAULT_BALANCING, DEFAULT_TRAINING } from '../defaults.ts';
import {
  type Balancing,
  type DataSpec,
  type Edge,
  type Experiment,
  edgeId,
  type Group,
  type ModelSpec,
  modelId,
  type NodeId,
  nodeId,
  type OptimizerSpec,
  type Point,
  type Tie,
  type TrainingSpec,
  tieId,
  type WiringNode,
} from '../experiment.ts';
import { type Drawing, wire } from './wired.ts';

/** px between the left edges of two columns and the top edges of two rows; a node card is about 150 x 70. */
const COLUMN = 210;
const ROW = 110;
/** Twins stand further apart: the spring between them needs room. */
const TWIN_ROW = 150;

export interface LayerDraft {
  readonly kind: string;
  readonly options?: Options;
  /** By this name later layers of the stack may take it as their input. */
  readonly name?: string;
  /**
   * Names of the layers that it hangs on, 'name' or 'name>port'; absent: the one before it. A trunk with `input` layers of
   * its own has no other.
   */
  readonly from?: readonly string[];
  /** Row of a branching trunk; absent: that of the layer it hangs on. */
  readonly lane?: number;
}
export const dense = (units: number, activation: string): LayerDraft => ({
  kind: 'dense',
  // The layer's own default is left out, as in every experiment.
  options: { ...(units === 16 ? {} : { units }), ...(activation === 'relu' ? {} : { activation }) },
});

export interface ModelDraft {
  readonly name: string;
  /** Task ids, from the top down. */
  readonly tasks: readonly string[];
  /** Layers before the towers part. */
  readonly trunk?: readonly LayerDraft[];
  /** The private layers of every task, before its head. */
  readonly tower?: readonly LayerDraft[];
  /** Private layers of one task each before the trunk, from an input of its own: for tasks that see different inputs. */
  readonly stems?: Readonly<Record<string, readonly LayerDraft[]>>;
  /** Private layers of one task each, in place of `tower`: for tasks of different kinds. */
  readonly towers?: Readonly<Record<string, readonly LayerDraft[]>>;
  /** Options of every head, beside its task. */
  readonly head?: Options;
  /** Ties the heads too: for models of nothing but heads. */
  readonly tieHeads?: boolean;
  /** `separate`: the trunk too is built once for every task; a number or 'infinite': and its twins are tied. */
  readonly sharing: 'hard' | 'separate' | { readonly tied: number | 'infinite' };
  readonly balancing?: Partial<Balancing>;
  readonly groups?: readonly Group[];
}

/** Kinds with parameters, as far as presets use them. */
const TRAINED = new Set(['dense', 'conv2d', 'conv1d', 'embedding', 'graphConv']);

interface Draft {
  /** px */
  readonly row: number;
  readonly nodes: WiringNode[];
  readonly edges: Edge[];
  readonly positions: Record<NodeId, Point>;
}
/** A layer that stands: its id and place in columns and rows. */
interface Placed {
  readonly id: NodeId;
  readonly column: number;
  readonly lane: number;
}
function place(draft: Draft, layer: LayerDraft, from: readonly NodeId[], at: Point, key?: string): NodeId {
  const ports = layer.from?.map((text) => text.split('>')[1]) ?? [];
  const id = nodeId(`${layer.kind}${draft.nodes.filter((node) => node.kind === layer.kind).length + 1}`);
  draft.nodes.push({ id, kind: layer.kind, options: layer.options ?? {}, initKey: key ?? id });
  draft.positions[id] = { x: at.x * COLUMN, y: at.y * draft.row };
  for (const [i, source] of from.entries()) {
    const edge = { id: edgeId(`e${draft.edges.length + 1}`), source, sourcePort: 'out', target: id };
    draft.edges.push({ ...edge, targetPort: ports[i] ?? 'in' });
  }
  return id;
}
/** The key of the layer at this place of the stack: the id that it has where every layer of the stack is built once. */
function keyAt(stack: readonly LayerDraft[], index: number): string {
  const { kind } = stack[index] as LayerDraft;
  return `${kind}${stack.slice(0, index + 1).filter((layer) => layer.kind === kind).length}`;
}

interface Part {
  readonly stack: readonly LayerDraft[];
  /** Layers of the stack from here on. */
  readonly start: number;
  readonly end: number;
  /** Rows above this part's lane 0. */
  readonly top: number;
  readonly key: (index: number) => string;
}
/** Builds part of a stack on what stands; `named` learns the names. Returns every layer that was placed, by its index. */
function placePart(
  draft: Draft,
  { stack, start, end, top, key }: Part,
  last: Placed | undefined,
  named: Map<string, Placed>,
): (Placed | undefined)[] {
  const placed: (Placed | undefined)[] = [];
  let before = last;
  for (let i = start; i < end; i += 1) {
    const layer = stack[i] as LayerDraft;
    const source = layer.kind === 'input';
    const sources =
      layer.from?.map((name) => named.get(name.split('>')[0] ?? '') as Placed) ?? (before && !source ? [before] : []);
    const column = sources.reduce((most, each) => Math.max(most, each.column + 1), 0);
    const lane = layer.lane ?? sources[0]?.lane ?? 0;
    const ids = sources.map((each) => each.id);
    before = { id: place(draft, layer, ids, { x: column, y: top + lane }, key(i)), column, lane };
    placed[i] = before;
    if (layer.name !== undefined) named.set(layer.name, before);
  }
  return placed;
}

function buildModel(index: number, model: ModelDraft): ModelSpec {
  const { tasks, trunk = [], tower = [], towers = {}, stems, sharing, tieHeads = false } = model;
  const branching = stems !== undefined || trunk.some((layer) => layer.kind === 'input');
  const lanes = 1 + trunk.reduce((most, layer) => Math.max(most, layer.lane ?? 0), 0);
  const hard = sharing === 'hard';
  /** Rows of one task. */
  const height = hard ? 1 : lanes;
  const middle = (tasks.length * height - 1) / 2;
  const draft: Draft = { row: typeof sharing === 'object' ? TWIN_ROW : ROW, nodes: [], edges: [], positions: {} };
  const trunkTop = middle - (lanes - 1) / 2;
  const named = new Map<string, Placed>();
  let root: Placed | undefined;
  if (!branching) {
    root = { id: place(draft, { kind: 'input' }, [], { x: 0, y: middle }), column: 0, lane: (lanes - 1) / 2 };
  }
  const shared = hard ? trunk.length : 0;
  const ofTrunk = (i: number) => keyAt(trunk, i);
  const common = placePart(draft, { stack: trunk, start: 0, end: shared, top: trunkTop, key: ofTrunk }, root, named);
  const twins: NodeId[][] = [];
  for (const [t, task] of tasks.entries()) {
    const own = towers[task] ?? tower;
    const stem = stems?.[task] ?? [];
    const stack = [...stem, ...trunk, ...own];
    const key = (i: number): string => {
      const at = i - stem.length;
      if (at < 0) return `${task}:${keyAt(stem, i)}`;
      return at >= trunk.length && towers[task]
        ? `${task}:${keyAt(own, at - trunk.length)}`
        : keyAt([...trunk, ...own], at);
    };
    const names = new Map(named);
    const end = common.at(-1) ?? root;
    // What follows the shared trunk stands on the task's row, whatever lane the trunk ended in.
    const from = hard && end ? { ...end, lane: 0 } : end;
    const top = hard ? t : t * lanes + (branching ? 0 : -(lanes - 1) / 2);
    const part = { stack, start: shared, end: stack.length, top, key };
    const placed = placePart(draft, part, from, names);
    placed.forEach((each, i) => {
      // Only the trunk's twins are tied: the towers are each task's own in every model.
      const at = i - stem.length;
      if (each && at >= 0 && at < trunk.length && TRAINED.has((stack[i] as LayerDraft).kind)) {
        twins[at] = [...(twins[at] ?? []), each.id];
      }
    });
    const foot = placed.at(-1) ?? from;
    const at = { x: (foot?.column ?? -1) + 1, y: top + (foot?.lane ?? 0) };
    const head = place(
      draft,
      { kind: 'head', options: { task, ...model.head } },
      foot ? [foot.id] : [],
      at,
      `head:${task}`,
    );
    if (tieHeads) twins[trunk.length] = [...(twins[trunk.length] ?? []), head];
  }
  const ties: Tie[] = [];
  if (typeof sharing === 'object') {
    for (const nodes of twins) {
      const id = tieId(`tie${ties.length + 1}`);
      if (nodes) ties.push({ id, kind: 'squaredDistance', nodes, strength: sharing.tied });
    }
  }
  return {
    id: modelId(String.fromCharCode(65 + index)),
    name: model.name,
    wiring: { nodes: draft.nodes, edges: draft.edges },
    positions: draft.positions,
    balancing: { ...DEFAULT_BALANCING, ...model.balancing },
    ties,
    groups: model.groups ?? [],
  };
}

export interface ExperimentDraft {
  readonly title: string;
  readonly notes?: string;
  readonly scenario: string;
  readonly options?: Options;
  readonly data?: Partial<Pick<DataSpec, 'seed' | 'sizes' | 'tasks'>>;
  /** Trunks with towers, or drawings of anything else. */
  readonly models: readonly (ModelDraft | Drawing)[];
  readonly learningRate?: number;
  readonly optimizer?: Partial<OptimizerSpec>;
  readonly training?: Partial<TrainingSpec>;
}
export function buildExperiment(draft: ExperimentDraft): Experiment {
  const optimizer = { ...DEFAULT_TRAINING.optimizer, learningRate: draft.learningRate ?? 0.01, ...draft.optimizer };
  return {
    version: 1,
    title: draft.title,
    notes: draft.notes ?? '',
    data: { scenario: draft.scenario, options: draft.options ?? {}, seed: 1, sizes: {}, tasks: {}, ...draft.data },
    models: draft.models.map((model, index) => ('layers' in model ? wire(index, model) : buildModel(index, model))),
    training: { ...DEFAULT_TRAINING, optimizer, ...draft.training },
    view: {},
  };
}
