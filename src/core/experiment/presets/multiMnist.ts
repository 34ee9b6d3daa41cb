/** Two overlapping digits in one picture: the network of the MultiMNIST experiments, 3x3 filters, one dense layer of 50. */
import { multiMnist } from '../../scenarios/multiMnist.ts';
import { buildExperiment, dense, type LayerDraft } from './build.ts';
import { pairPreset } from './pair.ts';
import type { PresetSpec } from './preset.ts';

const conv = (filters: number): LayerDraft => ({ kind: 'conv2d', options: { filters } });
const TRUNK: readonly LayerDraft[] = [
  conv(10),
  { kind: 'maxPool' },
  conv(20),
  { kind: 'maxPool' },
  { kind: 'flatten' },
  dense(50, 'relu'),
];

export const multiMnistHard: PresetSpec = {
  id: 'multi-mnist-hard',
  group: 'vision',
  build: () =>
    buildExperiment({
      title: 'Two digits, one network',
      scenario: multiMnist.id,
      models: [{ name: 'Hard sharing', tasks: ['digit-left', 'digit-right'], trunk: TRUNK, sharing: 'hard' }],
      learningRate: 0.001,
      training: { batchSize: 64 },
    }),
};
/** The same network once for each digit, beside the shared one, on 3,000 pictures. */
export const multiMnistPair = pairPreset({
  id: 'multi-mnist',
  title: 'Two digits, one network or two',
  group: 'vision',
  scenario: multiMnist.id,
  tasks: ['digit-left', 'digit-right'],
  trunk: TRUNK,
  batchSize: 64,
  epochs: 12,
  learningRate: 0.001,
});
