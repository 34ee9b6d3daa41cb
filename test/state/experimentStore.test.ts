import { describe, expect, it } from 'vitest';
import { FIRST_PRESET, presets } from '../../src/core/experiment/presets/index.ts';
import { createExperimentStore } from '../../src/state/experimentStore.ts';

const fresh = () => createExperimentStore(presets.get(FIRST_PRESET).build());
const rate = (store: ReturnType<typeof fresh>): number => store.getState().experiment.training.optimizer.learningRate;
const setRate = (learningRate: number) => ({ type: 'setOptimizer', patch: { learningRate } }) as const;

describe('the document and its history', () => {
  it('undoes and redoes a commit', () => {
    const store = fresh();
    const before = store.getState().experiment;
    store.edit(setRate(0.5));
    expect(store.getState()).toMatchObject({ canUndo: true, canRedo: false });
    store.undo();
    expect(store.getState().experiment).toEqual(before);
    expect(store.getState()).toMatchObject({ canUndo: false, canRedo: true });
    store.redo();
    expect(rate(store)).toBe(0.5);
  });
  it('makes one step of a drag', () => {
    const store = fresh();
    const before = rate(store);
    for (const value of [0.1, 0.2, 0.3]) store.edit(setRate(value), 'ephemeral');
    store.edit(setRate(0.4), 'commit');
    expect(rate(store)).toBe(0.4);
    store.undo();
    expect(rate(store)).toBe(before);
    expect(store.getState().canUndo).toBe(false);
    store.redo();
    expect(rate(store)).toBe(0.4);
  });
  it('closes an unfinished drag before it undoes', () => {
    const store = fresh();
    const before = rate(store);
    store.edit(setRate(0.7), 'ephemeral');
    store.undo();
    expect(rate(store)).toBe(before);
  });
  it('keeps the view outside undo', () => {
    const store = fresh();
    store.edit(setRate(0.5));
    store.edit({ type: 'setView', patch: { charts: ['loss'] } });
    store.undo();
    expect(store.getState().experiment.view.charts).toEqual(['loss']);
    expect(store.getState().canUndo).toBe(false);
  });
  it('changes nothing on a refused edit', () => {
    const store = fresh();
    const before = store.getState();
    const [model] = before.experiment.models;
    if (!model) throw new Error('the first preset has a model');
    const result = store.edit({ type: 'setTieStrength', model: model.id, tie: 'nobody' as never, strength: 1 });
    expect(result.ok).toBe(false);
    expect(store.getState()).toBe(before);
  });
  it('does not analyse a model again whose wiring did not change', () => {
    const store = fresh();
    const analyses = [...store.getState().analyses.values()];
    store.edit(setRate(0.5));
    expect([...store.getState().analyses.values()].every((entry, i) => entry === analyses[i])).toBe(true);
  });
});
