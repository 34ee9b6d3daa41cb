/** A card or wire that the keyboard reaches outside the window is brought into it. */
import { useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';

const MARGIN = 12;
export function useFocusInView(frame: RefObject<HTMLDivElement | null>): void {
  const { getViewport, setViewport } = useReactFlow();
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const focused = ({ target }: FocusEvent): void => {
      const card = target instanceof Element ? target.closest('.react-flow__node-layer, .react-flow__node-fold') : null;
      if (!card || !(target instanceof Element) || !target.matches(':focus-visible')) return;
      // The browser scrolls what it thinks a scroll box; the editor has a view of its own.
      for (const box of [element, ...element.querySelectorAll('.react-flow, .react-flow__pane')]) box.scrollTo(0, 0);
      const [outer, inner] = [element.getBoundingClientRect(), card.getBoundingClientRect()];
      const along = (low: number, high: number, from: number, to: number): number =>
        low < from + MARGIN ? from + MARGIN - low : high > to - MARGIN ? to - MARGIN - high : 0;
      const dx = along(inner.left, inner.right, outer.left, outer.right);
      const dy = along(inner.top, inner.bottom, outer.top, outer.bottom);
      if (dx === 0 && dy === 0) return;
      const { x, y, zoom } = getViewport();
      void setViewport({ x: x + dx, y: y + dy, zoom });
    };
    element.addEventListener('focusin', focused);
    return () => element.removeEventListener('focusin', focused);
  }, [frame, getViewport, setViewport]);
}
