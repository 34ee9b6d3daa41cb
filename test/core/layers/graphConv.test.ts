/** A wired graph gives what the same graph gives by name, and every place keeps its own share. */
import '@tensorflow/tfjs-backend-cpu';
import { ready, setBackend, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { graphConv } from '../../../src/core/layers/graphConv.ts';
import { createTfOps } from '../../../src/engine/worker/tfjs/tfOps.ts';

it('a chain by wire is the chain by name', async () => {
  await setBackend('cpu');
  await ready();
  const ops = createTfOps();
  const chain = Array.from({ length: 4 }, (_, i) =>
    Array.from({ length: 4 }, (__, j) => (Math.abs(i - j) === 1 ? 1 : 0)),
  );
  const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => Math.sin(i + 1));
  const run = (graph: string, ...wires: Tensor[]): number[] => {
    const params = { kernel: tensor(numbers(6), [3, 2]), bias: tensor([0.1, -0.2]) };
    const options = { units: 2, graph, activation: 'linear' };
    const context = { training: false, mask: () => params.bias, fresh: () => params.bias };
    return [...(graphConv.forward(ops, params, wires, options, context)[0] as Tensor).dataSync()];
  };
  tidy(() => {
    const x = tensor(numbers(24), [2, 4, 3]);
    const named = run('chain', x);
    run('wired', x, tensor([chain, chain])).forEach((value, i) => {
      expect(value).toBeCloseTo(named[i] as number, 5);
    });
  });
});
