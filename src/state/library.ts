/**
 * My experiments: a named list in the browser. An entry may hold its trained parameters and curves. All of them go out
 * and come in as one file (experiments only: parameters stay in the browser).
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Experiment } from '../core/experiment/experiment.ts';
import { fromJson } from '../core/experiment/file.ts';
import { readJson } from '../core/experiment/json.ts';
import { parseExperiment } from '../core/experiment/schema.ts';
import { error, fail, ok, type Result } from '../core/result.ts';
import { freshId, type LibraryRecord, type SavedRun, type Storage } from './database.ts';
import { readRun } from './persist.ts';

export interface LibraryEntry {
  readonly id: string;
  readonly name: string;
  readonly savedAt: number;
  readonly experiment: Experiment;
  readonly trained: boolean;
}
export interface LibraryState {
  /** Newest first; `undefined` until the first `refresh`. */
  readonly entries: readonly LibraryEntry[] | undefined;
}
export interface Library extends StoreApi<LibraryState> {
  refresh(): Promise<void>;
  save(name: string, experiment: Experiment, run: SavedRun | undefined): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  duplicate(id: string, name: string): Promise<void>;
  /** Resolves with the way back. */
  remove(id: string): Promise<() => Promise<void>>;
  /** The trained run of an entry, if it holds a readable one. */
  runOf(id: string): Promise<SavedRun | undefined>;
  exportAll(): string;
  /** How many were added, or what is wrong with the file; a file with one bad experiment adds none. */
  importAll(text: string): Promise<Result<number>>;
}

const FILE_KIND = 'braid-library';
const NAME_LENGTH = 200;

export function createLibrary(storage: Storage, now: () => number = Date.now): Library {
  const store = createStore<LibraryState>(() => ({ entries: undefined }));
  const put = (record: LibraryRecord): Promise<unknown> => storage.attempt((db) => db.put('library', record));
  const get = (id: string): Promise<LibraryRecord | undefined> => storage.attempt((db) => db.get('library', id));
  const refresh = async (): Promise<void> => {
    const records = (await storage.attempt((db) => db.getAllFromIndex('library', 'savedAt'))) ?? [];
    const entries = records.reverse().flatMap(({ id, name, savedAt, experiment, run }) => {
      const parsed = parseExperiment(experiment);
      return parsed.ok ? [{ id, name, savedAt, experiment: parsed.value, trained: run !== undefined }] : [];
    });
    store.setState({ entries });
  };
  const fresh = (name: string, experiment: unknown, run?: SavedRun): LibraryRecord => ({
    id: freshId(),
    name,
    savedAt: now(),
    experiment,
    ...(run ? { run } : {}),
  });
  return {
    ...store,
    refresh,
    async save(name, experiment, run) {
      await put(fresh(name, experiment, run));
      await refresh();
    },
    async rename(id, name) {
      const record = await get(id);
      if (record) await put({ ...record, name });
      await refresh();
    },
    async duplicate(id, name) {
      const record = await get(id);
      if (record) await put(fresh(name, record.experiment, record.run));
      await refresh();
    },
    async remove(id) {
      const record = await get(id);
      await storage.attempt((db) => db.delete('library', id));
      await refresh();
      return async () => {
        if (record) await put(record);
        await refresh();
      };
    },
    runOf: async (id) => readRun((await get(id))?.run),
    exportAll: () =>
      JSON.stringify({
        kind: FILE_KIND,
        version: 1,
        entries: (store.getState().entries ?? []).map(({ name, savedAt, experiment }) => ({
          name,
          savedAt,
          experiment,
        })),
      }),
    async importAll(text) {
      const read = readFile(text);
      if (!read.ok) return read;
      // The list shows the newest first, so the last of the file comes first.
      for (const { name, experiment } of [...read.value].reverse()) await put(fresh(name, experiment));
      await refresh();
      return ok(read.value.length);
    },
  };
}

type Named = Pick<LibraryEntry, 'name' | 'experiment'>;

/** A whole library, or the file of one experiment. */
function readFile(text: string): Result<readonly Named[]> {
  const json = readJson(text);
  if (!json.ok) return json;
  const file = json.value as { kind?: unknown; entries?: unknown } | null | undefined;
  if (file?.kind !== FILE_KIND) {
    const single = fromJson(text);
    return single.ok ? ok([{ name: single.value.title, experiment: single.value }]) : single;
  }
  if (!Array.isArray(file.entries)) return fail(error('file.notLibrary', { expected: FILE_KIND }));
  const read: Named[] = [];
  for (const entry of file.entries as readonly { name?: unknown; experiment?: unknown }[]) {
    const parsed = parseExperiment(entry?.experiment);
    if (!parsed.ok) return parsed;
    const name = typeof entry.name === 'string' ? entry.name.slice(0, NAME_LENGTH) : parsed.value.title;
    read.push({ name, experiment: parsed.value });
  }
  return ok(read);
}
