/** What a person does to a model by hand: silenced units have no effect, frozen ones stay to the bit, all of it is kept and noted. */
import { memory } from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIMIZER } from '../../src/core/experiment/defaults.ts';
import { nodeId } from '../../src/core/experiment/experiment.ts';
import { runId } from '../../src/engine/protocol.ts';
import { measureProbes } from '../../src/engine/worker/probes.ts';
import type { Run } from '../../src/engine/worker/run.ts';
import { createHarness } from '../support/engineHarness.ts';
import { parametersOf, runOf, train } from '../support/engineRuns.ts';
import { A, B, experimentOf, hard, twins } from '../support/experiments.ts';

const ONE = nodeId('one');
const TWO = nodeId('two');
const MODEL = hard().id;
const probe = (run: Run, wanted: Parameters<typeof measureProbes>[2][number]) => {
  const [result] = measureProbes(run, 1, [wanted]);
  if (!result) throw new Error('nothing measured');
  return result;
};
const outputs = (run: Run) =>
  probe(run, { kind: 'activations', key: 'a', model: MODEL, node: TWO, split: 'test', rows: [0, 1, 2] });
const answers = (run: Run) =>
  Array.from(probe(run, { kind: 'predictions', key: 'p', model: MODEL, task: A, split: 'test', rows: [0, 1] }).values);
const adam = { ...DEFAULT_OPTIMIZER, kind: 'adam' as const };
const withL2 = (models = [hard()]) =>
  experimentOf({ models, training: { optimizer: adam, regularisation: { l2: 0.1 } } });
/** The column of a unit in a parameter of 6 units. */
const columnOf = (values: Float32Array | undefined, unit: number): number[] =>
  Array.from(values ?? []).filter((_, i) => i % 6 === unit);

describe('a silenced unit', () => {
  it('puts out exactly zero, and what it would have sent makes no difference', async () => {
    const run = await runOf(experimentOf());
    expect(run.hand(MODEL, ONE, { kind: 'silence', units: [2] }).ok).toBe(true);
    const before = answers(run);
    const hidden = probe(run, {
      kind: 'activations',
      key: 'h',
      model: MODEL,
      node: ONE,
      split: 'test',
      rows: [0, 1, 2, 3],
    });
    expect(columnOf(hidden.values, 2).map(Math.abs)).toEqual([0, 0, 0, 0]);
    expect(columnOf(hidden.values, 1).some((value) => value !== 0)).toBe(true);
    // Row 2 of the next kernel [6, 6] is what listens to it.
    for (let i = 0; i < 6; i += 1) run.hand(MODEL, TWO, { kind: 'value', parameter: 'kernel', at: 12 + i, value: 5 });
    expect(answers(run)).toEqual(before);
    run.hand(MODEL, ONE, { kind: 'silence', units: [] });
    expect(answers(run)).not.toEqual(before);
    run.dispose();
  });

  it('neither learns nor lets the layer behind it learn from it', async () => {
    const run = await runOf(experimentOf());
    run.hand(MODEL, ONE, { kind: 'silence', units: [2] });
    const before = parametersOf(run);
    train(run, 5);
    const after = parametersOf(run);
    expect(columnOf(after['one/kernel'], 2)).toEqual(columnOf(before['one/kernel'], 2));
    expect(after['two/kernel']?.slice(12, 18)).toEqual(before['two/kernel']?.slice(12, 18));
    expect(columnOf(after['one/kernel'], 1)).not.toEqual(columnOf(before['one/kernel'], 1));
    run.dispose();
  });
});

describe('a frozen unit', () => {
  it('keeps its column of kernel and bias to the bit under Adam with L2', async () => {
    const run = await runOf(withL2());
    train(run, 3);
    run.hand(MODEL, ONE, { kind: 'freeze', units: [0, 4] });
    const before = parametersOf(run);
    const tensors = memory().numTensors;
    train(run, 10);
    expect(memory().numTensors - tensors).toBeLessThan(40);
    const after = parametersOf(run);
    for (const name of ['one/kernel', 'one/bias']) {
      for (const unit of [0, 4]) expect(columnOf(after[name], unit)).toEqual(columnOf(before[name], unit));
      expect(columnOf(after[name], 1)).not.toEqual(columnOf(before[name], 1));
    }
    run.dispose();
  });

  it('goes on with the momentum it had', async () => {
    const run = await runOf(withL2());
    train(run, 3);
    const slots = () => run.checkpoint(0).models[0]?.optimizer.m?.[0];
    run.hand(MODEL, ONE, { kind: 'freeze', units: [0] });
    const before = columnOf(slots(), 0);
    train(run, 4);
    expect(columnOf(slots(), 0)).toEqual(before);
    expect(columnOf(slots(), 1).every(Number.isFinite)).toBe(true);
    run.dispose();
  });

  it('is not drawn along by a tie', async () => {
    const run = await runOf(withL2([twins(5)]));
    train(run, 3);
    run.hand(twins(5).id, nodeId('one_a'), { kind: 'freeze', units: [3] });
    const before = parametersOf(run);
    train(run, 5);
    const after = parametersOf(run);
    expect(columnOf(after['one_a/kernel'], 3)).toEqual(columnOf(before['one_a/kernel'], 3));
    expect(columnOf(after['one_b/kernel'], 3)).not.toEqual(columnOf(before['one_b/kernel'], 3));
    run.dispose();
  });

  it('leaves the rest to train as if it were given by a frozen copy: its gradient is zero', async () => {
    const run = await runOf(experimentOf());
    run.hand(MODEL, ONE, { kind: 'freeze', units: [0, 1, 2, 3, 4, 5] });
    const { values, nodes } = probe(run, { kind: 'gradients', key: 'g', model: MODEL });
    const at = nodes?.indexOf(ONE) ?? -1;
    expect(Array.from(values.slice(2 * at, 2 * at + 2))).toEqual([0, 0]);
    run.dispose();
  });
});

describe('hands on a run', () => {
  it('write a number that is read back, and are noted', async () => {
    const run = await runOf(experimentOf());
    train(run, 2);
    const done = run.hand(MODEL, ONE, { kind: 'value', parameter: 'bias', at: 3, value: 0.75 });
    expect(done).toEqual({ ok: true, value: [{ step: 2, path: 'hand.hard.one.bias.3', value: 0.75 }] });
    expect(parametersOf(run)['one/bias']?.[3]).toBe(0.75);
    expect(run.tuning).toHaveLength(1);
    run.dispose();
  });

  it.each([
    [{ kind: 'value', parameter: 'bias', at: 6, value: 1 }, 'engine.handPlace'],
    [{ kind: 'value', parameter: 'nothing', at: 0, value: 1 }, 'engine.handPlace'],
    [{ kind: 'value', parameter: 'bias', at: 0, value: 1e300 }, 'engine.handValue'],
    [{ kind: 'silence', units: [6] }, 'engine.handPlace'],
    [{ kind: 'freeze', units: [-1] }, 'engine.handPlace'],
  ] as const)('refuse %o and change nothing', async (edit, code) => {
    const run = await runOf(experimentOf());
    const before = parametersOf(run);
    expect(run.hand(MODEL, ONE, edit)).toMatchObject({ ok: false, issue: { code } });
    expect(parametersOf(run)).toEqual(before);
    expect(run.tuning).toEqual([]);
    run.dispose();
  });

  it('go on from a checkpoint as if never interrupted, and are gone after a new start', async () => {
    const through = await runOf(withL2());
    through.hand(MODEL, ONE, { kind: 'silence', units: [1] });
    through.hand(MODEL, TWO, { kind: 'freeze', units: [2] });
    train(through, 6);
    const resumed = await runOf(withL2(), { checkpoint: structuredClone(through.checkpoint(0)) });
    expect(resumed.tuning).toEqual(through.tuning);
    train(through, 6);
    train(resumed, 6);
    expect(parametersOf(resumed)).toEqual(parametersOf(through));
    expect(Math.max(...columnOf(outputs(resumed).values, 1).map(Math.abs))).toBeGreaterThan(0);
    const fresh = await runOf(withL2());
    expect(fresh.learners[0]?.hands).toEqual({ silenced: {}, frozen: {} });
    for (const run of [through, resumed, fresh]) run.dispose();
  });

  it('are answered by the engine with the parameters, and reported as tuned', async () => {
    const harness = createHarness();
    const run = runId(1);
    harness.send({ type: 'start', run, request: 1, experiment: experimentOf(), dataUrl: '' });
    const edit = { kind: 'silence', units: [5, 0, 5] } as const;
    harness.send({ type: 'hand', run, request: 2, model: MODEL, node: ONE, edit });
    harness.send({ type: 'hand', run, request: 3, model: MODEL, node: nodeId('gone'), edit });
    await harness.engine.settled();
    expect(harness.of('probed')).toMatchObject([{ request: 2, result: { shape: [18], silenced: [0, 5] } }]);
    expect(harness.of('progress').flatMap(({ tuned }) => tuned)).toMatchObject([{ path: 'hand.hard.one.silenced' }]);
    expect(harness.of('failed')).toMatchObject([{ request: 3, stage: 'probe', canContinue: true }]);
  });
});

describe('the loss without a unit', () => {
  it('is the loss with that unit silenced, for each task', async () => {
    const run = await runOf(experimentOf());
    train(run, 20);
    const measured = () => probe(run, { kind: 'withoutUnits', key: 'w', model: MODEL, node: ONE, units: 16 });
    const tensors = memory().numTensors;
    const { values, shape, tasks } = measured();
    expect(memory().numTensors).toBe(tensors);
    expect(shape).toEqual([7, 2]);
    expect(tasks).toEqual([A, B]);
    run.hand(MODEL, ONE, { kind: 'silence', units: [4] });
    const silenced = measured();
    expect(Array.from(silenced.values.slice(0, 2))).toEqual(Array.from(values.slice(10, 12)));
    run.dispose();
  });
});
