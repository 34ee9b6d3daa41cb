/**
 * Live numbers outside React: components say what they want measured (`watch`) and paint results themselves (`on`).
 * The session sends the union of all watches to the engine. Nothing here re-renders a component.
 */
import type { Probe, ProbeResult } from '../engine/protocol.ts';

export interface Live {
  /** Ask for a measurement while training and after every change. Equal keys are measured once. Returns: stop asking. */
  watch(probe: Probe): () => void;
  /** Called with each new result of the key, and at once with the latest one if there is any. Returns: stop. */
  on(key: string, paint: (result: ProbeResult) => void): () => void;
  latest(key: string): ProbeResult | undefined;
}
export interface LiveBus extends Live {
  publish(results: readonly ProbeResult[]): void;
  clear(): void;
  readonly probes: readonly Probe[];
  onProbesChanged(listener: () => void): () => void;
}

export function createLive(): LiveBus {
  const wanted = new Map<string, { probe: Probe; users: number }>();
  const painters = new Map<string, Set<(result: ProbeResult) => void>>();
  const results = new Map<string, ProbeResult>();
  const changed = new Set<() => void>();
  const tell = (): void => {
    for (const listener of changed) listener();
  };
  return {
    watch(probe) {
      const held = wanted.get(probe.key);
      if (held) held.users += 1;
      else {
        wanted.set(probe.key, { probe, users: 1 });
        tell();
      }
      let stopped = false;
      return () => {
        if (stopped) return;
        stopped = true;
        const entry = wanted.get(probe.key);
        if (!entry) return;
        entry.users -= 1;
        if (entry.users === 0) {
          wanted.delete(probe.key);
          results.delete(probe.key);
          tell();
        }
      };
    },
    on(key, paint) {
      const set = painters.get(key) ?? new Set();
      painters.set(key, set.add(paint));
      const latest = results.get(key);
      if (latest) paint(latest);
      return () => {
        set.delete(paint);
        if (set.size === 0) painters.delete(key);
      };
    },
    latest: (key) => results.get(key),
    publish(list) {
      for (const result of list) {
        if (wanted.has(result.key)) results.set(result.key, result);
        for (const paint of painters.get(result.key) ?? []) paint(result);
      }
    },
    clear() {
      results.clear();
    },
    get probes() {
      return [...wanted.values()].map((entry) => entry.probe);
    },
    onProbesChanged(listener) {
      changed.add(listener);
      return () => changed.delete(listener);
    },
  };
}
