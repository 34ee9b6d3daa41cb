/**
 * Persist: the present experiment, its run's checkpoint and log in the browser's own database, so that a reload resumes.
 * A browser that denies storage (private windows, a full disk) loses only that: every call settles, failures are told once.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Experiment } from '../core/experiment/experiment.ts';
import { parseExperiment } from '../core/experiment/schema.ts';
import type { LogRows } from '../core/metrics/logRows.ts';
import type { Checkpoint } from '../engine/protocol.ts';

interface SavedRun {
  /** What the run trains: may differ from the document when changes wait to be applied. */
  readonly experiment: Experiment;
  readonly checkpoint: Checkpoint;
  readonly log: LogRows;
}
interface Schema extends DBSchema {
  document: { key: string; value: unknown };
  run: { key: string; value: SavedRun };
}
export interface Saved {
  readonly experiment: Experiment;
  readonly run: SavedRun | undefined;
}
export interface Persist {
  /** What was left here, or `undefined`: nothing yet, nothing readable, or no storage. */
  restore(): Promise<Saved | undefined>;
  saveExperiment(experiment: Experiment): Promise<void>;
  saveRun(run: SavedRun | undefined): Promise<void>;
}

const KEY = 'present';

/** @param onDenied called at most once, when the browser refuses to store */
export function createPersist(onDenied: (reason: string) => void): Persist {
  let told = false;
  const denied = (cause: unknown): undefined => {
    if (!told) onDenied(cause instanceof Error ? cause.message : String(cause));
    told = true;
    return undefined;
  };
  let database: Promise<IDBPDatabase<Schema> | undefined> | undefined;
  const open = (): Promise<IDBPDatabase<Schema> | undefined> => {
    database ??= openDB<Schema>('braid', 1, {
      upgrade(db) {
        db.createObjectStore('document');
        db.createObjectStore('run');
      },
    }).catch(denied);
    return database;
  };
  return {
    async restore() {
      const db = await open();
      if (!db) return undefined;
      try {
        const parsed = parseExperiment(await db.get('document', KEY));
        if (!parsed.ok) return undefined;
        const run = await db.get('run', KEY);
        const trained = run === undefined ? undefined : parseExperiment(run.experiment);
        return {
          experiment: parsed.value,
          run: run && trained?.ok ? { ...run, experiment: trained.value } : undefined,
        };
      } catch (cause) {
        return denied(cause);
      }
    },
    async saveExperiment(experiment) {
      const db = await open();
      await db?.put('document', experiment, KEY).catch(denied);
    },
    async saveRun(run) {
      const db = await open();
      if (run) await db?.put('run', run, KEY).catch(denied);
      else await db?.delete('run', KEY).catch(denied);
    },
  };
}
