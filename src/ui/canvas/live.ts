/**
 * React's side of live pictures: effects that start and stop watching. No live number passes through React state;
 * the only state here is whether a card is on screen and which colour scheme holds.
 */
import { useComputedColorScheme } from '@mantine/core';
import { type RefObject, useEffect, useState } from 'react';
import type { Probe, ProbeResult } from '../../state/series.ts';
import type { RunState } from '../../state/stores.ts';
import { paintNoMore, paintSoon } from '../parts/paintQueue.ts';
import { useServices } from '../parts/services.tsx';

/** Whether the element can be seen; pictures off screen are neither measured nor painted. */
export function useVisible(element: RefObject<Element | null>): boolean {
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const observer = new IntersectionObserver((entries) => setVisible(entries.at(-1)?.isIntersecting ?? false));
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return visible;
}

/**
 * Watches while `probe` is given, and paints each result. `paint` may change between renders; the newest is used, and it
 * is called again with the latest result when the colour scheme changes. A `picture` shows only while it is up to date.
 */
export function useProbe(
  probe: Probe | undefined,
  paint: (result: ProbeResult) => void,
  picture?: RefObject<HTMLCanvasElement | null>,
  queue: typeof paintSoon = paintSoon,
): void {
  const { live } = useServices();
  const scheme = useComputedColorScheme('light');
  const wanted = probe && JSON.stringify(probe);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the probe is compared by value; the scheme asks for new paint.
  useEffect(() => {
    if (!probe) return;
    const unwatch = live.watch(probe);
    const canvas = picture?.current;
    const owner = {};
    const off = live.on(probe.key, (result) =>
      queue(owner, () => {
        paint(result);
        if (canvas) canvas.style.opacity = '';
      }),
    );
    return () => {
      paintNoMore(owner);
      if (canvas) canvas.style.opacity = '0';
      off();
      unwatch();
    };
  }, [live, wanted, paint, scheme, queue]);
}

/** Calls `show` with the run and the step under the cursor: at once, and after every change of either. */
export function useRunPainter(show: (run: RunState, cursor: number | undefined) => void): void {
  const { runs, views } = useServices();
  useEffect(() => {
    let revision = -1;
    let cursor: number | undefined;
    let log: RunState['log'] | undefined;
    const update = (): void => {
      const run = runs.getState();
      const now = views.getState().cursor;
      if (run.revision === revision && now === cursor && run.log === log) return;
      revision = run.revision;
      cursor = now;
      log = run.log;
      show(run, now);
    };
    update();
    const stops = [runs.subscribe(update), views.subscribe(update)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [runs, views, show]);
}

/** The value of a column at the cursor, or its last. */
export function valueAt(run: RunState, cursor: number | undefined, name: string): number | undefined {
  return (cursor === undefined ? run.log.last(name) : run.log.at(name, cursor))?.value;
}
