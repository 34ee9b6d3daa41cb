/** Every preset as a PyTorch program: its first 50 losses per task are the engine's. */
import '@tensorflow/tfjs-backend-cpu';
import { describe, expect, it } from 'vitest';
import type { Experiment } from '../../src/core/experiment/experiment.ts';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { pytorchProgram } from '../../src/core/export/pytorch.ts';
import {
  expectClose,
  furthest,
  growth,
  jittered,
  runEngine,
  runEngineInDouble,
  runProgram,
  TOLERANCE,
  write,
} from './support.ts';

/**
 * Where rounding alone moves the losses by more than that: the program itself, started one part in 10^7 away, parts from itself as
 * fast (its own losses double their distance every step or two). There a step may differ by 1e-5, or by ten times what its
 * losses have been moved by then; and in float64 both sides must agree to EXACT.
 */
const CHAOTIC: readonly string[] = [
  'multi-mnist',
  'multi-mnist-hard',
  'faces',
  'faces-weighted',
  'spoken-digits',
  'digit-scene',
];
/** Relative difference in float64 over 50 steps: the same growth from 2e-16 stays far below. */
const EXACT = 1e-9;
/** Plain loops in float64 take minutes on pictures: their batches are cut to this. */
const FEW_ROWS = 4;
/** Under torchrun: one with ties and one method that looks at each task's gradient. */
const DISTRIBUTED = ['separate-hard-soft', 'gradnorm-toy'];
/** The one preset without anything to train. */
const EMPTY = 'empty';
const trainable = presets.all.filter(({ id }) => id !== EMPTY);
const inSmallBatches = (experiment: Experiment): Experiment => ({
  ...experiment,
  training: { ...experiment.training, batchSize: FEW_ROWS },
});

describe('the exported PyTorch program', () => {
  it('is refused where there is nothing to train', () => {
    const program = pytorchProgram(presets.get(EMPTY).build(), EMPTY);
    expect(program.ok ? '' : program.issue.code).toBe('model.noHead');
  });
  it.each(trainable.map((preset) => [preset.id, preset] as const))('of %s', async (id, preset) => {
    const experiment = preset.build();
    const written = await write(experiment, id);
    const { losses: theirs } = runProgram(written);
    const ours = await runEngine(experiment, 'wasm');
    if (!CHAOTIC.includes(id)) {
      expectClose(id, ours, theirs);
      return;
    }
    console.log(`${id}: ${furthest(ours, theirs).difference.toExponential(1)}`);
    const own = growth(theirs, runProgram(jittered(written)).losses);
    const apart = growth(ours, theirs);
    console.log(
      `${id}, by itself: ${own.at(-1)?.toExponential(1)}, within 1e-3 for ${firstAbove(apart, TOLERANCE)} steps`,
    );
    expect(apart.findIndex((value, step) => value > Math.max(1e-5, 10 * (own[step] ?? 0)))).toBe(-1);
  });
  it.each(CHAOTIC)('of %s, in float64', async (id) => {
    const experiment = inSmallBatches(presets.get(id).build());
    const theirs = runProgram(await write(experiment, `${id}-double`), { double: true });
    const { difference, where } = furthest(await runEngineInDouble(experiment), theirs.losses);
    console.log(`${id}, in float64: ${difference.toExponential(1)}`);
    expect(difference, where).toBeLessThanOrEqual(EXACT);
  });
  it.each(DISTRIBUTED)('of %s, under torchrun', async (id) => {
    const experiment = presets.get(id).build();
    const { losses } = runProgram(await write(experiment, `${id}-torchrun`), { processes: 2 });
    expectClose(`${id}, two processes`, await runEngine(experiment, 'wasm'), losses);
  });
});

const firstAbove = (values: readonly number[], limit: number): number => {
  const found = values.findIndex((value) => value > limit);
  return found < 0 ? values.length : found;
};
