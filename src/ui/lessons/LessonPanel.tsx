/** The lesson at the side of the page: its text, what is done of it, the next one. The page stays free to use. */
import 'katex/dist/katex.min.css';
import { Button, CloseButton, Loader } from '@mantine/core';
import type { MDXComponents } from 'mdx/types';
import { type ComponentType, lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { readDone, writeDone } from '../../state/lessonProgress.ts';
import { useWords } from '../parts/i18n/index.ts';
import { useExperiment, useServices, useView } from '../parts/services.tsx';
import { CHALLENGE, LESSON_COMPONENTS, LessonProvider } from './LessonContext.tsx';
import classes from './lessons.module.css';
import { lessons } from './lessons.ts';
import { findCourse } from './tours.ts';

type Text = ComponentType<{ readonly components?: MDXComponents }>;
const TEXTS = import.meta.glob<{ readonly default: Text }>('./content/*/*.mdx');
const loaded = new Map<string, Text>();
function textOf(language: string, id: string): Text {
  const wanted = `./content/${language}/${id}.mdx`;
  const path = TEXTS[wanted] ? wanted : `./content/en/${id}.mdx`;
  const known = loaded.get(path);
  if (known) return known;
  const text = lazy(TEXTS[path] as () => Promise<{ readonly default: Text }>);
  loaded.set(path, text);
  return text;
}
/** Deeds are looked for this often: none is a matter of milliseconds. */
const LOOK_MS = 400;

/** Deeds seen so far; they stay done. */
function useDone(id: string): ReadonlySet<string> {
  const { experiments, runs, studies } = useServices();
  const [done, setDone] = useState<ReadonlySet<string>>(() => readDone(id));
  useEffect(() => {
    const lesson = findCourse(id);
    const challenge = lesson?.challenge ? [[CHALLENGE, lesson.challenge] as const] : [];
    const asked = [...Object.entries(lesson?.deeds ?? {}), ...challenge];
    const look = (): void => {
      const { experiment, analyses } = experiments.getState();
      const { progress, log } = runs.getState();
      const seen = { experiment, analyses, step: progress.step, log, studies: studies.getState().studies };
      setDone((before) => {
        const fresh = asked.filter(([name, deed]) => !before.has(name) && deed(seen)).map(([name]) => name);
        if (fresh.length === 0) return before;
        const next = new Set([...before, ...fresh]);
        writeDone(id, next);
        return next;
      });
    };
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [id, experiments, runs, studies]);
  return done;
}

export function LessonPanel() {
  const id = useExperiment((state) => state.experiment.view.lesson);
  return id !== undefined && findCourse(id) ? <OpenLesson key={id} id={id} /> : undefined;
}

function OpenLesson({ id }: { readonly id: string }) {
  const { t, word } = useWords();
  const { edit, choose, views } = useServices();
  const language = useView((state) => state.language);
  const done = useDone(id);
  const state = useMemo(() => ({ id, done }), [id, done]);
  const Text = textOf(language, id);
  const place = lessons.ids.indexOf(id);
  const next = place < 0 ? undefined : lessons.all[place + 1];
  const goOn = (): void => {
    if (!next) return;
    const experiment = next.begin();
    void choose({ ...experiment, view: { ...experiment.view, lesson: next.id } });
  };
  return (
    <aside className={classes.panel} data-magnify aria-label={t('lessons.panel')}>
      <header className={classes.head}>
        <span className={classes.number}>
          {place < 0 ? t('lessons.tour') : t('lessons.number', { number: place + 1, count: lessons.all.length })}
        </span>
        <Button size="compact-sm" variant="subtle" onClick={() => views.open('lessons')}>
          {t('lessons.all')}
        </Button>
        <CloseButton aria-label={t('lessons.close')} onClick={() => edit({ type: 'setView', patch: { lesson: '' } })} />
      </header>
      <article className={classes.text} key={id}>
        <h2>{word(`lessons.titles.${id}`)}</h2>
        <LessonProvider value={state}>
          <Suspense fallback={<Loader size="sm" role="status" aria-label={t('app.loading')} />}>
            <Text components={LESSON_COMPONENTS as MDXComponents} />
          </Suspense>
        </LessonProvider>
        {next && (
          <Button fullWidth mt={12} onClick={goOn}>
            {t('lessons.next', { title: word(`lessons.titles.${next.id}`) })}
          </Button>
        )}
      </article>
    </aside>
  );
}
