/**
 * Keeps what a person would miss: the document soon after each edit, the run's checkpoint and curves every few seconds
 * while it trains. What waits to be saved is written at once when the page is hidden or left.
 */
import type { Experiment } from '../core/experiment/experiment.ts';
import type { Activity } from './activity.ts';
import type { SavedRun } from './database.ts';
import type { Persist } from './persist.ts';

const SAVE_MS = 300;
const CHECKPOINT_MS = 5000;
/** Reading and storing a large model may take long: saving takes at most about a twentieth of the time. */
const REST_PER_SAVE = 20;

export interface Autosave {
  /** The document, once it has been still for a moment. */
  documentSoon(experiment: Experiment): void;
  /** The run now; one that is under way already is enough. */
  run(): Promise<void>;
  /** The run every few seconds, until the result is called. */
  whileTraining(): () => void;
}
export interface AutosaveParts {
  readonly persist: Persist;
  readonly activity: Activity;
  /** The document as it is now. */
  document(): Experiment;
  capture(): Promise<SavedRun | undefined>;
}

export function createAutosave({ persist, activity, document, capture }: AutosaveParts): Autosave {
  let waiting: Experiment | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let endSaving: (() => void) | undefined;
  let saving: Promise<void> | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    if (!waiting) return;
    const experiment = waiting;
    waiting = undefined;
    const end = endSaving;
    endSaving = undefined;
    void persist.saveExperiment(experiment).finally(() => end?.());
  };
  const write = async (): Promise<void> => {
    const captured = await capture();
    if (captured) await persist.saveRun(captured, document());
  };
  const run = (): Promise<void> => {
    saving ??= write().finally(() => {
      saving = undefined;
    });
    return saving;
  };
  const { document: page } = globalThis;
  page?.addEventListener('visibilitychange', () => {
    if (page.visibilityState !== 'hidden') return;
    flush();
    void run();
  });
  globalThis.addEventListener?.('pagehide', flush);

  return {
    documentSoon(experiment) {
      waiting = experiment;
      clearTimeout(timer);
      endSaving ??= activity.begin('saving the experiment');
      timer = setTimeout(flush, SAVE_MS);
    },
    run,
    whileTraining() {
      let over = false;
      let next: ReturnType<typeof setTimeout>;
      const later = (ms: number): void => {
        next = setTimeout(() => void turn(), ms);
      };
      const turn = async (): Promise<void> => {
        const begun = performance.now();
        await run();
        if (!over) later(Math.max(CHECKPOINT_MS, REST_PER_SAVE * (performance.now() - begun)));
      };
      later(CHECKPOINT_MS);
      return () => {
        over = true;
        clearTimeout(next);
      };
    },
  };
}
