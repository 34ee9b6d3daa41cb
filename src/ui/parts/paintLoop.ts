/**
 * Painting outside React: woken by stores, at most `hz` times a second, in a turn of the common queue, and only while the
 * element is on screen. A hidden tab gets no animation frames, so nothing is painted there.
 */
import { paintNoMore, paintSoon } from './paintQueue.ts';

export type Wakes = (wake: () => void) => () => void;

export interface PaintLoop {
  wake(): void;
  stop(): void;
}

export function startPaintLoop(element: Element, sources: readonly Wakes[], paint: () => void, hz: number): PaintLoop {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const owner = {};
  let queued = false;
  let last = Number.NEGATIVE_INFINITY;
  let visible = true;
  let dirty = true;
  const run = (): void => {
    queued = false;
    if (!visible) return;
    last = performance.now();
    dirty = false;
    paint();
  };
  const schedule = (): void => {
    if (!visible || timer !== undefined || queued) return;
    const wait = Math.max(0, last + 1000 / hz - performance.now());
    const ask = (): void => {
      timer = undefined;
      queued = true;
      paintSoon(owner, run);
    };
    if (wait < 4) ask();
    else timer = setTimeout(ask, wait);
  };
  const wake = (): void => {
    dirty = true;
    schedule();
  };
  const watcher = new IntersectionObserver((entries) => {
    visible = entries.at(-1)?.isIntersecting ?? true;
    if (visible && dirty) schedule();
  });
  watcher.observe(element);
  const unsubscribe = sources.map((subscribe) => subscribe(wake));
  schedule();
  return {
    wake,
    stop() {
      if (timer !== undefined) clearTimeout(timer);
      paintNoMore(owner);
      watcher.disconnect();
      for (const stop of unsubscribe) stop();
    },
  };
}
