/**
 * Learn a representation first, then freeze it and train heads on it (Hinton & Salakhutdinov, "Reducing the dimensionality
 * of data with neural networks", Science 2006): the trunk learns to give every row of 100 numbers back through sixteen
 * units, which needs no labels; then it is frozen, and two tasks of forty labels each read those units by linear heads,
 * beside networks that have nothing but the forty labels.
 */
import { textbook100 } from '../../scenarios/textbook100.ts';
import { taskId } from '../experiment.ts';
import { buildExperiment, dense, type LayerDraft } from './build.ts';
import type { PresetSpec } from './preset.ts';

const TASKS = ['digit', 'flag'] as const;
const WHOLE = 'row';
const TRUNK: readonly LayerDraft[] = [dense(48, 'relu'), dense(16, 'linear')];
const NET = { tasks: [...TASKS, WHOLE], trunk: TRUNK, towers: { [WHOLE]: [dense(48, 'relu')] } } as const;
const LABELLED = 40;

export const autoencoderFirst: PresetSpec = {
  id: 'autoencoder-first',
  group: 'methods',
  build: () =>
    buildExperiment({
      title: 'Give the row back first, then read it',
      scenario: textbook100.id,
      options: { noise: 1, whole: true },
      data: {
        sizes: { train: 2000 },
        tasks: Object.fromEntries(TASKS.map((task) => [taskId(task), { labelled: LABELLED }])),
      },
      models: [
        { ...NET, name: 'Frozen autoencoder', sharing: 'hard' },
        { ...NET, name: 'One network each', sharing: 'separate' },
      ],
      learningRate: 0.005,
      training: {
        batchSize: 128,
        phases: [
          { steps: 600, tasks: [taskId(WHOLE)] },
          { steps: 600, tasks: TASKS.map(taskId), frozen: ['shared'] },
        ],
        stop: { kind: 'steps', steps: 1200 },
        repeats: { count: 10, vary: { data: true, init: true, order: true } },
      },
    }),
};
