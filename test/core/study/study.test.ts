/** Seeds, variants, sweeps, labels, controls and the slider. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../src/core/experiment/applyEdit.ts';
import { type Experiment, type ModelSpec, modelId, taskId } from '../../../src/core/experiment/experiment.ts';
import { decodeLink, encodeLink } from '../../../src/core/experiment/link.ts';
import { presets } from '../../../src/core/experiment/presets/index.ts';
import { parseExperiment } from '../../../src/core/experiment/schema.ts';
import { createRunLog } from '../../../src/core/metrics/runLog.ts';
import { error } from '../../../src/core/result.ts';
import { loadData } from '../../../src/core/scenarios/loadData.ts';
import { withControl } from '../../../src/core/study/controls.ts';
import { labelGap, labelsWorth } from '../../../src/core/study/labels.ts';
import { bandOf, curvesOf, rowsOf } from '../../../src/core/study/results.ts';
import { repeatOf } from '../../../src/core/study/seeds.ts';
import { positionOf, sliderEdit, sliderState, strengthAt } from '../../../src/core/study/sharingSlider.ts';
import type { StudyForm, StudyJob, StudySpec } from '../../../src/core/study/study.ts';
import { chooseByValidation, lowestPoint, strengthCurve } from '../../../src/core/study/sweep.ts';
import { jobsOf, variantsOf } from '../../../src/core/study/variants.ts';
import { noAssets } from '../../support/engineRuns.ts';
import { arm, rowsFor, T } from './support.ts';

const helps = presets.get('sharing-helps').build();
const B = taskId('b');
const [separate, soft, hard] = helps.models as [ModelSpec, ModelSpec, ModelSpec];
const varying = (vary: Experiment['training']['repeats']['vary']): Experiment => ({
  ...helps,
  training: { ...helps.training, repeats: { count: 3, vary } },
});
const spec = (form: StudyForm, experiment = helps): StudySpec => ({ id: 's', name: '', experiment, form, steps: 50 });
const variants = (form: StudyForm) => {
  const found = variantsOf(spec(form));
  if (!found.ok) throw new Error(found.issue.code);
  return found.value;
};

describe('repeatOf', () => {
  it('begins with the experiment itself', () => {
    expect(repeatOf(helps, 0)).toBe(helps);
  });
  it.each(['data', 'init', 'order'] as const)('holds %s still when it is locked, and varies the others', (locked) => {
    const all = { data: true, init: true, order: true };
    const experiment = varying({ ...all, [locked]: false });
    const seeds = ({ data, training }: Experiment) => ({
      data: data.seed,
      init: training.seed,
      order: training.orderSeed ?? training.seed,
    });
    const [first, second, third] = [0, 1, 2].map((n) => seeds(repeatOf(experiment, n)));
    for (const name of ['data', 'init', 'order'] as const) {
      const distinct = new Set([first?.[name], second?.[name], third?.[name]]).size;
      expect(distinct, name).toBe(name === locked ? 1 : 3);
    }
  });
  it('gives documents that the schema and links carry', () => {
    const repeat = repeatOf(helps, 4);
    expect(parseExperiment(repeat).ok).toBe(true);
    expect(decodeLink(encodeLink(repeat, { positions: true }))).toEqual({ ok: true, value: repeat });
  });
});

describe('variants', () => {
  it('stand between separate networks and hard sharing, rising', () => {
    const found = variants({ kind: 'strengths', model: soft.id, grid: [10, 'infinite', 0.1, 10] });
    expect(found.map((each) => each.key)).toEqual([
      'strength=0',
      'strength=0.1',
      'strength=10',
      'strength=infinite',
      'end=hard',
    ]);
    expect(found.at(-1)?.experiment.models[0]?.wiring.nodes).toHaveLength(hard.wiring.nodes.length);
    expect(found[1]?.experiment.models[0]?.ties.every((tie) => tie.strength === 0.1)).toBe(true);
  });
  it('make a hard model soft first', () => {
    const found = variants({ kind: 'strengths', model: hard.id, grid: [1] });
    expect(found[1]?.experiment.models[0]?.ties.length).toBe(2);
  });
  it('cross strengths with an option of the data', () => {
    const across = { option: 'relatedness', values: [0, 1] };
    const found = variants({ kind: 'strengths', model: soft.id, grid: [1], across });
    expect(found.map((each) => each.key)).toContain('relatedness=0,strength=1');
    expect(found).toHaveLength(6);
    expect(found.every((each) => each.experiment.data.options.relatedness === each.params.relatedness)).toBe(true);
  });
  it('give every model each rate, and each number of labels', () => {
    const own = { ...helps, models: [{ ...separate, optimizer: { learningRate: 1 } }, hard] };
    const rates = variantsOf(spec({ kind: 'rates', grid: [0.01, 0.1] }, own));
    if (!rates.ok) throw new Error(rates.issue.code);
    expect(rates.value.map(({ experiment }) => experiment.training.optimizer.learningRate)).toEqual([0.01, 0.1]);
    expect(rates.value[0]?.experiment.models[0]?.optimizer?.learningRate).toBeUndefined();
    const counts = variants({ kind: 'labels', task: B, counts: [300, 10] });
    expect(counts.map(({ experiment }) => experiment.data.tasks[B]?.labelled)).toEqual([10, 300]);
  });
  it('become jobs seed by seed, each a valid document that ends', () => {
    const jobs = jobsOf(spec({ kind: 'rates', grid: [0.01, 0.1] }, varying({ data: true, init: true, order: true })));
    if (!jobs.ok) throw new Error(jobs.issue.code);
    expect(jobs.value.map((job) => job.seed)).toEqual([0, 0, 1, 1, 2, 2]);
    for (const { experiment } of jobs.value) {
      expect(parseExperiment(experiment).ok).toBe(true);
      expect(experiment.training.stop).toEqual({ kind: 'steps', steps: 50 });
    }
  });
  it('refuse a model that is not there', () => {
    const form = { kind: 'strengths', model: modelId('Z'), grid: [] } as const;
    expect(variantsOf(spec(form))).toMatchObject({ ok: false, issue: { code: 'study.noSuchModel' } });
  });
});

describe('controls', () => {
  const load = async (control: 'none' | 'shuffled' | 'copy') => {
    const changed = withControl(helps, B, control);
    if (!changed.ok) throw new Error(changed.issue.code);
    return loadData(changed.value.data, noAssets);
  };
  it('shuffle the training labels only, among the rows that have one', async () => {
    const [plain, placebo] = [await load('none'), await load('shuffled')];
    const sorted = (labels: Float32Array | undefined) => [...(labels ?? [])].filter((v) => !Number.isNaN(v)).sort();
    expect(sorted(placebo.train.labels[B])).toHaveLength(100);
    expect(placebo.train.labels[B]).not.toEqual(plain.train.labels[B]);
    expect(placebo.test.labels[B]).toEqual(plain.test.labels[B]);
    expect(placebo.train.labels[taskId('a')]).toEqual(plain.train.labels[taskId('a')]);
  });
  it('copy the other task in every split', async () => {
    const copy = await load('copy');
    expect(copy.test.labels[B]).toEqual(copy.test.labels[taskId('a')]);
    const kept = [...(copy.train.labels[B] ?? [])].flatMap((v, i) => (Number.isNaN(v) ? [] : [[v, i] as const]));
    expect(kept).toHaveLength(100);
    for (const [value, i] of kept) expect(value).toBe(copy.train.labels[taskId('a')]?.[i]);
  });
  it('turn the dial to unrelated, where there is one', () => {
    const changed = withControl(helps, B, 'unrelated');
    expect(changed.ok && changed.value.data.options.relatedness).toBe(0);
    const textbook = presets.get('textbook-a').build();
    expect(withControl(textbook, taskId('flag'), 'unrelated')).toMatchObject({ issue: { code: 'study.noUnrelated' } });
    expect(withControl(textbook, taskId('flag'), 'copy')).toMatchObject({ issue: { code: 'study.noCopy' } });
  });
  it('travel in links', () => {
    const changed = withControl(helps, B, 'shuffled');
    if (!changed.ok) throw new Error(changed.issue.code);
    const back = decodeLink(encodeLink(changed.value, { positions: true }));
    expect(back).toEqual({ ok: true, value: changed.value });
  });
});

describe('choosing', () => {
  const at = (strength: number | 'infinite') => ({
    key: `strength=${strength}`,
    params: { strength },
    experiment: helps,
  });
  const all = [at(0), at(1), at('infinite')];
  const of = (key: string) => arm('A', key);
  it('goes by validation alone', () => {
    const rows = [0, 1, 'infinite'].flatMap((strength, i) => [
      ...rowsFor(
        of(`strength=${strength}`),
        [
          [3, 3],
          [1, 2],
          [2, 2],
        ][i] ?? [],
        { split: 'validation' },
      ),
      ...rowsFor(
        of(`strength=${strength}`),
        [
          [1, 1],
          [9, 9],
          [1, 1],
        ][i] ?? [],
      ),
    ]);
    expect(chooseByValidation({ rows, failures: [] }, all, modelId('A'), [T])?.params.strength).toBe(1);
    const curve = strengthCurve(rows, all, modelId('A'), T);
    expect(curve.map((point) => [point.at, point.mean])).toEqual([
      [0, 3],
      [1, 1.5],
      ['infinite', 2],
    ]);
  });
  it('takes a strength that a training survived by luck for no task’s lowest', () => {
    const rows = [
      ...rowsFor(of('strength=0'), [1, 3], { split: 'validation' }),
      ...rowsFor(of('strength=1'), [0.1], { split: 'validation' }),
    ];
    const failures = [{ variant: 'strength=1', seed: 1, issue: error('loss.notFinite') }];
    expect(lowestPoint({ rows, failures }, all, modelId('A'), T)).toMatchObject({ at: 0, mean: 2, n: 2 });
    expect(lowestPoint({ rows, failures: [] }, all, modelId('A'), T)).toMatchObject({ at: 1, n: 1 });
  });
  it('passes over what was not measured', () => {
    const rows = rowsFor(of('strength=0'), [3], { split: 'validation' });
    expect(chooseByValidation({ rows, failures: [] }, all, modelId('A'), [T])?.params.strength).toBe(0);
    expect(chooseByValidation({ rows: [], failures: [] }, all, modelId('A'), [T])).toBeUndefined();
  });
});

describe('labelsWorth', () => {
  const point = (labels: number, mean: number) => ({ labels, mean, n: 1, low: mean, high: mean });
  const baseline = [point(10, 1), point(100, 0.5), point(1000, 0.3)];
  it('reads the horizontal gap in log labels', () => {
    // .75 lies half-way between 10 and 100 labels: sqrt(1000) = 31.62 of them.
    const worth = labelsWorth(baseline, [point(10, 0.75)], 10);
    expect(worth.ok && worth.value.needed).toBeCloseTo(Math.sqrt(1000), 9);
    expect(worth.ok && worth.value.times).toBeCloseTo(Math.sqrt(10), 9);
  });
  it('is 1 where both are equal, and below 1 where sharing costs', () => {
    const equal = labelsWorth(baseline, [point(100, 0.5)], 100);
    expect(equal.ok && equal.value.times).toBeCloseTo(1, 12);
    const costs = labelsWorth(baseline, [point(1000, 0.5)], 1000);
    expect(costs.ok && costs.value.times).toBeCloseTo(0.1, 12);
  });
  it('says nothing outside the measured range', () => {
    expect(labelsWorth(baseline, [point(10, 0.2)], 10)).toMatchObject({ issue: { code: 'study.worth.more' } });
    expect(labelsWorth(baseline, [point(10, 1.2)], 10)).toMatchObject({ issue: { code: 'study.worth.less' } });
    expect(labelsWorth(baseline, [], 10)).toMatchObject({ issue: { code: 'study.worth.nothing' } });
  });
  it('says where the curves cross more than once', () => {
    const wavy = [point(10, 1), point(100, 0.5), point(300, 0.9), point(1000, 0.3)];
    const worth = (curve: typeof baseline) => labelsWorth(curve, [point(10, 0.75)], 10);
    expect([worth(baseline), worth(wavy)].map((each) => each.ok && each.value.again)).toEqual([false, true]);
  });
  it('is drawn to the other curve, or with an open end at the edge of what was measured', () => {
    const gap = labelGap(baseline, [point(10, 0.75)], 10);
    expect(gap).toMatchObject({ from: 10, error: 0.75, open: false });
    expect(gap?.to).toBeCloseTo(Math.sqrt(1000), 9);
    expect(labelGap(baseline, [point(10, 0.2)], 10)).toEqual({ from: 10, to: 1000, error: 0.2, open: true });
    expect(labelGap(baseline, [point(100, 1.2)], 100)).toEqual({ from: 100, to: 10, error: 1.2, open: true });
    // At the edge itself there is no length to draw.
    expect(labelGap(baseline, [point(1000, 0.2)], 1000)).toBeUndefined();
    expect(labelGap(baseline, [], 10)).toBeUndefined();
  });
});

describe('the sharing slider', () => {
  it('rises with its position and comes back to it', () => {
    const value = (position: number) => {
      const strength = strengthAt(position);
      return strength === 'infinite' ? Number.POSITIVE_INFINITY : strength;
    };
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (a, b) => {
        if (a <= b) expect(value(a)).toBeLessThanOrEqual(value(b));
        if (a > 0.02 && a < 0.98) expect(positionOf(strengthAt(a))).toBeCloseTo(a, 1);
      }),
    );
    expect([strengthAt(0), strengthAt(1)]).toEqual([0, 'infinite']);
    expect([positionOf(0), positionOf('infinite')]).toEqual([0, 1]);
  });
  it('sets all ties of a soft model, and makes twins of a hard one', () => {
    for (const model of [soft, hard]) {
      const moved = applyEdit(helps, sliderEdit(model, 1));
      if (!moved.ok) throw new Error(moved.issue.code);
      const now = moved.value.models.find((each) => each.id === model.id);
      expect(now?.ties.map((tie) => tie.strength)).toEqual(['infinite', 'infinite']);
      expect(sliderState(now as ModelSpec, false)).toEqual({ sharing: 'hard', position: 1, mixed: false });
    }
    expect(sliderState(hard, true)).toMatchObject({ sharing: 'hard' });
    expect(sliderState(separate, false)).toMatchObject({ sharing: 'separate', position: 0 });
  });
});

describe('results', () => {
  it('reads rows and curves off a log, and bands off curves', () => {
    const job = (seed: number): StudyJob => ({
      variant: { key: 'v', params: {}, experiment: helps },
      seed,
      experiment: helps,
    });
    const log = (shift: number) => {
      const made = createRunLog();
      made.append({
        steps: Float64Array.of(0, 1, 2),
        columns: {
          'A/b/train/loss': Float32Array.of(9, 8, 7),
          'A/b/validation/loss': Float32Array.of(4 + shift, Number.NaN, 2 + shift),
          'A/b/weight': Float32Array.of(1, 1, 1),
          'A/tie/tie1/distance': Float32Array.of(1, 1, 1),
        },
      });
      return made;
    };
    expect(rowsOf(job(0), log(0))).toEqual([
      { variant: 'v', seed: 0, model: 'A', task: 'b', split: 'train', metric: 'loss', value: 7 },
      { variant: 'v', seed: 0, model: 'A', task: 'b', split: 'validation', metric: 'loss', value: 2 },
    ]);
    const curves = [0, 1].flatMap((seed) => curvesOf(job(seed), log(seed)));
    expect(curves[0]).toMatchObject({ steps: [0, 2], values: [4, 2] });
    const band = bandOf(curves, arm('A', 'v'), B);
    expect(band.map(({ step, mean, n }) => [step, mean, n])).toEqual([
      [0, 4.5, 2],
      [2, 2.5, 2],
    ]);
  });
});
