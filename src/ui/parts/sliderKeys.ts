/**
 * Arrow keys of sliders whose neighbouring positions may stand for one value (two digits, whole numbers, wide ends):
 * a key moves on until the value is another one. By single positions the handle would fall back to where it was.
 */
import type { KeyboardEvent } from 'react';

export interface Positions {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  toValue(position: number): unknown;
}
const WAYS: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };

/** The nearest position of another value, or the end where there is none. */
export function positionBeside({ min, max, step, toValue }: Positions, position: number, way: 1 | -1): number {
  const here = toValue(position);
  let next = position;
  do next = Math.min(max, Math.max(min, next + way * step));
  while (next > min && next < max && toValue(next) === here);
  return next;
}

/** For `onKeyDownCapture` of a box around the slider: the slider takes its keys in that phase, too. */
export const sliderKeys =
  (positions: Positions, position: number, move: (position: number) => void) =>
  (event: KeyboardEvent): void => {
    const way = WAYS[event.key];
    const slider = event.target instanceof Element && event.target.closest('[role="slider"]');
    if (!way || !slider || slider.getAttribute('aria-disabled') === 'true') return;
    event.preventDefault();
    event.stopPropagation();
    move(positionBeside(positions, position, way));
  };
