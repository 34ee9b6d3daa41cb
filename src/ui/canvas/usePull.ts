/**
 * How hard tasks pull at a layer, now or at the step under the cursor of the charts: at a past step what was measured of
 * this very layer last before it. Measurements are made ten times a second while a card is in sight and kept thinned out.
 */
import { useCallback, useEffect } from 'react';
import type { NodeId } from '../../core/experiment/experiment.ts';
import type { Probe, ProbeResult } from '../../state/series.ts';
import { paintOnBeat } from '../parts/paintQueue.ts';
import { useServices } from '../parts/services.tsx';
import { useProbe } from './live.ts';
import { type NodePull, pastPull, pullOf } from './pull.ts';

/** `show` gets the past step where the cursor stands at one, and no pull where nothing was measured. */
export function usePull(
  probe: Probe | undefined,
  node: NodeId,
  show: (pull: NodePull | undefined, step: number | undefined) => void,
): void {
  const { live, views } = useServices();
  const paint = useCallback(
    (result: ProbeResult) => {
      if (views.getState().cursor === undefined) show(pullOf(result, node), undefined);
    },
    [views, node, show],
  );
  useProbe(probe, paint, undefined, paintOnBeat);
  const key = probe?.key;
  useEffect(() => {
    if (key === undefined) return;
    let before: number | undefined;
    const update = (): void => {
      const { cursor } = views.getState();
      if (cursor === before) return;
      before = cursor;
      if (cursor === undefined) {
        const now = live.latest(key);
        if (now) show(pullOf(now, node), undefined);
        return;
      }
      const found = pastPull(live.past(key), cursor, node);
      show(found?.pull, found?.step ?? cursor);
    };
    update();
    return views.subscribe(update);
  }, [live, views, key, node, show]);
}
