/**
 * The axes of a plot as React state. What is painted asks for axes up to twelve times a second; React hears of it at
 * most once a second, or thrice when a curve has run out of the picture.
 */
import { useRef, useState } from 'react';
import { type Axes, type FitRequest, fitAxes, overflows } from './math/fit.ts';

const CALM_MS = 1000;
const URGENT_MS = 300;
const START: Axes = { x: { min: 0, max: 10, log: false }, y: { min: 0, max: 1, log: false } };

export interface Frame {
  readonly axes: Axes;
  /** `soon`: a person asked (zoom, log scale), so it happens at once. */
  suggest(request: FitRequest, soon: boolean): void;
}
export function useFrame(): Frame {
  const [axes, setAxes] = useState<Axes>(START);
  const present = useRef(axes);
  const changed = useRef(Number.NEGATIVE_INFINITY);
  const [suggest] = useState(() => (request: FitRequest, soon: boolean): void => {
    const next = fitAxes(present.current, request);
    if (next === present.current) return;
    const now = performance.now();
    const wait = soon || !request.running ? 0 : overflows(present.current, request) ? URGENT_MS : CALM_MS;
    if (now - changed.current < wait) return;
    present.current = next;
    changed.current = now;
    setAxes(next);
  });
  return { axes, suggest };
}
