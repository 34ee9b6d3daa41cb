/**
 * Painting outside React: woken by stores, at most `hz` times a second, in an animation frame, and only while the element
 * is on screen. A hidden tab gets no animation frames, so nothing is painted there.
 */
export type Wakes = (wake: () => void) => () => void;

export interface PaintLoop {
  wake(): void;
  stop(): void;
}

export function startPaintLoop(element: Element, sources: readonly Wakes[], paint: () => void, hz: number): PaintLoop {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame: number | undefined;
  let last = Number.NEGATIVE_INFINITY;
  let visible = true;
  let dirty = true;
  const run = (): void => {
    frame = undefined;
    if (!visible) return;
    last = performance.now();
    dirty = false;
    paint();
  };
  const schedule = (): void => {
    if (!visible || timer !== undefined || frame !== undefined) return;
    const wait = Math.max(0, last + 1000 / hz - performance.now());
    const ask = (): void => {
      timer = undefined;
      frame = requestAnimationFrame(run);
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
      if (frame !== undefined) cancelAnimationFrame(frame);
      watcher.disconnect();
      for (const stop of unsubscribe) stop();
    },
  };
}
