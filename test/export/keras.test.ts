/**
 * Every preset as a Keras program: its first 50 losses per task are the engine's. Under TensorFlow where a Python with it is named
 * (BRAID_TENSORFLOW); else on a stand-in over PyTorch, which also asks that every weight has the shape of the file's.
 */
import '@tensorflow/tfjs-backend-cpu';
import { describe, it } from 'vitest';
import { presets } from '../../src/core/experiment/presets/index.ts';
import { expectClose, firstSteps, runEngine, runProgram, TENSORFLOW, write } from './support.ts';

/** Where rounding alone moves the losses by more than a thousandth (see pytorch.test.ts): so many of their steps are held. */
const CHAOTIC: Readonly<Record<string, number>> = {
  'multi-mnist': 20,
  'multi-mnist-hard': 20,
  faces: 12,
  'faces-weighted': 12,
  'spoken-digits': 20,
  'digit-scene': 20,
};
const trainable = presets.all.filter(({ id }) => id !== 'empty');

describe(`the exported Keras program, on ${TENSORFLOW ? 'TensorFlow' : 'a stand-in'}`, () => {
  it.each(trainable.map((preset) => [preset.id, preset] as const))('of %s', async (id, preset) => {
    const experiment = preset.build();
    const { losses } = runProgram(await write(experiment, id, 'keras'));
    const ours = await runEngine(experiment, 'wasm');
    const steps = CHAOTIC[id];
    expectClose(`${id}, keras`, firstSteps(ours, steps), firstSteps(losses, steps));
  });
});
