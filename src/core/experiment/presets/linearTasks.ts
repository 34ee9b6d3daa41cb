/**
 * Five linear problems that lie near each other, 15 rows each: nothing but heads, with a tie over all of them. The test
 * loss is the excess risk, and its lowest point over the tie's strength moves from hard sharing to separate as delta
 * grows. The exact curves are in core/math/softLinear.ts. Plain gradient descent, because the ridge-like shape of an early
 * stop is the same for all strengths only where no optimiser rescales it.
 */
import { linearTasks } from '../../scenarios/linearTasks.ts';
import { buildExperiment, type ModelDraft } from './build.ts';
import type { PresetSpec } from './preset.ts';

const HEADS = { tasks: ['t1', 't2', 't3', 't4', 't5'] } as const;
const tied = (name: string, strength: number | 'infinite'): ModelDraft => ({
  ...HEADS,
  name,
  sharing: { tied: strength },
  tieHeads: true,
});

export const valleyMoves: PresetSpec = {
  id: 'valley-moves',
  group: 'knownStructure',
  build: () =>
    buildExperiment({
      title: 'The valley moves',
      scenario: linearTasks.id,
      models: [tied('Separate', 0), tied('Soft sharing', 0.3), tied('As good as one', 'infinite')],
      optimizer: { kind: 'sgd', learningRate: 0.05 },
      training: {
        batchSize: 0,
        stop: { kind: 'steps', steps: 4000 },
        repeats: { count: 10, vary: { data: true, init: true, order: true } },
      },
    }),
};
