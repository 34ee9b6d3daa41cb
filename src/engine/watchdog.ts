/**
 * Notices a worker that hangs. It counts its own ticks without a sign of life, never the time that went by: a machine
 * that slept, or a hidden tab whose timers are held back, has slow ticks and so is not taken for a hang.
 */
export interface Watchdog {
  /** A sign of life. The first one begins the watch: before it the worker may still be loading. */
  heard(): void;
  stop(): void;
}
export interface WatchdogParts {
  ping(): void;
  hung(): void;
  /** Ticks without a sign of life that are waited for: one step of a large model may block a worker for long. */
  readonly patience: number;
}
export const TICK_MS = 2000;

export function createWatchdog({ ping, hung, patience }: WatchdogParts): Watchdog {
  let awake = false;
  let silent = 0;
  const timer = setInterval(() => {
    if (!awake) return;
    silent += 1;
    if (silent > patience) {
      clearInterval(timer);
      hung();
    } else ping();
  }, TICK_MS);
  return {
    heard() {
      awake = true;
      silent = 0;
    },
    stop: () => clearInterval(timer),
  };
}
