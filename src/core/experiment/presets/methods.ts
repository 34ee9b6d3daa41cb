/**
 * Presets about balancing methods, to be opened under Study, Methods: E7 of the teaching experiments (do gradient methods
 * beat a tuned weighted sum?), E3 in a network (uncertainty weighting finds the noise) and E4 (relatedness and one trunk).
 * Recipes as in `npm run experiments`; where a recipe leaves a number open, its choice stands beside it.
 */
import { mmoeRegression } from '../../scenarios/mmoeRegression.ts';
import { teachers } from '../../scenarios/teachers.ts';
import { twoNoises } from '../../scenarios/twoNoises.ts';
import type { Experiment } from '../experiment.ts';
import { buildExperiment, dense, type ModelDraft } from './build.ts';
import type { PresetSpec } from './preset.ts';
import { type Drawing, head, input, layer, small } from './wired.ts';

const TASKS = ['a', 'b'];
const REPEATS = { count: 10, vary: { data: true, init: true, order: true } } as const;
const asStudy = (experiment: Experiment, methods: readonly string[]): Experiment => ({
  ...experiment,
  view: { ...experiment.view, study: { tab: 'methods', methods } },
});

const NARROW = { tasks: TASKS, trunk: [dense(4, 'tanh')], sharing: 'hard' } as const;
const narrow = (name: string, method: string): ModelDraft => ({ ...NARROW, name, balancing: { method } });
/**
 * Hidden units of each teacher: the recipe names none. Four bring the plain sum near its published error; with two, which
 * a trunk of four can hold, it is twenty times smaller.
 */
const TEACHER_UNITS = 4;
export const narrowTrunk = (models: readonly ModelDraft[], learningRate: number): Experiment =>
  buildExperiment({
    title: 'Do gradient methods beat a tuned weighted sum?',
    scenario: teachers.id,
    options: { relatedness: 0, inputs: 10, hidden: TEACHER_UNITS },
    data: { sizes: { train: 300 } },
    models,
    learningRate,
    training: { batchSize: 0, stop: { kind: 'steps', steps: 1200 }, repeats: REPEATS },
  });
export const tunedSum: PresetSpec = {
  id: 'tuned-sum',
  group: 'methods',
  build: () =>
    asStudy(
      narrowTrunk(
        [narrow('Weighted sum', 'weighted-sum'), narrow('PCGrad', 'pcgrad'), narrow('CAGrad', 'cagrad')],
        0.03,
      ),
      ['pcgrad', 'cagrad', 'nash-mtl', 'imtl-g', 'mgda'],
    ),
};

const NOISY = { tasks: TASKS, trunk: [dense(16, 'tanh')], sharing: 'hard' } as const;
export const foundNoise: PresetSpec = {
  id: 'found-noise',
  group: 'methods',
  build: () =>
    asStudy(
      buildExperiment({
        title: 'Uncertainty weighting finds the noise',
        scenario: twoNoises.id,
        models: [
          { ...NOISY, name: 'Uncertainty weighting', balancing: { method: 'uncertainty' } },
          { ...NOISY, name: 'Equal weights' },
        ],
        learningRate: 0.01,
        training: { batchSize: 0, stop: { kind: 'steps', steps: 1500 }, repeats: REPEATS },
      }),
      ['uncertainty'],
    ),
};

/** Four experts of two units, and gates: one for each task (MMoE, 370 parameters) or one for both (OMoE, 286). */
function fewExperts(name: string, gates: readonly string[]): Drawing {
  const experts = ['e1', 'e2', 'e3', 'e4'];
  const wires = ['x', ...experts.map((expert) => `${expert}>experts`)];
  return {
    name,
    layers: {
      x: input(1.5),
      ...Object.fromEntries(experts.map((expert, row) => [expert, small([1, row], 'x', 2)])),
      ...Object.fromEntries(gates.map((gate, i) => [gate, layer('gate', [2, gates.length > 1 ? 1 + i : 1.5], wires)])),
      ...Object.fromEntries(
        TASKS.flatMap((task, i) => [
          [`tower${task}`, small([3, 1 + i], gates[i] ?? gates[0] ?? 'x', 4)],
          [task, head(task, [4, 1 + i], `tower${task}`)],
        ]),
      ),
    },
  };
}
export const waveExperts = {
  mmoe: fewExperts('Gated experts', ['gateA', 'gateB']),
  omoe: fewExperts('Experts, one gate', ['gate']),
} as const;

/** E4: nearly equal numbers of parameters, 192 in one trunk of six, 168 in two of three; and twice as many in experts. */
export const relatedWaves = (correlation: number, experts: readonly Drawing[] = [waveExperts.mmoe]): Experiment =>
  buildExperiment({
    title: 'Relatedness and one trunk',
    scenario: mmoeRegression.id,
    // The scenario's own default is left out, as in every experiment.
    options: { ...(correlation === 0.5 ? {} : { correlation }), inputs: 20, pattern: 'fast' },
    // The recipe streams its data; sixteen times through 20,000 rows leave 192 parameters nothing to learn by heart.
    data: { sizes: { train: 20_000 } },
    models: [
      { tasks: TASKS, name: 'One trunk of six', trunk: [dense(6, 'tanh')], tower: [dense(4, 'tanh')], sharing: 'hard' },
      { tasks: TASKS, name: 'Two of three', trunk: [dense(3, 'tanh')], tower: [dense(4, 'tanh')], sharing: 'separate' },
      ...experts,
    ],
    learningRate: 0.01,
    training: {
      batchSize: 128,
      schedule: { kind: 'cosine', steps: 2500, floor: 0.2 },
      stop: { kind: 'steps', steps: 2500 },
      repeats: { ...REPEATS, count: 8 },
    },
  });
export const relatedTrunk: PresetSpec = { id: 'related-trunk', group: 'comparison', build: () => relatedWaves(0.5) };
