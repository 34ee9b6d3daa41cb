/** Every preset as a PyTorch program: its first 50 losses per task are the engine's. */
import '@tensorflow/tfjs-backend-cpu';
import { describe, expect, it } from 'vitest';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { pytorchProgram } from '../../src/core/export/pytorch.ts';
import { furthest, growth, jittered, runEngine, runProgram, write } from './support.ts';

/** Relative difference of losses in float32 over 50 steps. */
const TOLERANCE = 1e-3;
/**
 * Where rounding alone moves the losses by more than that: the program itself, started one part in 10^7 away, parts from itself as
 * fast (its own losses double their distance every step or two). There a step may differ by 1e-5, or by ten times what its
 * losses have been moved by then.
 */
const CHAOTIC: readonly string[] = ['multi-mnist', 'multi-mnist-hard', 'faces', 'faces-weighted', 'spoken-digits'];
/** The one preset without anything to train. */
const EMPTY = 'empty';
const trainable = presets.all.filter(({ id }) => id !== EMPTY);

describe('the exported PyTorch program', () => {
  it('is refused where there is nothing to train', () => {
    const program = pytorchProgram(presets.get(EMPTY).build(), EMPTY);
    expect(program.ok ? '' : program.issue.code).toBe('model.noHead');
  });
  it.each(trainable.map((preset) => [preset.id, preset] as const))('of %s', async (id, preset) => {
    const experiment = preset.build();
    const written = await write(experiment, id);
    const theirs = runProgram(written);
    const ours = await runEngine(experiment, 'wasm');
    expect(Object.keys(theirs).sort()).toEqual(Object.keys(ours).sort());
    const { difference, where } = furthest(ours, theirs);
    console.log(`${id}: ${difference.toExponential(1)}`);
    if (!CHAOTIC.includes(id)) {
      expect(difference, where).toBeLessThanOrEqual(TOLERANCE);
      return;
    }
    const own = growth(theirs, runProgram(jittered(written)));
    const apart = growth(ours, theirs);
    console.log(`${id}, by itself: ${own.at(-1)?.toExponential(1)}`);
    expect(apart.findIndex((value, step) => value > Math.max(1e-5, 10 * (own[step] ?? 0)))).toBe(-1);
  });
});
