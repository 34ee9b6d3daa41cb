import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../src/core/experiment/applyEdit.ts';
import type { Experiment, ModelSpec, NodeId } from '../../../src/core/experiment/experiment.ts';
import { presets } from '../../../src/core/experiment/presets/index.ts';
import {
  baselineOf,
  bySharing,
  differencesOf,
  gainText,
  metricText,
  modelsOf,
  shareText,
} from '../../../src/ui/study/describe.ts';
import { dialOf } from '../../../src/ui/study/dial.ts';
import { reachOf } from '../../../src/ui/study/IntervalBar.tsx';

const three = (): Experiment => presets.get('separate-hard-soft').build();

describe('models of a study', () => {
  it('are told apart by how they share, and ordered by it', () => {
    const models = modelsOf(three());
    expect(models.map(({ sharing }) => sharing)).toEqual(['separate', 'hard', 'soft']);
    expect(bySharing(models).map(({ sharing }) => sharing)).toEqual(['separate', 'soft', 'hard']);
  });
  it('are measured against the one that shares least', () => {
    expect(baselineOf(modelsOf(presets.get('hard-beside-separate').build()))?.sharing).toBe('separate');
  });
  it('differ in what is written out, and a copy in nothing', () => {
    const experiment = three();
    const [separate, hard, soft] = experiment.models as [ModelSpec, ModelSpec, ModelSpec];
    // The very same layers, wired otherwise.
    expect(differencesOf(experiment, separate.id, hard.id)).toEqual({
      sharing: { from: 'separate', to: 'hard' },
      changes: [],
    });
    expect(differencesOf(experiment, separate.id, soft.id).changes).toMatchObject([
      { code: 'strength', params: { from: '0', to: '1' } },
    ]);
    const narrow = {
      type: 'setNodeOption',
      model: hard.id,
      node: 'dense1' as NodeId,
      name: 'units',
      value: 5,
    } as const;
    const slower = { type: 'setOptimizer', model: hard.id, patch: { learningRate: 0.001 } } as const;
    const edited = applyEdit(experiment, { type: 'batch', edits: [narrow, slower] });
    if (!edited.ok) throw new Error(edited.issue.code);
    expect(differencesOf(edited.value, separate.id, hard.id).changes).toMatchObject([
      { code: 'layerWidth', params: { option: 'units', subject: 'dense1', from: '8', to: '5' } },
      { code: 'learningRate' },
    ]);
    const copy = { ...separate, id: 'Z' as typeof separate.id, name: 'Copy' };
    expect(differencesOf({ ...experiment, models: [separate, copy] }, separate.id, copy.id)).toEqual({
      sharing: undefined,
      changes: [],
    });
  });
});

describe('numbers', () => {
  it('of classes are percentages, differences carry their sign', () => {
    expect(metricText(0.912, 'accuracy')).toBe('91.2 %');
    expect(metricText(0.12345, 'loss')).toBe('0.123');
    expect(metricText(Number.NaN, 'loss')).toBe('–');
    expect(gainText(0.021, 'accuracy')).toBe('+2.1');
    expect(gainText(-0.0314, 'loss')).toBe('−0.031');
    expect(gainText(-0.0002, 'accuracy')).toBe('±0.0');
    expect(shareText(-0.1)).toBe('−10.0 %');
  });
});

describe('the dial of relatedness', () => {
  it('is found with its value, and only where it counts', () => {
    const { data } = three();
    expect(dialOf(data)?.field.name).toBe('relatedness');
    expect(dialOf({ ...data, options: { ...data.options, relatedness: 0.3 } })?.value).toBe(0.3);
    expect(dialOf({ ...data, options: { ...data.options, b: 'hill' } })).toBeUndefined();
  });
});

describe('the reach of interval bars', () => {
  it('holds the intervals, but not ones that would hide the gains', () => {
    const interval = { mean: 1, low: -1, high: 3 };
    expect(reachOf([{ mean: 1, interval }])).toBe(3);
    expect(reachOf([{ mean: 1, interval: { mean: 1, low: -90, high: 92 } }])).toBe(4);
    expect(reachOf([{ mean: 0, interval: { mean: 0, low: -1, high: 1 } }])).toBe(1);
    expect(reachOf([])).toBe(0);
  });
});
