/**
 * People's own tables: kept in this browser by their fingerprint, and handed to the engine with the start of every run that
 * needs one. Nothing else leaves the page with them: a link carries the set-up and the fingerprint only.
 */
import { ownTableOf } from '../core/scenarios/ownTable.ts';
import type { Command, EngineClient } from '../engine/protocol.ts';
import type { Storage } from './database.ts';

/** Tables that are kept; the one used longest ago gives way. */
const KEPT = 4;

export interface OwnTables {
  keep(fingerprint: string, packed: Uint8Array): Promise<void>;
  find(fingerprint: string): Promise<Uint8Array | undefined>;
  /** Without waiting, where it was asked for lately. */
  at(fingerprint: string): Uint8Array | undefined;
  /** A file that a person dropped somewhere on the page, for the dialog that opens next. */
  offer(file: File): void;
  takeOffer(): File | undefined;
}

export function createOwnTables(storage: Storage, now: () => number = Date.now): OwnTables {
  // The newest only: tables are large. Without storage this is all there is, until the page is closed.
  let held: { readonly fingerprint: string; readonly packed: Uint8Array } | undefined;
  let offered: File | undefined;
  const put = async (fingerprint: string, packed: Uint8Array): Promise<void> => {
    await storage.attempt(async (db) => {
      await db.put('tables', { packed, usedAt: now() }, fingerprint);
      const oldest = await db.getAllKeysFromIndex('tables', 'usedAt');
      for (const key of oldest.slice(0, -KEPT)) await db.delete('tables', key);
    });
  };
  return {
    async keep(fingerprint, packed) {
      held = { fingerprint, packed };
      await put(fingerprint, packed);
    },
    at: (fingerprint) => (held?.fingerprint === fingerprint ? held.packed : undefined),
    async find(fingerprint) {
      if (held?.fingerprint === fingerprint) return held.packed;
      const found = await storage.attempt((db) => db.get('tables', fingerprint));
      if (!found) return undefined;
      held = { fingerprint, packed: found.packed };
      void put(fingerprint, found.packed);
      return found.packed;
    },
    offer(file) {
      offered = file;
    },
    takeOffer() {
      const file = offered;
      offered = undefined;
      return file;
    },
  };
}

/** The client, which hands every start its table. While one is read from the store, later commands wait in line. */
export function withOwnTables(client: EngineClient, tables: OwnTables): EngineClient {
  let waiting = 0;
  let line: Promise<unknown> = Promise.resolve();
  const inLine = <Sent extends Command, Answer>(
    command: Sent,
    hand: (command: Sent) => Answer,
  ): Answer | Promise<Awaited<Answer>> => {
    const wanted = command.type === 'start' ? ownTableOf(command.experiment.data)?.fingerprint : undefined;
    const withTable = (table: Uint8Array | undefined): Sent => (table ? { ...command, table } : command);
    const held = wanted === undefined ? undefined : tables.at(wanted);
    if (waiting === 0 && (wanted === undefined || held)) return hand(withTable(held));
    waiting += 1;
    const turn = line.then(async () => {
      const table = wanted === undefined ? undefined : await tables.find(wanted);
      waiting -= 1;
      return hand(withTable(table));
    });
    line = turn.catch(() => undefined);
    return turn as Promise<Awaited<Answer>>;
  };
  return {
    ...client,
    send: (command) => void inLine(command, client.send),
    ask: async (command) => inLine(command, client.ask),
  };
}
