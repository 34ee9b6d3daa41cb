/** Hiding a control never hides what it is set to: the list says every setting that differs from how experiments begin. */
import { expect, it } from 'vitest';
import type { Experiment } from '../../../src/core/experiment/experiment.ts';
import { taskId } from '../../../src/core/experiment/experiment.ts';
import { presets } from '../../../src/core/experiment/presets/index.ts';
import { outlineOf } from '../../../src/core/scenarios/outline.ts';
import { type FactsPart, factsOf } from '../../../src/ui/parts/facts.ts';
import { en } from '../../../src/ui/parts/i18n/en/index.ts';
import { createWords, type Words } from '../../../src/ui/parts/i18n/index.ts';

const i18n = createWords('en', en);
const words = {
  t: i18n.t,
  word: (key: string, params?: object) => String(i18n.t(key as never, params as never)),
  has: (key: string) => i18n.exists(key),
} as unknown as Words;
const begun = presets.get('hard-sharing').build();

function factsIn(experiment: Experiment, part: FactsPart): ReadonlyMap<string, string> {
  const model = experiment.models[0];
  if (!model) throw new Error('the preset has no model');
  const tasks = outlineOf(experiment.data).tasks.map((def, index) => ({
    id: def.id,
    index,
    label: def.id.toUpperCase(),
    enabled: true,
    def,
  }));
  return new Map(factsOf(part, { experiment, model, tasks, words }));
}

it('says what a task is trained on, how often, and against which control', () => {
  const tasks = { [taskId('a')]: { labelled: 16, labelNoise: 0.2, control: 'shuffled', sampling: 0.25 } } as const;
  const facts = factsIn({ ...begun, data: { ...begun.data, tasks } }, 'data');
  expect(facts.get('A: Labelled rows')).toBe('16');
  expect(facts.get('A: Label noise')).toBe('0.2');
  expect(facts.get('A: Steps')).toBe('0.25');
  expect(facts.get('A: Control')).toBe('Labels shuffled (placebo)');
  expect(facts.get('B: Labelled rows')).toBe('all');
  expect(facts.has('B: Control')).toBe(false);
});

it('says the numbers of the optimiser, the schedule, every phase and pruning', () => {
  const facts = factsIn(
    {
      ...begun,
      training: {
        ...begun.training,
        seed: 77,
        optimizer: { ...begun.training.optimizer, kind: 'adamw', weightDecay: 0.03 },
        schedule: { kind: 'cosine', steps: 900, floor: 0.05 },
        regularisation: { l2: 0.5, l1: 0.25, pruning: { scope: 'model', sparsity: 0.8, begin: 40, steps: 60 } },
        phases: [
          { steps: 120, tasks: [taskId('b')] },
          { steps: 30, frozen: ['shared', 'heads'] },
        ],
      },
    },
    'training',
  );
  expect(Object.fromEntries(facts)).toMatchObject({
    Seed: '77',
    Optimiser: 'AdamW',
    'Weight decay': '0.03',
    Schedule: 'Cosine',
    'Over … steps': '900',
    'Down to': '0.05',
    L2: '0.5',
    L1: '0.25',
    'Share of zeros': '0.8',
    Counted: 'over the whole model',
    'Begins at step': '40',
    'Over steps': '60',
    'Phase 1': 'Steps 120 · B',
    'Phase 2': 'Steps 30 · A, B · Frozen: shared layers, heads',
  });
  expect(facts.has('Momentum')).toBe(false);
});

it('says a factor every so many steps, and a switch as on or off', () => {
  const stepwise = { ...begun.training, schedule: { kind: 'step', every: 250, factor: 0.5 } } as const;
  const facts = factsIn({ ...begun, training: stepwise }, 'training');
  expect(facts.get('Every … steps')).toBe('250');
  expect(facts.get('Times')).toBe('0.5');
  expect([...factsIn(presets.get('alternating').build(), 'balancing').values()]).toContain('on');
});
