/** My experiments over a database in memory: what is kept, in which order, and what a bad file may not do. */
import { describe, expect, it } from 'vitest';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import { toJson } from '../../src/core/experiment/file.ts';
import { FIRST_PRESET, presets } from '../../src/core/experiment/presets/index.ts';
import type { Database, LibraryRecord, SavedRun, Storage } from '../../src/state/database.ts';
import { createLibrary } from '../../src/state/library.ts';

/** The few calls of the database that the library makes; values are copied, as a real one does. */
function memory(): Storage & { readonly records: Map<string, LibraryRecord> } {
  const records = new Map<string, LibraryRecord>();
  const database = {
    put: async (_: 'library', record: LibraryRecord) => void records.set(record.id, structuredClone(record)),
    get: async (_: 'library', id: string) => structuredClone(records.get(id)),
    delete: async (_: 'library', id: string) => void records.delete(id),
    getAllFromIndex: async () => [...records.values()].sort((a, b) => a.savedAt - b.savedAt),
  } as unknown as Database;
  return { records, attempt: async (work) => work(database) };
}
function fresh() {
  const storage = memory();
  let time = 1000;
  const library = createLibrary(storage, () => time++);
  const names = (): string[] => (library.getState().entries ?? []).map((entry) => entry.name);
  return { storage, library, names };
}
const experiment: Experiment = presets.get(FIRST_PRESET).build();
const run: SavedRun = {
  experiment,
  checkpoint: { format: 1, step: 7 } as SavedRun['checkpoint'],
  log: { steps: Float64Array.of(0, 7), columns: { x: Float32Array.of(1, 2) } },
};

describe('my experiments', () => {
  it('lists what was saved, newest first, and which are trained', async () => {
    const { library, names } = fresh();
    await library.save('first', experiment, undefined);
    await library.save('second', experiment, run);
    expect(names()).toEqual(['second', 'first']);
    expect(library.getState().entries?.map((entry) => entry.trained)).toEqual([true, false]);
  });
  it('gives a trained run back, and none where there is none', async () => {
    const { library } = fresh();
    await library.save('trained', experiment, run);
    await library.save('plain', experiment, undefined);
    const [plain, trained] = library.getState().entries ?? [];
    expect((await library.runOf(trained?.id ?? ''))?.checkpoint.step).toBe(7);
    expect(await library.runOf(plain?.id ?? '')).toBeUndefined();
    expect(await library.runOf('nobody')).toBeUndefined();
  });
  it('renames in place, without moving the entry', async () => {
    const { library, names } = fresh();
    await library.save('old', experiment, undefined);
    await library.save('other', experiment, undefined);
    await library.rename(library.getState().entries?.[1]?.id ?? '', 'new');
    expect(names()).toEqual(['other', 'new']);
  });
  it('duplicates with the trained run, under an id of its own', async () => {
    const { library, names } = fresh();
    await library.save('one', experiment, run);
    const id = library.getState().entries?.[0]?.id ?? '';
    await library.duplicate(id, 'copy of one');
    expect(names()).toEqual(['copy of one', 'one']);
    const [copy] = library.getState().entries ?? [];
    expect(copy?.id).not.toBe(id);
    expect((await library.runOf(copy?.id ?? ''))?.checkpoint.step).toBe(7);
  });
  it('deletes, and the way back restores the entry whole and in its place', async () => {
    const { library, storage, names } = fresh();
    await library.save('a', experiment, run);
    await library.save('b', experiment, undefined);
    const before = new Map(storage.records);
    const back = await library.remove(library.getState().entries?.[1]?.id ?? '');
    expect(names()).toEqual(['b']);
    await back();
    expect(names()).toEqual(['b', 'a']);
    expect(storage.records).toEqual(before);
  });
  it('goes out as one file and comes in again', async () => {
    const [from, to] = [fresh(), fresh()];
    await from.library.save('a', experiment, run);
    await from.library.save('b', presets.get('soft-sharing').build(), undefined);
    expect(await to.library.importAll(from.library.exportAll())).toEqual({ ok: true, value: 2 });
    expect(to.names()).toEqual(from.names());
    expect(to.library.getState().entries?.map((entry) => entry.experiment)).toEqual(
      from.library.getState().entries?.map((entry) => entry.experiment),
    );
  });
  it('takes the file of a single experiment too', async () => {
    const { library, names } = fresh();
    expect(await library.importAll(toJson({ ...experiment, title: 'From a friend' }))).toEqual({ ok: true, value: 1 });
    expect(names()).toEqual(['From a friend']);
  });
  it.each([
    ['no JSON', '{', 'file.json'],
    ['another kind', JSON.stringify({ kind: 'recipe' }), 'file.kind'],
    ['a list', '[]', 'schema.'],
    ['no list of entries', JSON.stringify({ kind: 'braid-library', version: 1, entries: 3 }), 'file.notLibrary'],
    [
      'one bad experiment among good ones',
      JSON.stringify({
        kind: 'braid-library',
        version: 1,
        entries: [{ name: 'x', experiment }, { experiment: { version: 1 } }],
      }),
      'schema.',
    ],
  ])('refuses a file with %s and adds nothing', async (_, text, code) => {
    const { library, storage } = fresh();
    const result = await library.importAll(text);
    expect(result.ok ? 'accepted' : result.issue.code).toContain(code);
    expect(storage.records.size).toBe(0);
  });
  it('passes over records that no longer read', async () => {
    const { library, storage, names } = fresh();
    storage.records.set('bad', { id: 'bad', name: 'bad', savedAt: 1, experiment: { version: 99 } });
    await library.save('good', experiment, undefined);
    expect(names()).toEqual(['good']);
  });
  it('is empty, not broken, where the browser keeps nothing', async () => {
    const library = createLibrary({ attempt: async () => undefined });
    await library.save('lost', experiment, undefined);
    expect(library.getState().entries).toEqual([]);
  });
});
