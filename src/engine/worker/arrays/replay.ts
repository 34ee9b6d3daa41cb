/** A forward pass that is asked for again and again with other numbers: recorded once, like a step without its way back. */
import type { Ops, TensorRef } from '../../../core/ops.ts';
import { createArrayOps } from './arrayOps.ts';
import { valuesOf } from './arrayTensor.ts';
import { chain } from './chain.ts';
import { type MakeGround, recordOn } from './ground.ts';
import { constantIn, startRecording } from './program.ts';

interface Replay {
  readonly outputs: readonly TensorRef[];
  run(inputs: readonly TensorRef[]): void;
}
export type Replays = (
  key: object,
  inputs: readonly TensorRef[],
  make: (ops: Ops, inputs: readonly TensorRef[]) => readonly TensorRef[],
) => readonly TensorRef[];

export function createReplays(makeGround: MakeGround): Replays {
  const known = new WeakMap<object, Replay>();
  return (key, inputs, make) => {
    let replay = known.get(key);
    if (!replay) {
      replay = recordOn(({ allocate, kernels }): Replay => {
        const { make: remember, steps, slot } = startRecording(allocate, false);
        const slots = inputs.map(({ shape }) => slot(shape));
        const outputs = make(createArrayOps(remember, kernels, constantIn(slot)), slots);
        const forward = chain(steps.map((step) => step.run));
        return {
          outputs,
          run(now) {
            for (let i = 0; i < slots.length; i += 1)
              valuesOf(slots[i] as TensorRef).set(valuesOf(now[i] as TensorRef));
            forward();
          },
        };
      }, makeGround);
      known.set(key, replay);
    }
    replay.run(inputs);
    return replay.outputs;
  };
}
