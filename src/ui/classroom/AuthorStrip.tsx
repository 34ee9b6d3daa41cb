/**
 * Results that came with the link: the author's last numbers, a run of the same length here, and whether it came out the
 * same. On the same backend and kind of device it should, to the bit.
 */
import { Button } from '@mantine/core';
import { IconCheck, IconRepeat } from '@tabler/icons-react';
import type { AuthorRun } from '../../state/stores.ts';
import { useWords, type Words } from '../parts/i18n/index.ts';
import parts from '../parts/parts.module.css';
import { useRun, useServices } from '../parts/services.tsx';
import { useTaskNames } from '../parts/useTaskNames.ts';
import classes from './classroom.module.css';
import { testScores } from './scoreText.ts';

/** Relative. Kernels of two backends add in another order; after some hundred steps of float32 this much may be left. */
const ROUNDING = 1e-3;

const backendName = ({ word, has }: Words, name: string): string =>
  has(`controls.backend.names.${name}`) ? word(`controls.backend.names.${name}`) : name;

/** A column of the log in words: 'Hard sharing, Task B, test: Accuracy'. */
function columnText(column: string, { experiment }: AuthorRun, { word, given }: Words): string {
  const [model = '', task = '', split = '', metric = ''] = column.split('/');
  const name = given(experiment.models.find(({ id }) => id === model)?.name ?? model);
  const measured = word(metric === 'loss' ? 'charts.loss.label' : `metric.${metric}.label`);
  return `${name}, ${word(`scenario.${experiment.data.scenario}.tasks.${task}`)}, ${word(`charts.column.${split}`)}: ${measured}`;
}

function verdictOf(author: AuthorRun, here: string | undefined, words: Words): string | undefined {
  const { t, language } = words;
  const { comparison, changed, results } = author;
  if (changed) return t('classroom.results.changed');
  if (!comparison) return undefined;
  const backends = { theirs: backendName(words, results.backend), here: backendName(words, here ?? '') };
  if (comparison.exact) return t('classroom.results.exact', { count: comparison.compared, ...backends });
  const difference = new Intl.NumberFormat(language, { style: 'percent', maximumSignificantDigits: 2 }).format(
    comparison.difference,
  );
  const key = comparison.difference <= ROUNDING ? 'rounding' : 'differs';
  return t(`classroom.results.${key}`, { difference, series: columnText(comparison.name, author, words), ...backends });
}

export function AuthorStrip() {
  const words = useWords();
  const { t, word, given, language } = words;
  const { session } = useServices();
  const tasks = useTaskNames();
  const author = useRun((state) => state.author);
  const { here, training } = useRun((state) => ({
    here: state.backend?.name,
    training: state.status === 'running' || state.status === 'starting',
  }));
  if (!author) return undefined;
  const { experiment, results } = author;
  const scores = testScores(results, language).map(({ model, task, text }) => {
    const of = given(experiment.models.find(({ id }) => id === model)?.name ?? model);
    return `${of}, ${tasks.find(({ id }) => id === task)?.label ?? task}: ${text}`;
  });
  const verdict = verdictOf(author, here, words);
  const again = async (): Promise<void> => {
    await session.reset();
    await session.step(results.step);
  };
  return (
    <section className={classes.strip} aria-label={t('classroom.results.theirs')}>
      <div className={classes.answered}>
        <strong>{t('classroom.results.theirs')}</strong>
        <span className={parts.note} title={scores.join('; ')}>
          {t('classroom.results.said', { steps: results.step, backend: backendName(words, results.backend) })}{' '}
          {word('classroom.results.scores', { scores: scores.join('; ') })}
        </span>
        <span className={classes.spread} />
        <span role="status" className={classes.verdict} data-right={author.comparison?.exact || undefined}>
          {verdict !== undefined && author.comparison?.exact && <IconCheck size={15} aria-hidden="true" />}
          {verdict}
        </span>
        <Button
          size="compact-xs"
          variant="default"
          disabled={training}
          leftSection={<IconRepeat size={13} />}
          onClick={() => void again()}
        >
          {t('classroom.results.again')}
        </Button>
      </div>
    </section>
  );
}
