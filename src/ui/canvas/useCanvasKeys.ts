/**
 * Keys of the canvas: Enter selects what has the focus, Delete, arrows (an undo step each), select all, Escape, duplicate,
 * fold, F2 renames a folded card, '/' to add. They hold while the focus is on the canvas or nowhere; typing and other
 * controls keep their own. Undo, redo and help belong to the page.
 */
import { useStoreApi } from '@xyflow/react';
import { type RefObject, useEffect, useRef } from 'react';
import type { NodeId, Point } from '../../core/experiment/experiment.ts';
import type { Services } from '../../state/services.ts';
import { useServices } from '../parts/services.tsx';
import { duplicateNodes } from './adding.ts';
import { rename } from './canvasView.ts';
import { foldNodes, foldTower, towerOf, unfoldNodes } from './folding.ts';
import { deleteEdit, modelOf, nudgeEdit } from './gestures.ts';
import { readEdge, readNode } from './ids.ts';
import type { Lane } from './lanes.ts';
import type { Elements } from './useElements.ts';

const NUDGE = 10;
const FAR = 50;
const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
const OWN_KEYS = 'input, textarea, select, [contenteditable="true"], [role="slider"], [role="menu"], [role="listbox"]';

/** Whether a key press is meant for the canvas. */
export function meansCanvas(target: EventTarget | null, frame: HTMLElement | null): boolean {
  if (!(target instanceof Element) || !frame) return false;
  if (target.closest(OWN_KEYS) || document.querySelector('[role="dialog"]')) return false;
  return target === document.body || frame.contains(target) || target.contains(frame);
}

function chosen({ experiments, views }: Services) {
  const { selection } = views.getState();
  return { selection, model: modelOf(experiments.getState().experiment, selection.model) };
}
function remove(services: Services): boolean {
  const edit = deleteEdit(services.views.getState().selection);
  if (!edit) return false;
  if (services.edit(edit)) services.views.select({ nodes: [], edges: [], tie: undefined });
  return true;
}
function nudge(services: Services, direction: Point, far: boolean): boolean {
  const { selection, model } = chosen(services);
  if (!model || selection.nodes.length === 0) return false;
  const by = far ? FAR : NUDGE;
  return services.edit(nudgeEdit(model, selection.nodes, { x: direction.x * by, y: direction.y * by }));
}
function selectAll(services: Services, lanes: readonly Lane[]): boolean {
  const model = chosen(services).model ?? lanes[0]?.model;
  if (!model) return false;
  services.views.select({
    model: model.id,
    nodes: model.wiring.nodes.map((node) => node.id),
    edges: model.wiring.edges.map((edge) => edge.id),
    tie: undefined,
  });
  return true;
}
function duplicate(services: Services): boolean {
  const { selection, model } = chosen(services);
  if (!model || selection.nodes.length === 0) return false;
  return duplicateNodes(services, model, selection.nodes);
}
/** Several layers become one card; of one layer its task's tower. */
function fold(services: Services, open: boolean): boolean {
  const { selection, model } = chosen(services);
  const [first] = selection.nodes;
  if (!model || first === undefined) return false;
  if (open) return unfoldNodes(services, model.id, selection.nodes);
  if (selection.nodes.length > 1) return foldNodes(services, model.id, selection.nodes);
  const tower = towerOf(model, services.experiments.getState().analyses.get(model.id), first);
  return tower !== undefined && foldTower(services, model.id, tower);
}

type Folded = ReadonlyMap<string, readonly NodeId[]>;
/** The card or wire that has the focus becomes the selection; with Ctrl or Shift it is added or taken away. */
function selectFocused({ views }: Services, target: Element, several: boolean, folded: Folded): boolean {
  const id = target instanceof HTMLElement || target instanceof SVGElement ? target.dataset.id : undefined;
  if (id === undefined) return false;
  const { selection } = views.getState();
  if (target.classList.contains('react-flow__edge')) {
    const { model, edge } = readEdge(id);
    views.select({ model, nodes: [], edges: [edge], tie: undefined });
    return true;
  }
  if (!target.classList.contains('react-flow__node')) return false;
  const { model, node } = readNode(id);
  const own = folded.get(id) ?? [node];
  const before = several && selection.model === model ? selection.nodes : [];
  const nodes = own.every((each) => before.includes(each))
    ? before.filter((each) => !own.includes(each))
    : [...before.filter((each) => !own.includes(each)), ...own];
  views.select({ model, nodes, edges: [], tie: undefined });
  return true;
}
function renameChosen(services: Services, folded: Folded): boolean {
  const { selection, model } = chosen(services);
  if (!model) return false;
  for (const [card, nodes] of folded) {
    const mine = readNode(card).model === model.id && nodes.length === selection.nodes.length;
    if (!mine || !nodes.every((node) => selection.nodes.includes(node))) continue;
    rename(card);
    return true;
  }
  return false;
}

export function useCanvasKeys(
  frame: RefObject<HTMLDivElement | null>,
  { lanes, folded }: Pick<Elements, 'lanes' | 'folded'>,
  openAdd: () => void,
): void {
  const services = useServices();
  const flow = useStoreApi();
  const latest = useRef({ lanes, folded, openAdd });
  useEffect(() => {
    latest.current = { lanes, folded, openAdd };
  });
  useEffect(() => {
    const letGo = (): boolean => {
      flow.setState({ connectionClickStartHandle: null });
      services.views.select({ nodes: [], edges: [], tie: undefined });
      return true;
    };
    const handle = (event: KeyboardEvent): boolean => {
      const arrow = ARROWS[event.key];
      if (event.key === 'Enter' && event.target instanceof Element) {
        const several = event.ctrlKey || event.metaKey || event.shiftKey;
        return selectFocused(services, event.target, several, latest.current.folded);
      }
      if (event.ctrlKey || event.metaKey) {
        if (event.key === 'a') return selectAll(services, latest.current.lanes);
        if (event.key.toLowerCase() === 'g') return fold(services, event.shiftKey);
        return event.key === 'd' && duplicate(services);
      }
      if (arrow) return nudge(services, arrow, event.shiftKey);
      if (event.key === 'Delete' || event.key === 'Backspace') return remove(services);
      if (event.key === 'F2') return renameChosen(services, latest.current.folded);
      if (event.key === 'Escape') return letGo();
      if (event.key !== '/') return false;
      latest.current.openAdd();
      return true;
    };
    const down = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || event.altKey || !meansCanvas(event.target, frame.current))
        return;
      if (handle(event)) event.preventDefault();
    };
    window.addEventListener('keydown', down);
    return () => window.removeEventListener('keydown', down);
  }, [services, flow, frame]);
}
