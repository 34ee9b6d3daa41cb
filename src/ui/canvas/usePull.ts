/**
 * How hard tasks pull at a layer, now or at the step under the cursor of the charts. Of the past only the whole shared
 * part was logged, so at a past step every layer shows that.
 */
import { useCallback, useEffect } from 'react';
import type { ModelId, NodeId } from '../../core/experiment/experiment.ts';
import type { Probe, ProbeResult } from '../../state/series.ts';
import { useServices } from '../parts/services.tsx';
import { useProbe } from './live.ts';
import { type NodePull, pastPull, pullOf } from './pull.ts';

/** `show` gets the past step where the cursor stands at one, and no pull where nothing was measured. */
export function usePull(
  probe: Probe | undefined,
  model: ModelId,
  node: NodeId,
  show: (pull: NodePull | undefined, step: number | undefined) => void,
): void {
  const { experiments, live, runs, views } = useServices();
  const paint = useCallback(
    (result: ProbeResult) => {
      if (views.getState().cursor === undefined) show(pullOf(result, node), undefined);
    },
    [views, node, show],
  );
  useProbe(probe, paint);
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
      const tasks = experiments.getState().outline.tasks.map((task) => task.id);
      show(pastPull(runs.getState().log, cursor, model, tasks), cursor);
    };
    update();
    return views.subscribe(update);
  }, [experiments, live, runs, views, key, model, node, show]);
}
