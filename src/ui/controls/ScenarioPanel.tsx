/** The data: which scenario, its options, sizes and seed, and per task what labels there are. */
import { ActionIcon, Button } from '@mantine/core';
import { IconDice5 } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { presets } from '../../core/experiment/presets/index.ts';
import { AUTO_LOSS, lossOf } from '../../core/layers/head.ts';
import { isDragged } from '../../core/scenarios/drag.ts';
import { scenarios } from '../../core/scenarios/index.ts';
import { ownPoints } from '../../core/scenarios/ownPoints.ts';
import { ownTable } from '../../core/scenarios/ownTable.ts';
import { mainMetric } from '../../core/tasks/index.ts';
import { FieldForm } from '../parts/FieldForm.tsx';
import { HelpLabel } from '../parts/HelpLabel.tsx';
import { useWords } from '../parts/i18n/index.ts';
import { NumberBox } from '../parts/NumberBox.tsx';
import parts from '../parts/parts.module.css';
import { Section } from '../parts/Section.tsx';
import { useExperiment, useRun, useServices } from '../parts/services.tsx';
import { TaskBadge } from '../parts/TaskBadge.tsx';
import { Tip } from '../parts/Tip.tsx';
import { useTaskNames } from '../parts/useTaskNames.ts';
import { DrawPoints } from './DrawPoints.tsx';
import { OwnTablePanel } from './OwnTablePanel.tsx';
import picker from './scenarioPicker.module.css';
import { TaskRows } from './TaskRows.tsx';
import { Thumb } from './Thumb.tsx';

const ScenarioPicker = lazy(() => import('./ScenarioPicker.tsx'));

export function ScenarioPanel() {
  const words = useWords();
  const { t, word } = words;
  const { edit } = useServices();
  const data = useExperiment((state) => state.experiment.data);
  const scenario = scenarios.get(data.scenario);
  return (
    <>
      <Section title={t('controls.data.title')}>
        <ScenarioChoice />
        <MadeForOtherData />
        {scenario.id === ownTable.id && <OwnTablePanel />}
        {scenario.id === ownPoints.id && <DrawPoints />}
        <FieldForm
          fields={scenario.fields}
          options={data.options}
          prefix={`scenario.${scenario.id}`}
          tasks={[]}
          onChange={(name, value, phase) => edit({ type: 'setDataOption', name, value }, phase)}
        />
      </Section>
      <Section title={t('controls.data.tasks')}>
        <TaskRows />
      </Section>
      <Section title={t('controls.data.rows')} startsOpen={false}>
        <p className={parts.note}>{word(`scenario.${scenario.id}.summary`)}</p>
        <TaskFacts />
        <Sizes />
        <p className={parts.note}>
          {scenario.source.kind === 'generated'
            ? t('controls.data.generated')
            : t('controls.data.real', { attribution: scenario.source.attribution, licence: scenario.source.licence })}
        </p>
      </Section>
    </>
  );
}

/** The scenario as it stands, what it teaches, and the way to the others. */
function ScenarioChoice() {
  const { t, word } = useWords();
  const chosen = useExperiment((state) => state.experiment.data.scenario);
  const [picking, setPicking] = useState(false);
  const scenario = scenarios.get(chosen);
  const drag = useExperiment(({ experiment }) => {
    const own = scenarios.get(experiment.data.scenario).drag;
    return own && (isDragged(experiment, own) ? 'back' : 'to');
  });
  return (
    <fieldset className={picker.group} aria-label={t('controls.data.scenario')}>
      <Tip text={word(`scenario.${chosen}.summary`)} position="right">
        <button type="button" className={picker.current} aria-haspopup="dialog" onClick={() => setPicking(true)}>
          <Thumb scenario={scenario} />
          <span className={picker.text}>
            <span className={picker.name}>{word(`scenario.${chosen}.label`)}</span>
            <span className={picker.change}>{t('controls.data.change', { count: scenarios.all.length })}</span>
          </span>
        </button>
      </Tip>
      <p className={picker.lesson}>{word(`scenario.${chosen}.lesson`)}</p>
      {drag && <p className={picker.drag}>{word(`scenario.${chosen}.drag.${drag}`)}</p>}
      {picking && (
        <Suspense>
          <ScenarioPicker onClose={() => setPicking(false)} />
        </Suspense>
      )}
    </fieldset>
  );
}

/** After a change of scenario the layers may not fit any more: offers the presets that are made for this data. */
function MadeForOtherData() {
  const { t, word } = useWords();
  const services = useServices();
  const { scenario, trainable } = useExperiment((state) => ({
    scenario: state.experiment.data.scenario,
    trainable: state.trainable,
  }));
  const trained = useRun((state) => state.experiment?.data.scenario);
  if (trainable || trained === undefined || trained === scenario) return undefined;
  const fitting = presets.all.filter((preset) => preset.build().data.scenario === scenario);
  return (
    <div className={parts.issue} data-severity="warning">
      <span>{t('controls.data.otherWiring')}</span>
      {fitting.map((preset) => (
        <Button
          key={preset.id}
          size="compact-xs"
          variant="default"
          onClick={() => void services.choose(preset.build())}
        >
          {word(`preset.${preset.id}.label`)}
        </Button>
      ))}
    </div>
  );
}

/** Each task's loss, as its head has it unless told otherwise, and the metric that it is judged by. */
function TaskFacts() {
  const { t, word } = useWords();
  return (
    <ul className={picker.facts} aria-label={t('controls.data.judged')}>
      {useTaskNames().map(({ id, index, label, def }) => (
        <li key={id}>
          <TaskBadge index={index} />
          <span>
            {t('controls.data.judgedBy', {
              task: label,
              loss: word(`loss.${lossOf(def, AUTO_LOSS)}.label`),
              metric: word(`metric.${mainMetric(def).id}.label`),
            })}
          </span>
        </li>
      ))}
    </ul>
  );
}

const SPLITS = ['train', 'validation', 'test'] as const;
const LARGEST_SEED = 2 ** 32 - 1;
/** Numbers that are easy to read aloud. */
const DICE_RANGE = 10_000;

function Sizes() {
  const { t } = useWords();
  const { edit } = useServices();
  const data = useExperiment((state) => state.experiment.data);
  const scenario = scenarios.get(data.scenario);
  const setSeed = (seed: number): void => {
    edit({ type: 'setData', patch: { seed } });
  };
  return (
    <>
      {SPLITS.map((split) => (
        <div className={parts.line} key={split}>
          <HelpLabel label={t(`controls.data.split.${split}`)} help={t(`controls.data.splitHelp.${split}`)} />
          <NumberBox
            label={t(`controls.data.split.${split}`)}
            value={data.sizes[split] ?? scenario.sizes[split]}
            min={1}
            max={scenario.maxSizes[split]}
            step={100}
            integer
            onCommit={(rows) => edit({ type: 'setData', patch: { sizes: { ...data.sizes, [split]: rows } } })}
          />
        </div>
      ))}
      <div className={parts.line}>
        <HelpLabel label={t('controls.data.seed')} help={t('controls.data.seedHelp')} />
        <span className={parts.pair}>
          <Tip text={t('controls.data.diceHelp')}>
            <ActionIcon
              aria-label={t('controls.data.dice')}
              onClick={() => setSeed(Math.floor(Math.random() * DICE_RANGE))}
            >
              <IconDice5 size={16} />
            </ActionIcon>
          </Tip>
          <NumberBox
            label={t('controls.data.seed')}
            value={data.seed}
            min={0}
            max={LARGEST_SEED}
            integer
            onCommit={setSeed}
          />
        </span>
      </div>
    </>
  );
}
