/**
 * Keeps everything in view until the person moves the view: on opening, when models or layers come and go, when the
 * window changes. After a pan or zoom by hand only the fit button does.
 */
import { useNodesInitialized, useReactFlow } from '@xyflow/react';
import { useCallback, useEffect, useRef } from 'react';
import type { Lane } from './lanes.ts';

/** Room for the toolbar on the left. */
const PADDING = { left: '46px', right: '8px', top: '8px', bottom: '8px' } as const;
const LARGEST = 1.25;

interface Fit {
  showAll(): void;
  onMoveEnd(event: unknown): void;
}
export function useFit(lanes: readonly Lane[], width: number, height: number): Fit {
  const { fitView } = useReactFlow();
  const ready = useNodesInitialized();
  const byHand = useRef(false);
  const identity = useRef('');

  const showAll = useCallback((): void => {
    byHand.current = false;
    void fitView({ padding: PADDING, maxZoom: LARGEST, duration: 0 });
  }, [fitView]);
  const onMoveEnd = useCallback((event: unknown): void => {
    // Moves made by the program carry no event.
    if (event) byHand.current = true;
  }, []);

  const models = lanes.map((lane) => lane.model.id).join(' ');
  const structure = lanes.map(({ model, x, y }) => `${model.id} ${model.wiring.nodes.length} ${x} ${y}`).join(';');
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed structure or window asks for a new view.
  useEffect(() => {
    if (!ready || width === 0) return;
    // Another experiment is seen whole, wherever the view was.
    const replaced = identity.current !== models;
    identity.current = models;
    if (replaced || !byHand.current) showAll();
  }, [ready, width, height, structure, models, showAll]);
  return { showAll, onMoveEnd };
}
