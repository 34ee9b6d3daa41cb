import { describe, expect, it, vi } from 'vitest';
import { modelId, taskId } from '../../src/core/experiment/experiment.ts';
import type { Probe, ProbeResult } from '../../src/engine/protocol.ts';
import { createLive } from '../../src/state/live.ts';

const probe = (key: string): Probe => ({ kind: 'surface', key, model: modelId('A'), task: taskId('a'), resolution: 8 });
const result = (key: string, step: number): ProbeResult => ({
  key,
  kind: 'surface',
  step,
  shape: [1],
  values: Float32Array.of(step),
});

const gradients = (step: number): ProbeResult => ({ ...result('g', step), kind: 'gradients' });

describe('live numbers', () => {
  it('keeps what was measured of gradients from the start of the run, thinned out, and nothing of another run', () => {
    const live = createLive();
    for (let step = 0; step < 2000; step += 1) live.publish([gradients(step), result('k', step)]);
    const steps = live.past('g').map((each) => each.step);
    expect(steps[0]).toBe(0);
    expect(steps.at(-1)).toBe(1999);
    expect(steps.length).toBeLessThanOrEqual(500);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(live.past('k')).toEqual([]);
    live.publish([gradients(1000)]);
    expect(live.past('g').at(-1)?.step).toBe(1000);
    live.clear();
    expect(live.past('g')).toEqual([]);
  });
  it('measures equal keys once, until the last watcher stops', () => {
    const live = createLive();
    const changed = vi.fn();
    live.onProbesChanged(changed);
    const first = live.watch(probe('k'));
    const second = live.watch(probe('k'));
    expect(live.probes).toHaveLength(1);
    expect(changed).toHaveBeenCalledTimes(1);
    first();
    first();
    expect(live.probes).toHaveLength(1);
    second();
    expect(live.probes).toHaveLength(0);
    expect(changed).toHaveBeenCalledTimes(2);
  });
  it('paints the latest result at once and every later one', () => {
    const live = createLive();
    live.watch(probe('k'));
    live.publish([result('k', 1)]);
    const seen: number[] = [];
    const stop = live.on('k', (entry) => seen.push(entry.step));
    live.publish([result('k', 2), result('other', 3)]);
    stop();
    live.publish([result('k', 4)]);
    expect(seen).toEqual([1, 2]);
  });
});
