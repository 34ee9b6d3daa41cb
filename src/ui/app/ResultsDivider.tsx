/**
 * The bar between the canvas and the results: dragged, or focused and moved by arrow keys; Enter or a double-click gives
 * the first height back. The height is kept in this browser. It goes straight into the page's style, so that a drag
 * renders nothing but what measures itself: charts and canvas follow.
 */
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { useWords } from '../parts/i18n/index.ts';
import { Tip } from '../parts/Tip.tsx';
import classes from './app.module.css';

const KEY = 'braid.results';
/** px; app.module.css keeps the same bounds when the window becomes smaller. */
const LEAST = 150;
const KEPT_FOR_CANVAS = 316;
const most = (): number => Math.max(LEAST, window.innerHeight - KEPT_FOR_CANVAS);
const within = (height: number): number => Math.round(Math.min(most(), Math.max(LEAST, height)));

const heightOf = (bar: HTMLElement | null): number => bar?.parentElement?.getBoundingClientRect().height ?? LEAST;
/** Percent. */
const shareOfPage = (height: number): number => Math.round((100 * height) / window.innerHeight);

function readHeight(): number | undefined {
  try {
    const height = Number.parseInt(localStorage.getItem(KEY) ?? '', 10);
    return Number.isFinite(height) ? within(height) : undefined;
  } catch {
    return undefined;
  }
}
function keepHeight(height: number | undefined): void {
  try {
    if (height === undefined) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, String(height));
  } catch {
    // Storage full or denied: the height holds for this visit.
  }
}

/** What a key makes of the present height; `undefined`: the first height. */
const KEYS: Readonly<Record<string, (present: number) => number | undefined>> = {
  ArrowUp: (present) => present + 16,
  ArrowDown: (present) => present - 16,
  PageUp: (present) => present + 80,
  PageDown: (present) => present - 80,
  Home: () => LEAST,
  End: most,
  Enter: () => undefined,
};

export function ResultsDivider() {
  const { t } = useWords();
  const bar = useRef<HTMLDivElement>(null);
  const grabbed = useRef<number | undefined>(undefined);
  const [height, setHeight] = useState(readHeight);
  const [shown, setShown] = useState(0);
  useEffect(() => {
    const { style } = document.documentElement;
    if (height === undefined) style.removeProperty('--results');
    else style.setProperty('--results', `${height}px`);
    setShown(shareOfPage(heightOf(bar.current)));
  }, [height]);

  const present = (): number => heightOf(bar.current);
  const set = (next: number | undefined): void => {
    const kept = next === undefined ? undefined : within(next);
    setHeight(kept);
    keepHeight(kept);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = KEYS[event.key];
    if (!to) return;
    event.preventDefault();
    event.stopPropagation();
    set(to(present()));
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    grabbed.current = event.clientY + present();
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (grabbed.current !== undefined) setHeight(within(grabbed.current - event.clientY));
  };
  const onPointerUp = (): void => {
    if (grabbed.current !== undefined) keepHeight(height);
    grabbed.current = undefined;
  };
  return (
    <Tip text={t('app.resizeHelp')} position="top">
      {/* biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved */}
      <div
        ref={bar}
        className={classes.resultsDivider}
        role="separator"
        tabIndex={0}
        aria-orientation="horizontal"
        aria-label={t('app.resize')}
        aria-valuenow={shown}
        aria-valuemin={shareOfPage(LEAST)}
        aria-valuemax={shareOfPage(most())}
        aria-valuetext={`${shown} %`}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
        onDoubleClick={() => set(undefined)}
      />
    </Tip>
  );
}
