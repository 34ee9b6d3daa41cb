/**
 * The plane presets: two tasks on the same points. Task B is the circle of task A, turned and moved (relatedness .8):
 * near enough that a shared trunk helps, far enough that two towers differ visibly.
 */
import { taskId } from '../experiment.ts';
import { buildExperiment, dense, type ModelDraft } from './build.ts';
import type { PresetSpec } from './preset.ts';

const TASKS = ['a', 'b'];
const NET = { tasks: TASKS, trunk: [dense(8, 'tanh'), dense(8, 'tanh')], tower: [dense(4, 'tanh')] } as const;
const LEARNING_RATE = 0.02;
/** Strong enough to pull the twins together within a few hundred steps, weak enough to let them differ. */
const STRENGTH = 0.1;

const HARD: ModelDraft = { ...NET, name: 'Hard sharing', sharing: 'hard' };
const SEPARATE: ModelDraft = { ...NET, name: 'One network each', sharing: 'separate' };
const SOFT: ModelDraft = { ...NET, name: 'Soft sharing', sharing: { tied: STRENGTH } };

function plane(id: string, title: string, models: readonly ModelDraft[], options = {}): PresetSpec {
  const group = models.some((model) => model.balancing) ? 'methods' : 'start';
  const draft = { title, scenario: 'plane', options, models, learningRate: LEARNING_RATE };
  return { id, group, build: () => buildExperiment(draft) };
}

/** A poor task B: the circle again, a little moved, with 12 labels on the same points. */
export const fewLabels: PresetSpec = {
  id: 'few-labels',
  group: 'comparison',
  build: () =>
    buildExperiment({
      title: 'Twelve labels',
      scenario: 'plane',
      options: { relatedness: 0.9 },
      data: { tasks: { [taskId('b')]: { labelled: 12 } } },
      models: [SEPARATE, SOFT, HARD],
      learningRate: LEARNING_RATE,
      training: {
        batchSize: 0,
        stop: { kind: 'steps', steps: 600 },
        repeats: { count: 10, vary: { data: true, init: true, order: true } },
      },
    }),
};

export const hardBesideSeparate = plane('hard-beside-separate', 'Hard sharing beside separate networks', [
  HARD,
  SEPARATE,
]);
export const oneNetworkEach = plane('one-network-each', 'One network each', [SEPARATE]);
export const hardSharing = plane('hard-sharing', 'Hard sharing', [HARD]);
export const softSharing = plane('soft-sharing', 'Soft sharing', [SOFT]);
export const separateHardSoft = plane('separate-hard-soft', 'Separate, hard and soft sharing', [SEPARATE, HARD, SOFT]);
export const alternating = plane('alternating', 'Taking turns', [
  { ...HARD, name: 'Taking turns', balancing: { method: 'alternating' } },
  { ...HARD, name: 'Together' },
]);
/** A class beside a number: two losses of different kinds and sizes, which is what the method is about. */
export const uncertainty = plane(
  'uncertainty',
  'Uncertainty weighting',
  [
    { ...HARD, name: 'Uncertainty weighting', balancing: { method: 'uncertainty' } },
    { ...HARD, name: 'Equal weights' },
  ],
  { b: 'hill' },
);
