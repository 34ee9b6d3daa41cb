/** A student's side: a name, a note, and the file with answers, runs and lessons. */
import { Button, TextInput } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import type { Answers } from '../../core/experiment/view.ts';
import { withAnswers } from '../../state/classroom.ts';
import { saveHandIn } from '../../state/handIn.ts';
import { lessonProgress } from '../../state/lessonProgress.ts';
import { useWords } from '../parts/i18n/index.ts';
import parts from '../parts/parts.module.css';
import { useExperiment, useRun, useServices } from '../parts/services.tsx';
import { LongText } from './LongText.tsx';

export function HandInTab() {
  const { t } = useWords();
  const services = useServices();
  const answers = useExperiment((state) => state.experiment.view.answers);
  const runs = useRun(
    (state) => state.ghosts.filter(({ travelled }) => !travelled).length + (state.progress.step > 0 ? 1 : 0),
  );
  const set = (patch: Answers): void => {
    services.experiments.edit({ type: 'setView', patch: { answers: withAnswers(answers, patch) } });
  };
  return (
    <div className={parts.form}>
      <p className={parts.note}>{t('classroom.handIn.text')}</p>
      <TextInput
        label={t('classroom.handIn.name')}
        value={answers?.name ?? ''}
        maxLength={100}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <LongText
        label={t('classroom.handIn.note')}
        help={t('classroom.handIn.noteHelp')}
        value={answers?.note ?? ''}
        onChange={(note) => set({ note })}
      />
      <p className={parts.note}>{t('classroom.handIn.holds', { count: runs })}</p>
      <div>
        <Button
          leftSection={<IconFileDownload size={14} />}
          onClick={() => saveHandIn(services, lessonProgress(), t('classroom.handIn.present'))}
        >
          {t('classroom.handIn.save')}
        </Button>
      </div>
    </div>
  );
}
