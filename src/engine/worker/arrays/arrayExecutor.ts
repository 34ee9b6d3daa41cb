/**
 * The executor over plain typed arrays, without any tensor library: for small networks, where a library's bookkeeping
 * costs ten times the arithmetic. Parameters are stepped in place and keep their tensor for the life of the model.
 */
import type { TensorRef } from '../../../core/ops.ts';
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

/** As on the other executors: rows are scaled by their largest number before squaring. */
function normsAndCosines(jacobian: TensorRef): TensorRef {
  const [count, width] = jacobian.shape as readonly [number, number];
  const rows = valuesOf(jacobian);
  const out = new Float32Array(count + count * count);
  const norms = new Float64Array(count);
  for (let t = 0; t < count; t += 1) {
    let largest = 0;
    for (let i = t * width; i < (t + 1) * width; i += 1) {
      const size = Math.abs(rows[i] as number);
      // The negation lets a number that is none through.
      if (!(size <= largest)) largest = size;
    }
    let sum = 0;
    const scale = largest > 0 ? 1 / largest : 0;
    for (let i = t * width; i < (t + 1) * width; i += 1) {
      const value = (rows[i] as number) * scale;
      sum += value * value;
    }
    norms[t] = Math.sqrt(sum) * largest;
    out[t] = norms[t] as number;
  }
  for (let t = 0; t < count; t += 1) {
    for (let s = 0; s <= t; s += 1) {
      const scale = norms[t] && norms[s] ? 1 / (norms[t] as number) / (norms[s] as number) : 0;
      let dot = 0;
      for (let i = 0; i < width; i += 1) dot += (rows[t * width + i] as number) * (rows[s * width + i] as number);
      out[count + t * count + s] = dot * scale;
      out[count + s * count + t] = dot * scale;
    }
  }
  return leaf(out, [out.length]);
}

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
    replay: createReplays(makeGround),
    createRecorder: (taskDefs) => createArrayRecorder(taskDefs, makeGround),
  };
}
