/** Which executor trains: the rule by size, pins, what was measured, and giving way where an operation is unknown. */

import { getKernel, type KernelConfig, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { layers } from '../../src/core/layers/index.ts';
import type { LayerSpec } from '../../src/core/layers/layer.ts';
import type { Ops } from '../../src/core/ops.ts';
import { loadData } from '../../src/core/scenarios/loadData.ts';
import { outlineOf } from '../../src/core/scenarios/outline.ts';
import { createArrayExecutor } from '../../src/engine/worker/arrays/arrayExecutor.ts';
import { type BackendRequest, openBackend } from '../../src/engine/worker/choice.ts';
import { misfitOf } from '../../src/engine/worker/conformance.ts';
import type { Executor, Recorder } from '../../src/engine/worker/executor.ts';
import { noAssets, onCpu, plansOf, tfExecutor } from '../support/engineRuns.ts';
import { experimentOf, hard, model } from '../support/experiments.ts';

afterEach(() => void vi.restoreAllMocks());

const small = experimentOf({ models: [hard()] });
const requestOf = (more: Partial<BackendRequest> = {}): BackendRequest => ({
  pin: 'auto',
  without: ['wasm', 'webgl'],
  plans: plansOf(small),
  outline: outlineOf(small.data),
  rows: 32,
  ...more,
});
const infoOf = async (more?: Partial<BackendRequest>) => {
  const opened = await openBackend(requestOf(more), true);
  if (!opened.ok) throw new Error(opened.issue.code);
  return opened.value.info;
};

/** Gives the first kernel's gradient twice. */
const doubled =
  ({ createRecorder, ops }: Executor): Executor['createRecorder'] =>
  (taskDefs): Recorder => {
    const { record } = createRecorder(taskDefs);
    return {
      record: (args, use) =>
        record(args, (recorded) =>
          use({
            ...recorded,
            gradients: (seeds, list) =>
              recorded.gradients(seeds, list).map((each, i) => (i === 0 && each ? ops.mul(each, ops.scalar(2)) : each)),
          }),
        ),
    };
  };

describe('the choice of an executor', () => {
  it('is typed arrays for a small network', async () => {
    expect(await infoOf()).toMatchObject({ name: 'arrays', reason: 'chosen' });
  });
  it('is another one for a step of millions of operations', async () => {
    const wide = { units: 256, activation: 'relu' };
    const experiment = experimentOf({
      models: [
        model('wide', [
          ['x', 'input', {}],
          ['one', 'dense', wide, 'x'],
          ['two', 'dense', wide, 'one'],
          ['headA', 'head', { task: 'a' }, 'two'],
        ]),
      ],
    });
    const { refused, name } = await infoOf({ plans: plansOf(experiment), rows: 600, without: ['wasm', 'arrays'] });
    expect(name).toBe('cpu');
    // No graphics card in Node: passed over without a word of failure.
    expect(refused).toMatchObject([{ backend: 'webgl', failed: false }]);
  });
  it('keeps a pin, and the backend of a run that goes on', async () => {
    expect(await infoOf({ pin: 'cpu' })).toMatchObject({ name: 'cpu', reason: 'pinned' });
    expect(await infoOf({ before: 'cpu' })).toMatchObject({ name: 'cpu', reason: 'chosen' });
    expect(await infoOf({ pin: 'arrays', before: 'cpu' })).toMatchObject({ name: 'arrays', reason: 'pinned' });
  });
  it('follows what was measured on this machine', async () => {
    const measured = { cpu: 0.2, arrays: 0.3 };
    const { plan = '' } = await infoOf();
    expect(await infoOf({ speeds: { [plan]: measured } })).toMatchObject({ name: 'cpu', reason: 'chosen', measured });
    expect(await infoOf({ speeds: { other: measured } })).toMatchObject({ name: 'arrays' });
  });
  it('holds a backend against plain loops before it trains, wherever it was pinned, and says which layer is wrong', async () => {
    const { train: split } = await loadData(small.data, noAssets);
    await onCpu();
    expect(await infoOf({ pin: 'cpu', split })).toMatchObject({ name: 'cpu', reason: 'pinned' });
    const plans = plansOf(small);
    const about = { outline: outlineOf(small.data), split, rows: 8 };
    expect(misfitOf(createArrayExecutor(), plans, about)).toBeUndefined();
    const wrong = { ...tfExecutor, createRecorder: doubled(tfExecutor) };
    expect(misfitOf(wrong, plans, about)).toMatch(/gradient of dense .* differs/);
    // A kernel that is wrong in silence: half the gradient of tanh.
    const other = experimentOf({ models: [hard()], training: { ...small.training, batchSize: 16 } });
    const tanh = getKernel('Tanh', 'cpu') as KernelConfig;
    unregisterKernel('Tanh', 'cpu');
    registerKernel({ ...tanh, kernelFunc: (args) => (getKernel('Relu', 'cpu') as KernelConfig).kernelFunc(args) });
    try {
      const request = { plans: [...plansOf(other), ...plansOf(other), ...plansOf(other)], split, rows: 16 };
      const { name, wanted, refused } = await infoOf({ ...request, pin: 'cpu' });
      expect({ name, wanted }).toEqual({ name: 'arrays', wanted: 'cpu' });
      expect(refused).toMatchObject([{ backend: 'cpu', failed: true, reason: expect.stringContaining('plain loops') }]);
    } finally {
      unregisterKernel('Tanh', 'cpu');
      registerKernel(tanh);
    }
  });
  it('passes over what was seen to compute something else, and says so', async () => {
    const { plan = '' } = await infoOf();
    const speeds = { [plan]: { cpu: 0.2, wrong: ['arrays'] } } as const;
    const reason = expect.stringContaining('differ');
    expect(await infoOf({ speeds })).toMatchObject({ name: 'cpu', reason: 'chosen' });
    const pinned = await infoOf({ speeds, pin: 'arrays' });
    expect(pinned).toMatchObject({ name: 'cpu', reason: 'fallback', refused: [{ backend: 'arrays', reason }] });
    // A run that goes on stays what it was.
    expect(await infoOf({ speeds, before: 'arrays' })).toMatchObject({ name: 'arrays' });
  });
  it.each(['auto', 'arrays'] as const)('gives way to tfjs where an operation is unknown (%s)', async (pin) => {
    const dense = layers.get('dense');
    const odd: LayerSpec = {
      ...dense,
      forward: (ops, ...rest) => {
        (ops as Ops & { fourier(): void }).fourier();
        return dense.forward(ops, ...rest);
      },
    };
    const plans = plansOf(small);
    const get = layers.get.bind(layers);
    vi.spyOn(layers, 'get').mockImplementation((kind) => (kind === 'dense' ? odd : get(kind)));
    const info = await infoOf({ pin, plans });
    expect(info).toMatchObject({ name: 'cpu', reason: pin === 'auto' ? 'chosen' : 'fallback' });
    expect(info.refused?.[0]).toMatchObject({ backend: 'arrays', failed: false });
    expect(info.refused?.[0]?.reason).toContain('fourier');
  });
});
