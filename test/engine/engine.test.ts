/** The engine behind its commands: every command is answered, stale runs are given up, rules stop it, tuning is live. */
import { describe, expect, it } from 'vitest';
import { type Experiment, nodeId } from '../../src/core/experiment/experiment.ts';
import { runId, series } from '../../src/engine/protocol.ts';
import { createHarness, type Harness } from '../support/engineHarness.ts';
import { A, diverging, experimentOf, hard } from '../support/experiments.ts';

const RUN = runId(1);
async function started(experiment: Experiment = experimentOf()): Promise<Harness> {
  const harness = createHarness();
  harness.send({ type: 'start', run: RUN, request: 1, experiment, dataUrl: '' });
  await harness.engine.settled();
  return harness;
}
const stepsOf = (harness: Harness): number[] =>
  harness.of('progress').flatMap((report) => Array.from(report.rows.steps));

describe('the engine', () => {
  it('starts at rest with the row of step 0, validation and test included', async () => {
    const harness = await started();
    expect(harness.of('failed')).toEqual([]);
    expect(harness.of('started')[0]).toMatchObject({ request: 1, rows: { train: 100 }, stepsPerEpoch: 4 });
    const columns = harness.of('progress')[0]?.rows.columns ?? {};
    for (const split of ['train', 'validation', 'test'] as const) {
      expect(columns[series.loss(hard().id, A, split)]?.[0]).toBeGreaterThan(0);
    }
    expect(columns[series.metric(hard().id, A, 'test', 'accuracy')]?.[0]).toBeGreaterThanOrEqual(0);
  });

  it('answers step with the count made, and writes each row once', async () => {
    const harness = await started();
    harness.send({ type: 'step', run: RUN, request: 2, count: 5 });
    await harness.engine.settled();
    expect(harness.of('rested').at(-1)).toMatchObject({
      request: 2,
      reason: { code: 'stop.stepped' },
      progress: { step: 5 },
    });
    expect(stepsOf(harness)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('plays until paused', async () => {
    const harness = await started();
    harness.send({ type: 'play', run: RUN });
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    harness.send({ type: 'pause', run: RUN, request: 3 });
    await harness.engine.settled();
    expect(harness.of('rested').at(-1)).toMatchObject({ request: 3, reason: { code: 'stop.paused' } });
    const steps = stepsOf(harness);
    expect(steps).toEqual(steps.map((_, i) => i));
    expect(steps.length).toBeGreaterThan(1);
  });

  it.each([
    [{ kind: 'steps', steps: 12 }, { code: 'stop.steps', steps: 12 }, 12],
    [{ kind: 'epochs', epochs: 2 }, { code: 'stop.epochs', epochs: 2 }, 8],
    [{ kind: 'target', loss: 100 }, { code: 'stop.target', loss: 100 }, 1],
  ] as const)('stops by the rule %o, measures in full, and may be played on', async (stop, reason, step) => {
    const harness = await started(experimentOf({ training: { stop } }));
    harness.send({ type: 'play', run: RUN });
    await harness.engine.settled();
    expect(harness.of('failed')).toEqual([]);
    expect(harness.of('rested')).toMatchObject([{ reason, progress: { step } }]);
    harness.send({ type: 'step', run: RUN, request: 9, count: 3 });
    await harness.engine.settled();
    expect(harness.of('rested').at(-1)).toMatchObject({
      reason: { code: 'stop.stepped' },
      progress: { step: step + 3 },
    });
  });

  it('takes live changes over and notes them', async () => {
    const harness = await started();
    harness.send({ type: 'step', run: RUN, request: 2, count: 4 });
    const optimizer = { ...experimentOf().training.optimizer, learningRate: 0 };
    harness.send({ type: 'tune', run: RUN, experiment: experimentOf({ training: { optimizer } }) });
    await harness.engine.settled();
    harness.send({ type: 'checkpoint', run: RUN, request: 3 });
    harness.send({ type: 'step', run: RUN, request: 4, count: 4 });
    harness.send({ type: 'checkpoint', run: RUN, request: 5 });
    await harness.engine.settled();
    harness.send({ type: 'checkpoint', run: RUN, request: 6 });
    await harness.engine.settled();
    const tuned = harness.of('progress').flatMap((report) => report.tuned);
    expect(tuned).toMatchObject([{ path: 'training.optimizer.learningRate', value: 0 }]);
    const [before, , after] = harness.of('checkpointed').map((report) => report.checkpoint);
    expect(after?.step).toBe(8);
    expect(after?.tuning).toEqual(tuned);
    expect(after?.models[0]?.parameters).toEqual(before?.models[0]?.parameters);
  });

  it('goes on after a command that broke, and says which', async () => {
    const harness = await started();
    const [model, node] = [hard().id, nodeId('one')];
    harness.send({ type: 'hand', run: RUN, request: 9, model, node, edit: undefined as never });
    harness.send({ type: 'step', run: RUN, request: 2, count: 1 });
    await harness.engine.settled();
    expect(harness.of('failed')).toMatchObject([{ request: 9, stage: 'training', issue: { code: 'engine.training' } }]);
    expect(harness.of('rested').at(-1)).toMatchObject({ request: 2, progress: { step: 1 } });
  });

  it('gives a stale start up, and ends the run before a new one', async () => {
    const harness = createHarness();
    const experiment = experimentOf();
    harness.send({ type: 'start', run: RUN, request: 1, experiment, dataUrl: '' });
    harness.send({ type: 'start', run: runId(2), request: 2, experiment, dataUrl: '' });
    await harness.engine.settled();
    expect(harness.of('started').map((report) => report.run)).toEqual([2]);
  });

  it('refuses a document that is not one, and a model with problems', async () => {
    const broken = await started({ version: 1, models: [] } as unknown as Experiment);
    expect(broken.of('failed')).toMatchObject([{ request: 1, stage: 'model', canContinue: false }]);
    const [spec] = experimentOf().models;
    if (!spec) throw new Error('no model');
    const cut = { ...spec, wiring: { ...spec.wiring, edges: spec.wiring.edges.slice(1) } };
    const loose = await started(experimentOf({ models: [cut] }));
    expect(loose.of('failed')).toMatchObject([{ stage: 'model', issue: { severity: 'error' } }]);
  });

  it('stops on a loss that is not a number, names it, and can go on', async () => {
    const harness = await started(diverging(0.01));
    harness.send({ type: 'tune', run: RUN, experiment: diverging(10) });
    harness.send({ type: 'step', run: RUN, request: 6, count: 200 });
    await harness.engine.settled();
    const [fault] = harness.of('failed');
    expect(fault).toMatchObject({ request: 6, stage: 'training', canContinue: true });
    expect(fault?.issue).toMatchObject({ code: 'training.notFinite', params: { model: 'hard' } });
    harness.send({ type: 'tune', run: RUN, experiment: diverging(0.01) });
    harness.send({ type: 'step', run: RUN, request: 7, count: 5 });
    await harness.engine.settled();
    expect(harness.of('rested').at(-1)).toMatchObject({ request: 7, reason: { code: 'stop.stepped' } });
    const steps = stepsOf(harness);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(new Set(steps).size).toBe(steps.length);
  });
});
