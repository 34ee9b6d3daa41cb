/** What a teacher sets: note and task, a question before play, which parts are locked or hidden, and the link that opens it. */
import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { IconCheck, IconEye, IconLink, IconLockOpen } from '@tabler/icons-react';
import { useState } from 'react';
import { modeOf, PARTS, type PartMode, withMode } from '../../core/experiment/classroom.ts';
import { useWords } from '../parts/i18n/index.ts';
import parts from '../parts/parts.module.css';
import { useExperiment, useServices } from '../parts/services.tsx';
import classes from './classroom.module.css';
import { LayersSetting } from './LayersSetting.tsx';
import { PredictSetting } from './PredictSetting.tsx';
import { useClassroomEdit } from './useClassroomEdit.ts';

const LONGEST = 4000;

/** `fenced`: the page stands as the class sees it, and its settings hold until they are opened. */
export function SetUp({ fenced }: { readonly fenced: boolean }) {
  const { t } = useWords();
  const { views } = useServices();
  if (fenced) {
    return (
      <div className={parts.form}>
        <p className={parts.note}>{t('classroom.fenced')}</p>
        <div>
          <Button leftSection={<IconLockOpen size={14} />} variant="default" onClick={() => views.teach(true)}>
            {t('classroom.unlock')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className={parts.form}>
      <p className={parts.note}>{t('classroom.text')}</p>
      <Texts />
      <PredictSetting />
      <PartsSetting />
      <LayersSetting />
      <Actions />
    </div>
  );
}

function Texts() {
  const { t } = useWords();
  const { edit, views } = useServices();
  const set = useClassroomEdit();
  const { notes, task } = useExperiment(({ experiment }) => ({
    notes: experiment.notes,
    task: experiment.view.classroom?.task ?? '',
  }));
  return (
    <>
      <Textarea
        size="sm"
        autosize
        minRows={2}
        maxRows={6}
        maxLength={LONGEST}
        label={t('classroom.task')}
        description={t('classroom.taskHelp')}
        value={task}
        onChange={(event) => set({ task: event.currentTarget.value })}
      />
      <Textarea
        size="sm"
        autosize
        minRows={2}
        maxRows={6}
        maxLength={LONGEST}
        label={t('classroom.note')}
        description={t('classroom.noteHelp')}
        value={notes}
        onChange={(event) => {
          views.teach(true);
          edit({ type: 'setText', notes: event.currentTarget.value }, 'ephemeral');
        }}
        onBlur={(event) => edit({ type: 'setText', notes: event.currentTarget.value })}
      />
    </>
  );
}

const MODES: readonly PartMode[] = ['shown', 'locked', 'hidden'];
function PartsSetting() {
  const { t, word } = useWords();
  const { experiments, views } = useServices();
  const view = useExperiment((state) => state.experiment.view);
  const set = (part: string, mode: PartMode): void => {
    views.teach(true);
    experiments.edit({ type: 'setView', patch: withMode(experiments.getState().experiment.view, part, mode) });
  };
  return (
    <fieldset className={classes.group}>
      <legend>{t('classroom.parts')}</legend>
      <p className={parts.note}>{t('classroom.partsHelp')}</p>
      <ul className={classes.parts}>
        {PARTS.map(({ id, modes }) => (
          <li key={id}>
            <span>{word(`classroom.part.${id}`)}</span>
            <SegmentedControl
              aria-label={word(`classroom.part.${id}`)}
              value={modeOf(view, id)}
              data={MODES.filter((mode) => mode === 'shown' || modes.includes(mode)).map((mode) => ({
                value: mode,
                label: t(`classroom.modes.${mode}`),
              }))}
              onChange={(next) => set(id, MODES.find((mode) => mode === next) ?? 'shown')}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function Actions() {
  const { t } = useWords();
  const { views, sharing, experiments } = useServices();
  const [length, setLength] = useState<number>();
  const clear = (): void => {
    experiments.edit({ type: 'setView', patch: { hidden: undefined, classroom: undefined } });
    views.teach(false);
  };
  return (
    <div className={classes.actions}>
      <Button
        leftSection={length === undefined ? <IconLink size={14} /> : <IconCheck size={14} />}
        onClick={() => {
          sharing.copyLink().then(setLength, () => views.open('share'));
        }}
      >
        {length === undefined ? t('classroom.copyLink') : t('classroom.copied', { length })}
      </Button>
      <Button
        variant="default"
        leftSection={<IconEye size={14} />}
        onClick={() => {
          views.teach(false);
          views.open(undefined);
        }}
      >
        {t('classroom.preview')}
      </Button>
      <Button variant="subtle" onClick={clear}>
        {t('classroom.clear')}
      </Button>
    </div>
  );
}
