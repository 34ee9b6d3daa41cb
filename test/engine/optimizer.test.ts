/**
 * Each optimiser against its formula, written out here in float64 as PyTorch documents it, and the tensor form against
 * the array form.
 */
import { type Tensor, tensor } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_OPTIMIZER } from '../../src/core/experiment/defaults.ts';
import type { OptimizerKind, OptimizerSpec } from '../../src/core/experiment/experiment.ts';
import { SLOTS, type UpdateEntry } from '../../src/engine/worker/optimizer.ts';
import { arrayUpdater } from '../../src/engine/worker/tfjs/arrayUpdater.ts';
import { tensorUpdater } from '../../src/engine/worker/tfjs/tensorUpdater.ts';
import { updateArrays } from '../../src/engine/worker/updateArrays.ts';
import { onCpu } from '../support/engineRuns.ts';

const KINDS = Object.keys(SLOTS) as OptimizerKind[];
const specOf = (kind: OptimizerKind): OptimizerSpec => ({ ...DEFAULT_OPTIMIZER, kind, learningRate: 0.1 });
const START = [0.5, -1.25, 2];
const gradientAt = (step: number): number[] => [0.3 * step, -0.7, 0.01 * step * step];
const RATE = 0.1;
const L2 = 0.05;

/** torch.optim's documented update, one number at a time. */
function reference(kind: OptimizerKind, steps: number): number[] {
  const { momentum, rho, beta1, beta2, epsilon, weightDecay } = specOf(kind);
  return START.map((start, i) => {
    let theta = start;
    let [m, v, buffer, square] = [0, 0, 0, 0];
    for (let t = 1; t <= steps; t += 1) {
      const g = (gradientAt(t)[i] as number) + L2 * theta;
      if (kind === 'sgd') theta -= RATE * g;
      else if (kind === 'momentum') {
        buffer = momentum * buffer + g;
        theta -= RATE * buffer;
      } else if (kind === 'rmsprop') {
        square = rho * square + (1 - rho) * g ** 2;
        theta -= (RATE * g) / (Math.sqrt(square) + epsilon);
      } else {
        if (kind === 'adamw') theta -= RATE * weightDecay * theta;
        m = beta1 * m + (1 - beta1) * g;
        v = beta2 * v + (1 - beta2) * g ** 2;
        theta -= (RATE * (m / (1 - beta1 ** t))) / (Math.sqrt(v / (1 - beta2 ** t)) + epsilon);
      }
    }
    return theta;
  });
}
const decayOf = (kind: OptimizerKind): number => (kind === 'adamw' ? specOf(kind).weightDecay : 0);

beforeAll(onCpu);

describe.each(KINDS)('%s', (kind) => {
  it('follows its formula in float64 over five steps', () => {
    const theta = Float64Array.from(START);
    const slots = SLOTS[kind].map(() => new Float64Array(START.length));
    for (let count = 1; count <= 5; count += 1) {
      const how = { rate: RATE, l2: L2, decay: decayOf(kind), count };
      updateArrays(specOf(kind), theta, Float64Array.from(gradientAt(count)), slots, how);
    }
    for (const [i, wanted] of reference(kind, 5).entries()) expect(theta[i]).toBeCloseTo(wanted, 13);
  });

  it.each([
    ['arrays', arrayUpdater],
    ['tensors', tensorUpdater],
  ] as const)('follows it on %s in float32, two parameters at once', (_, updater) => {
    let parameters: Tensor[] = [tensor(START), tensor([START], [1, 3])];
    const slots = parameters.map((each) => SLOTS[kind].map(() => updater.zeros(each.shape)));
    for (let count = 1; count <= 5; count += 1) {
      const entries = parameters.map(
        (parameter, p): UpdateEntry => ({
          parameter,
          gradient: tensor(gradientAt(count), parameter.shape),
          slots: slots[p] ?? [],
          rate: RATE,
          l2: L2,
          decay: decayOf(kind),
          count,
        }),
      );
      parameters = updater.update(specOf(kind), entries) as Tensor[];
    }
    const wanted = reference(kind, 5);
    for (const each of parameters) {
      for (const [i, value] of each.dataSync().entries()) expect(value).toBeCloseTo(wanted[i] as number, 5);
    }
    expect(parameters[1]?.shape).toEqual([1, 3]);
  });
});
