/**
 * The executor over plain typed arrays, without any tensor library: for small networks, where a library's bookkeeping
 * costs ten times the arithmetic. Parameters are stepped in place and keep their tensor for the life of the model.
 */
import type { Executor } from '../executor.ts';
import { holdInArray } from '../handEdits.ts';
import type { Updater } from '../optimizer.ts';
import { updateHeld } from '../updateArrays.ts';
import { createArrayOps } from './arrayOps.ts';
import { createArrayRecorder } from './arrayRecorder.ts';
import { leaf, sizeOf, valuesOf } from './arrayTensor.ts';
import type { MakeGround } from './ground.ts';
import { makeNow } from './program.ts';
import { createReplays } from './replay.ts';
import { normsAndCosines } from './rowMatrix.ts';
import { compiledGround } from './simdKernels.ts';

const updater: Updater = {
  zeros: (shape) => new Float32Array(sizeOf(shape)),
  load: (values) => values.slice(),
  read: (slot) => (slot as Float32Array).slice(),
  keep: (slot) => (slot as Float32Array).slice(),
  dispose: () => undefined,
  update: (spec, entries) =>
    entries.map((entry) => {
      const { parameter, gradient, slots } = entry;
      const { shape } = parameter;
      const width = shape[shape.length - 1] ?? 1;
      updateHeld(spec, valuesOf(parameter), gradient && valuesOf(gradient), slots as Float32Array[], entry, width);
      return parameter;
    }),
};

/** @param loops compiled, where the browser has vectors; or plain script, against which others are held */
export function createArrayExecutor(loops: 'compiled' | 'plain' = 'compiled'): Executor {
  const makeGround: MakeGround = loops === 'plain' ? () => undefined : compiledGround;
  return {
    ops: createArrayOps(makeNow),
    updater,
    load: (values, shape) => leaf(values.slice(), shape),
    read: (tensors) => tensors.map((each) => valuesOf(each).slice()),
    storage: valuesOf,
    tidy: (make) => make(),
    keep: (x) => x,
    copy: (x) => leaf(valuesOf(x).slice(), x.shape),
    dispose: () => undefined,
    replace(before, next) {
      if (before !== next) valuesOf(before).set(valuesOf(next));
      return before;
    },
    holdColumns: (before, after, units) =>
      leaf(holdInArray(valuesOf(before), valuesOf(after).slice(), units, after.shape.at(-1) ?? 1), after.shape),
    normsAndCosines,
    scale(x, factor) {
      const values = valuesOf(x);
      const by = Math.fround(factor);
      for (let i = 0; i < values.length; i += 1) values[i] = (values[i] as number) * by;
      return x;
    },
    replay: createReplays(makeGround),
    createRecorder: (taskDefs) => createArrayRecorder(taskDefs, makeGround),
  };
}
