/**
 * The plane presets: two tasks on the same points. Where nothing else is said, task B is the circle of task A, turned
 * and moved (relatedness .8): near enough that a shared trunk helps, far enough that two towers differ visibly.
 * The opening view was searched for among settings whose effect is proven (scripts/experiments/opening.ts): four corners
 * with 200 labels for A, the same corners a little turned with 16 labels for B.
 */

import type { Options } from '../../fields.ts';
import { type Experiment, type StopRule, taskId } from '../experiment.ts';
import { buildExperiment, dense, type ModelDraft } from './build.ts';
import type { PaperRef, PresetSpec } from './preset.ts';

const TASKS = ['a', 'b'];
const NET = { tasks: TASKS, trunk: [dense(8, 'tanh'), dense(8, 'tanh')], tower: [dense(4, 'tanh')] } as const;
const LEARNING_RATE = 0.02;
/** Chosen on validation from .001 to 100 (scripts/experiments/choose.ts, ten seeds from 1000, 600 steps): both ends are worse. */
const STRENGTH = 1;

const HARD: ModelDraft = { ...NET, name: 'Hard sharing', sharing: 'hard' };
const SEPARATE: ModelDraft = { ...NET, name: 'One network each', sharing: 'separate' };
const SOFT: ModelDraft = { ...NET, name: 'Soft sharing', sharing: { tied: STRENGTH } };
/** Chosen on validation (scripts/experiments/choose.ts, ten seeds from 1000; the largest of the grid .001 to 100). */
const POOR_SOFT: ModelDraft = { ...SOFT, sharing: { tied: 100 } };

const CARUANA: PaperRef = { authors: 'Caruana', title: 'Multitask learning', venue: 'Machine Learning', year: 1997 };
const DUONG: PaperRef = {
  authors: 'Duong, Cohn, Bird, Cook',
  title: 'Low resource dependency parsing: cross-lingual parameter sharing in a neural network parser',
  venue: 'ACL',
  year: 2015,
};
interface PlaneExtras {
  readonly options?: Options;
  readonly paper?: PaperRef;
}
function plane(id: string, title: string, models: readonly ModelDraft[], extras: PlaneExtras = {}): PresetSpec {
  const { options = {}, paper } = extras;
  const group = models.some((model) => model.balancing) ? 'methods' : 'start';
  const draft = { title, scenario: 'plane', options, models, learningRate: LEARNING_RATE };
  return { id, group, ...(paper ? { paper } : {}), build: () => buildExperiment(draft) };
}

/** Few labels for B: every step sees all rows, or most batches would hold two or three of them. */
const poorPlane = (title: string, models: readonly ModelDraft[], poor: PoorPlane, stop: StopRule): Experiment =>
  buildExperiment({
    title,
    scenario: 'plane',
    options: { a: poor.pattern, relatedness: poor.relatedness },
    data: { seed: TYPICAL_SEED, sizes: { test: 500 }, tasks: { [taskId('b')]: { labelled: poor.labelled } } },
    models,
    learningRate: LEARNING_RATE,
    training: {
      seed: TYPICAL_SEED,
      batchSize: 0,
      stop,
      // Without it 16 labels end in ever larger answers, and the validation loss climbs as far as one looks.
      regularisation: { l2: 0.01 },
      repeats: { count: 10, vary: { data: true, init: true, order: true } },
    },
  });
interface PoorPlane {
  readonly pattern: string;
  readonly relatedness: number;
  readonly labelled: number;
}
/** Of twelve the one whose two models come nearest to their means (scripts/experiments/opening.ts, `typical`). */
const TYPICAL_SEED = 10;
const CORNERS: PoorPlane = { pattern: 'xor', relatedness: 0.9, labelled: 16 };

/** Task A alone shapes the trunk; then the trunk is frozen, and B has to do with what it finds there. */
export const representationFirst: PresetSpec = {
  id: 'representation-first',
  group: 'methods',
  build: () =>
    buildExperiment({
      title: 'A representation first',
      scenario: 'plane',
      models: [{ ...HARD, name: 'Frozen representation' }],
      learningRate: LEARNING_RATE,
      training: {
        phases: [
          { steps: 600, tasks: [taskId('a')] },
          { steps: 600, tasks: [taskId('b')], frozen: ['shared'] },
        ],
        stop: { kind: 'steps', steps: 1200 },
      },
    }),
};

export const hardBesideSeparate: PresetSpec = {
  id: 'hard-beside-separate',
  group: 'start',
  build: () => poorPlane('Hard sharing beside separate networks', [HARD, SEPARATE], CORNERS, { kind: 'never' }),
};
/** The same data with all three ways, to be studied over seeds, strengths and numbers of labels. */
export const fewLabels: PresetSpec = {
  id: 'few-labels',
  group: 'comparison',
  build: () => poorPlane('Sixteen labels', [SEPARATE, POOR_SOFT, HARD], CORNERS, { kind: 'steps', steps: 300 }),
};
export const oneNetworkEach = plane('one-network-each', 'One network each', [SEPARATE], { paper: CARUANA });
export const hardSharing = plane('hard-sharing', 'Hard sharing', [HARD], { paper: CARUANA });
export const softSharing = plane('soft-sharing', 'Soft sharing', [SOFT], { paper: DUONG });
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
  { options: { b: 'hill' } },
);
