/**
 * Notices a worker that hangs, or that answers while its training loop waits for ever. It counts its own ticks without a
 * sign of life, or without a step where steps are due, never the time that went by: a machine that slept, or a hidden tab
 * whose timers are held back, has slow ticks and so is not taken for a hang.
 */
export interface Watchdog {
  /** A sign of life. The first one begins the watch: before it the worker may still be loading. */
  heard(): void;
  /** A step was made, or the first one is due from now on. */
  moved(): void;
  stop(): void;
}
export interface WatchdogParts {
  ping(): void;
  hung(): void;
  /** Steps are due. */
  busy(): boolean;
  /** Ticks that are waited for: one step of a large model may block a worker for long. */
  readonly patience: number;
}
export const TICK_MS = 2000;

export function createWatchdog({ ping, hung, busy, patience }: WatchdogParts): Watchdog {
  let awake = false;
  let silent = 0;
  let still = 0;
  const timer = setInterval(() => {
    if (!awake) return;
    silent += 1;
    still = busy() ? still + 1 : 0;
    if (silent > patience || still > patience) {
      clearInterval(timer);
      hung();
    } else ping();
  }, TICK_MS);
  return {
    heard() {
      awake = true;
      silent = 0;
    },
    moved() {
      still = 0;
    },
    stop: () => clearInterval(timer),
  };
}
