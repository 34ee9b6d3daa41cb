/** Odd data and wirings: a clear message on the thing concerned, and nothing crashes. */
import { describe, expect, it } from 'vitest';
import type { Experiment, TaskData } from '../../src/core/experiment/experiment.ts';
import { nodeId, tieId } from '../../src/core/experiment/experiment.ts';
import type { Issue } from '../../src/core/result.ts';
import { dataWarnings } from '../../src/core/scenarios/dataWarnings.ts';
import { outlineOf } from '../../src/core/scenarios/outline.ts';
import type { Dataset } from '../../src/core/scenarios/scenario.ts';
import { series } from '../../src/engine/protocol.ts';
import { checkExperiment } from '../../src/engine/worker/checkExperiment.ts';
import { runOf, train } from '../support/engineRuns.ts';
import { A, B, experimentOf, hard, model, partly } from '../support/experiments.ts';

const withTask = (own: TaskData, rest: Partial<Experiment['training']> = {}): Experiment =>
  experimentOf({ models: [partly()], data: { tasks: { [A]: own } }, training: rest });
async function trained(experiment: Experiment) {
  const run = await runOf(experiment);
  const rows = train(run, 5);
  const { data, training } = run.experiment;
  const warnings = dataWarnings(run.dataset, run.outline, data, training.batchSize);
  const losses = (task: typeof A) => rows.columns[series.loss(partly().id, task, 'train')];
  const found = { warnings, a: losses(A), b: losses(B), step: run.step };
  run.dispose();
  return found;
}
const oneIssue = (experiment: Experiment): Issue => {
  const checked = checkExperiment(experiment);
  if (checked.ok) throw new Error('it was accepted');
  return checked.issue;
};

describe('odd data', () => {
  it('a task without labels: the other one learns, and the task is named', async () => {
    const { warnings, a, b, step } = await trained(withTask({ labelled: 0 }));
    expect(warnings).toMatchObject([{ code: 'data.noLabels', severity: 'warning', where: { task: A } }]);
    expect(step).toBe(5);
    expect(a?.every(Number.isNaN) ?? true).toBe(true);
    expect(b?.every(Number.isFinite)).toBe(true);
  });
  it('one label only: what there is to learn is little, and nothing breaks', async () => {
    const { warnings, step } = await trained(withTask({ labelled: 1 }));
    expect(warnings).toMatchObject([{ code: 'data.classMissing', where: { task: A } }]);
    expect(step).toBe(5);
  });
  it('a batch larger than the data takes all rows, and says so', async () => {
    const { warnings, b } = await trained(withTask({}, { batchSize: 8192 }));
    expect(warnings).toMatchObject([
      { code: 'data.batchLarge', params: { found: 8192, expected: 100 }, where: { field: 'batchSize' } },
    ]);
    expect(b?.every(Number.isFinite)).toBe(true);
  });
  it('one row of data, a full batch, all labels noise', async () => {
    const experiment = withTask({ labelNoise: 1 }, { batchSize: 0 });
    const { step } = await trained({
      ...experiment,
      data: { ...experiment.data, sizes: { train: 1, validation: 1, test: 1 } },
    });
    expect(step).toBe(5);
  });
  it('a loss of held-out rows that overflows before that of the training row does is reported', async () => {
    const heads = model('heads', [
      ['x', 'input', {}],
      ['headA', 'head', { task: 'a' }, 'x'],
      ['headB', 'head', { task: 'b' }, 'x'],
    ]);
    const experiment = experimentOf({ models: [heads] });
    const run = await runOf({
      ...experiment,
      data: {
        scenario: 'mmoe-regression',
        options: { correlation: 0, pattern: 'fast', waves: 4, inputs: 2, noise: 0 },
        seed: 404541188,
        sizes: { train: 1, validation: 2, test: 1 },
        tasks: {},
      },
      training: {
        ...experiment.training,
        seed: 0,
        batchSize: 0,
        optimizer: { ...experiment.training.optimizer, kind: 'adamw', learningRate: 1000, weightDecay: 0.01 },
        schedule: { kind: 'warmup', steps: 5 },
      },
    });
    let bad = run.settle();
    for (let i = 0; i < 60 && !bad; i += 1) {
      run.advance();
      run.rest(true);
      bad = run.settle();
    }
    expect(bad).toMatchObject({ model: 'heads' });
    const values = Object.values(run.takeRows()?.columns ?? {}).flatMap((column) => [...column]);
    expect(values.length).toBeGreaterThan(20);
    expect(values.every((value) => Math.abs(value) !== Number.POSITIVE_INFINITY)).toBe(true);
    run.dispose();
  });
  it('sound data are not spoken of', async () => {
    expect((await trained(withTask({}))).warnings).toEqual([]);
  });

  const data = { ...experimentOf().data, options: { a: 'slope', b: 'sectors' } };
  const outline = outlineOf(data);
  const datasetOf = (a: readonly number[], b: readonly number[]): Dataset => {
    const split = { rows: a.length, inputs: {}, labels: { [A]: Float32Array.from(a), [B]: Float32Array.from(b) } };
    return { train: split, validation: split, test: split } as Dataset;
  };
  it('a constant target and classes that never occur are named', () => {
    expect(outline.tasks.map((task) => task.kind)).toEqual(['regression', 'multiclass']);
    expect(dataWarnings(datasetOf([2.5, 2.5, Number.NaN], [0, 2, 0]), outline, data, 1)).toMatchObject([
      { code: 'data.constant', params: { found: '2.5' }, where: { task: A } },
      { code: 'data.classMissing', where: { task: B } },
    ]);
  });
  it('a task that is switched off is not spoken of', () => {
    const off = { ...data, tasks: { [A]: { enabled: false } } };
    expect(dataWarnings(datasetOf([1, 1], [0, 1]), outline, off, 1).filter((each) => each.where?.task === A)).toEqual(
      [],
    );
  });
});

describe('odd wirings', () => {
  it('no task enabled: the model says so and offers to switch one on', () => {
    const off = { enabled: false };
    const issue = oneIssue(experimentOf({ data: { tasks: { [A]: off, [B]: off } } }));
    expect(issue).toMatchObject({ code: 'model.noTask', where: { model: 'hard' } });
    expect(issue.fixes?.[0]?.edits).toEqual([{ type: 'setTask', task: A, patch: { enabled: true } }]);
  });
  it('a tie between layers whose shapes no longer match names the tie, the layer and both shapes', () => {
    const torn = model(
      'torn',
      [
        ['x', 'input', {}],
        ['one', 'dense', { units: 6 }, 'x'],
        ['two', 'dense', { units: 7 }, 'x'],
        ['headA', 'head', { task: 'a' }, 'one'],
        ['headB', 'head', { task: 'b' }, 'two'],
      ],
      { ties: [{ id: tieId('t'), kind: 'squaredDistance', nodes: [nodeId('one'), nodeId('two')], strength: 1 }] },
    );
    const issue = oneIssue(experimentOf({ models: [torn] }));
    expect(issue).toMatchObject({ code: 'tie.shape', where: { model: 'torn', tie: 't', node: 'two' } });
    expect(issue.fixes).toHaveLength(1);
  });
  it('a model without a head names the model', () => {
    const headless = model('bare', [['x', 'input', {}]]);
    expect(oneIssue(experimentOf({ models: [hard(), headless] }))).toMatchObject({
      code: 'model.noHead',
      where: { model: 'bare' },
    });
  });
});
