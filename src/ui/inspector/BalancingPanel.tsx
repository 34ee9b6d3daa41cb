/** How the tasks' losses become one update of one model: the method, its options, and the person's weight of each task. */
import { Button, NativeSelect } from '@mantine/core';
import { methods } from '../../core/balancing/index.ts';
import type { Family } from '../../core/balancing/method.ts';
import type { ModelSpec, TaskId } from '../../core/experiment/experiment.ts';
import { FieldForm } from '../parts/FieldForm.tsx';
import { useWords } from '../parts/i18n/index.ts';
import { NumberControl, type Phase } from '../parts/NumberControl.tsx';
import parts from '../parts/parts.module.css';
import { Section } from '../parts/Section.tsx';
import { useExperiment, useServices } from '../parts/services.tsx';
import { TaskBadge } from '../parts/TaskBadge.tsx';
import { Terms } from '../parts/Terms.tsx';
import { Tip } from '../parts/Tip.tsx';
import { useModel } from '../parts/useModel.ts';
import { type NamedTask, useTaskNames } from '../parts/useTaskNames.ts';
import { MethodFacts, MethodReport } from './MethodFacts.tsx';

const WEIGHT_MAX = 3;
const WEIGHT_BOX_MAX = 1000;

export function BalancingPanel() {
  const { t } = useWords();
  const { model } = useModel();
  const several = useExperiment((state) => state.experiment.models.length > 1);
  return (
    <>
      <Section
        title={several ? t('controls.balancing.weightsOf', { model: model.name }) : t('controls.balancing.weights')}
      >
        <TaskWeights model={model} />
      </Section>
      <Section title={several ? t('controls.balancing.of', { model: model.name }) : t('controls.balancing.title')}>
        <MethodChoice model={model} />
        <Terms of={['taskWeight', 'balancing', 'gradient', 'cosine', 'conflict', 'dominance', 'pareto']} />
      </Section>
    </>
  );
}

function MethodChoice({ model }: { readonly model: ModelSpec }) {
  const { t, word, has } = useWords();
  const { edit, experiments, views } = useServices();
  const tasks = useTaskNames().filter(({ enabled }) => enabled);
  const method = methods.get(model.balancing.method);
  const key = `method.${method.id}`;
  const families = new Map<Family, string[]>();
  for (const { id, family } of methods.all) families.set(family, [...(families.get(family) ?? []), id]);
  const { paper } = method;
  return (
    <>
      <Tip text={t('controls.balancing.methodHelp')}>
        <NativeSelect
          aria-label={t('controls.balancing.method')}
          value={method.id}
          data={[...families].map(([family, ids]) => ({
            group: has(`family.${family}`) ? word(`family.${family}`) : family,
            items: ids.map((id) => ({ value: id, label: word(`method.${id}.label`) })),
          }))}
          onChange={(event) => edit({ type: 'setMethod', model: model.id, method: event.currentTarget.value })}
        />
      </Tip>
      <p className={parts.note}>{word(`${key}.summary`)}</p>
      {has(`${key}.formula`) && <div className={parts.formula}>{word(`${key}.formula`)}</div>}
      <FieldForm
        fields={method.fields}
        options={model.balancing.options}
        prefix={key}
        tasks={tasks.map(({ id, label }) => ({ id, label }))}
        onChange={(name, value, phase) => edit({ type: 'setMethodOption', model: model.id, name, value }, phase)}
      />
      <MethodReport model={model} />
      <MethodFacts method={method} model={model} />
      <details className={parts.note}>
        <summary>{t('controls.balancing.paper')}</summary>
        <cite className={parts.cite}>
          {paper.authors}. <em>{paper.title}</em>. {paper.venue}, {paper.year}. {paper.equation}.
        </cite>
      </details>
      <Tip text={t('controls.balancing.compareHelp')}>
        <Button
          variant="default"
          onClick={() => {
            const { view } = experiments.getState().experiment;
            edit({ type: 'setView', patch: { study: { ...view.study, tab: 'methods' } } });
            views.open('study');
          }}
        >
          {t('controls.balancing.compare')}
        </Button>
      </Tip>
    </>
  );
}

function TaskWeights({ model }: { readonly model: ModelSpec }) {
  const { t } = useWords();
  const { edit } = useServices();
  const tasks = useTaskNames().filter((task) => task.enabled);
  const { taskWeights } = model.balancing;
  const weightOf = (task: TaskId): number => taskWeights[task] ?? 1;
  return (
    <>
      {tasks.length === 2 && <Tradeoff model={model} tasks={tasks} weightOf={weightOf} />}
      {tasks.map((task) => (
        <NumberControl
          key={task.id}
          leading={<TaskBadge index={task.index} />}
          label={t('controls.balancing.weightOf', { task: task.label })}
          help={t('controls.balancing.weightHelp')}
          value={weightOf(task.id)}
          min={0}
          max={WEIGHT_MAX}
          boxMax={WEIGHT_BOX_MAX}
          step={0.01}
          onChange={(weight, phase) => edit({ type: 'setTaskWeight', model: model.id, task: task.id, weight }, phase)}
        />
      ))}
    </>
  );
}

interface TradeoffProps {
  readonly model: ModelSpec;
  readonly tasks: readonly NamedTask[];
  readonly weightOf: (task: TaskId) => number;
}
/** The weights 1 - w and w of two tasks: their sum, and so the step size, stays. */
function Tradeoff({ model, tasks, weightOf }: TradeoffProps) {
  const { t } = useWords();
  const { edit } = useServices();
  const [first, second] = tasks;
  if (!first || !second) return undefined;
  const sum = weightOf(first.id) + weightOf(second.id);
  const share = sum === 0 ? 0.5 : weightOf(second.id) / sum;
  const set = (w: number, phase: Phase): void => {
    const weigh = (task: TaskId, weight: number) =>
      ({ type: 'setTaskWeight', model: model.id, task, weight: Number(weight.toPrecision(6)) }) as const;
    edit({ type: 'batch', edits: [weigh(first.id, 1 - w), weigh(second.id, w)] }, phase);
  };
  return (
    <div>
      <NumberControl
        label={t('controls.balancing.tradeoff')}
        help={t('controls.balancing.tradeoffHelp')}
        value={share}
        min={0}
        max={1}
        step={0.01}
        onChange={set}
      />
      <div className={parts.line}>
        <TaskBadge index={first.index} />
        <TaskBadge index={second.index} />
      </div>
    </div>
  );
}
