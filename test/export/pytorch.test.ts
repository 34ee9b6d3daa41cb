/** Every preset as a PyTorch program: its first 50 losses per task are the engine's. */
import '@tensorflow/tfjs-backend-cpu';
import { describe, expect, it } from 'vitest';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { pytorchProgram } from '../../src/core/export/pytorch.ts';
import { furthest, runEngine, runProgram, write } from './support.ts';

/** Relative difference of losses in float32 over 50 steps. */
const TOLERANCE = 1e-3;
/** What the export refuses, and by which word: nothing to train, training in phases, a tie without text. */
const REFUSED: Readonly<Record<string, string>> = {
  empty: 'model.noHead',
  'representation-first': 'export.training',
  'low-rank-twins': 'export.tie',
};
const trainable = presets.all.filter(({ id }) => !(id in REFUSED));

describe('the exported PyTorch program', () => {
  it.each(Object.entries(REFUSED))('is refused for %s', (id, code) => {
    const program = pytorchProgram(presets.get(id).build(), id);
    expect(program.ok ? '' : program.issue.code).toBe(code);
  });
  it.each(trainable.map((preset) => [preset.id, preset] as const))('of %s', async (id, preset) => {
    const experiment = preset.build();
    const theirs = runProgram(await write(experiment, id));
    const ours = await runEngine(experiment, 'wasm');
    expect(Object.keys(theirs).sort()).toEqual(Object.keys(ours).sort());
    const { difference, where } = furthest(ours, theirs);
    console.log(`${id}: ${difference.toExponential(1)}`);
    expect(difference, where).toBeLessThanOrEqual(TOLERANCE);
  });
});
