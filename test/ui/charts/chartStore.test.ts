import { describe, expect, it } from 'vitest';
import { chartStore, forgetHidden, readKept, toggle } from '../../../src/ui/charts/chartStore.ts';

describe('settings of charts', () => {
  it('come back as they were left', () => {
    const left = {
      unit: 'seconds',
      smoothing: 0.8,
      logarithmic: ['loss'],
      tables: ['metric'],
      hidden: ['column:train'],
    };
    expect(readKept(JSON.stringify(left))).toEqual(left);
  });
  it('pass over what is odd in the store of an earlier visit', () => {
    const fresh = readKept(null);
    for (const text of [
      '',
      'nonsense',
      '[]',
      '7',
      'null',
      '{"unit":"miles","smoothing":7,"hidden":[1],"tables":"x"}',
    ]) {
      expect(readKept(text)).toEqual(fresh);
    }
  });
  it('do not carry a hidden model or task into the next visit or the next experiment', () => {
    expect(readKept('{"hidden":["model:A","column:test"]}').hidden).toEqual(['column:test']);
    toggle('hidden', 'model:A');
    expect(chartStore.getState().hidden).toContain('model:A');
    forgetHidden();
    expect(chartStore.getState().hidden).toEqual(['column:test']);
  });
  it('switch on and off', () => {
    toggle('logarithmic', 'loss');
    expect(chartStore.getState().logarithmic).toEqual(['loss']);
    toggle('logarithmic', 'loss');
    expect(chartStore.getState().logarithmic).toEqual([]);
  });
});
