/** The course as a list: title, what it is about, what is done of it. */
import { Modal } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { readDone } from '../../state/lessonProgress.ts';
import { useWords } from '../parts/i18n/index.ts';
import parts from '../parts/parts.module.css';
import { useServices, useView } from '../parts/services.tsx';
import { CHALLENGE } from './LessonContext.tsx';
import type { LessonSpec } from './lesson.ts';
import classes from './lessons.module.css';
import { lessons } from './lessons.ts';
import { tours } from './tours.ts';

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
      <h3>{t('lessons.tours')}</h3>
      <ul className={classes.course}>
        {tours.all.map((tour) => (
          <li key={tour.id}>
            <LessonCard lesson={tour} number="→" />
          </li>
        ))}
      </ul>
    </>
  );
}

function LessonCard({ lesson, number }: { readonly lesson: LessonSpec; readonly number: number | string }) {
  const { t, word } = useWords();
  const { choose, views } = useServices();
  const done = readDone(lesson.id);
  const names = [...Object.keys(lesson.deeds), ...(lesson.challenge ? [CHALLENGE] : [])];
  const count = names.filter((name) => done.has(name)).length;
  const start = (): void => {
    const experiment = lesson.begin();
    views.open(undefined);
    void choose({ ...experiment, view: { ...experiment.view, lesson: lesson.id } });
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
