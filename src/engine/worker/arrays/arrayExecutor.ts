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

/** Of two stretches of one array. Doubles hold the square of any float32, so nothing is scaled; four sums run side by side. */
function dot(values: Float32Array, first: number, second: number, width: number): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  const whole = width - (width % 4);
  for (let i = 0; i < whole; i += 4) {
    a += (values[first + i] as number) * (values[second + i] as number);
    b += (values[first + i + 1] as number) * (values[second + i + 1] as number);
    c += (values[first + i + 2] as number) * (values[second + i + 2] as number);
    d += (values[first + i + 3] as number) * (values[second + i + 3] as number);
  }
  for (let i = whole; i < width; i += 1) a += (values[first + i] as number) * (values[second + i] as number);
  return a + b + c + d;
}
function normsAndCosines(jacobian: TensorRef): TensorRef {
  const [count, width] = jacobian.shape as readonly [number, number];
  const rows = valuesOf(jacobian);
  const out = new Float32Array(count + count * count);
  const norms = Float64Array.from({ length: count }, (_, t) => Math.sqrt(dot(rows, t * width, t * width, width)));
  out.set(norms);
  for (let t = 0; t < count; t += 1) {
    const [norm, place] = [norms[t] as number, count + t * count];
    // A norm that is no number is told as it is, and one of zero has no direction.
    out[place + t] = norm === 0 ? 0 : norm / norm;
    for (let s = 0; s < t; s += 1) {
      const scale = norm && norms[s] ? 1 / norm / (norms[s] as number) : 0;
      const cosine = dot(rows, t * width, s * width, width) * scale;
      out[place + s] = cosine;
      out[count + s * count + t] = cosine;
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
