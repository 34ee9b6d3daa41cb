/** What a teacher sets: note and task, a question before play, which parts are locked or hidden, and the link that opens it. */
import { Button, SegmentedControl } from '@mantine/core';
import { IconCheck, IconEye, IconLink, IconLockOpen } from '@tabler/icons-react';
import { useState } from 'react';
import { modeOf, PARTS, type PartMode, withClassroom, withMode } from '../../core/experiment/classroom.ts';
import { useWords } from '../parts/i18n/index.ts';
import parts from '../parts/parts.module.css';
import { useExperiment, useServices } from '../parts/services.tsx';
import classes from './classroom.module.css';
import { LayersSetting } from './LayersSetting.tsx';
import { LongText } from './LongText.tsx';
import { PredictSetting } from './PredictSetting.tsx';
import { useClassroomEdit } from './useClassroomEdit.ts';

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
      <LongText
        label={t('classroom.task')}
        help={t('classroom.taskHelp')}
        value={task}
        onChange={(next) => set((view) => withClassroom(view, { task: next }))}
      />
      <LongText
        label={t('classroom.note')}
        help={t('classroom.noteHelp')}
        value={notes}
        onChange={(next) => {
          views.teach(true);
          edit({ type: 'setText', notes: next }, 'ephemeral');
        }}
        onBlur={(next) => edit({ type: 'setText', notes: next })}
      />
    </>
  );
}

const MODES: readonly PartMode[] = ['shown', 'locked', 'hidden'];
function PartsSetting() {
  const { t, word } = useWords();
  const set = useClassroomEdit();
  const view = useExperiment((state) => state.experiment.view);
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
              onChange={(next) => {
                const mode = MODES.find((known) => known === next) ?? 'shown';
                set((before) => withMode(before, id, mode));
              }}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function Actions() {
  const { t } = useWords();
  const { views, sharing } = useServices();
  const set = useClassroomEdit();
  const [length, setLength] = useState<number>();
  const clear = (): void => {
    set(() => ({ hidden: undefined, classroom: undefined }));
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
