/**
 * Activity: what is under way, by name, so that tests wait for quiet instead of sleeping and a hang explains itself.
 */
export interface Activity {
  /** Counts `work` as under way until it settles; hands it through. */
  during<Value>(name: string, work: Promise<Value>): Promise<Value>;
  /** Marks something open-ended; call the result when it is over. */
  begin(name: string): () => void;
  /**
   * Resolves once nothing was under way for `quietMs`. Rejects, naming what still runs, when `timeoutMs` went by
   * without any sign of life (`pulse`).
   */
  idle(quietMs?: number, timeoutMs?: number): Promise<void>;
  /** A sign of life from long work (a training run's progress): it starts the timeout anew. */
  pulse(): void;
}

export function createActivity(now: () => number = () => performance.now()): Activity {
  const running = new Map<number, string>();
  let nextId = 1;
  let lastChange = now();
  let lastPulse = now();
  const begin = (name: string): (() => void) => {
    const id = nextId;
    nextId += 1;
    running.set(id, name);
    lastChange = now();
    return () => {
      if (running.delete(id)) lastChange = now();
    };
  };
  return {
    begin,
    async during(name, work) {
      const end = begin(name);
      try {
        return await work;
      } finally {
        end();
      }
    },
    pulse() {
      lastPulse = now();
    },
    idle(quietMs = 100, timeoutMs = 60_000) {
      const started = now();
      return new Promise((resolve, reject) => {
        const look = (): void => {
          if (running.size === 0 && now() - lastChange >= quietMs) resolve();
          else if (now() - Math.max(started, lastPulse, lastChange) > timeoutMs) {
            reject(new Error(`still under way after ${timeoutMs / 1000} s: ${[...running.values()].join(', ')}`));
          } else setTimeout(look, Math.min(20, quietMs));
        };
        look();
      });
    },
  };
}
