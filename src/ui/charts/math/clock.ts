/**
 * Seconds of training by step. The log's columns are indexed by step only, so the page notes how far the clock had come
 * at each report and reads between the notes. Bounded: past the limit every second note goes.
 */
import { upperBound } from './nearest.ts';

const NOTES = 2000;

export interface Clock {
  note(step: number, seconds: number): void;
  secondsAt(step: number): number;
  stepAt(seconds: number): number;
}

export function createClock(): Clock {
  let steps = [0];
  let times = [0];
  const between = (from: readonly number[], to: readonly number[], value: number): number => {
    const after = Math.min(Math.max(1, upperBound(from, value)), from.length - 1);
    if (after < 1) return 0;
    const [x0, x1] = [from[after - 1] ?? 0, from[after] ?? 0];
    const [y0, y1] = [to[after - 1] ?? 0, to[after] ?? 0];
    return x1 === x0 ? y1 : Math.max(0, y0 + ((value - x0) * (y1 - y0)) / (x1 - x0));
  };
  return {
    note(step, seconds) {
      if (step <= (steps.at(-1) ?? 0) || seconds < (times.at(-1) ?? 0)) return;
      steps.push(step);
      times.push(seconds);
      if (steps.length > NOTES) {
        steps = steps.filter((_, k) => k % 2 === 0);
        times = times.filter((_, k) => k % 2 === 0);
      }
    },
    secondsAt: (step) => between(steps, times, step),
    stepAt: (seconds) => between(times, steps, seconds),
  };
}
