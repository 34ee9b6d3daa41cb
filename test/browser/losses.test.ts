/** Every task kind's loss and its gradient on webgl and wasm agree with the cpu backend's, in a real browser. */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-webgl';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { ready, type Scalar, setBackend, type Tensor, tensor, tidy, valueAndGrad } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { taskId } from '../../src/core/experiment/experiment.ts';
import { createRng } from '../../src/core/math/rng.ts';
import type { TaskDef } from '../../src/core/scenarios/scenario.ts';
import { tasks } from '../../src/core/tasks/index.ts';
import type { LossSpec, TaskSpec } from '../../src/core/tasks/task.ts';
import { createTfOps } from '../../src/engine/worker/tfjs/tfOps.ts';
import { registerWasmKernels } from '../../src/engine/worker/tfjs/wasmKernels.ts';

const ROWS = 6;
const ops = createTfOps();

beforeAll(() => {
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plainUrl,
    'tfjs-backend-wasm-simd.wasm': simdUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
  });
  registerWasmKernels();
});

async function measure(backend: string, spec: TaskSpec, loss: LossSpec): Promise<number[]> {
  expect(await setBackend(backend)).toBe(true);
  await ready();
  const task: TaskDef = { id: taskId('t'), kind: spec.kind, classes: 4, width: 2 };
  const [units, width] = [spec.outputUnits(task), spec.labelWidth(task)];
  const rng = createRng(5, spec.kind);
  const outputs = Float32Array.from({ length: ROWS * units }, () => 2 * rng.normal());
  const label = (): number => (spec.kind === 'regression' ? rng.normal() : rng.below(spec.kind === 'binary' ? 2 : 4));
  const labels = Float32Array.from({ length: ROWS * width }, label);
  // The last row has no label.
  const mask = Float32Array.from({ length: ROWS }, (_, row) => (row < ROWS - 1 ? 1 : 0));
  return tidy(() => {
    const { value, grad } = valueAndGrad((x: Tensor) => {
      const scalar = loss.apply(
        ops,
        x,
        tensor(labels, [ROWS, width]),
        tensor(mask, [ROWS, 1]),
        ops.scalar(1 / (ROWS - 1)),
        task,
      );
      return scalar as Scalar;
    })(tensor(outputs, [ROWS, units]));
    return [...value.dataSync(), ...grad.dataSync()];
  });
}

const CASES = tasks.all.flatMap((spec) => spec.losses.map((loss) => [loss.id, spec, loss] as const));
describe.each(['webgl', 'wasm'])('on %s', (backend) => {
  it.each(CASES)('%s agrees with cpu', async (_id, spec, loss) => {
    const wanted = await measure('cpu', spec, loss);
    const found = await measure(backend, spec, loss);
    expect(Math.abs(wanted[0] ?? 0)).toBeGreaterThan(0.1);
    for (const [i, value] of found.entries()) expect(value).toBeCloseTo(wanted[i] ?? Number.NaN, 5);
  });
});
