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

/** px between the left edges of two columns and the top edges of two rows; a node card is about 150 x 70. */
const COLUMN = 210;
const ROW = 110;
/** Twins stand further apart: the spring between them needs room. */
const TWIN_ROW = 150;

export interface LayerDraft {
  readonly kind: string;
  readonly options?: Options;
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
  /** Ties the heads too: for models of nothing but heads. */
  readonly tieHeads?: boolean;
  /** `separate`: the trunk too is built once for every task; a number or 'infinite': and its twins are tied. */
  readonly sharing: 'hard' | 'separate' | { readonly tied: number | 'infinite' };
  readonly balancing?: Partial<Balancing>;
  readonly groups?: readonly Group[];
}

/** Kinds with parameters, as far as presets use them. */
const TRAINED = new Set(['dense', 'conv2d']);

interface Draft {
  /** px */
  readonly row: number;
  readonly nodes: WiringNode[];
  readonly edges: Edge[];
  readonly positions: Record<NodeId, Point>;
}
function place(draft: Draft, layer: LayerDraft, from: NodeId | undefined, at: Point, key?: string): NodeId {
  const id = nodeId(`${layer.kind}${draft.nodes.filter((node) => node.kind === layer.kind).length + 1}`);
  draft.nodes.push({ id, kind: layer.kind, options: layer.options ?? {}, initKey: key ?? id });
  draft.positions[id] = { x: at.x * COLUMN, y: at.y * draft.row };
  if (from !== undefined) {
    const edge = { id: edgeId(`e${draft.edges.length + 1}`), source: from, sourcePort: 'out', target: id };
    draft.edges.push({ ...edge, targetPort: 'in' });
  }
  return id;
}
/** The key of the layer at this place of the stack: the id that it has where every layer of the stack is built once. */
function keyAt(stack: readonly LayerDraft[], index: number): string {
  const { kind } = stack[index] as LayerDraft;
  return `${kind}${stack.slice(0, index + 1).filter((layer) => layer.kind === kind).length}`;
}

function buildModel(index: number, model: ModelDraft): ModelSpec {
  const { tasks, trunk = [], tower = [], sharing, tieHeads = false } = model;
  const stack = [...trunk, ...tower];
  const shared = sharing === 'hard' ? trunk.length : 0;
  const middle = (tasks.length - 1) / 2;
  const row = typeof sharing === 'object' ? TWIN_ROW : ROW;
  const draft: Draft = { row, nodes: [], edges: [], positions: {} };
  let last = place(draft, { kind: 'input' }, undefined, { x: 0, y: middle });
  for (let i = 0; i < shared; i += 1) {
    last = place(draft, stack[i] as LayerDraft, last, { x: i + 1, y: middle }, keyAt(stack, i));
  }
  const twins: NodeId[][] = [];
  for (const [row, task] of tasks.entries()) {
    let end = last;
    for (let i = shared; i < stack.length; i += 1) {
      const layer = stack[i] as LayerDraft;
      end = place(draft, layer, end, { x: i + 1, y: row }, keyAt(stack, i));
      // Only the trunk's twins are tied: the towers are each task's own in every model.
      if (i < trunk.length && TRAINED.has(layer.kind)) {
        twins[i] = [...(twins[i] ?? []), end];
      }
    }
    const head = place(
      draft,
      { kind: 'head', options: { task } },
      end,
      { x: stack.length + 1, y: row },
      `head:${task}`,
    );
    if (tieHeads) twins[stack.length] = [...(twins[stack.length] ?? []), head];
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
  readonly data?: Partial<Pick<DataSpec, 'sizes' | 'tasks'>>;
  readonly models: readonly ModelDraft[];
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
    models: draft.models.map((model, index) => buildModel(index, model)),
    training: { ...DEFAULT_TRAINING, optimizer, ...draft.training },
    view: {},
  };
}
