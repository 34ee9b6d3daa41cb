/**
 * The training loop: slices of at most 40 ms, then other messages get their turn. Never tied to animation frames, so a
 * hidden tab trains on. The clock decides only how many steps a slice holds and how often reports are posted, never
 * what is computed.
 */
import type { TaskId } from '../../core/experiment/experiment.ts';
import type { StopReason } from '../protocol.ts';
import type { NotFinite } from './rows.ts';
import type { Run } from './run.ts';

const SLICE_MS = 40;
const REPORT_MS = 100;

export interface Clock {
  /** Milliseconds from any fixed moment. */
  now(): number;
}
/** Lets messages in; resolves after `ms` at the earliest (0 = as soon as possible). */
export type YieldTo = (ms: number) => Promise<void>;

export interface LoopParts {
  readonly run: Run;
  readonly clock: Clock;
  readonly yieldTo: YieldTo;
  /** Stop after this many steps; absent: go on until `cancelled` or a stop rule. */
  readonly count?: number;
  readonly only?: readonly TaskId[] | undefined;
  /** Longest slice; absent: 40 ms. */
  readonly sliceMs?: number | undefined;
  cancelled(): boolean;
  /** Makes the changes that wait for the present step; returns the step for which others wait. */
  changes(): number;
  /** Steps per second at most. */
  limit(): number | undefined;
  /** At most ten times a second, and once at the end; rows are settled. Returns how long to rest then, ms. */
  report(): number;
  /** After each slice of this many milliseconds of work. */
  worked(ms: number): void;
}
export type LoopEnd =
  | { readonly kind: 'rested'; readonly reason: StopReason }
  | { readonly kind: 'notFinite'; readonly fault: NotFinite };

export async function runLoop(parts: LoopParts): Promise<LoopEnd> {
  const { run, clock, yieldTo, count, only, sliceMs = SLICE_MS } = parts;
  const goal = count === undefined ? Number.POSITIVE_INFINITY : run.step + count;
  let perSlice = 1;
  let due = clock.now();
  let reported = Number.NEGATIVE_INFINITY;
  let until = parts.changes();
  for (;;) {
    const begin = clock.now();
    let reason: StopReason | undefined;
    let steps = 0;
    const most = Math.min(goal, until);
    while (!reason && !parts.cancelled() && steps < perSlice && run.step < most && clock.now() - begin < sliceMs) {
      const limit = parts.limit();
      if (limit !== undefined && clock.now() < due) break;
      if (limit !== undefined) due = Math.max(due, clock.now() - SLICE_MS) + 1000 / limit;
      reason = run.advance(only);
      steps += 1;
    }
    // On webgl the work is only queued: what a slice costs is known when its numbers are back.
    const fault = run.settle();
    const took = clock.now() - begin;
    parts.worked(took);
    if (steps > 0) {
      const room = took > 0 ? (perSlice * sliceMs) / took : 2 * perSlice;
      perSlice = Math.max(1, Math.floor(Math.min(2 * perSlice, room)));
    }
    if (fault) return { kind: 'notFinite', fault };
    if (reason) return { kind: 'rested', reason };
    if (run.step >= goal) return { kind: 'rested', reason: { code: 'stop.stepped' } };
    if (parts.cancelled()) return { kind: 'rested', reason: { code: 'stop.paused' } };
    until = parts.changes();
    let rest = 0;
    if (clock.now() - reported >= REPORT_MS) {
      rest = parts.report();
      reported = clock.now();
    }
    await yieldTo(Math.max(rest, parts.limit() === undefined ? 0 : due - clock.now()));
  }
}
