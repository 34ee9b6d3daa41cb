/** Every probe: shapes, probabilities, which way is up, and gradients by node that say who reaches what. */
import { memory } from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { nodeId } from '../../src/core/experiment/experiment.ts';
import { gridPoints } from '../../src/engine/worker/probeBench.ts';
import { measureProbes } from '../../src/engine/worker/probes.ts';
import { runOf } from '../support/engineRuns.ts';
import { A, B, experimentOf, partly } from '../support/experiments.ts';

describe('probes', () => {
  it('run row by row from the top left of the plane', () => {
    expect(Array.from(gridPoints(2, 2))).toEqual([-1, 1, 1, 1, -1, -1, 1, -1]);
  });

  it('measure all kinds at once, and leave no tensor behind', async () => {
    const run = await runOf(experimentOf({ models: [partly()] }));
    const before = memory().numTensors;
    const model = partly().id;
    const results = measureProbes(run, 1, [
      { kind: 'surface', key: 's', model, task: A, resolution: 8 },
      { kind: 'unitSurfaces', key: 'u', model, node: nodeId('one'), resolution: 8, units: 4 },
      { kind: 'activations', key: 'a', model, node: nodeId('one'), split: 'test', rows: [0, 3] },
      { kind: 'predictions', key: 'p', model, task: B, split: 'test', rows: [1, 2, 3] },
      { kind: 'answer', key: 'n', model, task: A, input: Float32Array.of(0.5, -0.5) },
      { kind: 'gradients', key: 'g', model },
      { kind: 'samples', key: 'r', split: 'train', rows: [4, 5] },
      { kind: 'parameters', key: 'w', model, node: nodeId('one') },
    ]);
    expect(memory().numTensors).toBe(before);
    expect(results.map(({ key, shape }) => [key, shape])).toEqual([
      ['s', [8, 8, 1]],
      ['u', [4, 8, 8]],
      ['a', [2, 6]],
      ['p', [3, 1]],
      ['n', [1, 1]],
      ['g', [4, 2]],
      ['r', [2, 2]],
      ['w', [18]],
    ]);
    for (const { shape, values } of results) expect(values).toHaveLength(shape.reduce((a, b) => a * b, 1));
    const [surface, , , , , gradients] = results;
    expect(surface?.values.every((value) => value > 0 && value < 1)).toBe(true);
    const reach = Object.fromEntries(
      gradients?.nodes?.map((node, n) => [node, [0, 1].map((t) => (gradients.values[2 * n + t] ?? 0) > 1e-9)]) ?? [],
    );
    expect(reach).toEqual({ one: [true, true], two_a: [true, false], headA: [true, false], headB: [false, true] });
    run.dispose();
  });

  it('leave no tensor behind where one of them cannot be measured', async () => {
    const run = await runOf(experimentOf({ models: [partly()] }));
    const before = memory().numTensors;
    const model = partly().id;
    const ask = () =>
      measureProbes(run, 1, [
        { kind: 'surface', key: 's', model, task: A, resolution: 8 },
        { kind: 'gradients', key: 'g', model },
        { kind: 'activations', key: 'a', model, node: nodeId('gone'), split: 'test', rows: [0] },
      ]);
    expect(ask).toThrow('engine.probeNode');
    expect(memory().numTensors).toBe(before);
    run.dispose();
  });
});
