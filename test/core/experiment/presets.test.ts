import { describe, expect, it } from 'vitest';
import { FIRST_PRESET, presets } from '../../../src/core/experiment/presets/index.ts';
import { parseExperiment } from '../../../src/core/experiment/schema.ts';
import { analyseModel } from '../../../src/core/graph/analyse.ts';
import { outlineOf } from '../../../src/core/scenarios/outline.ts';

const analyses = (id: string) => {
  const { data, models } = presets.get(id).build();
  return models.map((model) => analyseModel(model, data, outlineOf(data)));
};

describe('presets', () => {
  it('has a first preset with two models', () => {
    expect(presets.get(FIRST_PRESET).build().models).toHaveLength(2);
  });
  it.each(presets.ids)("'%s' is a valid experiment and the same every time", (id) => {
    const experiment = presets.get(id).build();
    expect(parseExperiment(experiment)).toEqual({ ok: true, value: experiment });
    expect(presets.get(id).build()).toEqual(experiment);
  });
  it.each(presets.ids.filter((id) => id !== 'empty'))("'%s' can train: no problem stands on it", (id) => {
    for (const analysis of analyses(id)) {
      expect(analysis.issues).toEqual([]);
      expect(analysis.plan).toBeDefined();
    }
  });
  it.each(presets.ids)("'%s' lays its nodes out without overlap", (id) => {
    for (const { wiring, positions } of presets.get(id).build().models) {
      const places = wiring.nodes.map((node) => positions[node.id]);
      for (const [i, a] of places.entries()) {
        if (!a) throw new Error('a preset places every node');
        for (const b of places.slice(i + 1)) {
          expect(Math.abs(a.x - (b?.x ?? 0)) >= 150 || Math.abs(a.y - (b?.y ?? 0)) >= 70).toBe(true);
        }
      }
    }
  });
  it('textbook network A has the published numbers of parameters', () => {
    expect(analyses('textbook-a').map((analysis) => analysis.counts.total)).toEqual([14_347, 27_275, 27_275]);
  });
  it('what the models of one preset have in common starts equal', () => {
    const [separate, hard, soft] = presets.get('separate-hard-soft').build().models;
    const keys = (model: typeof hard) => [...new Set(model?.wiring.nodes.map((node) => node.initKey))].sort();
    expect(keys(separate)).toEqual(keys(hard));
    expect(keys(soft)).toEqual(keys(hard));
  });
  it('the twins of soft sharing have equal keys and the hard model none', () => {
    const [, hard, soft] = presets.get('separate-hard-soft').build().models;
    expect(hard?.ties).toEqual([]);
    for (const tie of soft?.ties ?? []) {
      const keys = tie.nodes.map((id) => soft?.wiring.nodes.find((node) => node.id === id)?.initKey);
      expect(new Set(keys).size).toBe(1);
    }
    expect(soft?.ties.length).toBe(2);
  });
});
