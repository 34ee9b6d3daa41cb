/**
 * Initial values of a plan's parameters. They come from (run seed, initKey, parameter name) alone, so corresponding layers
 * of two models, and the twins of a split trunk, start from the same numbers.
 */
import type { Init } from '../layers/layer.ts';
import { createRng, hash32, type Rng } from '../math/rng.ts';
import type { ModelPlan } from './modelPlan.ts';

function draw(init: Init, rng: Rng): () => number {
  switch (init.kind) {
    case 'zeros':
      return () => 0;
    case 'ones':
      return () => 1;
    case 'constant':
      return () => init.value;
    case 'glorotUniform': {
      const limit = Math.sqrt(6 / (init.fanIn + init.fanOut));
      return () => (2 * rng.uniform() - 1) * limit;
    }
    case 'heNormal':
    case 'lecunNormal': {
      const deviation = Math.sqrt((init.kind === 'heNormal' ? 2 : 1) / init.fanIn);
      return () => rng.normal() * deviation;
    }
    case 'uniform':
      return () => (2 * rng.uniform() - 1) * init.limit;
    case 'values': {
      let place = 0;
      return () => init.values[Math.floor(place++ / init.each)] ?? 0;
    }
    case 'blocks': {
      const { size, values } = init;
      let place = 0;
      return () => {
        const [row, column] = [Math.floor(place / size), place % size];
        place += 1;
        return row % size === column ? (values[Math.floor(row / size)] ?? 0) : 0;
      };
    }
  }
}

/** One array per parameter, in the plan's frozen order. */
export function initialValues(plan: ModelPlan, seed: number): Float32Array[] {
  return plan.parameters.map((parameter) => {
    const next = draw(parameter.init, createRng(hash32(seed, parameter.initKey, parameter.name)));
    return Float32Array.from({ length: parameter.size }, next);
  });
}
