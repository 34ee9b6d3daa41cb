/**
 * Under the run bar, where a teacher has set something: the task, the note, the question before play, and what came of
 * it beside what was said.
 */
import { Button } from '@mantine/core';
import { IconChalkboard, IconChevronDown, IconChevronUp, IconEye } from '@tabler/icons-react';
import { useState } from 'react';
import { isSetForClass } from '../../core/experiment/classroom.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment, useServices, useView } from '../parts/services.tsx';
import classes from './classroom.module.css';
import { PredictCard } from './PredictCard.tsx';

export function ClassStrip() {
  const { t } = useWords();
  const { views, embedded } = useServices();
  const [open, setOpen] = useState(true);
  const teaching = useView((state) => state.teaching);
  const { bound, task, notes, predict } = useExperiment(({ experiment }) => ({
    bound: isSetForClass(experiment.view),
    task: experiment.view.classroom?.task,
    notes: experiment.notes,
    predict: experiment.view.classroom?.predict,
  }));
  if (!bound) return undefined;
  return (
    <section className={classes.strip} aria-label={t('classroom.region')} data-open={open || undefined}>
      <div className={classes.stripHead}>
        <IconChalkboard size={16} aria-hidden="true" />
        <strong>{teaching ? t('classroom.teaching') : t('classroom.setForClass')}</strong>
        <span className={classes.spread} />
        {teaching && (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconEye size={13} />}
            onClick={() => views.teach(false)}
          >
            {t('classroom.preview')}
          </Button>
        )}
        {!embedded && (
          <Button size="compact-xs" variant="default" onClick={() => views.open('classroom')}>
            {t(teaching ? 'classroom.settings' : 'classroom.handIn.open')}
          </Button>
        )}
        <Button
          size="compact-xs"
          variant="subtle"
          aria-expanded={open}
          rightSection={open ? <IconChevronUp size={13} /> : <IconChevronDown size={13} />}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'classroom.fold' : 'classroom.unfold')}
        </Button>
      </div>
      {open && (
        <div className={classes.stripBody}>
          {(task || notes) && (
            <div className={classes.words}>
              {task && (
                <p>
                  <strong>{t('classroom.task')}: </strong>
                  {task}
                </p>
              )}
              {notes && <p>{notes}</p>}
            </div>
          )}
          {predict && <PredictCard predict={predict} />}
        </div>
      )}
    </section>
  );
}
