/** A teacher's side: many hand-ins side by side, one row each. Nothing of them leaves the page. */
import { Button, FileButton } from '@mantine/core';
import { IconFiles, IconFolderOpen } from '@tabler/icons-react';
import { useState } from 'react';
import { type HandIn, readHandIn } from '../../core/experiment/handIn.ts';
import { LONGEST_FILE } from '../../core/experiment/json.ts';
import { candidatesOf, type Outcome, outcomeOf, SAME } from '../../core/experiment/prediction.ts';
import type { Issue } from '../../core/result.ts';
import { series } from '../../state/series.ts';
import { useWords, type Words } from '../parts/i18n/index.ts';
import parts from '../parts/parts.module.css';
import { useServices } from '../parts/services.tsx';
import classes from './classroom.module.css';
import { testScores } from './scoreText.ts';

interface Opened {
  readonly file: string;
  readonly work: HandIn;
}
interface Refused {
  readonly file: string;
  readonly issue: Issue;
}

async function readAll(files: readonly File[]): Promise<{ opened: Opened[]; refused: Refused[] }> {
  const opened: Opened[] = [];
  const refused: Refused[] = [];
  for (const file of files) {
    // A letter may take three bytes; what is longer cannot be read at all.
    const read = readHandIn(file.size > 3 * LONGEST_FILE ? '' : await file.text());
    if (read.ok) opened.push({ file: file.name, work: read.value });
    else refused.push({ file: file.name, issue: read.issue });
  }
  return { opened, refused };
}

export function CompareTab() {
  const { t, issue } = useWords();
  const [works, setWorks] = useState<readonly Opened[]>([]);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const add = (files: readonly File[]): void => {
    void readAll(files).then((read) => {
      setWorks((before) => [
        ...before.filter(({ file }) => !read.opened.some((fresh) => fresh.file === file)),
        ...read.opened,
      ]);
      setRefused(read.refused);
    });
  };
  return (
    <div className={parts.form}>
      <p className={parts.note}>{t('classroom.compare.text')}</p>
      <div>
        <FileButton multiple accept=".json,application/json" onChange={add}>
          {(props) => (
            <Button {...props} leftSection={<IconFiles size={14} />}>
              {t('classroom.compare.choose')}
            </Button>
          )}
        </FileButton>
      </div>
      {refused.map(({ file, issue: fault }) => (
        <p key={file} className={parts.issue}>
          {file}: {issue(fault)}
        </p>
      ))}
      {works.length > 0 && <WorkTable works={works} />}
    </div>
  );
}

function WorkTable({ works }: { readonly works: readonly Opened[] }) {
  const words = useWords();
  const { t } = words;
  return (
    // Wide with many runs: it scrolls, and so it must be reached by the keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is to be focusable (WCAG 2.1.1).
    <section className={classes.works} tabIndex={0} aria-label={t('classroom.compare.table')}>
      <table>
        <thead>
          <tr>
            {(['name', 'predicted', 'outcome', 'scores', 'lessons', 'note'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`classroom.compare.columns.${column}`)}
              </th>
            ))}
            <th />
          </tr>
        </thead>
        <tbody>
          {works.map((opened) => (
            <WorkRow key={opened.file} {...opened} words={words} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What came of the prediction in the newest run that got as far. */
function outcomeOfWork({ experiment, runs }: HandIn): Outcome | undefined {
  const { predict } = experiment.view.classroom ?? {};
  if (!predict) return undefined;
  const run = runs.find(({ results }) => results.step >= predict.steps);
  if (!run) return undefined;
  const place = run.results.steps.findLastIndex((step) => step <= predict.steps);
  return outcomeOf(candidatesOf(experiment, predict), ({ model, task, metric }) => {
    const found = run.results.series.find(({ name }) => name === series.metric(model, task, 'test', metric));
    const value = place === run.results.steps.length - 1 ? found?.final : found?.curve[place];
    return Number.isFinite(value) ? value : undefined;
  });
}
function WorkRow({ file, work, words }: Opened & { readonly words: Words }) {
  const { t, word, has, given, language } = words;
  const { open, views } = useServices();
  const { experiment, runs, lessons } = work;
  const { name, predicted, note } = experiment.view.answers ?? {};
  const outcome = outcomeOfWork(work);
  const said = (id: string): string => {
    if (id === SAME) return t('classroom.predict.same');
    const key = `scenario.${experiment.data.scenario}.tasks.${id}`;
    return has(key) ? word(key) : given(experiment.models.find((model) => model.id === id)?.name ?? id);
  };
  const done = Object.values(lessons).reduce((sum, steps) => sum + steps.length, 0);
  return (
    <tr>
      <th scope="row">
        {name ?? file}
        {name !== undefined && <span className={parts.note}> {file}</span>}
      </th>
      <td>
        {predicted === undefined ? '–' : said(predicted)}
        {outcome && predicted !== undefined && (
          <strong>
            {' '}
            {t(outcome.winner === predicted ? 'classroom.predict.right' : 'classroom.compare.otherwise')}
          </strong>
        )}
      </td>
      <td>{outcome ? said(outcome.winner) : '–'}</td>
      <td>
        {runs.map((run, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: runs of one file never move.
          <div key={place}>
            <span className={parts.note}>
              {t('classroom.compare.run', { name: run.name || place + 1, steps: run.results.step })}
            </span>{' '}
            {testScores(run.results, language)
              .map(({ model, task, text }) => `${model}, ${said(task)} ${text}`)
              .join(' · ')}
          </div>
        ))}
      </td>
      <td>{t('classroom.compare.lessons', { count: done })}</td>
      <td className={classes.noteCell}>{note ?? '–'}</td>
      <td>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconFolderOpen size={13} />}
          onClick={() => {
            views.open(undefined);
            void open(experiment);
          }}
        >
          {t('classroom.compare.open')}
        </Button>
      </td>
    </tr>
  );
}
