/** The starting points as handles over the plane: dragged, moved by arrow keys, taken away by Delete. */
import { useRef } from 'react';
import type { Point } from '../../core/lab/problems.ts';
import { useWords } from '../parts/i18n/index.ts';
import { shortNumber } from '../parts/numbers.ts';
import { Tip } from '../parts/Tip.tsx';
import classes from './lab.module.css';
import { change, useLab } from './labStore.ts';

interface StartsProps {
  readonly width: number;
  readonly height: number;
  readonly place: (x1: number, x2: number) => readonly [number, number];
  readonly back: (x: number, y: number) => Point;
}
/** Arrow keys move by this share of the plane; with Shift by ten times as much. */
const NUDGE = 0.01;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const rounded = ([a, b]: Point): Point => [Number(a.toPrecision(4)), Number(b.toPrecision(4))];

export function Starts({ width, height, place, back }: StartsProps) {
  const { t } = useWords();
  const starts = useLab((state) => state.setup.starts);
  const selected = useLab((state) => state.start);
  const dragged = useRef<number>(undefined);
  const put = (index: number, point: Point): void =>
    change({ starts: starts.map((start, i) => (i === index ? rounded(point) : start)) });
  const letGo = (): void => {
    dragged.current = undefined;
  };
  if (width < 2) return undefined;
  return starts.map((start, index) => {
    const [x, y] = place(...start);
    return (
      <Tip
        // biome-ignore lint/suspicious/noArrayIndexKey: a start is its place in the list
        key={index}
        text={t('lab.start.help')}
      >
        <button
          type="button"
          className={classes.start}
          style={{ left: x, top: y }}
          aria-label={t('lab.start.name', { n: index + 1, x1: shortNumber(start[0]), x2: shortNumber(start[1]) })}
          aria-pressed={index === selected}
          onClick={() => useLab.setState({ start: index })}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            dragged.current = index;
          }}
          onPointerMove={(event) => {
            if (dragged.current !== index) return;
            const area = event.currentTarget.parentElement?.getBoundingClientRect();
            if (!area) return;
            const at = (value: number, most: number): number => Math.min(most, Math.max(0, value));
            put(index, back(at(event.clientX - area.left, width), at(event.clientY - area.top, height)));
          }}
          onPointerUp={letGo}
          onPointerCancel={letGo}
          onKeyDown={(event) => {
            const way = ARROWS[event.key];
            if (way) {
              const by = (event.shiftKey ? 10 : 1) * NUDGE;
              put(index, back(x + way[0] * by * width, y + way[1] * by * height));
              event.preventDefault();
            } else if (event.key === 'Delete' && starts.length > 1) {
              change({ starts: starts.filter((_, i) => i !== index) });
            }
          }}
        >
          <span aria-hidden>{index + 1}</span>
        </button>
      </Tip>
    );
  });
}
