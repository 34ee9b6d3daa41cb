/**
 * Two data sets of papers with the networks they were made for: experts behind gates on regressions whose relation is a
 * dial, and two tasks that differ in nothing but their scale.
 */
import { gradnormToy as gradnormToyData } from '../../scenarios/gradnormToy.ts';
import { mmoeRegression as mmoeRegressionData } from '../../scenarios/mmoeRegression.ts';
import { buildExperiment, dense, type ModelDraft } from './build.ts';
import type { PresetSpec } from './preset.ts';
import { type Drawing, head, input, type LayerAt, layer, small } from './wired.ts';

const REPEATS = { count: 5, vary: { data: true, init: true, order: true } } as const;

const EXPERTS = [0, 1, 2, 3] as const;
/** Experts of 16 and towers of 8, as small as the paper's synthetic models (experts 16, towers 8), four experts of its eight. */
const MMOE: Drawing = {
  name: 'Experts and gates',
  layers: {
    x: input(1.5),
    ...Object.fromEntries(EXPERTS.map((e): [string, LayerAt] => [`e${e}`, small([1, e], 'x', 16)])),
    ga: layer('gate', [2, 0.5], ['x', ...EXPERTS.map((e) => `e${e}>experts`)], {}),
    gb: layer('gate', [2, 2.5], ['x', ...EXPERTS.map((e) => `e${e}>experts`)], {}),
    ta: small([3, 0.5], 'ga', 8),
    tb: small([3, 2.5], 'gb', 8, 'ta'),
    a: head('a', [4, 0.5], 'ta'),
    b: head('b', [4, 2.5], 'tb'),
  },
};
/** Ma et al., KDD 2018, section 3: turn the correlation and compare. */
export const mmoeRegression: PresetSpec = {
  id: 'mmoe-regression',
  group: 'knownStructure',
  build: () =>
    buildExperiment({
      title: 'How alike must tasks be to share?',
      scenario: mmoeRegressionData.id,
      options: { inputs: 20 },
      models: [
        {
          name: 'Shared bottom',
          tasks: ['a', 'b'],
          trunk: [dense(64, 'tanh')],
          tower: [dense(8, 'tanh')],
          sharing: 'hard',
        },
        MMOE,
      ],
      learningRate: 0.005,
      training: { batchSize: 128, stop: { kind: 'epochs', epochs: 40 }, repeats: REPEATS },
    }),
};

const TOY = {
  tasks: ['t1', 't2'],
  trunk: [dense(64, 'relu'), dense(64, 'relu')],
  sharing: 'hard',
} as const;
const toy = (name: string, method?: string): ModelDraft => ({
  ...TOY,
  name,
  ...(method ? { balancing: { method } } : {}),
});
/** Chen et al., ICML 2018, section 4: four layers of 100 there, two of 64 here. */
export const gradnormToy: PresetSpec = {
  id: 'gradnorm-toy',
  group: 'methods',
  seeds: 3,
  build: () =>
    buildExperiment({
      title: 'The same task, ten times as loud',
      scenario: gradnormToyData.id,
      models: [toy('GradNorm', 'gradnorm'), toy('Equal weights')],
      learningRate: 0.003,
      training: { batchSize: 64, stop: { kind: 'steps', steps: 1500 }, repeats: REPEATS },
    }),
};
