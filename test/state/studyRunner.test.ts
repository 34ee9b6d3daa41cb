/** The study runner over a real engine on cpu: rows of every seed, pause, cancel, failures. */
import { describe, expect, it } from 'vitest';
import { type Experiment, taskId } from '../../src/core/experiment/experiment.ts';
import type { StudyForm, StudyResult } from '../../src/core/study/study.ts';
import { packStudy, readStudies } from '../../src/core/study/studyFile.ts';
import { createClient } from '../../src/engine/client.ts';
import { createEngine } from '../../src/engine/worker/engine.ts';
import { arrayUpdater } from '../../src/engine/worker/tfjs/arrayUpdater.ts';
import { createTfExecutor } from '../../src/engine/worker/tfjs/tfExecutor.ts';
import { type KeptStudy, keptOf, type Study } from '../../src/state/studyProgress.ts';
import { createStudies, enginesFor, type StudiesState } from '../../src/state/studyRunner.ts';
import { noAssets, onCpu } from '../support/engineRuns.ts';
import { diverging, experimentOf, hard, twins } from '../support/experiments.ts';

/** Clients in this very thread; `open` counts those that were not let go. */
function machine() {
  const held = { open: 0 };
  const createStudyClient = () =>
    createClient(({ report }) => {
      held.open += 1;
      const engine = createEngine({
        post: (each) => setImmediate(() => report(each)),
        assets: () => noAssets,
        clock: performance,
        yieldTo: () => new Promise((resolve) => setImmediate(resolve)),
        async openBackend() {
          await onCpu();
          return {
            ok: true,
            value: {
              info: { name: 'cpu', reason: 'chosen', worker: false },
              executor: createTfExecutor(arrayUpdater),
              lost: () => false,
            },
          };
        },
      });
      return {
        send: (command) => engine.handle(command),
        close() {
          held.open -= 1;
        },
      };
    }, undefined);
  const store = createStudies({ createClient: createStudyClient, dataUrl: '', now: () => performance.now() });
  return { store, held };
}
const repeated = (experiment: Experiment, count: number): Experiment => ({
  ...experiment,
  training: { ...experiment.training, repeats: { ...experiment.training.repeats, count } },
});
const spec = (experiment: Experiment, form: StudyForm = { kind: 'compare' }) => ({
  name: 'n',
  experiment,
  form,
  steps: 12,
});
const small = repeated(experimentOf({ models: [hard(), twins(0)] }), 3);

describe('a study', () => {
  it('gives the test losses of every seed and model, and lets its clients go', async () => {
    const { store, held } = machine();
    const id = store.start(spec(small));
    await store.ended(id);
    const [study] = store.getState().studies;
    expect(study?.progress).toMatchObject({ status: 'done', done: 3, total: 3 });
    const tests = study?.result.rows.filter((row) => row.split === 'test' && row.metric === 'loss') ?? [];
    expect(tests).toHaveLength(3 * 2 * 2);
    expect(new Set(tests.map((row) => row.value)).size).toBe(12);
    expect(study?.result.curves).toHaveLength(12);
    expect(held.open).toBe(0);
  });
  it('gives the same rows again', async () => {
    const { store } = machine();
    const rows = async () => {
      const id = store.start(spec(small));
      await store.ended(id);
      const found = store.getState().studies.find((each) => each.spec.id === id)?.result.rows ?? [];
      return found.map((row) => JSON.stringify(row)).sort();
    };
    expect(await rows()).toEqual(await rows());
  });
  it('cuts a rule that never holds at its steps, with the full splits measured', async () => {
    const { store } = machine();
    const never = experimentOf({ training: { stop: { kind: 'target', loss: -1 } } });
    const id = store.start(spec(never));
    await store.ended(id);
    const [study] = store.getState().studies;
    expect(study?.result.curves[0]?.steps.at(-1)).toBe(12);
    expect(study?.result.rows.some((row) => row.split === 'test')).toBe(true);
  });
  it('waits while paused and goes on to the same end', async () => {
    const { store } = machine();
    const id = store.start(spec(small));
    store.pause(id);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(store.getState().studies[0]?.progress).toMatchObject({ status: 'paused', done: 0 });
    store.resume(id);
    await store.ended(id);
    expect(store.getState().studies[0]?.progress).toMatchObject({ status: 'done', done: 3 });
  });
  it('keeps what there is when it is cancelled', async () => {
    const { store, held } = machine();
    const id = store.start(spec(repeated(small, 50)));
    await new Promise<void>((resolve) => {
      const end = store.subscribe(({ studies }) => {
        if ((studies[0]?.progress.done ?? 0) < 2) return;
        end();
        resolve();
      });
    });
    store.cancel(id);
    const [study] = store.getState().studies;
    expect(study?.progress.status).toBe('cancelled');
    expect(study?.result.rows.length).toBeGreaterThan(0);
    expect(held.open).toBe(0);
  });
  it('comes back paused after a reload, with what was there, and goes on to the same end', async () => {
    const whole = machine().store;
    await whole.ended(whole.start(spec(small)));
    const first = machine().store;
    const id = first.start(spec(small), { engines: 1 });
    await new Promise<void>((resolve) => {
      const end = first.subscribe(({ studies }) => {
        if (studies[0]?.progress.done !== 1) return;
        end();
        resolve();
      });
    });
    const left = first.getState().studies[0] as Study;
    const kept = keptOf(left) as KeptStudy;
    first.cancel(id);
    // As the database gives it back.
    const read = readStudies(JSON.parse(JSON.stringify([packStudy(left.result)])));
    if (!read.ok) throw new Error(read.issue.code);
    const { store, held } = machine();
    store.add(read.value[0] as StudyResult, kept);
    const back = store.getState().studies[0] as Study;
    expect(back.progress).toMatchObject({ status: 'paused', done: 1, total: 3 });
    expect(back.result.rows).toEqual(left.result.rows);
    expect(held.open).toBe(0);
    store.resume(back.spec.id);
    await store.ended(back.spec.id);
    const rows = ({ studies }: StudiesState) => studies[0]?.result.rows.map((row) => JSON.stringify(row)).sort();
    expect(rows(store.getState())).toEqual(rows(whole.getState()));
    // What a person cancelled stays so.
    store.add(left.result, { state: 'cancelled', seconds: 1 });
    expect(store.getState().studies[0]?.progress).toMatchObject({ status: 'cancelled', done: 1, total: 3 });
  });
  it('notes the seeds that fail, and fails as a whole where nothing could be trained', async () => {
    const { store } = machine();
    const id = store.start({ ...spec(diverging(10)), steps: 60 });
    await store.ended(id);
    expect(store.getState().studies[0]?.progress).toMatchObject({
      status: 'failed',
      issue: { code: 'training.notFinite' },
    });
    await store.ended(store.start(spec(small, { kind: 'labels', task: taskId('b'), counts: [] })));
    expect(store.getState().studies[0]?.progress).toMatchObject({ status: 'done', total: 0 });
    store.start(spec(small, { kind: 'controls', task: taskId('nobody'), controls: ['shuffled'] }));
    expect(store.getState().studies[0]?.progress).toMatchObject({ issue: { code: 'study.noSuchTask' } });
  });
});

it('trains on more engines than there are cores, five seeds at once, within what memory bears', () => {
  expect([undefined, 1, 2, 4, 5, 64].map(enginesFor)).toEqual([5, 5, 5, 5, 6, 6]);
});
