/**
 * Real engines on the cpu backend and on typed arrays that end in mid-run: what comes out is what an uninterrupted run writes, to the bit,
 * and no live change is lost.
 */
import { describe, expect, it } from 'vitest';
import { type Experiment, type ModelSpec, modelId, nodeId, type TaskId } from '../../src/core/experiment/experiment.ts';
import { createRunLog } from '../../src/core/metrics/runLog.ts';
import { createClient } from '../../src/engine/client.ts';
import type { Open } from '../../src/engine/lines.ts';
import { type EngineClient, type HandEdit, type Report, runId } from '../../src/engine/protocol.ts';
import { createArrayExecutor } from '../../src/engine/worker/arrays/arrayExecutor.ts';
import { createEngine } from '../../src/engine/worker/engine.ts';
import { noAssets, onCpu, tfExecutor } from '../support/engineRuns.ts';
import { A, experimentOf, hard, twins } from '../support/experiments.ts';

const run = runId(1);
const HARD = modelId('hard');

/** A client over engines in this process; `lose` takes the device away, `kill` silences the engine and reports its death. */
function mortal(name: 'cpu' | 'arrays' = 'cpu') {
  let present = { lost: false, dead: false, broken: (_reason: string): void => undefined };
  let engines = 0;
  const open: Open = ({ report, broken }) => {
    const mine = { lost: false, dead: false, broken };
    present = mine;
    engines += 1;
    let time = 0;
    const engine = createEngine({
      post: (each) => {
        if (!mine.dead) report(structuredClone(each));
      },
      assets: () => noAssets,
      clock: { now: () => (time += 5) },
      yieldTo: () => new Promise((resolve) => setImmediate(resolve)),
      async openBackend() {
        await onCpu();
        const info = { name, reason: 'chosen', worker: true } as const;
        const executor = name === 'cpu' ? tfExecutor : createArrayExecutor();
        return { ok: true, value: { info, executor, lost: () => mine.lost } };
      },
    });
    return {
      send: (command) => engine.handle(structuredClone(command)),
      close() {
        mine.dead = true;
        engine.handle({ type: 'stop', run });
      },
    };
  };
  const client = createClient(open, open);
  const log = createRunLog();
  const reports: Report[] = [];
  client.subscribe((report) => {
    reports.push(report);
    if (report.type === 'progress') log.append(report.rows);
    if (report.type === 'recovered') log.truncate(report.keptTo);
  });
  return {
    client,
    log,
    reports,
    engines: () => engines,
    lose: () => {
      present.lost = true;
    },
    kill: () => present.broken('killed'),
  };
}
const begin = (client: EngineClient, experiment: Experiment) =>
  client.ask({ type: 'start', run, request: client.request(), experiment, dataUrl: '' });
const step = (client: EngineClient, count: number, tasks?: readonly TaskId[]) =>
  client.ask({ type: 'step', run, request: client.request(), count, ...(tasks ? { tasks } : {}) });
const checkpoint = (client: EngineClient) => client.ask({ type: 'checkpoint', run, request: client.request() });
async function until(report: Promise<unknown> | (() => boolean)): Promise<void> {
  while (typeof report === 'function' && !report()) await new Promise((resolve) => setImmediate(resolve));
}

const experiment = experimentOf({
  models: [hard('hard', { balancing: { method: 'dwa', options: {}, taskWeights: {} } }), twins(0.3)],
  training: { batchSize: 16 },
});

describe('a run whose engine ends', () => {
  it.each([
    ['kill', 'cpu'],
    ['lose', 'cpu'],
    ['kill', 'arrays'],
  ] as const)('writes the same rows to the bit after: %s, on %s', async (how, backend) => {
    const [whole, torn] = [mortal(backend), mortal(backend)];
    await begin(whole.client, experiment);
    await step(whole.client, 70);
    await begin(torn.client, experiment);
    const stepping = step(torn.client, 70);
    await until(() => torn.log.length > 15);
    await checkpoint(torn.client);
    await until(() => torn.log.length > 40);
    torn[how]();
    await stepping;
    expect(torn.engines()).toBe(2);
    expect(torn.reports.find((report) => report.type === 'recovered')).toBeDefined();
    expect(torn.log.snapshot()).toEqual(whole.log.snapshot());
  });

  it('begins anew where there was no checkpoint yet, to the same end', async () => {
    const [whole, torn] = [mortal(), mortal()];
    await begin(whole.client, experiment);
    await step(whole.client, 40);
    await begin(torn.client, experiment);
    const stepping = step(torn.client, 40);
    await until(() => torn.log.length > 10);
    torn.kill();
    await stepping;
    expect(torn.log.snapshot()).toEqual(whole.log.snapshot());
  });

  /** The first model does not weigh task A. */
  const weighted = ((): Experiment => {
    const [first, ...others] = experiment.models as [ModelSpec, ...ModelSpec[]];
    return {
      ...experiment,
      models: [{ ...first, balancing: { ...first.balancing, taskWeights: { [A]: 0 } } }, ...others],
    };
  })();
  const tunedIn = (reports: readonly Report[]) =>
    reports.flatMap((report) => (report.type === 'progress' ? report.tuned : []));

  it('makes steps, changes and steps of one task since the checkpoint again, in their order', async () => {
    const [whole, torn] = [mortal(), mortal()];
    for (const { client, kill } of [whole, torn]) {
      await begin(client, experiment);
      await step(client, 10);
      if (client === torn.client) await checkpoint(client);
      await step(client, 7);
      client.send({ type: 'tune', run, experiment: weighted });
      await step(client, 6, [A]);
      client.send({ type: 'tune', run, experiment });
      await step(client, 5);
      if (client === torn.client) kill();
      await step(client, 9);
    }
    expect(torn.engines()).toBe(2);
    expect(torn.log.snapshot()).toEqual(whole.log.snapshot());
    // Twice heard, at the same steps.
    expect(tunedIn(torn.reports).map((each) => each.step)).toEqual([17, 23, 17, 23]);
  });

  it('makes changes by hand since the checkpoint again, each at its step', async () => {
    const [whole, torn] = [mortal(), mortal()];
    const hand = (client: EngineClient, edit: HandEdit) =>
      client.ask({ type: 'hand', run, request: client.request(), model: HARD, node: nodeId('one'), edit });
    for (const { client, kill } of [whole, torn]) {
      await begin(client, experiment);
      await hand(client, { kind: 'silence', units: [0] });
      await step(client, 10);
      if (client === torn.client) await checkpoint(client);
      await step(client, 7);
      await hand(client, { kind: 'value', parameter: 'kernel', at: 3, value: 0.75 });
      await step(client, 6);
      await hand(client, { kind: 'freeze', units: [1, 2] });
      await step(client, 5);
      if (client === torn.client) kill();
      await step(client, 9);
    }
    expect(torn.engines()).toBe(2);
    expect(torn.log.snapshot()).toEqual(whole.log.snapshot());
    const stored = async (client: EngineClient) => {
      const answer = await checkpoint(client);
      if (answer.type !== 'checkpointed') throw new Error('no checkpoint');
      return answer.checkpoint;
    };
    const [found, expected] = [await stored(torn.client), await stored(whole.client)];
    expect(found.models).toEqual(expected.models);
    // Noted once each, though the last two were made twice.
    expect(found.tuning).toEqual(expected.tuning);
    expect(found.tuning.map((each) => each.step)).toEqual([0, 17, 23]);
  });

  it('makes a change in mid-run again at its step, whatever checkpoints come before it', async () => {
    const [whole, torn] = [mortal(), mortal()];
    await begin(torn.client, experiment);
    torn.client.send({ type: 'play', run });
    await until(() => torn.log.length > 15);
    await checkpoint(torn.client);
    await until(() => torn.log.length > 30);
    torn.client.send({ type: 'tune', run, experiment: weighted });
    await until(() => torn.log.length > 45);
    torn.kill();
    // The fresh engine ends too, after a checkpoint of its own that lies before the change.
    await until(() => torn.reports.some((report) => report.type === 'recovered'));
    await checkpoint(torn.client);
    torn.kill();
    await until(() => torn.log.length > 60);
    await torn.client.ask({ type: 'pause', run, request: torn.client.request() });
    const end = torn.log.length - 1;
    const at = tunedIn(torn.reports)[0]?.step ?? 0;
    await begin(whole.client, experiment);
    whole.client.send({ type: 'tune', run, experiment: weighted, at });
    await step(whole.client, end);
    expect(torn.engines()).toBe(3);
    expect(torn.log.snapshot()).toEqual(whole.log.snapshot());
    const answer = await checkpoint(torn.client);
    const expected = await checkpoint(whole.client);
    if (answer.type !== 'checkpointed' || expected.type !== 'checkpointed') throw new Error('no checkpoint');
    expect(answer.checkpoint.tuning).toEqual(expected.checkpoint.tuning);
    expect(answer.checkpoint.models).toEqual(expected.checkpoint.models);
  });

  it('keeps a change that the dead engine never told of', async () => {
    const { client, kill, reports } = mortal();
    await begin(client, experiment);
    await step(client, 10);
    await checkpoint(client);
    client.send({ type: 'tune', run, experiment: weighted });
    kill();
    await step(client, 1);
    expect(tunedIn(reports).at(-1)).toMatchObject({ step: 10, path: expect.stringContaining('taskWeights'), value: 0 });
  });

  it('notices at rest that the device was lost, before anything is read from it', async () => {
    const { client, lose, engines, reports } = mortal();
    await begin(client, experiment);
    await step(client, 5);
    await checkpoint(client);
    lose();
    const answer = await checkpoint(client);
    expect(engines()).toBe(2);
    expect(reports.findIndex((report) => report.type === 'recovered')).toBeLessThan(reports.indexOf(answer));
    expect(answer).toMatchObject({ checkpoint: { step: 5 } });
  });
});
