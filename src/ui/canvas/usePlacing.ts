/** Putting new layers down: dropped from the palette (on a wire or on free canvas), at a dropped wire's end, by search. */
import { type FinalConnectionState, useReactFlow, useStoreApi } from '@xyflow/react';
import { type DragEvent, type MouseEvent, type PointerEvent, type RefObject, useRef } from 'react';
import type { Point } from '../../core/experiment/experiment.ts';
import { layers } from '../../core/layers/index.ts';
import { useServices } from '../parts/services.tsx';
import type { MenuRequest } from './actions.ts';
import { addAndSelect } from './adding.ts';
import { isWired, newEdgeOf } from './connecting.ts';
import type { CanvasNode, WireFlowEdge } from './flowElements.ts';
import { sizeOf } from './geometry.ts';
import { insertEdit } from './gestures.ts';
import { readEdge, readNode } from './ids.ts';
import { type Lane, laneAt, toModel } from './lanes.ts';
import { LAYER_MIME } from './layerMime.ts';

interface Placing {
  follow(event: PointerEvent): void;
  openAtPointer(): void;
  openInMiddle(): void;
  onDoubleClick(event: MouseEvent): void;
  onDragOver(event: DragEvent): void;
  onDrop(event: DragEvent): void;
  onConnectEnd(event: globalThis.MouseEvent | TouchEvent, state: FinalConnectionState): void;
  onClickConnectEnd(event: globalThis.MouseEvent | TouchEvent): void;
}

/** The wire under a point of the window, if one is. */
function wireAt(client: Point): string | undefined {
  for (const element of document.elementsFromPoint(client.x, client.y)) {
    const edge = element.closest('.react-flow__edge');
    if (edge instanceof SVGElement) return edge.dataset.id;
  }
  return undefined;
}
const clientOf = (event: globalThis.MouseEvent | TouchEvent): Point => {
  const point = 'changedTouches' in event ? event.changedTouches[0] : event;
  return { x: point?.clientX ?? 0, y: point?.clientY ?? 0 };
};

export function usePlacing(
  lanes: readonly Lane[],
  openMenu: (request: MenuRequest) => void,
  frame: RefObject<HTMLDivElement | null>,
): Placing {
  const { screenToFlowPosition } = useReactFlow<CanvasNode, WireFlowEdge>();
  const services = useServices();
  const { views } = services;
  const flow = useStoreApi();
  const pointer = useRef<Point | undefined>(undefined);

  const laneFor = (at: Point): Lane | undefined => {
    const { model } = views.getState().selection;
    return laneAt(lanes, at) ?? lanes.find((lane) => lane.model.id === model) ?? lanes[0];
  };
  const openAt = (client: Point): void => {
    const at = screenToFlowPosition(client);
    const lane = laneFor(at);
    if (lane) openMenu({ kind: 'free', model: lane.model.id, at, client });
  };
  const middle = (): Point => {
    const box = frame.current?.getBoundingClientRect();
    return box ? { x: box.x + box.width / 2, y: box.y + box.height / 3 } : { x: 0, y: 0 };
  };
  return {
    follow(event) {
      pointer.current = { x: event.clientX, y: event.clientY };
    },
    openAtPointer: () => openAt(pointer.current ?? middle()),
    openInMiddle: () => openAt(middle()),
    onDoubleClick(event) {
      const onPane = event.target instanceof Element && event.target.closest('.react-flow__node-layer, button, [role]');
      if (event.target instanceof Element && event.target.classList.contains('react-flow__pane')) {
        openAt({ x: event.clientX, y: event.clientY });
      } else if (!onPane) openAt({ x: event.clientX, y: event.clientY });
    },
    onDragOver(event) {
      if (!event.dataTransfer.types.includes(LAYER_MIME)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    },
    onDrop(event) {
      const kind = event.dataTransfer.getData(LAYER_MIME);
      if (!layers.has(kind)) return;
      event.preventDefault();
      const client = { x: event.clientX, y: event.clientY };
      const point = screenToFlowPosition(client);
      const { width, height } = sizeOf(kind);
      const corner = { x: point.x - width / 2, y: point.y - height / 2 };
      const wire = wireAt(client);
      if (wire !== undefined) {
        const { model, edge } = readEdge(wire);
        const lane = lanes.find((candidate) => candidate.model.id === model);
        if (lane) {
          const change = insertEdit(lane.model, edge, { kind });
          if (change) addAndSelect(services, change, model);
        }
        return;
      }
      const lane = laneFor(point);
      if (!lane) return;
      const { id } = lane.model;
      addAndSelect(services, { type: 'addNode', model: id, node: { kind }, at: toModel(lane, corner) }, id);
    },
    onConnectEnd(event, state) {
      const { fromNode, fromHandle, toHandle } = state;
      if (!fromNode || !fromHandle || toHandle) return;
      const from = readNode(fromNode.id);
      const client = clientOf(event);
      const at = screenToFlowPosition(client);
      const lane = lanes.find((candidate) => candidate.model.id === from.model);
      // Dropped on a card beside its port: no menu, nothing meant.
      const onCard = document.elementFromPoint(client.x, client.y)?.closest('.react-flow__node-layer');
      if (!lane || onCard) return;
      openMenu({
        kind: 'wire',
        model: from.model,
        at,
        client,
        from: { node: from.node, port: fromHandle.id ?? '', side: fromHandle.type },
      });
    },
    onClickConnectEnd(event) {
      // A click on a port that cannot take the wire: the refused edit says why. The editor's own state has only the
      // port that the wire began at, so the other one is read off the click.
      const from = flow.getState().connectionClickStartHandle;
      const port = event.target instanceof Element ? event.target.closest('.react-flow__handle') : undefined;
      if (!from || !(port instanceof HTMLElement)) return;
      const to = {
        nodeId: port.dataset.nodeid ?? '',
        id: port.dataset.handleid ?? '',
        type: port.classList.contains('source') ? 'source' : 'target',
      };
      if (from.type === to.type) return;
      const [source, target] = from.type === 'source' ? [from, to] : [to, from];
      const ends = { source: source.nodeId, target: target.nodeId };
      const wanted = newEdgeOf({ ...ends, sourceHandle: source.id ?? '', targetHandle: target.id ?? '' });
      if (!wanted || isWired(services.experiments.getState().experiment, wanted)) return;
      services.edit({ type: 'connect', ...wanted });
    },
  };
}
