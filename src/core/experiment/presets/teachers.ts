/**
 * The comparison presets: a rich task A (500 labels) beside a poorer task B, from teachers that are known. Over 10 seeds of
 * `npm run experiments` (trunk 20-24-24 tanh, linear heads, AdamW 5e-3, 700 full-batch steps) hard sharing took B's test
 * loss from .186 to .156 with related teachers and 100 labels (8 of 10, beyond chance), from .166 to .217 with unrelated
 * ones (0 of 10). What initial values have to do with it: scripts/experiments/secondOpinion.ts.
 * And two tasks of which one comes in units 30 times larger, so that its loss drowns the other's.
 */
import { teachers } from '../../scenarios/teachers.ts';
import { type Experiment, taskId } from '../experiment.ts';
import { buildExperiment, dense, type LayerDraft, type ModelDraft } from './build.ts';
import type { PresetSpec } from './preset.ts';

const TASKS = ['a', 'b'];
/** Initial values with variance 1 / fan in, with which E1's reference numbers come out; Glorot's heads start larger. */
const START = { start: 'lecunNormal' } as const;
const wide = (): LayerDraft => ({ kind: 'dense', options: { units: 24, activation: 'tanh', ...START } });
const NET = { tasks: TASKS, trunk: [wide(), wide()], head: START } as const;
/** Chosen on validation of ten seeds from 1000 among .1, 1, 10 and 100 (scripts/experiments/choose.ts), per relatedness. */
const STRENGTH = { related: 100, unrelated: 0.1 } as const;
const SEPARATE: ModelDraft = { ...NET, name: 'One network each', sharing: 'separate' };
const soft = (tied: number): ModelDraft => ({ ...NET, name: 'Soft sharing', sharing: { tied } });
const HARD: ModelDraft = { ...NET, name: 'Hard sharing', sharing: 'hard' };
const REPEATS = { count: 10, vary: { data: true, init: true, order: true } } as const;

export interface PoorTask {
  readonly title: string;
  readonly relatedness: number;
  readonly labelled: number;
  readonly models?: readonly ModelDraft[];
}
const threeWays = (relatedness: number): ModelDraft[] => [
  SEPARATE,
  soft(relatedness > 0 ? STRENGTH.related : STRENGTH.unrelated),
  HARD,
];
export const poorTask = ({ title, relatedness, labelled, models = threeWays(relatedness) }: PoorTask): Experiment =>
  buildExperiment({
    title,
    scenario: teachers.id,
    options: relatedness === 1 ? {} : { relatedness },
    data: { tasks: { [taskId('b')]: { labelled } } },
    models,
    optimizer: { kind: 'adamw', learningRate: 0.005, weightDecay: 0.001 },
    training: { batchSize: 0, stop: { kind: 'steps', steps: 700 }, repeats: REPEATS },
  });

export const sharingHelps: PresetSpec = {
  id: 'sharing-helps',
  group: 'comparison',
  build: () => poorTask({ title: 'Sharing helps a task with few labels', relatedness: 1, labelled: 100 }),
};
export const sharingHurts: PresetSpec = {
  id: 'sharing-hurts',
  group: 'comparison',
  build: () => poorTask({ title: 'Sharing hurts an unrelated task', relatedness: 0, labelled: 100 }),
};

/** Capacity: what two unrelated tasks fight over in a small trunk they need not share in a large one. */
export const smallAndLarge: PresetSpec = {
  id: 'small-and-large',
  group: 'comparison',
  build: () =>
    poorTask({
      title: 'A small trunk against a large one',
      relatedness: 0,
      labelled: 300,
      models: [
        { tasks: TASKS, trunk: [dense(6, 'tanh')], name: 'Small, shared', sharing: 'hard' },
        { tasks: TASKS, trunk: [dense(6, 'tanh')], name: 'Small, one each', sharing: 'separate' },
        { tasks: TASKS, trunk: [dense(48, 'tanh')], name: 'Large, shared', sharing: 'hard' },
        { tasks: TASKS, trunk: [dense(48, 'tanh')], name: 'Large, one each', sharing: 'separate' },
      ],
    }),
};

export interface LoudTask {
  readonly standardise: boolean;
  readonly models: readonly ModelDraft[];
}
const LOUD = { tasks: TASKS, trunk: [dense(12, 'tanh')], sharing: 'hard' } as const;
export const loudModel = (name: string, method: string, options = {}): ModelDraft => ({
  ...LOUD,
  name,
  balancing: { method, options },
});
export const loudTask = ({ standardise, models }: LoudTask): Experiment =>
  buildExperiment({
    title: 'One loud task',
    scenario: teachers.id,
    options: { relatedness: 0, inputs: 10, scale: 30, ...(standardise ? {} : { standardise }) },
    data: { sizes: { train: 300 } },
    models,
    learningRate: 0.01,
    training: { batchSize: 0, stop: { kind: 'steps', steps: 1500 }, repeats: REPEATS },
  });
export const oneLoudTask: PresetSpec = {
  id: 'one-loud-task',
  group: 'comparison',
  build: () => ({
    ...loudTask({
      standardise: false,
      models: [
        loudModel('Equal weights', 'weighted-sum'),
        loudModel('Uncertainty weighting', 'uncertainty'),
        loudModel('GradNorm', 'gradnorm'),
      ],
    }),
    // Every method of E2, for Study, Methods.
    view: {
      study: {
        methods: ['uncertainty', 'scale-invariant', 'imtl-l', 'dwa', 'gradnorm', 'mgda', 'nash-mtl', 'pcgrad'],
      },
    },
  }),
};
