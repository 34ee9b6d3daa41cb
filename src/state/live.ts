/**
 * Live numbers outside React: components say what they want measured (`watch`) and paint results themselves (`on`).
 * The session sends the union of all watches to the engine. Nothing here re-renders a component.
 * What was measured of gradients is kept, thinned out, from the run's start: they are small, and the past of a layer can
 * be asked for later (`past`) although nobody knew at the time which layer it would be.
 */
import type { Probe, ProbeResult } from '../engine/protocol.ts';

export interface Live {
  /** Ask for a measurement while training and after every change. Equal keys are measured once. Returns: stop asking. */
  watch(probe: Probe): () => void;
  /** Called with each new result of the key, and at once with the latest one if there is any. Returns: stop. */
  on(key: string, paint: (result: ProbeResult) => void): () => void;
  latest(key: string): ProbeResult | undefined;
  /** Results of 'gradients' in this run, rising in step; at most KEPT of them. */
  past(key: string): readonly ProbeResult[];
}
export interface LiveBus extends Live {
  publish(results: readonly ProbeResult[]): void;
  clear(): void;
  readonly probes: readonly Probe[];
  onProbesChanged(listener: () => void): () => void;
}

/** Measurements kept of one key; above that every second one goes. */
const KEPT = 480;

function keep(history: ProbeResult[], result: ProbeResult): ProbeResult[] {
  // A run that was taken back to an earlier step has no later past.
  const before = history.at(-1)?.step ?? -1;
  const held = before >= result.step ? history.filter(({ step }) => step < result.step) : history;
  return [...(held.length < KEPT ? held : held.filter((_, i) => i % 2 === 0)), result];
}

export function createLive(): LiveBus {
  const wanted = new Map<string, { probe: Probe; users: number }>();
  const painters = new Map<string, Set<(result: ProbeResult) => void>>();
  const results = new Map<string, ProbeResult>();
  const histories = new Map<string, ProbeResult[]>();
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
    past: (key) => histories.get(key) ?? [],
    publish(list) {
      for (const result of list) {
        if (wanted.has(result.key)) results.set(result.key, result);
        if (result.kind === 'gradients') histories.set(result.key, keep(histories.get(result.key) ?? [], result));
        for (const paint of painters.get(result.key) ?? []) paint(result);
      }
    },
    clear() {
      results.clear();
      histories.clear();
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
