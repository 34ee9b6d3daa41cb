/** What a hidden part is set to, as a plain list: hiding a control never hides what it says. */
import { methods } from '../../core/balancing/index.ts';
import type { Experiment, ModelSpec } from '../../core/experiment/experiment.ts';
import { type Field, type Options, withDefaults } from '../../core/fields.ts';
import { scenarios } from '../../core/scenarios/index.ts';
import { useWords, type Words } from './i18n/index.ts';
import { shortNumber } from './numbers.ts';
import classes from './parts.module.css';
import { useExperiment } from './services.tsx';
import { useModel } from './useModel.ts';
import { type NamedTask, useTaskNames } from './useTaskNames.ts';

type Fact = readonly [label: string, value: string];
interface Readable {
  readonly experiment: Experiment;
  readonly model: ModelSpec;
  readonly tasks: readonly NamedTask[];
  readonly words: Words;
}

function optionFacts({ word, has }: Words, prefix: string, fields: readonly Field[], options: Options): Fact[] {
  const complete = withDefaults(fields, options);
  const asked = fields.filter(({ when }) => !when || when.is.some((value) => value === complete[when.field]));
  return asked.map(({ name, default: initial }): Fact => {
    const value = complete[name] ?? initial;
    const key = `${prefix}.fields.${name}`;
    const choice = `${key}.choices.${String(value)}`;
    const text = typeof value === 'number' ? shortNumber(value) : has(choice) ? word(choice) : String(value);
    return [word(`${key}.label`), text];
  });
}
function dataFacts({ experiment: { data }, tasks, words }: Readable): Fact[] {
  const { t, word } = words;
  const scenario = scenarios.get(data.scenario);
  const labels = tasks
    .filter(({ enabled }) => enabled)
    .flatMap(({ id, label }): Fact[] => {
      const { labelled, labelNoise } = data.tasks[id] ?? {};
      return [
        [
          `${label}: ${t('controls.data.labelled')}`,
          labelled === undefined ? t('controls.data.allRows') : String(labelled),
        ],
        ...(labelNoise ? [[`${label}: ${t('controls.data.labelNoise')}`, shortNumber(labelNoise)] as const] : []),
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
function trainingFacts({ experiment: { training }, model, words: { t } }: Readable): Fact[] {
  const { kind, learningRate } = { ...training.optimizer, ...model.optimizer };
  const { l1 = 0, l2, pruning } = training.regularisation;
  const batch = training.batchSize === 0 ? t('controls.training.fullBatch') : String(training.batchSize);
  const parts = { shared: 'shared', private: 'private', heads: 'heads' } as const;
  const groups = model.groups.map(({ select, learningRate: rate, frozen }): Fact => {
    const name =
      typeof select === 'string'
        ? t(`controls.groups.${parts[select]}`)
        : t('controls.groups.named', { count: select.length });
    return [name, frozen ? t('controls.groups.frozen') : shortNumber(rate ?? learningRate)];
  });
  return [
    [t('controls.optimizer.label'), t(`controls.optimizer.kinds.${kind}`)],
    [t('controls.optimizer.learningRate'), shortNumber(learningRate)],
    [t('controls.schedule.label'), t(`controls.schedule.kinds.${training.schedule.kind}`)],
    [t('controls.training.batchSize'), batch],
    [t('controls.training.l2'), shortNumber(l2)],
    [t('controls.training.l1'), shortNumber(l1)],
    ...groups,
    ...(training.phases.length > 0 ? [[t('controls.phases.title'), String(training.phases.length)] as const] : []),
    ...(pruning ? [[t('controls.pruning.sparsity'), shortNumber(pruning.sparsity)] as const] : []),
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

/** The settings of one part in words, for wherever they are to be read. */
export const factsOf = (part: keyof typeof FACTS, readable: Readable): readonly Fact[] => FACTS[part](readable);

export function Readout({ of }: { readonly of: keyof typeof FACTS }) {
  const words = useWords();
  const experiment = useExperiment((state) => state.experiment);
  const { model } = useModel();
  const tasks = useTaskNames();
  const facts = factsOf(of, { experiment, model, tasks, words });
  return (
    <section className={classes.readout} aria-label={words.t('classroom.readout')}>
      <p className={classes.note}>{words.t('classroom.readout')}</p>
      <dl>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {facts.length === 0 && <div>{words.t('classroom.nothingSet')}</div>}
      </dl>
    </section>
  );
}
