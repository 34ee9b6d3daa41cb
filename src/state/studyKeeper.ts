/**
 * Keeps the studies of this tab: soon after each job that ends and each pause, cancel or removal, so that a reload loses
 * no more than the jobs under way.
 */
import type { Activity } from './activity.ts';
import type { Persist } from './persist.ts';
import { keptOf } from './studyProgress.ts';
import type { StudyStore } from './studyRunner.ts';

const SOON_MS = 300;
/** Newest first, as many as a file takes. */
const MOST = 20;

export function keepStudies(studies: StudyStore, persist: Persist, activity: Activity): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let end: (() => void) | undefined;
  const write = (): void => {
    timer = undefined;
    const done = end;
    end = undefined;
    const list = studies.getState().studies.slice(0, MOST);
    const saved = list.flatMap((study) => {
      const kept = keptOf(study);
      return kept ? [{ result: study.result, kept }] : [];
    });
    void persist.saveStudies(saved).finally(() => done?.());
  };
  studies.subscribe(() => {
    end ??= activity.begin('saving the studies');
    timer ??= setTimeout(write, SOON_MS);
  });
  globalThis.addEventListener?.('pagehide', () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    write();
  });
}
