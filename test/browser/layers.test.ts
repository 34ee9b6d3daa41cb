/** Every layer's values and gradients on webgl and wasm agree with the cpu backend's, in a real browser. */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-webgl';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { matMul, ready, setBackend, tensor, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { layers } from '../../src/core/layers/index.ts';
import { createRng } from '../../src/core/math/rng.ts';
import { createTfOps } from '../../src/engine/worker/tfjs/tfOps.ts';
import { registerWasmKernels } from '../../src/engine/worker/tfjs/wasmKernels.ts';
import { CASES, gradientsOf, outputsOf, type Prepared, prepare, tensorCount } from '../support/layerCases.ts';

const ops = createTfOps();
const TOLERANCE = 1e-4;

async function use(backend: string): Promise<void> {
  expect(await setBackend(backend), `backend ${backend}`).toBe(true);
  await ready();
}
function expectClose(found: Float32Array | undefined, wanted: Float32Array | undefined, what: string): void {
  expect(found?.length, what).toBe(wanted?.length);
  found?.forEach((value, at) => {
    const target = wanted?.[at] ?? Number.NaN;
    expect(
      Math.abs(value - target) / (1 + Math.abs(target)),
      `${what}, number ${at}: ${value} for ${target}`,
    ).toBeLessThan(TOLERANCE);
  });
}
const measure = (prepared: Prepared) => ({ outputs: outputsOf(ops, prepared), gradients: gradientsOf(ops, prepared) });

beforeAll(() => {
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plainUrl,
    'tfjs-backend-wasm-simd.wasm': simdUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
  });
  registerWasmKernels();
});

describe.each(['webgl', 'wasm'])('on %s', (backend) => {
  it.each(layers.all.map((spec) => [spec.kind, spec] as const))(
    '%s agrees with cpu and leaks nothing',
    async (kind, spec) => {
      for (const layerCase of CASES[kind] ?? []) {
        const prepared = prepare(spec, layerCase);
        await use('cpu');
        const wanted = measure(prepared);
        await use(backend);
        const found = measure(prepared);
        const before = tensorCount();
        measure(prepared);
        expect(tensorCount()).toBe(before);
        const name = `${kind} ${JSON.stringify(layerCase)}`;
        found.outputs.forEach(({ values }, i) => {
          expectClose(values, wanted.outputs[i]?.values, `${name} output ${i}`);
        });
        found.gradients.forEach((gradient, i) => {
          expectClose(gradient, wanted.gradients[i], `${name} gradient ${i}`);
        });
      }
    },
  );
});

it('wasm convolves and pools as cpu does at any size, window, stride and padding', async () => {
  const rng = createRng(5, 'shapes');
  for (let n = 0; n < 30; n += 1) {
    const shape = [3 + rng.below(7), 3 + rng.below(7), 1 + rng.below(3)];
    const size = 1 + rng.below(3);
    const padding = rng.below(2) === 0 ? 'same' : 'valid';
    const options = { filters: 1 + rng.below(4), size, stride: 1 + rng.below(4), padding, activation: 'linear' };
    const pooling = { size: 2 + rng.below(2), stride: 1 + rng.below(3) };
    const cases = [
      prepare(layers.get('conv2d'), { options, inputs: [shape] }),
      prepare(layers.get('maxPool'), { options: pooling, inputs: [shape] }),
    ];
    for (const prepared of cases) {
      await use('cpu');
      const wanted = gradientsOf(ops, prepared);
      await use('wasm');
      gradientsOf(ops, prepared).forEach((gradient, i) => {
        expectClose(
          gradient,
          wanted[i],
          `${prepared.spec.kind} ${JSON.stringify({ shape, ...prepared.options })} gradient ${i}`,
        );
      });
    }
  }
});

it('wasm multiplies transposed matrices as cpu does, single and in batches', async () => {
  const values = (count: number): number[] => Array.from({ length: count }, (_, i) => Math.sin(i + 1));
  const product = (batch: number[], transposeA: boolean, transposeB: boolean): Float32Array =>
    tidy(() => {
      const a = tensor(values(12 * (batch[0] ?? 1)), [...batch, ...(transposeA ? [4, 3] : [3, 4])]);
      const b = tensor(values(20 * (batch[0] ?? 1)), [...batch, ...(transposeB ? [5, 4] : [4, 5])]);
      return matMul(a, b, transposeA, transposeB).dataSync() as Float32Array;
    });
  for (const batch of [[], [2]]) {
    for (const [a, b] of [
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ] as const) {
      await use('cpu');
      const wanted = product(batch, a, b);
      await use('wasm');
      expectClose(product(batch, a, b), wanted, `batch ${batch}, transpose ${a} ${b}`);
    }
  }
});
