/**
 * Keeps everything in view until the person moves the view: on opening, when models or layers come and go, when the
 * window changes. After a pan or zoom by hand only the fit button does. The view is computed from the lanes, so it does
 * not wait for anything to be measured.
 */
import { getViewportForBounds, useReactFlow } from '@xyflow/react';
import { useCallback, useEffect, useRef } from 'react';
import { useServices } from '../parts/services.tsx';
import type { Lane } from './lanes.ts';

/** Room for the toolbar on the left. */
const PADDING = { left: '46px', right: '8px', top: '8px', bottom: '8px' } as const;
const ZOOM = { min: 0.15, max: 1.1 };

interface Fit {
  showAll(): void;
  onMoveEnd(event: unknown): void;
}
export function useFit(lanes: readonly Lane[], width: number, height: number): Fit {
  const { setViewport, viewportInitialized } = useReactFlow();
  const { experiments } = useServices();
  const byHand = useRef(false);
  const title = useRef('');
  const latest = useRef({ lanes, width, height });
  useEffect(() => {
    latest.current = { lanes, width, height };
  });

  const showAll = useCallback((): void => {
    const now = latest.current;
    if (now.width === 0 || now.lanes.length === 0) return;
    byHand.current = false;
    const right = Math.max(...now.lanes.map((lane) => lane.x + lane.width));
    const bottom = Math.max(...now.lanes.map((lane) => lane.y + lane.height));
    const bounds = { x: 0, y: 0, width: right, height: bottom };
    void setViewport(getViewportForBounds(bounds, now.width, now.height, ZOOM.min, ZOOM.max, PADDING));
  }, [setViewport]);
  const onMoveEnd = useCallback((event: unknown): void => {
    // Moves made by the program carry no event.
    if (event) byHand.current = true;
  }, []);

  const structure = lanes.map(({ model, x, y }) => `${model.id} ${model.wiring.nodes.length} ${x} ${y}`).join(';');
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed structure or window asks for a new view.
  useEffect(() => {
    if (!viewportInitialized) return;
    // Another experiment is seen whole, wherever the view was.
    const opened = experiments.getState().experiment.title;
    const replaced = title.current !== opened;
    title.current = opened;
    if (replaced || !byHand.current) showAll();
  }, [viewportInitialized, width, height, structure, showAll]);
  return { showAll, onMoveEnd };
}
