/**
 * The editor's changes to the document and the view: a drag moves cards here only and is one Edit at its end; what is
 * selected goes to the view store, always within one model.
 */
import type { EdgeChange, NodeChange } from '@xyflow/react';
import { useCallback, useRef } from 'react';
import type { ModelId, NodeId, Point } from '../../core/experiment/experiment.ts';
import type { Selection } from '../../state/stores.ts';
import { useServices } from '../parts/services.tsx';
import type { CanvasNode, WireFlowEdge } from './flowElements.ts';
import { moveEdit } from './gestures.ts';
import { flowId, readEdge, readNode } from './ids.ts';
import { type Lane, laneOf, toModel } from './lanes.ts';
import type { Drag, Elements } from './useElements.ts';

interface FlowChanges {
  onNodesChange(changes: NodeChange<CanvasNode>[]): void;
  onEdgesChange(changes: EdgeChange<WireFlowEdge>[]): void;
  onDragStart(): void;
  onDragStop(): void;
  onPaneClick(): void;
}

/** Ids after the changes; where they span models, those of the model chosen last stay. */
function chosenIds(
  before: readonly string[],
  changes: readonly { id: string; selected: boolean }[],
): readonly string[] {
  const ids = new Set(before);
  let last: string | undefined;
  for (const { id, selected } of changes) {
    if (selected) {
      ids.add(id);
      last = id;
    } else ids.delete(id);
  }
  const model = last === undefined ? undefined : readNode(last).model;
  return model === undefined ? [...ids] : [...ids].filter((id) => readNode(id).model === model);
}

/** Places of folded layers after their card, which stands on the leftmost one, has moved to `corner`. */
function movedTogether(lane: Lane, nodes: readonly NodeId[], corner: Point): Record<NodeId, Point> {
  const places = nodes.flatMap((id) => (lane.positions[id] ? [[id, lane.positions[id]] as const] : []));
  const first = places.reduce(
    (left, place) => (left[1].x <= place[1].x ? left : place),
    places[0] as (typeof places)[0],
  );
  const by = { x: corner.x - first[1].x, y: corner.y - first[1].y };
  return Object.fromEntries(places.map(([id, at]) => [id, { x: at.x + by.x, y: at.y + by.y }]));
}

export function useFlowChanges({ lanes, folded, drag, setDrag }: Elements): FlowChanges {
  const { edit, experiments, views } = useServices();
  const dragging = useRef(false);
  const held = useRef<Drag>(drag);

  const select = useCallback(
    (part: 'nodes' | 'edges', changes: readonly { id: string; selected: boolean }[]): void => {
      const { selection } = views.getState();
      const { model } = selection;
      const before = model === undefined ? [] : selection[part].map((id) => flowId(model, id));
      const ids = chosenIds(before, changes);
      const [first] = ids;
      const next = first === undefined ? model : readNode(first).model;
      const changedModel = next !== model;
      const chosen: Partial<Selection> =
        part === 'nodes'
          ? { nodes: ids.map((id) => readNode(id).node), ...(changedModel ? { edges: [] } : {}) }
          : { edges: ids.map((id) => readEdge(id).edge), ...(changedModel ? { nodes: [] } : {}) };
      views.select({ model: next, ...chosen, ...(ids.length > 0 ? { tie: undefined } : {}) });
    },
    [views],
  );

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]): void => {
      // A folded card stands for its layers.
      const selections = changes.flatMap((change) => {
        if (change.type !== 'select') return [];
        const inside = folded.get(change.id);
        const { model } = readNode(change.id);
        return inside ? inside.map((id) => ({ ...change, id: flowId(model, id) })) : [change];
      });
      if (selections.length > 0) select('nodes', selections);
      if (!dragging.current) return;
      const next = new Map(held.current);
      for (const change of changes) {
        if (change.type === 'position' && change.position) next.set(change.id, change.position);
      }
      held.current = next;
      setDrag(next);
    },
    [select, setDrag, folded],
  );
  const onEdgesChange = useCallback(
    (changes: EdgeChange<WireFlowEdge>[]): void => {
      const selections = changes.filter((change) => change.type === 'select');
      if (selections.length > 0) select('edges', selections);
    },
    [select],
  );
  const onDragStart = useCallback((): void => {
    dragging.current = true;
    held.current = new Map();
  }, []);
  const onDragStop = useCallback((): void => {
    dragging.current = false;
    const moved = new Map<ModelId, Record<NodeId, Point>>();
    for (const [id, at] of held.current) {
      const { model, node } = readNode(id);
      const lane = laneOf(lanes, model);
      if (!lane) continue;
      const inside = folded.get(id);
      const corner = toModel(lane, at);
      const places = inside ? movedTogether(lane, inside, corner) : { [node]: corner };
      moved.set(model, { ...moved.get(model), ...places });
    }
    const { models } = experiments.getState().experiment;
    const edits = models.flatMap((model) => {
      const positions = moved.get(model.id);
      return positions ? [moveEdit(model, positions)] : [];
    });
    const [first] = edits;
    if (first) edit(edits.length === 1 ? first : { type: 'batch', edits });
    held.current = new Map();
    setDrag(held.current);
  }, [lanes, folded, edit, experiments, setDrag]);
  const onPaneClick = useCallback((): void => {
    views.select({ nodes: [], edges: [], tie: undefined });
  }, [views]);
  return { onNodesChange, onEdgesChange, onDragStart, onDragStop, onPaneClick };
}
