/** Mends: the one-click fixes of the graph's issues, as plain edits. Words under `fix.<code>`. */
import type { Edge, EdgeId, ModelSpec, NodeId, Point, TaskId, TieId } from '../experiment/experiment.ts';
import type { Field, OptionValue } from '../fields.ts';
import type { Fix } from '../result.ts';

const ORIGIN: Point = { x: 0, y: 0 };
/** Canvas distance in px at which a new head is put beside an old one. */
const BESIDE = 110;

function between(model: ModelSpec, edge: Edge): Point {
  const a = model.positions[edge.source] ?? ORIGIN;
  const b = model.positions[edge.target] ?? a;
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

export const insertLayer = (model: ModelSpec, edge: Edge, kind: string): Fix => ({
  code: `insert.${kind}`,
  params: {},
  edits: [{ type: 'insertOnEdge', model: model.id, edge: edge.id, node: { kind }, at: between(model, edge) }],
});

export const removeWires = (model: ModelSpec, edges: readonly EdgeId[]): Fix => ({
  code: 'removeWires',
  params: { count: edges.length },
  edits: [{ type: 'removeEdges', model: model.id, edges }],
});

export const removeNode = (model: ModelSpec, node: NodeId): Fix => ({
  code: 'removeNode',
  params: {},
  edits: [{ type: 'removeNodes', model: model.id, nodes: [node] }],
});

export const removeTie = (model: ModelSpec, tie: TieId): Fix => ({
  code: 'removeTie',
  params: {},
  edits: [{ type: 'removeTie', model: model.id, tie }],
});

export const setOption = (model: ModelSpec, node: NodeId, name: string, value: OptionValue): Fix => ({
  code: 'setOption',
  params: { field: name, value: String(value) },
  edits: [{ type: 'setNodeOption', model: model.id, node, name, value }],
});

/** The nearest value that the field allows. */
export function mendOption(model: ModelSpec, node: NodeId, field: Field, found: OptionValue): Fix {
  if ((field.type === 'number' || field.type === 'integer') && typeof found === 'number' && Number.isFinite(found)) {
    const whole = field.type === 'integer' ? Math.round(found) : found;
    return setOption(model, node, field.name, Math.min(field.max, Math.max(field.min, whole)));
  }
  return setOption(model, node, field.name, field.default);
}

export const chooseTask = (model: ModelSpec, node: NodeId, field: string, task: TaskId): Fix => ({
  code: 'chooseTask',
  params: { task },
  edits: [{ type: 'setNodeOption', model: model.id, node, name: field, value: task }],
});

export const enableTask = (task: TaskId): Fix => ({
  code: 'enableTask',
  params: { task },
  edits: [{ type: 'setTask', task, patch: { enabled: true } }],
});

/** A head for `task`, fed by what feeds the head `beside`. */
export function addHead(model: ModelSpec, task: TaskId, kind: string, beside: Edge | undefined): Fix {
  const at = beside ? (model.positions[beside.target] ?? ORIGIN) : ORIGIN;
  const node = { kind, options: { task }, initKey: `head:${task}` };
  const place = { x: at.x, y: at.y + BESIDE };
  return {
    code: 'addHead',
    params: { task },
    edits: [
      beside
        ? {
            type: 'addConnected',
            model: model.id,
            node,
            at: place,
            from: { node: beside.source, port: beside.sourcePort, side: 'source' },
          }
        : { type: 'addNode', model: model.id, node, at: place },
    ],
  };
}
