/** What an experiment is set to, part by part, as pairs of a name and a value in words: for hidden controls and for reports. */
import { methods } from '../../core/balancing/index.ts';
import type {
  Experiment,
  ModelSpec,
  OptimizerSpec,
  Phase,
  Pruning,
  Schedule,
} from '../../core/experiment/experiment.ts';
import { type Field, type Options, withDefaults } from '../../core/fields.ts';
import { scenarios } from '../../core/scenarios/index.ts';
import type { Words } from './i18n/index.ts';
import { shortNumber } from './numbers.ts';
import { OPTIMIZER_NUMBERS } from './optimizerNumbers.ts';
import type { NamedTask } from './useTaskNames.ts';

type Fact = readonly [label: string, value: string];
interface Readable {
  readonly experiment: Experiment;
  readonly model: ModelSpec;
  readonly tasks: readonly NamedTask[];
  readonly words: Words;
}

function optionFacts({ t, word, has }: Words, prefix: string, fields: readonly Field[], options: Options): Fact[] {
  const complete = withDefaults(fields, options);
  const asked = fields.filter(({ when }) => !when || when.is.some((value) => value === complete[when.field]));
  return asked.map(({ name, default: initial }): Fact => {
    const value = complete[name] ?? initial;
    const key = `${prefix}.fields.${name}`;
    const choice = `${key}.choices.${String(value)}`;
    const told = (): string => {
      if (typeof value === 'number') return shortNumber(value);
      if (typeof value === 'boolean') return t(value ? 'classroom.on' : 'classroom.off');
      return has(choice) ? word(choice) : value;
    };
    return [word(`${key}.label`), told()];
  });
}
function dataFacts({ experiment: { data }, tasks, words }: Readable): Fact[] {
  const { t, word } = words;
  const scenario = scenarios.get(data.scenario);
  const labels = tasks
    .filter(({ enabled }) => enabled)
    .flatMap(({ id, label }): Fact[] => {
      const { labelled, labelNoise, control = 'none', sampling = 1 } = data.tasks[id] ?? {};
      const of = (name: string): string => `${label}: ${name}`;
      return [
        [of(t('controls.data.labelled')), labelled === undefined ? t('controls.data.allRows') : String(labelled)],
        ...(labelNoise ? [[of(t('controls.data.labelNoise')), shortNumber(labelNoise)] as const] : []),
        ...(sampling < 1 ? [[of(t('controls.data.sampling')), shortNumber(sampling)] as const] : []),
        ...(control === 'none' ? [] : [[of(t('study.controls.control')), t(`study.control.${control}`)] as const]),
      ];
    });
  return [
    [t('controls.data.scenario'), word(`scenario.${scenario.id}.label`)],
    ...optionFacts(words, `scenario.${scenario.id}`, scenario.fields, data.options),
    ...(['train', 'validation', 'test'] as const).map(
      (split): Fact => [t(`controls.data.split.${split}`), String(data.sizes[split] ?? scenario.sizes[split])],
    ),
    [t('controls.data.seed'), String(data.seed)],
    ...labels,
  ];
}
/** An optimiser's numbers, those that its kind uses. */
function optimizerFacts(optimizer: OptimizerSpec, { t }: Words): Fact[] {
  return [
    [t('controls.optimizer.label'), t(`controls.optimizer.kinds.${optimizer.kind}`)],
    [t('controls.optimizer.learningRate'), shortNumber(optimizer.learningRate)],
    ...OPTIMIZER_NUMBERS[optimizer.kind].map(
      (name): Fact => [t(`controls.optimizer.${name}`), shortNumber(optimizer[name])],
    ),
  ];
}
function scheduleFacts(schedule: Schedule, { t }: Words): Fact[] {
  const numbers: Fact[] =
    schedule.kind === 'step'
      ? [
          [t('controls.schedule.every'), String(schedule.every)],
          [t('controls.schedule.factor'), shortNumber(schedule.factor)],
        ]
      : schedule.kind === 'constant'
        ? []
        : [[t('controls.schedule.steps'), String(schedule.steps)]];
  return [
    [t('controls.schedule.label'), t(`controls.schedule.kinds.${schedule.kind}`)],
    ...numbers,
    ...(schedule.kind === 'cosine' ? [[t('controls.schedule.floor'), shortNumber(schedule.floor)] as const] : []),
  ];
}
function phaseFacts(phases: readonly Phase[], tasks: readonly NamedTask[], { t }: Words): Fact[] {
  return phases.map(({ steps, tasks: only, frozen = [] }, place): Fact => {
    const stepping = tasks.filter(({ id, enabled }) => enabled && (only === undefined || only.includes(id)));
    const still = frozen.map((part) => t(`controls.phases.parts.${part}`));
    return [
      t('controls.phases.phase', { number: place + 1 }),
      [
        `${t('controls.phases.steps')} ${steps}`,
        stepping.map(({ label }) => label).join(', '),
        ...(still.length > 0 ? [`${t('controls.phases.frozen')}: ${still.join(', ')}`] : []),
      ].join(' · '),
    ];
  });
}
function pruningFacts({ scope, sparsity, begin, steps }: Pruning, { t }: Words): Fact[] {
  return [
    [t('controls.pruning.sparsity'), shortNumber(sparsity)],
    [t('controls.pruning.scope'), t(`controls.pruning.scopes.${scope}`)],
    [t('controls.pruning.begin'), String(begin)],
    [t('controls.pruning.steps'), String(steps)],
  ];
}
function trainingFacts({ experiment: { training }, model, tasks, words }: Readable): Fact[] {
  const { t } = words;
  const optimizer = { ...training.optimizer, ...model.optimizer };
  const { l1 = 0, l2, pruning } = training.regularisation;
  const batch = training.batchSize === 0 ? t('controls.training.fullBatch') : String(training.batchSize);
  const groups = model.groups.map(({ select, learningRate: rate, frozen }): Fact => {
    const name =
      typeof select === 'string'
        ? t(`controls.groups.${select}`)
        : t('controls.groups.named', { count: select.length });
    return [name, frozen ? t('controls.groups.frozen') : shortNumber(rate ?? optimizer.learningRate)];
  });
  return [
    [t('controls.run.seed'), String(training.seed)],
    ...optimizerFacts(optimizer, words),
    ...scheduleFacts(training.schedule, words),
    [t('controls.training.batchSize'), batch],
    [t('controls.training.l2'), shortNumber(l2)],
    [t('controls.training.l1'), shortNumber(l1)],
    ...groups,
    ...phaseFacts(training.phases, tasks, words),
    ...(pruning ? pruningFacts(pruning, words) : []),
  ];
}
function balancingFacts({ model: { balancing }, tasks, words }: Readable): Fact[] {
  const { t, word } = words;
  const weights = tasks
    .filter(({ enabled }) => enabled)
    .map(
      ({ id, label }): Fact => [
        `${t('controls.balancing.weights')}: ${label}`,
        shortNumber(balancing.taskWeights[id] ?? 1),
      ],
    );
  return [
    [t('controls.balancing.method'), word(`method.${balancing.method}.label`)],
    ...optionFacts(words, `method.${balancing.method}`, methods.get(balancing.method).fields, balancing.options),
    ...weights,
  ];
}
function tieFacts({ model, words: { word } }: Readable): Fact[] {
  return model.ties.map(
    ({ kind, strength, nodes }): Fact => [
      `${word(`tie.${kind}.label`)}: ${nodes.join(', ')}`,
      strength === 'infinite' ? '∞' : shortNumber(strength),
    ],
  );
}
const FACTS = {
  data: dataFacts,
  training: trainingFacts,
  balancing: balancingFacts,
  sharing: tieFacts,
} as const;

export type FactsPart = keyof typeof FACTS;

/** The settings of one part in words, for wherever they are to be read. */
export const factsOf = (part: FactsPart, readable: Readable): readonly Fact[] => FACTS[part](readable);
