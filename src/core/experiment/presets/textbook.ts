/**
 * Two textbook networks on 100 numbers a row, a 10-class task and a yes-or-no task.
 * A: one shared dense layer of 128 relu units (14,347 parameters), beside separate networks and tied twins (27,275 each).
 * B: a linear shared layer trained on the full batch with a learning rate of its own. A much-copied listing calls it soft
 * sharing although both heads use one layer object, which is hard sharing; so it is shown as printed and as titled.
 */
import { textbook100 } from '../../scenarios/textbook100.ts';
import { groupId, nodeId } from '../experiment.ts';
import { buildExperiment, dense } from './build.ts';
import type { PresetSpec } from './preset.ts';

const TASKS = ['digit', 'flag'];
const A = { tasks: TASKS, trunk: [dense(128, 'relu')] } as const;
const B = { tasks: TASKS, trunk: [dense(128, 'linear')] } as const;
const STRENGTH = 0.1;
/** The shared layer learns ten times faster than the heads; its twins do the same, named because no task shares them. */
const FASTER = { id: groupId('group1'), learningRate: 0.01 };
const TWINS = [nodeId('dense1'), nodeId('dense2')];

export const textbookA: PresetSpec = {
  id: 'textbook-a',
  group: 'textbook',
  build: () =>
    buildExperiment({
      title: 'Textbook network A',
      scenario: textbook100.id,
      models: [
        { ...A, name: 'Hard sharing', sharing: 'hard' },
        { ...A, name: 'One network each', sharing: 'separate' },
        { ...A, name: 'Tied twins', sharing: { tied: STRENGTH } },
      ],
      learningRate: 0.001,
      training: { stop: { kind: 'epochs', epochs: 10 } },
    }),
};
export const textbookB: PresetSpec = {
  id: 'textbook-b',
  group: 'textbook',
  build: () =>
    buildExperiment({
      title: 'Textbook network B',
      scenario: textbook100.id,
      models: [
        {
          ...B,
          name: 'As printed: this is hard sharing',
          sharing: 'hard',
          groups: [{ ...FASTER, select: 'shared' }],
        },
        {
          ...B,
          name: 'As titled: two tied 100 → 128 twins',
          sharing: { tied: STRENGTH },
          groups: [{ ...FASTER, select: TWINS }],
        },
      ],
      learningRate: 0.001,
      training: { batchSize: 0 },
    }),
};
