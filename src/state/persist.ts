/** Persist: this tab's experiment, its run's checkpoint and log, its studies, so that a reload resumes. */
import type { Experiment } from '../core/experiment/experiment.ts';
import { parseExperiment } from '../core/experiment/schema.ts';
import type { LogRows } from '../core/metrics/logRows.ts';
import { createRunLog } from '../core/metrics/runLog.ts';
import type { StudyResult } from '../core/study/study.ts';
import { packStudy, readStudies } from '../core/study/studyFile.ts';
import { type Database, freshId, type SavedGhost, type SavedRun, type SavedStudy, type Storage } from './database.ts';
import type { Ghost } from './stores.ts';
import type { KeptStudy } from './studyProgress.ts';
import { claimTab } from './tabs.ts';

export interface Saved {
  readonly experiment: Experiment;
  readonly run: SavedRun | undefined;
  readonly history: readonly Ghost[];
  readonly studies: readonly RestoredStudy[];
}
/** A study that was left here, with how far it had come. */
export interface RestoredStudy {
  readonly result: StudyResult;
  readonly kept: KeptStudy;
}
export interface Persist {
  /** What was left here, or `undefined`: nothing yet, nothing readable, or no storage. Comes before any save. */
  restore(): Promise<Saved | undefined>;
  saveExperiment(experiment: Experiment): Promise<void>;
  /** The run together with the document, in one go: both or neither. `undefined`: there is no run any more. */
  saveRun(run: SavedRun | undefined, document: Experiment): Promise<void>;
  saveHistory(history: readonly Ghost[]): Promise<void>;
  saveStudies(studies: readonly RestoredStudy[]): Promise<void>;
}

/** Works of closed tabs that are kept. */
const KEPT_TABS = 12;

/** A saved run whose experiment still reads; `undefined` otherwise. */
export function readRun(run: SavedRun | undefined): SavedRun | undefined {
  if (run === undefined) return undefined;
  const trained = parseExperiment(run.experiment);
  return trained.ok && isLog(run.log) ? { ...run, experiment: trained.value } : undefined;
}
function isLog(rows: LogRows): boolean {
  try {
    createRunLog().append(rows);
    return true;
  } catch {
    return false;
  }
}

/** Earlier runs whose experiments still read. */
function readHistory(history: readonly SavedGhost[] | undefined): readonly Ghost[] {
  return (history ?? []).flatMap((saved) => {
    const parsed = parseExperiment(saved.experiment);
    if (!parsed.ok || !isLog(saved.log)) return [];
    const log = createRunLog();
    log.append(saved.log);
    return [{ ...saved, experiment: parsed.value, log }];
  });
}

/** Those that still read; what an older page left otherwise is let go. */
function readStudyList(saved: readonly SavedStudy[] | undefined): readonly RestoredStudy[] {
  return (saved ?? []).flatMap(({ packed, kept }) => {
    const read = readStudies([packed]);
    return read.ok && read.value[0] ? [{ result: read.value[0], kept }] : [];
  });
}

export function createPersist(storage: Storage, now: () => number = Date.now): Persist {
  // Of its own until a place is claimed, so that tabs whose storage fails at first never share one.
  let tab = freshId();
  const read = async (db: Database): Promise<Saved | undefined> => {
    const newestFirst = (await db.getAllKeysFromIndex('documents', 'savedAt')).reverse();
    const claim = await claimTab(newestFirst);
    tab = claim.id;
    for (const old of newestFirst.slice(KEPT_TABS)) {
      if (old !== claim.inherits) {
        await Promise.all([
          db.delete('documents', old),
          db.delete('runs', old),
          db.delete('histories', old),
          db.delete('studies', old),
        ]);
      }
    }
    if (claim.inherits === undefined) return undefined;
    const parsed = parseExperiment((await db.get('documents', claim.inherits))?.experiment);
    if (!parsed.ok) return undefined;
    return {
      experiment: parsed.value,
      run: readRun(await db.get('runs', claim.inherits)),
      history: readHistory(await db.get('histories', claim.inherits)),
      studies: readStudyList(await db.get('studies', claim.inherits)),
    };
  };
  return {
    restore: () => storage.attempt(read),
    async saveExperiment(experiment) {
      await storage.attempt((db) => db.put('documents', { experiment, savedAt: now() }, tab));
    },
    async saveRun(run, experiment) {
      await storage.attempt(async (db) => {
        const both = db.transaction(['documents', 'runs'], 'readwrite');
        const runs = both.objectStore('runs');
        await Promise.all([
          both.objectStore('documents').put({ experiment, savedAt: now() }, tab),
          run ? runs.put(run, tab) : runs.delete(tab),
          both.done,
        ]);
      });
    },
    async saveHistory(history) {
      const saved = history.map((ghost): SavedGhost => ({ ...ghost, log: ghost.log.snapshot() }));
      await storage.attempt((db) => db.put('histories', saved, tab));
    },
    async saveStudies(studies) {
      const saved = studies.map(({ result, kept }): SavedStudy => ({ packed: packStudy(result), kept }));
      await storage.attempt((db) => db.put('studies', saved, tab));
    },
  };
}
