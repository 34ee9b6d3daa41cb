/**
 * Keys of the canvas: Delete, arrows (an undo step each), select all, Escape, duplicate, fold, '/' to add. They hold while the
 * focus is on the canvas or nowhere; typing and other controls keep their own. Undo, redo and help belong to the page.
 */
import { useStoreApi } from '@xyflow/react';
import { type RefObject, useEffect, useRef } from 'react';
import type { Point } from '../../core/experiment/experiment.ts';
import type { Services } from '../../state/services.ts';
import { useServices } from '../parts/services.tsx';
import { duplicateNodes } from './adding.ts';
import { foldNodes, unfoldNodes } from './folding.ts';
import { deleteEdit, modelOf, nudgeEdit } from './gestures.ts';
import type { Lane } from './lanes.ts';

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
function fold(services: Services, open: boolean): boolean {
  const { selection, model } = chosen(services);
  if (!model) return false;
  return open ? unfoldNodes(services, model.id, selection.nodes) : foldNodes(services, model.id, selection.nodes);
}

export function useCanvasKeys(
  frame: RefObject<HTMLDivElement | null>,
  lanes: readonly Lane[],
  openAdd: () => void,
): void {
  const services = useServices();
  const flow = useStoreApi();
  const latest = useRef({ lanes, openAdd });
  useEffect(() => {
    latest.current = { lanes, openAdd };
  });
  useEffect(() => {
    const letGo = (): boolean => {
      flow.setState({ connectionClickStartHandle: null });
      services.views.select({ nodes: [], edges: [], tie: undefined });
      return true;
    };
    const handle = (event: KeyboardEvent): boolean => {
      const arrow = ARROWS[event.key];
      if (event.ctrlKey || event.metaKey) {
        if (event.key === 'a') return selectAll(services, latest.current.lanes);
        if (event.key.toLowerCase() === 'g') return fold(services, event.shiftKey);
        return event.key === 'd' && duplicate(services);
      }
      if (arrow) return nudge(services, arrow, event.shiftKey);
      if (event.key === 'Delete' || event.key === 'Backspace') return remove(services);
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
