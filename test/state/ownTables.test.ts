/** Tables reach the engine with the start that needs them, in order, and are kept by fingerprint. */
import { describe, expect, it } from 'vitest';
import type { Experiment, OwnTable } from '../../src/core/experiment/experiment.ts';
import { forTable } from '../../src/core/experiment/presets/own.ts';
import { type Command, type EngineClient, runId } from '../../src/engine/protocol.ts';
import { createOwnTables, withOwnTables } from '../../src/state/ownTables.ts';

const OWN: OwnTable = {
  file: 'birds.csv',
  bytes: 1,
  rows: 9,
  fingerprint: 'f1',
  columns: [
    { id: 'x', name: 'x', at: 0, role: 'input', kind: 'number' },
    { id: 'y', name: 'y', at: 1, role: 'task', kind: 'number' },
  ],
};
const start = (experiment: Experiment): Command => ({
  type: 'start',
  run: runId(1),
  request: 1,
  experiment,
  dataUrl: '',
});
const play: Command = { type: 'play', run: runId(1) };
const denied = { attempt: () => Promise.resolve(undefined) };
function recording() {
  const sent: Command[] = [];
  const client = { send: (command: Command) => void sent.push(command) } as unknown as EngineClient;
  return { sent, client };
}

describe('own tables', () => {
  it('go with the start at once where they are at hand, even without storage', async () => {
    const tables = createOwnTables(denied);
    await tables.keep('f1', Uint8Array.of(7));
    const { sent, client } = recording();
    withOwnTables(client, tables).send(start(forTable(OWN, {})));
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ table: Uint8Array.of(7) });
  });
  it('are waited for, and what follows waits behind them', async () => {
    const tables = createOwnTables({ attempt: async () => ({ packed: Uint8Array.of(9), usedAt: 0 }) as never });
    const { sent, client } = recording();
    const own = withOwnTables(client, tables);
    own.send(start(forTable(OWN, {})));
    own.send(play);
    expect(sent).toEqual([]);
    await tables.find('f1');
    await new Promise((done) => setTimeout(done, 0));
    expect(sent.map(({ type }) => type)).toEqual(['start', 'play']);
    expect(sent[0]).toMatchObject({ table: Uint8Array.of(9) });
  });
  it('do not hold up an experiment without one, and a missing one is left out', async () => {
    const tables = createOwnTables(denied);
    const { sent, client } = recording();
    const own = withOwnTables(client, tables);
    own.send(start(forTable(undefined, {})));
    expect(sent).toHaveLength(1);
    own.send(start(forTable(OWN, {})));
    await new Promise((done) => setTimeout(done, 0));
    expect(sent[1]).not.toHaveProperty('table');
  });
});
