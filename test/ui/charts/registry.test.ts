import { describe, expect, it } from 'vitest';
import { presets } from '../../../src/core/experiment/presets/index.ts';
import { charts, FIRST_CHARTS } from '../../../src/ui/charts/index.ts';
import { contextOf } from '../../../src/ui/charts/lines.ts';
import { en } from '../../../src/ui/parts/i18n/en/index.ts';

const experiment = presets.get('separate-hard-soft').build();
const [separate, , soft] = experiment.models;
const tie = soft?.ties[0]?.id;

describe('charts', () => {
  it.each(charts.ids)('%s has its words', (id) => {
    const words = (en.charts as unknown as Record<string, Record<string, string>>)[id] ?? {};
    for (const key of ['label', 'help', 'empty', 'none']) expect(words[key], `charts.${id}.${key}`).toMatch(/\w{4}/);
  });
  it('shown at first are known', () => {
    expect(FIRST_CHARTS.length).toBeGreaterThanOrEqual(2);
    for (const id of FIRST_CHARTS) expect(charts.has(id)).toBe(true);
  });
  it.each(charts.all.map((chart) => [chart.id, chart] as const))(
    '%s asks for nothing that the log lacks',
    (_, chart) => {
      expect(chart.needs(contextOf(experiment, []))).toEqual([]);
    },
  );
});

describe('lines of a chart', () => {
  const lines = (id: string, names: readonly string[]) => charts.get(id).needs(contextOf(experiment, names));
  const model = separate?.id ?? '';
  const [a, b] = contextOf(experiment, []).tasks.map(({ task }) => task.id);

  it('are strong for train and lighter for what is held out', () => {
    const found = lines('loss', [
      `${model}/${a}/train/loss`,
      `${model}/${a}/validation/loss`,
      `${model}/${a}/test/loss`,
    ]);
    expect(found.map((line) => [line.column, line.strength])).toEqual([
      ['train', 'strong'],
      ['validation', 'light'],
      ['test', 'faint'],
    ]);
  });
  it('without train curves the first held-out split leads', () => {
    const found = lines('metric', [`${model}/${a}/validation/accuracy`, `${model}/${a}/test/accuracy`]);
    expect(found.map((line) => line.strength)).toEqual(['strong', 'faint']);
    expect(found.every((line) => line.format === 'percent')).toBe(true);
  });
  it('tell tasks by place in the scenario and models by place in the experiment', () => {
    const names = experiment.models.flatMap(({ id }) => [`${id}/${a}/weight`, `${id}/${b}/weight`]);
    const found = lines('weights', names);
    expect(found).toHaveLength(names.length);
    expect(found.map((line) => line.model)).toEqual([0, 0, 1, 1, 2, 2]);
    expect(found.map((line) => (line.subject.kind === 'task' ? line.subject.index : -1))).toEqual([0, 1, 0, 1, 0, 1]);
  });
  it('of ties belong to the model that has the tie', () => {
    const found = lines('tieDistance', [`${soft?.id}/tie/${tie}/distance`]);
    expect(found).toHaveLength(1);
    expect(found[0]?.modelId).toBe(soft?.id);
  });
  it('of pairs name both tasks', () => {
    const [line] = lines('gradientCosine', [`${model}/${a}~${b}/gradient/cosine`]);
    expect(line?.subject).toMatchObject({ kind: 'pair', first: { task: a }, second: { task: b } });
  });
  it('of loss against loss are held-out ones as soon as there are any', () => {
    const train = [`${model}/${a}/train/loss`, `${model}/${b}/train/loss`];
    expect(lines('lossPlane', train).map((line) => line.column)).toEqual(['train', 'train']);
    const both = [...train, `${model}/${a}/validation/loss`, `${model}/${b}/validation/loss`];
    expect(lines('lossPlane', both).map((line) => line.column)).toEqual(['validation', 'validation']);
  });
});
