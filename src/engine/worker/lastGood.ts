/**
 * The parameters to go back to after a loss that is not a number. They are kept every so many rows, and count as good
 * when the next ones are kept: shortly before a loss overflows, the parameters are finite but beyond recovery.
 */
import type { Kept, Learner } from './learner.ts';

const KEEP_EVERY_ROWS = 64;

export interface LastGood {
  /** A row of the log was written at that step, on parameters that may be worth keeping. */
  rowWritten(step: number): void;
  /** All losses up to now are numbers; or the one at step `bad` is none, and the good parameters are put in place. */
  settled(bad: number | undefined): void;
  dispose(): void;
}

export function keepLastGood(learners: readonly Learner[]): LastGood {
  const keepAll = (): Kept[] => learners.map((learner) => learner.keep());
  const releaseAll = (kept: readonly Kept[]): void => {
    for (const [m, each] of kept.entries()) learners[m]?.release(each);
  };
  let good = keepAll();
  let proven: Kept[] | undefined;
  let hopeful: { step: number; kept: Kept[] }[] = [];
  let rowsSinceKept = 0;
  return {
    rowWritten(step) {
      if (rowsSinceKept % KEEP_EVERY_ROWS === 0) hopeful.push({ step, kept: keepAll() });
      rowsSinceKept += 1;
    },
    settled(bad) {
      for (const { step, kept } of hopeful) {
        if (bad !== undefined && step >= bad) {
          releaseAll(kept);
          continue;
        }
        if (proven) {
          releaseAll(good);
          good = proven;
        }
        proven = kept;
      }
      hopeful = [];
      if (bad === undefined) return;
      for (const [m, kept] of good.entries()) learners[m]?.restore(kept);
      rowsSinceKept = 0;
      if (proven) releaseAll(proven);
      proven = undefined;
    },
    dispose() {
      for (const { kept } of hopeful) releaseAll(kept);
      if (proven) releaseAll(proven);
      releaseAll(good);
    },
  };
}
