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

describe('live numbers', () => {
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
