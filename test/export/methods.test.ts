/** Every balancing method, and what presets do not use: dropout, decay, schedules, frozen layers, missing labels; in both languages. */
import '@tensorflow/tfjs-backend-cpu';
import { describe, expect, it } from 'vitest';
import { methods } from '../../src/core/balancing/index.ts';
import { DEFAULT_OPTIMIZER } from '../../src/core/experiment/defaults.ts';
import {
  type Experiment,
  groupId,
  type ModelSpec,
  modelId,
  nodeId,
  taskId,
} from '../../src/core/experiment/experiment.ts';
import type { Options } from '../../src/core/fields.ts';
import { ties } from '../../src/core/ties/index.ts';
import { experimentOf, hard, model, partly, twins } from '../support/experiments.ts';
import { expectClose, measuredByEngine, type Ran, runEngine, runProgram, write } from './support.ts';

/** Both programs; with several processes the PyTorch one, which alone can be shared out. */
async function agrees(experiment: Experiment, name: string, processes = 1): Promise<Ran[]> {
  const ours = await runEngine(experiment);
  const programs: Ran[] = [];
  for (const language of processes === 1 ? (['pytorch', 'keras'] as const) : (['pytorch'] as const)) {
    const ran = runProgram(await write(experiment, name, language), { processes });
    expectClose(`${name}, ${language}, ${processes} processes`, ours, ran.losses);
    programs.push(ran);
  }
  return programs;
}
const letters = 'ABCD';
const balanced = (method: string, i: number, options: Options = {}): ModelSpec =>
  (i % 2 === 0 ? hard : partly)(letters[i % 4], { balancing: { method, options, taskWeights: { [taskId('b')]: 2 } } });

/** Options beside the defaults that take another way through a method. */
const FURTHER: readonly (readonly [string, Options])[] = [
  ['alternating', { order: 'sampled', sampleBy: 'rows', temperature: 2 }],
  ['alternating', { stepsEach: 3, optimizerPerTask: false }],
  ['mgda', { normalise: 'loss+', combine: 'normalised' }],
  ['lagrange', { formulation: 'pi', main: 'b', bound: 0.1 }],
  ['lagrange', { formulation: 'augmented', bound: 0.1, dualFirst: true }],
  ['cagrad', { c: 0.9, rescale: 'none' }],
  ['pcgrad', { reduction: 'mean' }],
  ['uncertainty', { optimizer: 'sgd', start: 1 }],
  ['aligned-mtl', { scale: 'rmse' }],
  ['fairgrad', { alpha: 1 }],
  ['stch', { losses: 'relative', warmupEpochs: 2 }],
  ['bandit', { explore: 0.5, optimizerPerTask: false }],
  ['graddrop', { leak: 0.3 }],
  ['auto-lambda', { primary: 'b', learningRate: 0.2 }],
  ['mgda', { gradients: 'representation' }],
  ['imtl-g', { gradients: 'representation' }],
];
const every: readonly (readonly [string, Options])[] = [
  ...methods.all.filter(({ python }) => python).map(({ id }) => [id, {}] as const),
  ...FURTHER,
];
const groups = Array.from({ length: Math.ceil(every.length / 4) }, (_, i) => every.slice(4 * i, 4 * i + 4));

/** Five linear problems over one shared layer. */
const five = (method: string, id: string): ModelSpec =>
  model(
    id,
    [
      ['x', 'input', {}],
      ['one', 'dense', { units: 4, activation: 'linear' }, 'x'],
      ...['t1', 't2', 't3', 't4', 't5'].map((task) => [`h${task}`, 'head', { task }, 'one'] as const),
    ],
    { balancing: { method, options: {}, taskWeights: {} } },
  );

const units = (count: number) => ({ units: count, activation: 'tanh' });
/** Layers that read more of a step than their inputs: its random numbers, the whole batch; and ask for a penalty. */
const ASKING: readonly ModelSpec[] = [
  model('A', [
    ['x', 'input', {}],
    ['one', 'dense', units(6), 'x'],
    ['two', 'dense', units(6), 'x'],
    ['pickA', 'branchChoice', { cooling: 40 }, 'one', 'two'],
    ['pickB', 'branchChoice', { pick: 'soft', rate: 10 }, 'one', 'two'],
    ['headA', 'head', { task: 'a' }, 'pickA'],
    ['headB', 'head', { task: 'b' }, 'pickB'],
  ]),
  model('B', [
    ['x', 'input', {}],
    ['one', 'dense', units(6), 'x'],
    ['two', 'dense', units(6), 'x'],
    ['unit', 'sluice', { apart: 0.5 }, 'one', 'in2=two'],
    ['headA', 'head', { task: 'a' }, 'unit'],
    ['headB', 'head', { task: 'b' }, 'unit.out2'],
  ]),
  model(
    'C',
    [
      ['x', 'input', {}],
      ['one', 'dense', units(6), 'x'],
      ['two', 'dense', units(6), 'x'],
      ['gate', 'dselectK', { k: 2, entropy: 0.4 }, 'x', 'experts=one', 'experts=two'],
      ['headA', 'head', { task: 'a' }, 'gate'],
      ['headB', 'head', { task: 'b' }, 'gate'],
    ],
    { balancing: { method: 'pcgrad', options: {}, taskWeights: {} } },
  ),
  model(
    'D',
    [
      ['x', 'input', {}],
      ['one', 'dense', units(6), 'x'],
      ['even', 'batchNorm', {}, 'one'],
      ['two', 'dense', units(6), 'even'],
      ['calm', 'batchNorm', { momentum: 0.3 }, 'two'],
      ['headA', 'head', { task: 'a' }, 'calm'],
      ['headB', 'head', { task: 'b' }, 'even'],
    ],
    { balancing: { method: 'famo', options: {}, taskWeights: {} } },
  ),
];

describe('the exported programs', () => {
  it.each(groups.map((group, i) => [group.map(([id]) => id).join(', '), group, i] as const))(
    'balances as the engine does: %s',
    async (_, group, i) => {
      await agrees(experimentOf({ models: group.map(([id, options], k) => balanced(id, k, options)) }), `methods-${i}`);
    },
  );
  it.each([0.5, 'infinite'] as const)('ties twins as the engine does, with strength %s', async (strength) => {
    const kinds = ties.ids.filter((kind) => kind !== 'squaredDistance');
    const models = kinds.map((kind, i) => {
      const made = twins(strength, letters[i]);
      // The second and fourth have twins of different rates.
      const groups = i % 2 === 0 ? [] : [{ id: groupId('g'), select: [nodeId('one_a')], learningRate: 0.002 }];
      return { ...made, groups, ties: made.ties.map((tie) => ({ ...tie, kind, pairs: [0.7] })) };
    });
    await agrees(experimentOf({ models }), `ties-${strength}`);
  });
  it('trains in phases, and samples tasks', async () => {
    const models = ['weighted-sum', 'pcgrad', 'bandit'].map((method, i) => balanced(method, i));
    await agrees(
      experimentOf({
        models,
        data: { tasks: { [taskId('b')]: { sampling: 0.6 } } },
        training: {
          batchSize: 20,
          phases: [
            { steps: 15, tasks: [taskId('a')] },
            { steps: 15, frozen: ['shared'] },
            { steps: 10, frozen: ['private'] },
          ],
        },
      }),
      'phases',
    );
  });
  it('balances five tasks, with the same random order', async () => {
    const models = ['pcgrad', 'cagrad', 'mgda', 'upgrad'].map((method, i) => five(method, letters[i] as string));
    await agrees(
      experimentOf({ models, data: { scenario: 'linear-tasks', sizes: {} }, training: { batchSize: 4 } }),
      'five',
    );
  });
  it('looks at the output that the tasks of a step share', async () => {
    const models = ['mgda', 'imtl-g', 'aligned-mtl'].map((method, i) =>
      model(
        letters[i] as string,
        [
          ['x', 'input', {}],
          ['one', 'dense', { units: 4, activation: 'linear' }, 'x'],
          ['two', 'dense', { units: 4, activation: 'linear' }, 'one'],
          ...['t1', 't2', 't3', 't4', 't5'].map(
            (task, t) => [`h${task}`, 'head', { task }, t < 2 ? 'two' : 'one'] as const,
          ),
        ],
        { balancing: { method, options: { gradients: 'representation' }, taskWeights: {} } },
      ),
    );
    const tasks = Object.fromEntries(['t3', 't4', 't5'].map((task) => [taskId(task), { sampling: 0.4 }]));
    await agrees(
      experimentOf({ models, data: { scenario: 'linear-tasks', sizes: {}, tasks }, training: { batchSize: 4 } }),
      'shared-outputs',
    );
  });
  it('drops out, decays, anneals, freezes, and masks what has no label', async () => {
    const dropping = model('A', [
      ['x', 'input', {}],
      ['one', 'dense', { units: 6, activation: 'elu' }, 'x'],
      ['drop', 'dropout', { rate: 0.3 }, 'one'],
      ['two', 'dense', { units: 5, activation: 'softplus' }, 'drop'],
      ['stop', 'stopGradient', {}, 'two'],
      ['headA', 'head', { task: 'a' }, 'two'],
      ['headB', 'head', { task: 'b' }, 'stop'],
    ]);
    const frozen = twins(0.5, 'B', {
      groups: [
        { id: groupId('g'), select: [nodeId('one_a')], frozen: true },
        { id: groupId('h'), select: 'heads', learningRate: 0.03 },
      ],
      optimizer: { kind: 'adamw', weightDecay: 0.1 },
    });
    const momentum = partly('C', { optimizer: { kind: 'momentum' } });
    const rms = hard('D', {
      optimizer: { kind: 'rmsprop' },
      balancing: { method: 'pcgrad', options: {}, taskWeights: {} },
    });
    await agrees(
      experimentOf({
        models: [dropping, frozen, momentum, rms],
        data: { options: { b: 'hill' }, tasks: { [taskId('b')]: { labelled: 9, labelNoise: 0.1 } } },
        training: {
          batchSize: 16,
          optimizer: { ...DEFAULT_OPTIMIZER, learningRate: 0.02 },
          regularisation: { l2: 0.01 },
          schedule: { kind: 'cosine', steps: 60, floor: 0.1 },
          seed: 5,
          orderSeed: 9,
        },
      }),
      'everything',
    );
  });
  it('draws branches, normalises batches, and lowers what layers ask for', async () => {
    const experiment = experimentOf({ models: ASKING, training: { batchSize: 24 } });
    const programs = await agrees(experiment, 'asking');
    // Measured by running statistics and the most probable branches, which 50 steps have moved.
    const ours = await measuredByEngine(experiment);
    expect(programs).toHaveLength(2);
    for (const { measured } of programs) {
      expect(Object.keys(measured).sort()).toEqual(Object.keys(ours).sort());
      for (const [name, loss] of Object.entries(ours))
        expect(Math.abs((measured[name] ?? 0) / loss - 1), name).toBeLessThan(1e-4);
    }
  });
  it('keeps what people wrote inside strings and comments, and gives every node a name of its own', async () => {
    const wild = `He said "''' \\" """ \n\u2028 # {x} %s 图 \ud83d`;
    const node = (id: string, ...wires: string[]) => [id, 'dense', units(5), ...wires] as const;
    const names = model('lambda', [
      ['inputs', 'input', {}],
      node('class', 'inputs'),
      node('fit', 'class'),
      node('1st', 'fit'),
      node('train', '1st'),
      ['cross_stitch', 'crossStitch', {}, 'train', 'in2=fit'],
      ['headA', 'head', { task: 'a' }, 'cross_stitch'],
      ['headB', 'head', { task: 'b' }, 'cross_stitch.out2'],
    ]);
    await agrees({ ...experimentOf({ models: [{ ...names, name: wild }] }), title: wild }, 'wild');
  });
  it.each(['layer', 'model'] as const)('shrinks and prunes numbers, counted over each %s', async (scope) => {
    const regularisation = { l2: 0, l1: 0.02, pruning: { scope, sparsity: 0.6, begin: 5, steps: 30 } };
    const models = [hard('A'), twins(0.5, 'B'), balanced('pcgrad', 2), balanced('alternating', 3)];
    await agrees(experimentOf({ models, training: { batchSize: 20, regularisation } }), `sparse-${scope}`);
  });
  it('says the same with two processes under torchrun: layers that look at the whole batch', async () => {
    const models = [...ASKING, balanced('modo', 0), balanced('graddrop', 1)].map((each, i) => ({
      ...each,
      id: modelId(`M${i}`),
    }));
    await agrees(experimentOf({ models: models.slice(0, 4), training: { batchSize: 31 } }), 'asking-torchrun', 2);
    await agrees(experimentOf({ models: models.slice(4), training: { batchSize: 31 } }), 'several-torchrun', 2);
  });
  it('says the same with two processes under torchrun', async () => {
    const models = ['weighted-sum', 'pcgrad', 'alternating'].map((method, i) => balanced(method, i));
    await agrees(experimentOf({ models: [...models, twins(0.5, 'D')], training: { batchSize: 31 } }), 'torchrun', 2);
  });
});
