/** The course as a list: title, what it is about, what is done of it. */
import { Modal } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { presets } from '../../core/experiment/presets/index.ts';
import { useWords } from '../parts/i18n/index.ts';
import parts from '../parts/parts.module.css';
import { useServices, useView } from '../parts/services.tsx';
import { CHALLENGE } from './LessonContext.tsx';
import type { LessonSpec } from './lesson.ts';
import classes from './lessons.module.css';
import { lessons } from './lessons.ts';
import { readDone } from './progress.ts';

export function LessonsDialog() {
  const { t } = useWords();
  const { views } = useServices();
  const opened = useView((state) => state.dialog === 'lessons');
  return (
    <Modal
      opened={opened}
      onClose={() => views.open(undefined)}
      title={t('lessons.title')}
      size={860}
      yOffset="4dvh"
      closeButtonProps={{ 'aria-label': t('controls.close') }}
    >
      {opened && <Course />}
    </Modal>
  );
}

function Course() {
  const { t } = useWords();
  return (
    <>
      <p className={parts.note}>{t('lessons.text')}</p>
      <ol className={classes.course}>
        {lessons.all.map((lesson, place) => (
          <li key={lesson.id}>
            <LessonCard lesson={lesson} number={place + 1} />
          </li>
        ))}
      </ol>
    </>
  );
}

function LessonCard({ lesson, number }: { readonly lesson: LessonSpec; readonly number: number }) {
  const { t, word } = useWords();
  const { open, views } = useServices();
  const done = readDone(lesson.id);
  const names = [...Object.keys(lesson.deeds), CHALLENGE];
  const count = names.filter((name) => done.has(name)).length;
  const start = (): void => {
    const experiment = presets.get(lesson.preset).build();
    views.open(undefined);
    void open({ ...experiment, view: { ...experiment.view, lesson: lesson.id } });
  };
  return (
    <button type="button" className={classes.card} onClick={start}>
      <span className={classes.cardNumber}>
        {count === names.length ? <IconCheck size={16} aria-hidden="true" /> : number}
      </span>
      <span className={classes.cardText}>
        <strong>{word(`lessons.titles.${lesson.id}`)}</strong>
        <span>{word(`lessons.summaries.${lesson.id}`)}</span>
      </span>
      <span className={classes.cardDone}>{t('lessons.steps', { done: count, count: names.length })}</span>
    </button>
  );
}
