/**
 * The browser's own database: this tab's work, and the library of named experiments. A browser that denies storage
 * (private windows, a full disk) loses only that: `attempt` settles always, and the refusal is told once.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Experiment } from '../core/experiment/experiment.ts';
import type { LogRows } from '../core/metrics/logRows.ts';
import type { Checkpoint } from '../engine/protocol.ts';
import type { Ghost } from './stores.ts';
import type { KeptStudy } from './studyProgress.ts';

export interface SavedRun {
  /** What the run trains: may differ from the document when changes wait to be applied. */
  readonly experiment: Experiment;
  readonly checkpoint: Checkpoint;
  readonly log: LogRows;
}
/** An earlier run of this tab, its curves as rows. */
export type SavedGhost = Omit<Ghost, 'log'> & { readonly log: LogRows };
/** A study of this tab: as in a file, and how far it had come. */
export interface SavedStudy {
  /** Checked when it is read. */
  readonly packed: unknown;
  readonly kept: KeptStudy;
}
export interface LibraryRecord {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** Checked by the schema when it is opened, not when it is listed. */
  readonly experiment: unknown;
  /** Trained parameters, optimiser state and curves. */
  readonly run?: SavedRun;
}
interface Schema extends DBSchema {
  /** By tab. */
  documents: {
    key: string;
    value: { readonly experiment: unknown; readonly savedAt: number };
    indexes: { savedAt: number };
  };
  /** By tab. */
  runs: { key: string; value: SavedRun };
  /** By tab. */
  histories: { key: string; value: readonly SavedGhost[] };
  /** By tab. */
  studies: { key: string; value: readonly SavedStudy[] };
  library: { key: string; value: LibraryRecord; indexes: { savedAt: number } };
  /** People's own tables as core/own/packTable.ts packs them, by fingerprint. */
  tables: { key: string; value: { readonly packed: Uint8Array; readonly usedAt: number }; indexes: { usedAt: number } };
}
export type Database = IDBPDatabase<Schema>;

export interface Storage {
  /** Does `work`, or answers `undefined` where storage is denied or fails. */
  attempt<Value>(work: (database: Database) => Promise<Value>): Promise<Value | undefined>;
}

/** Faults of a connection that went away: storage was cleared under the page, or a newer page took the database over. */
const GONE: ReadonlySet<string> = new Set(['InvalidStateError', 'NotFoundError']);
const isGone = (cause: unknown): boolean => cause instanceof Error && GONE.has(cause.name);

/** @param onDenied called at most once */
export function createStorage(onDenied: (reason: string) => void): Storage {
  let told = false;
  let opened: Promise<Database> | undefined;
  const open = (): Promise<Database> =>
    new Promise((resolve, reject) => {
      openDB<Schema>('braid', 4, {
        upgrade(db, version) {
          if (version < 4) db.createObjectStore('studies');
          if (version < 3) db.createObjectStore('tables').createIndex('usedAt', 'usedAt');
          if (version < 2) db.createObjectStore('histories');
          if (version >= 1) return;
          db.createObjectStore('documents').createIndex('savedAt', 'savedAt');
          db.createObjectStore('runs');
          db.createObjectStore('library', { keyPath: 'id' }).createIndex('savedAt', 'savedAt');
        },
        // An older page in another tab must never keep this one from opening.
        blocked: () => reject(new Error('another tab with an older version of this page is open')),
        blocking(_current, _wanted, event) {
          (event.target as IDBDatabase).close();
          opened = undefined;
        },
        terminated() {
          opened = undefined;
        },
      }).then(resolve, reject);
    });
  const once = async <Value>(work: (database: Database) => Promise<Value>): Promise<Value> => {
    opened ??= open();
    try {
      return await work(await opened);
    } catch (cause) {
      if (isGone(cause)) opened = undefined;
      throw cause;
    }
  };
  return {
    async attempt(work) {
      try {
        return await once(work).catch((cause: unknown) => {
          if (isGone(cause)) return once(work);
          throw cause;
        });
      } catch (cause) {
        if (!told) onDenied(cause instanceof Error ? cause.message : String(cause));
        told = true;
        return undefined;
      }
    },
  };
}

/** A new id; `crypto.randomUUID` is missing on insecure origins. */
export const freshId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
